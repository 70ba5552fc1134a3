"""What is left is only told where what came in and what was spent are known of one year."""

from __future__ import annotations

from typing import Any

import pytest

from bot.left_words import left_answer
from bot.phrases import Speech
from bot.ports import BudgetView
from bot.records import Record, plain, record
from bot.sms.prepare import prepare

SMS = Speech(("fr",), is_brief=True)


def side(topic: str, done: int | None, year: int = 2025, **values: Any) -> Record:
    view = BudgetView(topic, year, None, "executed", "Compte 2025", done or 0, done or 0, 900, done, **values)
    found = record(plain(view))
    assert isinstance(found, Record)
    return found


def test_what_came_in_less_what_was_spent_is_left() -> None:
    said = left_answer(side("revenue", 52_000), side("total", 43_000)).spoken(SMS)
    assert "52 000 F" in said
    assert "43 000 F" in said
    assert "reste 9 000 F" in said
    assert prepare(said).segments == 1


def test_what_was_spent_beyond_what_came_in_is_said_so() -> None:
    said = left_answer(side("revenue", 43_000), side("total", 52_000)).spoken(SMS)
    assert "9 000 F de trop" in said
    assert "reste" not in said


@pytest.mark.parametrize(
    ("came_in", "went_out"),
    [
        (side("revenue", None), side("total", 43_000)),
        (side("revenue", 52_000), side("total", None)),
        (side("revenue", 52_000, 2024), side("total", 43_000)),
    ],
)
def test_else_it_is_said_that_it_is_not_published(came_in: Record, went_out: Record) -> None:
    said = left_answer(came_in, went_out).spoken(SMS)
    assert said.startswith("Reste: non publié")
    assert "9 000" not in said
