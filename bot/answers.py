"""What an answer means for the question that is open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.phrases import Phrase, Speech, _, say
from bot.state import State
from bot.steps import Ask, Choice, Choose, Confirm, Heard, Misread, Question
from bot.understanding import fold, is_near

MORE = {"8", "suite", "more", "plus", "المزيد"}
YES = {"1", "oui", "o", "ok", "yes", "y", "d accord", "daccord", "wi", "نعم", "ايه", "اه", "wakha", "iyeh", "na3am"}
NO = {"2", "non", "n", "no", "la", "لا", "nan"}


def yes_or_no() -> list[Choice]:
    """Return the two choices of a confirmation."""
    return [Choice(True, _("Yes")), Choice(False, _("No"))]


def choices_of(step: Question) -> Sequence[Choice]:
    """Return what can be picked at a question, nothing where it is answered in words."""
    if isinstance(step, Choose):
        return step.choices
    return yes_or_no() if isinstance(step, Confirm) else ()


def offer(step: Question, page: int, page_size: int) -> list[Any]:
    """Return the values on one page, in the order in which the person sees them."""
    return [choice.value for choice in choices_of(step)[page * page_size : (page + 1) * page_size]]


def has_more(step: Question, page: int, page_size: int) -> bool:
    """Are there choices after this page?"""
    return len(choices_of(step)) > (page + 1) * page_size


def wants_more(heard: Heard) -> bool:
    """Does the person ask for the next page?"""
    return fold(heard.text) in MORE


def read_answer(step: Question, heard: Heard, state: State, speech: Speech) -> Any:
    """Return the answer as JSON; `Misread` says what would fit."""
    if isinstance(step, Ask):
        return step.read(heard)
    if isinstance(step, Confirm):
        return _read_yes_or_no(heard, state)
    return _read_choice(step, heard, state, speech)


def _read_yes_or_no(heard: Heard, state: State) -> bool:
    text = _pressed(heard, state) or fold(heard.text)
    if text in YES:
        return True
    if text in NO:
        return False
    raise Misread(_("Please answer 1 for yes or 2 for no."))


def _read_choice(step: Choose, heard: Heard, state: State, speech: Speech) -> Any:
    waiting = state.open.offered if state.open and state.open.name == step.name else []
    text = _pressed(heard, state) or fold(heard.text)
    if text.isdecimal() and 1 <= int(text) <= len(waiting):
        return waiting[int(text) - 1]
    named = [choice for choice in step.choices if is_near(text, fold(say(choice.label, speech)))]
    if len(named) == 1:
        return named[0].value
    raise Misread(_pick_one_of(len(waiting)))


def _pressed(heard: Heard, state: State) -> str | None:
    """Return the number that a button stands for; an old button stands for none."""
    if not heard.button:
        return None
    serial, _colon, index = heard.button.partition(":")
    if serial != str(state.serial):
        raise Misread(_("That button belongs to an earlier question."))
    return index


def _pick_one_of(count: int) -> Phrase:
    if count == 0:
        return _("I did not find that.")
    return _("Please answer with a number from 1 to %(count)s.", count=count)
