"""Tickets of any helpdesk by a mapping; the mappings of well-known trackers below are the documented examples."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from copilot.core.errors import SettingsError
from copilot.core.types import Document
from support_exports import Found, documents, rejected, shared
from support_exports import read as read_export

FIXTURES = Path(__file__).parents[2] / "fixtures/sources/tickets_table"


REDMINE = """
solved = ["Cerrada", "Resuelta"]
url = "https://redmine.example/issues/{id}"
metadata = ["project.name", "tracker.name"]
[columns]
title = "subject"
problem = "description"
status = "status.name"
author = "author.name"
created_at = "created_on"
updated_at = "updated_on"
[comments]
at = "journals"
text = "notes"
author = "user.name"
created_at = "created_on"
ref = "id"
private = "private_notes"
skip_empty = true
url = "https://redmine.example/issues/{ticket}#change-{id}"
"""
BUGZILLA_REST = """
files = ["*_rest_bugs.json", "*_rest_bugs_next.json"]
records = "bugs"
url = "https://bugzilla.example/show_bug.cgi?id={id}"
metadata = ["product", "component"]
[columns]
title = "summary"
author = "creator"
created_at = "creation_time"
updated_at = "last_change_time"
tags = "keywords"
[comments]
files = "*_comments.json"
records = "bugs.*.comments"
ticket = "*"
text = "text"
author = "creator"
created_at = "creation_time"
ref = "id"
private = "is_private"
url = "https://bugzilla.example/show_bug.cgi?id={ticket}#c{n}"
"""
BUGZILLA_XML = """
records = "bug"
metadata = ["product", "component"]
[columns]
id = "bug_id"
title = "short_desc"
status = "bug_status"
author = ["reporter.@name", "reporter"]
created_at = "creation_ts"
updated_at = "delta_ts"
[comments]
at = "long_desc"
text = "thetext"
author = ["who.@name", "who"]
created_at = "bug_when"
ref = "commentid"
private = "@isprivate"
"""
BUGZILLA_CSV = """
url = "https://bugzilla.example/show_bug.cgi?id={bug_id}"
metadata = ["product"]
[columns]
id = "bug_id"
title = "short_desc"
status = "bug_status"
updated_at = "changeddate"
"""
ABCD_CHATS = """
kind = "chat"
metadata = ["scenario.flow", "scenario.subflow"]
[columns]
id = "convo_id"
title = "scenario.subflow"
[comments]
at = "original"
author = "0"
text = "1"
"""
PHABRICATOR = """
files = "*tasks*.json"
records = "result.data"
url = "https://phabricator.example/T{id}"
[columns]
title = "fields.name"
problem = "fields.description.raw"
status = "fields.status.name"
author = "fields.authorPHID"
created_at = "fields.dateCreated"
updated_at = "fields.dateModified"
priority = "fields.priority.name"
[comments]
files = "*transactions*.json"
records = "result.*"
ticket = "taskID"
only = "transactionType=core:comment|description"
text = ["comments", "newValue"]
author = "authorPHID"
created_at = "dateCreated"
ref = "transactionID"
url = "https://phabricator.example/T{ticket}#{transactionID}"
[people]
files = "*users*.json"
records = "result"
id = "phid"
name = "realName"
"""
DISCOURSE = """
url = "https://forum.example/t/{slug}/{id}"
[columns]
created_at = "created_at"
updated_at = "last_posted_at"
[comments]
at = "post_stream.posts"
text = "cooked"
author = ["name", "username"]
created_at = "created_at"
ref = "id"
only = "post_type=1"
staff = "staff"
accepted = "accepted_answer"
url = "https://forum.example/t/{topic_slug}/{topic_id}/{post_number}"
"""
STACK_EXCHANGE = """
url = "link"
metadata = ["score"]
[columns]
id = "question_id"
problem = ["body", "body_markdown"]
author = "owner.display_name"
created_at = "creation_date"
updated_at = "last_activity_date"
[[comments]]
at = "answers"
text = ["body", "body_markdown"]
author = "owner.display_name"
created_at = "creation_date"
ref = "answer_id"
accepted = "is_accepted"
url = "https://stackoverflow.com/a/{answer_id}"
[[comments]]
at = "comments"
text = ["body", "body_markdown"]
author = "owner.display_name"
created_at = "creation_date"
ref = "comment_id"
"""


def read(path: Path, mapping: str = "") -> Found:
    return read_export("tickets_table", path, audience=["public"], **tomllib.loads(mapping))


def notes(found: Found) -> list[str]:
    return [entry.reason for entry in rejected(found)]


def told(document: Document) -> list[tuple[str, str, str, str, str]]:
    return [(part.role, part.author, part.at, part.ref, part.text[:30]) for part in document.parts]


def test_usual_columns_need_no_mapping() -> None:
    found = read(FIXTURES / "good", 'timezone = "Europe/Amsterdam"')
    assert notes(found) == []
    assert [(d.external_id, d.title, d.resolved) for d in documents(found)] == [
        ("M-1", "Printer hapert", True),
        ("M-2", "Muis stuk", False),
        ("M-3", "Dubbel gemeld", False),
        ("M-4", "VPN valt weg", True),
    ]
    first = documents(found)[0]
    assert told(first) == [
        ("problem", "Truus Mol", "2026-02-01T08:30:00+00:00", "", "De printer op 2 hoog\nblijft ha"),
        ("resolution", "", "", "", "Lade B schoongemaakt en de dri"),
    ]
    assert first.metadata["tags"] == ["printer", "papier"]
    assert documents(found)[2].metadata["resolution"] == "Duplicaat"
    assert documents(found)[3].parts[0].text == "De VPN valt elk uur weg."
    assert documents(found)[3].created_at == "2026-02-02T02:40:00+00:00"


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        ("afgekapt.json", "the file ends in the middle"),
        ("aanmelden.json", "a web page (Aanmelden bij de helpdesk)"),
        ("geweigerd.json", "Not authenticated"),
        ("leeg.json", "the list is empty"),
        ("onbekend.json", "the file holds version, payload"),
        ("windows.csv", "read as Windows-1252"),
        ("zonder-kolom.csv", "no id; looked for id, ticket id"),
        ("alleen-kop.csv", "a header and no rows"),
        ("stuk.xml", "not XML"),
    ],
)
def test_broken(file: str, reason: str) -> None:
    found = read(FIXTURES / "broken" / file)
    assert reason in notes(found)[0]
    assert all(entry.fix for entry in rejected(found))


def test_windows_1252_keeps_its_accents() -> None:
    [ticket] = documents(read(FIXTURES / "broken/windows.csv"))
    assert (ticket.title, ticket.parts[0].text) == ("Hélène belt", "Café dicht")


@pytest.mark.parametrize(("encoding", "delimiter"), [("utf-16", "\t"), ("utf-8-sig", ";"), ("utf-8", "|")])
def test_encodings_and_delimiters(tmp_path: Path, encoding: str, delimiter: str) -> None:
    rows = [["Nr", "Onderwerp", "Omschrijving"], ["1", "Café", '"een, twee; drie\nvier"']]
    (tmp_path / "a.csv").write_text("\n".join(delimiter.join(row) for row in rows), encoding=encoding)
    [ticket] = documents(read(tmp_path))
    assert (ticket.title, ticket.parts[0].text) == ("Café", "een, twee; drie\nvier")


def test_a_row_a_comment(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "Ticket ID,Subject,State,Reply,By,When,Internal,Staff\n"
        "7,Kapot,Afgewerkt,Hij doet niets.,An,03/04/2026 10:00,,\n"
        "7,,,Vervang de batterij.,Bo,03/05/2026 10:00,,yes\n"
        "8,Anders,Afgewerkt,Vraag.,An,03/04/2026 10:00,,\n"
        "7,,,Klant is lastig.,Bo,03/05/2026 11:00,yes,yes\n"
        "7,,,Dank!,An,03/06/2026 10:00,,\n",
        encoding="utf-8",
    )
    mapping = """
        month_first = true
        solved = ["afgewerkt"]
        [comments]
        text = "Reply"
        author = "By"
        created_at = "When"
        private = "Internal"
        staff = "Staff"
    """
    seven, internal, eight = documents(read(tmp_path, mapping))
    assert told(seven) == [
        ("problem", "An", "2026-03-04T10:00:00+00:00", "", "Hij doet niets."),
        ("resolution", "Bo", "2026-03-05T10:00:00+00:00", "", "Vervang de batterij."),
        ("attempt", "An", "2026-03-06T10:00:00+00:00", "", "Dank!"),
    ]
    assert (internal.external_id, internal.audience, internal.parts[0].text) == (
        "7#internal",
        ("internal",),
        "Klant is lastig.",
    )
    assert (eight.resolved, [p.role for p in eight.parts]) == (True, ["problem"])


def test_unknown_column_names_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Ticket ID,Subjectt\n1,Kapot\n", encoding="utf-8")
    found = read(tmp_path, '[columns]\nid = "Ticket ID"\ntitle = "Subject"')
    [note] = rejected(found)
    assert note.reason == "there is no column 'Subject' (for title)"
    assert note.fix.startswith("did you mean 'Subjectt'?")
    assert len(documents(found)) == 1


@pytest.mark.parametrize(
    ("mapping", "place", "nearest"),
    [
        ('[columns]\ntitel = "x"', "columns.titel", "'title'"),
        ('[comments]\ntekst = "x"', "comments.0.tekst", "'text'"),
        ('solvd = ["x"]', "solvd", "'solved'"),
        ('[people]\nfiles = "x"\nnaam = "y"', "people.naam", "'name'"),
    ],
)
def test_unknown_key_of_the_mapping_names_the_nearest(mapping: str, place: str, nearest: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read(FIXTURES / "good", mapping)
    assert place in caught.value.problem
    assert nearest in caught.value.fix


def test_states_that_nobody_knows_are_noted(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Id,Title,Status\n1,Kapot,Afgewerkt\n", encoding="utf-8")
    found = read(tmp_path)
    assert notes(found) == ["states that are taken for unsolved: 'Afgewerkt'"]
    assert documents(found)[0].resolved is False


@pytest.mark.parametrize(
    ("status", "resolution", "resolved"),
    [
        ("Closed", "Won't Fix", False),
        ("RESOLVED", "WONTFIX", False),
        ("Resolved", "Cannot Reproduce", False),
        ("Closed", "Invalid", False),
        ("Gesloten", "Niet reproduceerbaar", False),
        ("spam", "", False),
        ("Open", "Herstart de router.", False),
        ("Closed", "Fixed", True),
        ("Gesloten", "Herstart de router.", True),
        ("", "Herstart de router.", True),
    ],
)
def test_what_counts_as_solved(tmp_path: Path, status: str, resolution: str, resolved: bool) -> None:
    (tmp_path / "a.csv").write_text(f"Id,Title,Status,Resolution\n1,Kapot,{status},{resolution}\n", encoding="utf-8")
    [ticket] = documents(read(tmp_path))
    assert ticket.resolved is resolved
    assert ("resolution" in [part.role for part in ticket.parts]) is (resolved and resolution != "Fixed")


def test_the_accepted_comment_is_the_resolution(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(
        '{"data": {"questions": [{"key": 1, "title": "Hoe?", "best": "b", "replies": ['
        '{"ref": "a", "text": "Weet ik niet.", "who": "Bo"}, {"ref": "b", "text": "Zo.", "who": "Cy"},'
        '{"ref": "c", "text": "Ook mooi.", "who": "Di"}]}]}}',
        encoding="utf-8",
    )
    mapping = """
        [columns]
        id = "key"
        accepted = "best"
        [comments]
        at = "replies"
        text = "text"
        ref = "ref"
        author = "who"
    """
    [ticket] = documents(read(tmp_path, mapping))
    assert (ticket.resolved, [(p.role, p.ref) for p in ticket.parts]) == (
        True,
        [("problem", "a"), ("resolution", "b"), ("attempt", "c")],
    )


def test_hidden_html_is_told_apart(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(
        '[{"id": 1, "title": "x", "description": "<p>Zichtbaar</p><p style=\\"display:none\\">Verborgen</p>"}]',
        encoding="utf-8",
    )
    [ticket] = documents(read(tmp_path))
    assert ticket.parts[0].text == "Zichtbaar"
    assert [(gone.rule, gone.text, gone.part) for gone in ticket.removed] == [("hidden: html", "Verborgen", 0)]


def corpus(name: str, mapping: str) -> Found:
    return read(shared("tickets_api") / name, mapping)


@pytest.mark.shared
def test_shared_redmine() -> None:
    found = corpus("perceval_redmine", REDMINE)
    assert notes(found) == []
    assert [(d.external_id, d.title, d.resolved) for d in documents(found)] == [
        ("2", "Third Issue", True),
        ("5", "Second Issue", True),
        ("7311", "Data sources are not being updated", True),
        ("9", "First Issue", True),
    ]
    ticket = documents(found)[2]
    # 22 journals, of which 11 have notes.
    assert len(ticket.parts) == 1 + 11
    assert told(ticket)[0] == ("problem", "Quan Zhou", "2016-01-26T12:39:26+00:00", "", "Description")
    assert told(ticket)[9] == ("attempt", "Jesús Alonso", "2016-07-04T09:14:53+00:00", "47054", "Yes its ok")
    assert ticket.parts[1].uri == "https://redmine.example/issues/7311#change-43319"
    assert ticket.metadata["project.name"] == "MAD"


@pytest.mark.shared
def test_shared_bugzilla_rest() -> None:
    found = corpus("perceval_bugzilla/*.json", BUGZILLA_REST)
    assert notes(found) == []
    assert [(d.external_id, d.resolved) for d in documents(found)] == [
        ("1273442", False),
        ("1273439", False),
        ("947945", False),
    ]
    ticket = documents(found)[0]
    assert len(ticket.parts) == 7
    assert told(ticket)[0] == (
        *("problem", "whuang@mozilla.com", "2016-05-17T09:44:44+00:00", "11413982", "What code is being taken from "),
    )
    assert told(ticket)[-1] == ("attempt", "doliver@mozilla.com", "2016-06-07T00:01:29+00:00", "11467723", "cc: braden")
    assert ticket.parts[2].uri == "https://bugzilla.example/show_bug.cgi?id=1273442#c2"


@pytest.mark.shared
def test_shared_bugzilla_xml_and_its_broken_variants() -> None:
    found = corpus("perceval_bugzilla/*.xml", BUGZILLA_XML)
    first = documents(found)[0]
    assert (first.external_id, first.resolved, first.metadata["resolution"]) == ("355", True, "FIXED")
    assert [part.ref for part in first.parts] == ["1085", "1086", "1087", "1088"]
    assert told(first)[0][:3] == ("problem", "Santiago Dueñas", "2013-06-25T09:49:36+00:00")
    assert len(documents(found)) == 9  # 1 + 5 + 2, and one whose file has control characters
    assert [reason.split(",")[0][:24] for reason in notes(found)] == ["not XML: Opening and end", "control characters"]


@pytest.mark.shared
def test_shared_bugzilla_csv() -> None:
    found = corpus("perceval_bugzilla/*.csv", BUGZILLA_CSV)
    assert len(documents(found)) == 7
    first, last = documents(found)[0], documents(found)[-1]
    assert (first.external_id, first.title[:20], first.resolved) == ("15", "The location service", True)
    assert (last.external_id, last.updated_at, last.resolved) == ("888", "2015-08-12T18:32:10+00:00", True)


@pytest.mark.shared
def test_shared_phabricator() -> None:
    found = corpus("perceval_phabricator", PHABRICATOR)
    assert [(d.external_id, d.resolved, len(d.parts)) for d in documents(found)] == [
        *(("69", True, 5), ("73", True, 7), ("78", True, 7), ("296", False, 3))
    ]
    assert told(documents(found)[1])[0] == (
        *("problem", "John Doe", "2016-05-04T16:32:46+00:00", "1245", "A new description"),
    )
    # The only other person who replied.
    assert told(documents(found)[1])[4] == ("resolution", "John Smith", "2016-05-04T21:34:33+00:00", "1261", "that was")
    assert documents(found)[3].parts[1].text == ""  # a comment that was removed
    assert documents(found)[0].parts[1].uri == "https://phabricator.example/T69#1187"


@pytest.mark.shared
def test_shared_discourse() -> None:
    found = corpus("perceval_discourse/discourse_topic_*.json", DISCOURSE)
    assert [(d.external_id, d.resolved, len(d.parts)) for d in documents(found)] == [
        *(("1148", False, 20), ("1149", False, 2), ("1150", False, 2))
    ]
    topic = documents(found)[0]
    assert told(topic)[0] == (
        *("problem", "Raymond Hill", "2016-01-26T20:07:49+00:00", "18952", "This is the new support and fe"),
    )
    assert told(topic)[9][1:4] == ("James Edward Lewis II", "2016-02-12T16:18:01+00:00", "19848")
    assert told(topic)[19][1] == "Keith14"
    assert topic.parts[9].uri == "https://forum.example/t/support-ublock-origin/1148/10"


@pytest.mark.shared
def test_shared_stack_exchange() -> None:
    found = corpus("perceval_stackexchange/stackexchange_question*", STACK_EXCHANGE)
    # Every file has the same question, and the second half of them once more with another answer; without texts.
    [question] = documents(found)
    assert (question.external_id, question.resolved, question.metadata["tags"]) == ("1", False, ["python", "pandas"])
    assert told(question) == [
        ("problem", "zhquan_example_3", "2016-04-06T02:01:16+00:00", "", ""),
        ("attempt", "zhquan_example_2", "2016-04-06T02:18:31+00:00", "60495069", ""),
        ("attempt", "zhquan_example_2", "2016-04-06T02:18:31+00:00", "2", ""),
        ("attempt", "zhquan_example_1", "2016-04-06T20:37:46+00:00", "1", ""),
        ("attempt", "zhquan_example_2", "2016-04-07T02:11:06+00:00", "2", ""),
    ]


@pytest.mark.shared
def test_shared_chats_of_the_abcd_handbook() -> None:
    found = read(shared("en_abcd_guidelines") / "raw/sample_chats.json", ABCD_CHATS)
    assert notes(found) == []
    chats = documents(found)
    assert [(d.external_id, d.kind, d.title, len(d.parts)) for d in chats] == [
        ("3592", "chat", "return_size", 29),
        ("9489", "chat", "refund_status", 21),
        ("3695", "chat", "timing_4", 22),
    ]
    assert {part.role for chat in chats for part in chat.parts} == {"message"}
    first, tenth, last = chats[0].parts[0], chats[0].parts[9], chats[2].parts[-1]
    assert (first.author, first.text) == ("agent", "Hi!")
    assert (tenth.author, tenth.text.split()[0]) == ("customer", "Username:")
    assert (last.author, last.text) == ("agent", "I won't")
    assert chats[2].metadata["scenario.flow"] == "storewide_query"


def test_messages_that_are_lists_are_named_by_position(tmp_path: Path) -> None:
    (tmp_path / "gesprek.json").write_text('[{"convo_id": 1, "original": [["agent", "Hallo"], ["klant", "Dag"]]}]')
    [chat] = documents(read(tmp_path, ABCD_CHATS))
    assert chat.resolved is None
    assert [(part.role, part.author, part.text) for part in chat.parts] == [
        ("message", "agent", "Hallo"),
        ("message", "klant", "Dag"),
    ]
