"""Lines that name a topic which has none of its own: told by their names, and never as what the topic gets."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.asked_words import what_else_was_asked
from bot.budget_words import both_answers, budget_answer
from bot.found_lines import tell_naming
from bot.money_named import both_told
from bot.phrases import Speech, say
from bot.records import plain, record
from bot.steps import Choose, Say
from bot.views.money import BudgetView, HitView

SPEECH = Speech(("en",), is_brief=True, currency="XOF")

LINE = HitView(
    "line", "Water and electricity networks", "2009", planned=90, done=70, status="executed", source="Budget"
)
ENERGY = BudgetView(
    "energy",
    2009,
    None,
    "executed",
    "Budget",
    80,
    100,
    90,
    80,
    asked_topic="water",
    asked_place="Tokoin",
    naming=(LINE,),
)


def _first(view: BudgetView) -> Any:
    return next(tell_naming(record(plain(view))))


def test_one_line_is_told_at_once_with_its_name_and_that_it_is_for_other_things_too() -> None:
    step = _first(ENERGY)
    assert isinstance(step, Say)
    said = say(step.phrase, SPEECH)
    assert "Water and electricity networks 2009" in said
    assert "only with other things" in said
    assert "Tokoin: not told" in said


def test_of_several_lines_one_is_picked_and_no_sum_is_told() -> None:
    step = _first(replace(ENERGY, naming=(LINE, replace(LINE, title="Water of the town hall"))))
    assert isinstance(step, Choose)
    assert "only with other things" in say(step.prompt, SPEECH)


def test_beside_another_topic_it_is_not_said_that_there_is_no_line() -> None:
    found = record(plain(ENERGY))
    said = say(both_answers(found, found), SPEECH)
    assert "no line" not in said
    assert "only with other things" in said


def test_a_figure_of_the_nearest_topic_is_not_told_as_that_of_what_was_asked() -> None:
    said = say(budget_answer(record(plain(ENERGY)), "en"), SPEECH)
    assert "only with other things. Nearest:" in said
    full = say(what_else_was_asked(record(plain(ENERGY))), replace(SPEECH, is_brief=False))
    assert "counted with other things; the nearest is" in full


@pytest.mark.parametrize(("naming", "said"), [((), "no line"), ((LINE,), "only with other things")])
def test_what_has_nothing_of_its_own_is_not_told_by_the_topic_it_is_asked_beside(
    naming: tuple[HitView, ...], said: str
) -> None:
    energy = record(plain(replace(ENERGY, asked_topic=None, asked_place="", naming=())))
    water = record(plain(replace(ENERGY, asked_place="", naming=naming)))
    for pair in ((energy, water), (water, energy)):
        words = say(both_told(*pair, "en"), SPEECH)
        assert words.count("2009") == 1
        assert f"Water: {said}" in words


def test_of_a_programme_that_a_year_lacks_it_is_not_said_that_the_year_is_not_published() -> None:
    found = record(plain(replace(ENERGY, programme="Roads", asked_year=2026, naming=(), asked_topic=None)))
    assert say(what_else_was_asked(found), SPEECH).startswith("2026: nothing on this programme.")
