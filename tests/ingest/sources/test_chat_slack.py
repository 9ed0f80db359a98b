"""Slack channels cut into threads and talks."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path

import pytest

from copilot.core.errors import SourceError
from copilot.core.types import Document
from support_exports import documents, parts, reader, rejected, shared

FIXTURES = Path(__file__).parents[2] / "fixtures/sources/chat_slack"
GOOD = FIXTURES / "good"
read = reader("chat_slack")
USERS = [{"id": "U1", "real_name": "Ilse Brand"}, {"id": "U7", "name": "wim"}]


@pytest.fixture(scope="module")
def talks() -> list[Document]:
    return documents(read(GOOD))


def talk(talks: list[Document], words: str) -> Document:
    (found,) = [document for document in talks if words in document.text]
    return found


def message(at: int, text: str, **more: object) -> dict[str, object]:
    return {"type": "message", "user": "U1", "text": text, "ts": f"{1772438400 + at}.000100", **more}


def export(folder: Path, *messages: object) -> Path:
    (folder / "balie").mkdir()
    (folder / "balie/2026-03-02.json").write_text(json.dumps(messages), encoding="utf-8")
    (folder / "users.json").write_text(json.dumps(USERS), encoding="utf-8")
    return folder


def test_first_talk_and_its_title(talks: list[Document]) -> None:
    first = talk(talks, "Goedemorgen")
    assert (first.external_id, first.title) == ("balie/1772438400.000100", "#balie: Goedemorgen")
    assert [(part.author, part.text) for part in first.parts] == [
        ("Ilse Brand", "Goedemorgen"),
        ("Bram Tielman", "Morgen & koffie"),
    ]


def test_every_message_is_one_part(talks: list[Document]) -> None:
    places = [(document.external_id.partition("/")[0], part.ref) for document in talks for part in document.parts]
    assert len(places) == len(set(places)) == 29


def test_parts_carry_time_ref_and_link(talks: list[Document]) -> None:
    part = talk(talks, "Weet iemand").parts[1]
    assert (part.role, part.ref, part.at) == ("message", "1772442300.000400", "2026-03-02T09:05:00+00:00")
    assert part.text == "@Jet bij de kassa, zie #werkplaats"
    assert part.uri == "slack://channel?id=C1&message=1772442300.000400"
    assert (
        talk(talks, "Weet iemand").parts[0].text == "Weet iemand waar de kaart (https://spaakwerk.example/kaart) ligt?"
    )


def test_a_thread_is_one_talk_whatever_was_said_in_between(talks: list[Document]) -> None:
    thread = talk(talks, "sleutel")
    assert [part.text for part in thread.parts] == ["Wie heeft de sleutel van de kast?", "Ik, kom maar halen"]


def test_a_reply_that_also_went_to_the_channel_stands_once_in_its_thread(talks: list[Document]) -> None:
    thread = talk(talks, "Gazelle")
    assert [part.text for part in thread.parts][1:] == ["De smalle, 1/2 x 3/32", "Ze liggen in lade 4"]


def test_system_lines_and_link_previews_are_no_text_but_stay_inspectable(talks: list[Document]) -> None:
    text = "\n".join(document.text for document in talks)
    assert "has joined" not in text
    assert "was deleted" not in text
    assert "afstellen" not in text
    removed = [(removed.rule, removed.text, removed.part) for document in talks for removed in document.removed]
    assert sorted(removed) == [
        ("chat: link preview", "Remmen afstellen\nZo doe je dat", 0),
        ("chat: system line", "@Ilse Brand set the channel topic: remmen", None),
        ("chat: system line", "@koen has joined the channel", None),
        ("chat: system line", "This message was deleted.", None),
    ]


def test_files_are_named_and_snippets_read(talks: list[Document]) -> None:
    assert "[rooster.xlsx]" in "\n".join(document.text for document in talks)
    assert "[remmen.txt: Stappen remmen]\n1. kabel los\n2. schroef aandraaien" in talk(talks, "kabel").text


def test_the_card_of_an_app_is_read_as_people_see_it(talks: list[Document]) -> None:
    (card,) = talk(talks, "Nieuwe melding").parts
    assert card.author == "Winkelwekker"
    assert card.text.split("\n") == [
        "Nieuwe melding #12",
        "*Klant:* Noor & zoon",
        "*Fiets:* bakfiets (https://spaakwerk.example/f/12)",
        "Voor @Bram Tielman spoed",
        "1. remmen a < b @Ilse Brand",
        "2. site (https://spaakwerk.example)",
        "```",
        "E42",
        "```",
        "Van het formulier",
        "Formulier 12 (https://spaakwerk.example/12)",
        "Rem loopt aan",
        "Haast: ja",
    ]


def test_direct_conversations_are_called_by_their_people(talks: list[Document]) -> None:
    first, second = [document for document in talks if document.external_id.startswith("D1/")]
    assert first.title == "Ilse Brand & Jet: Kun je morgen mijn dienst overnemen?"
    assert (len(first.parts), len(second.parts)) == (2, 1)
    assert talk(talks, "Lunch").title == "Ilse Brand & Bram Tielman & Jet: Lunch om half een?"


def test_unknown_people_keep_their_id_or_the_name_they_bring(talks: list[Document]) -> None:
    authors = {part.text: part.author for document in talks for part in document.parts}
    assert authors["Onbekende afzender"] == "U9"
    assert authors["Met de leverancier: doos is onderweg"] == "Wim Nabel"


def test_web_links_with_a_workspace() -> None:
    thread = talk(documents(read(GOOD, workspace="https://spaakwerk.example/")), "sleutel")
    assert thread.uri == "https://spaakwerk.example/archives/C1/p1772449200000100"
    assert thread.parts[1].uri.endswith("?thread_ts=1772449200.000100&cid=C1")


@pytest.mark.parametrize("backwards", [False, True])
def test_an_edited_message_is_kept_once_and_a_deleted_one_goes(tmp_path: Path, backwards: bool) -> None:
    edited = message(0, "tweede versie", edited={"user": "U1", "ts": "1772438409.000000"})
    entries = [
        message(0, "eerste versie"),
        message(1, "weg ermee"),
        message(9, "", subtype="message_changed", message=edited),
        message(10, "", subtype="message_deleted", deleted_ts=message(1, "")["ts"]),
    ]
    found = read(export(tmp_path, *(reversed(entries) if backwards else entries)))
    assert [document.text for document in documents(found)] == ["tweede versie"]


def test_marks_are_made_readable_and_code_is_kept(tmp_path: Path) -> None:
    said = {
        "<@U7> kijk <#C9|loods> <!channel> &lt;b&gt;": "@wim kijk #loods @channel <b>",
        "<@U8|piet> <#C8> <!here|here>": "@piet #C8 @here",
        "<!subteam^S1|@monteurs> <!subteam^S2>": "@monteurs @S2",
        "<!date^1772438400^{date}|2 maart> <https://a.example|a.example>": "2 maart a.example (https://a.example)",
        "<mailto:a@b.example|a@b.example> <tel:0612|0612> :wave:": "a@b.example 0612 :wave:",
        "*vet* `a &lt; b` ```if x &gt; 1:\n  y```": "*vet* `a < b` ```if x > 1:\n  y```",
        "3 < 4 en <geen merk>": "3 < 4 en <geen merk>",
    }
    found = parts(read(export(tmp_path, *(message(n, text) for n, text in enumerate(said)))))
    assert [part.text for part in found] == list(said.values())


def test_a_person_who_shares_a_message_is_quoted(tmp_path: Path) -> None:
    shared = {"is_share": True, "from_url": "https://x.example", "author_name": "Jet", "text": "Poort is stuk"}
    (part,) = parts(read(export(tmp_path, message(0, "Wie kan dit?", attachments=[shared]))))
    assert part.text == "Wie kan dit?\nJet: Poort is stuk"


def test_a_long_first_message_is_cut_in_the_title(tmp_path: Path) -> None:
    [document] = documents(read(export(tmp_path, message(0, "woord " * 50))))
    assert len(document.title) <= len("#balie: ") + 80
    assert document.title.endswith("woord…")


def test_missing_users_are_told_once_and_everything_is_read(tmp_path: Path) -> None:
    shutil.copytree(GOOD, tmp_path / "export")
    (tmp_path / "export/users.json").unlink()
    found = read(tmp_path / "export")
    [note] = rejected(found)
    assert "ids" in note.reason
    assert "users.json" in note.fix
    texts = [part.author for part in parts(found)]
    assert len(texts) == 29
    assert "U1" in texts


def test_the_export_of_an_organisation_has_its_people_above(tmp_path: Path) -> None:
    export(tmp_path, message(0, "Hallo"))
    (tmp_path / "teams/winkel").mkdir(parents=True)
    shutil.move(tmp_path / "balie", tmp_path / "teams/winkel/balie")
    (tmp_path / "users.json").rename(tmp_path / "org_users.json")
    [document] = read(tmp_path)
    assert isinstance(document, Document)
    assert (document.external_id, document.parts[0].author) == ("balie/1772438400.000100", "Ilse Brand")


@pytest.mark.parametrize("name", ["balie", "balie/2026-03-02.json"])
def test_a_channel_or_a_day_can_be_given_itself(tmp_path: Path, name: str) -> None:
    [document] = read(export(tmp_path, message(0, "Hallo")) / name)
    assert isinstance(document, Document)
    assert (document.title, document.parts[0].author) == ("#balie: Hallo", "Ilse Brand")


@pytest.mark.parametrize("wrap", [lambda entries: entries, lambda entries: {"ok": True, "messages": entries}])
def test_the_file_of_one_channel_can_be_given_itself(tmp_path: Path, wrap) -> None:
    (tmp_path / "users.json").write_text(json.dumps({"ok": True, "members": USERS}), encoding="utf-8")
    file = tmp_path / "balie.json"
    file.write_text(json.dumps(wrap([message(60, "Tweede"), message(0, "Eerste")])), encoding="utf-8")
    for path in (file, tmp_path):
        [document] = read(path)
        assert isinstance(document, Document)
        assert document.title == "#balie: Eerste"
        assert [part.author for part in document.parts] == ["Ilse Brand", "Ilse Brand"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("balie/2026-03-04.json", "JSON"),
        ("balie/2026-03-05.json", "object"),
        ("balie/2026-03-06.json", "UTF-8"),
        ("balie/2026-03-07.json", "list of messages"),
        ("balie/2026-03-08.json", "empty"),
        ("leeg/2026-03-08.json", "no messages"),
        ("historie/geweigerd.json", "not_in_channel"),
    ],
)
def test_what_is_broken_is_named_with_what_to_do(tmp_path: Path, name: str, reason: str, talks: list[Document]) -> None:
    shutil.copytree(GOOD, tmp_path / "export")
    (tmp_path / "export" / name).parent.mkdir(exist_ok=True)
    shutil.copy(FIXTURES / "broken" / name, tmp_path / "export" / name)
    found = read(tmp_path / "export")
    notes = rejected(found)
    assert any(reason in entry.reason and entry.fix for entry in notes), notes
    assert documents(found) == talks


def test_a_folder_without_channels_says_what_to_point_at(tmp_path: Path) -> None:
    (tmp_path / "users.json").write_text("[]", encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        read(tmp_path)
    assert "unpacked" in caught.value.fix


@pytest.mark.shared
def test_shared_channel_every_message_once_and_well_cut() -> None:
    found = documents(read(shared("chat_slack/export_racket_2019")))
    ours = {part.ref: document.external_id for document in found for part in document.parts}
    assert sum(len(document.parts) for document in found) == len(ours) == 5706
    lines = shared("chat_slack/truth_racket_2019.jsonl").read_text("utf-8").splitlines()
    truth = {entry["ts"]: entry["conversation_id"] for entry in map(json.loads, lines)}
    assert ours.keys() == truth.keys()

    def pairs(groups: Counter) -> int:
        return sum(n * (n - 1) // 2 for n in groups.values())

    # F1 over pairs of messages = 2 * pairs together in both / (pairs together in ours + pairs together in truth).
    both = pairs(Counter((ours[ts], truth[ts]) for ts in truth))
    assert 2 * both / (pairs(Counter(ours.values())) + pairs(Counter(truth.values()))) >= 0.87

    said = sorted((part for document in found for part in document.parts), key=lambda part: float(part.ref))
    assert [(p.author, p.at, p.role, p.text[:16]) for p in (said[0], said[9], said[-1])] == [
        ("Priscila", "2018-12-31T05:06:57+00:00", "message", "Voted to reopen."),
        ("Priscila", "2019-01-01T17:15:26+00:00", "message", "Can anyone expla"),
        ("Karen", "2019-06-06T22:46:44+00:00", "message", "Why's that?"),
    ]


@pytest.mark.shared
def test_shared_answers_of_the_api() -> None:
    folder = shared("chat_other/perceval_slack")
    found = read(folder)
    talks = documents(found)
    assert len(found) == len(talks) == 4
    said = [part for document in talks for part in document.parts]
    assert len(said) == 9
    assert [(p.ref, p.author, p.at, p.text[:16]) for p in (said[0], said[6], said[-1])] == [
        ("1427135634.000066", "Alvaro del Castillo", "2015-03-23T18:33:54+00:00", "hi!"),
        ("1486949200.000069", "Owl Capone", "2017-02-13T01:26:40+00:00", "hey hey!"),
        ("1486999900.000000", "dizquierdo", "2017-02-13T15:31:40+00:00", "@dizquierdo comm"),
    ]
    assert {document.external_id.partition("/")[0] for document in talks} == {"test channel"}
    assert [r.text for document in talks for r in document.removed] == ["@dizquierdo has joined the channel"]
