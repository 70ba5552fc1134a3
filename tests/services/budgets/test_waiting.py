from __future__ import annotations

import pytest

from budgeting.refusal import Refusal
from services.budgets.waiting import drop, put_aside, take
from services.house import House
from tests.conftest import HandClock


def test_a_file_waits_for_its_commune_alone_until_it_is_dropped(house: House) -> None:
    kept = put_aside(house, 1, "budget.csv", b"a;b", 2025)
    assert take(house, 1, kept.key) == kept
    with pytest.raises(Refusal, match="budget_file_gone"):
        take(house, 2, kept.key)
    drop(house, 1, kept.key)
    with pytest.raises(Refusal, match="budget_file_gone"):
        take(house, 1, kept.key)


def test_a_key_from_outside_opens_no_other_path(house: House) -> None:
    (house.files / "secret").parent.mkdir(parents=True, exist_ok=True)
    (house.files / "secret").write_text("x")
    for key in ("../../secret", "", "0" * 63, f"{'0' * 64}\n"):
        with pytest.raises(Refusal, match="budget_file_gone"):
            take(house, 1, key)
        drop(house, 1, key)
    assert (house.files / "secret").exists()


def test_files_nobody_accepted_are_gone_after_a_day(house: House, clock: HandClock) -> None:
    old = put_aside(house, 1, "budget.csv", b"old", None)
    clock.wait(hours=25)
    new = put_aside(house, 1, "budget.csv", b"new", None)
    assert take(house, 1, new.key).content == b"new"
    with pytest.raises(Refusal, match="budget_file_gone"):
        take(house, 1, old.key)


def test_empty_and_huge_files_are_refused(house: House) -> None:
    for content, reason in ((b"", "budget_file_empty"), (b"x" * (10 * 1024 * 1024 + 1), "budget_file_too_large")):
        with pytest.raises(Refusal, match=reason):
            put_aside(house, 1, "budget.csv", content, None)
