"""A source that no longer holds: its own last day, or too long without a change."""

from __future__ import annotations

from datetime import date

from copilot.validity import is_outdated, old_since
from support_hits import page

TODAY = date(2026, 11, 22)


def test_a_page_holds_on_its_last_day_and_not_after_it() -> None:
    assert not is_outdated(page("Tekst", valid_until="2026-11-22"), TODAY)
    assert is_outdated(page("Tekst", valid_until="2026-11-21T00:00:00+00:00"), TODAY)
    assert not is_outdated(page("Tekst"), TODAY)


def test_a_page_is_old_once_its_source_says_so() -> None:
    changed = page("Tekst", updated_at="2025-11-20T10:00:00+01:00")
    assert old_since(changed, TODAY, {"desk": 365}) == "2025-11-20"
    assert old_since(changed, TODAY, {"desk": 367}) == ""
    assert old_since(changed, TODAY, {"desk": 0}) == "", "never"
    assert old_since(changed, TODAY, {"elders": 1}) == "", "another source's policy"


def test_without_a_change_the_making_counts_and_without_either_nothing_is_old() -> None:
    assert old_since(page("Tekst", created_at="2024-01-01"), TODAY, {"desk": 30}) == "2024-01-01"
    assert old_since(page("Tekst"), TODAY, {"desk": 30}) == ""


def test_a_page_with_a_last_day_of_its_own_is_judged_by_that_day() -> None:
    kept = page("Tekst", updated_at="2020-01-01", valid_until="2027-01-01")
    assert old_since(kept, TODAY, {"desk": 30}) == ""
    assert not is_outdated(kept, TODAY)
