"""What solved a Jira ticket, and whether anything did."""

from __future__ import annotations

import pytest

from ingest.ticket.jira_gist import Said
from ingest.ticket.jira_solving import solution
from ingest.ticket.jira_ticket import is_solved
from ingest.ticket.tickets import Comment


@pytest.mark.parametrize(
    ("resolution", "solved"),
    [
        ("Fixed", True),
        ("Opgelost", True),
        ("Done - deployed", True),
        ("Résolu", True),
        ("", False),
        ("Unresolved", False),
        ("Won't Fix", False),
        ("Cannot Reproduce", False),
        ("Not Our Bug", False),
        ("Resolved as duplicate", False),
        ("Needs more info", False),
        ("Niet opgelost", False),
    ],
)
def test_the_resolution_says_whether_it_is_solved(resolution: str, solved: bool) -> None:
    assert is_solved(resolution, "Closed") is solved


def test_without_a_resolution_in_the_export_the_status_says_it() -> None:
    assert is_solved(None, "Gesloten")
    assert not is_solved(None, "In Progress")


TALKS = [
    # (comments as "who: text", the one that solved it)
    (["staff: Please clear the cache.", "asker: Thanks, it works now!", "staff: Closing this ticket."], 0),
    (
        [
            "staff: Could you send the log?",
            "asker: I found the cause: the disk was full.",
            "staff: Thanks for the update.",
        ],
        1,
    ),
    (["staff: Try a reinstall.", "asker: That didn't help.", "staff: You need to renew the licence first."], 2),
    (["staff: PR: https://git.example/a/pull/7", "tester: Verified fixed on:\nMac OS 10.9\nBuild 3.2\nCLI 3.2"], None),
    (["staff: I can reproduce this, moving it to engineering.", "hudson: Integrated in main #51."], None),
    (["staff: This is fixed in version 3.2, please upgrade.", "asker: +1"], 0),
    (
        [
            "staff: Kunt u een schermafdruk sturen?",
            "staff: Het lag aan de tijdzone; die staat nu goed.",
            "asker: Top, dank!",
        ],
        1,
    ),
    (["staff: Die Ursache war ein abgelaufenes Zertifikat.", "asker: Danke, funktioniert wieder."], 0),
    (["staff: Le problème venait du pare-feu, il est réglé.", "staff: Je clôture la demande."], 0),
    (["asker: Any news?", "staff: We will look into it."], None),
]


@pytest.mark.parametrize(("talk", "expected"), TALKS)
def test_what_solved_it_is_told_from_what_was_only_said(talk: list[str], expected: int | None) -> None:
    said = []
    for number, line in enumerate(talk):
        who, _, text = line.partition(": ")
        said.append(Said(Comment(text, who, f"2026-03-02T1{number}:00:00+00:00", str(number)), text))
    found = solution(said, "asker", "staff", "2026-03-02T20:00:00+00:00")
    assert (found.ref if found else None) == (None if expected is None else str(expected))
