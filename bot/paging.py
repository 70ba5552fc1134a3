"""How a list is cut into pages: as many choices as keep a message at its price where text is paid."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any

from bot.answers import MORE_KEY, MORE_SIGN, NEXT_SCREEN, choices_of
from bot.cutting import cut_name
from bot.fitting import fits, fits_screen
from bot.messages import Capabilities
from bot.phrases import Phrase, Speech, _, say
from bot.sms.prepare import prepare
from bot.steps import Ask, Choice, Choose, Question

HINT = _("0 menu, 9 back, ? help")
HINT_AMONG_NUMBERS = _("0 menu, BACK, ? help")
"""Where things have numbers of their own 9 is one of them, and back is a word."""

MORE = _("More")

BACK_IN_SESSION = _("0 back")
"""On screens 0 is what was before, and the menu where nothing was."""

ON_A_SCREEN = 3
"""Numbered things that the first screen of a list holds at least, or as many of them as names cut for it let in."""
WIDTHS = (14, 12, 10)
"""Letters to which names are cut there, one after the other until so many fit; their numbers tell them apart."""

WHOLE = 3
"""Ways to go on that are shown together at any price: a second message for the last of them would cost as much."""


@dataclass(frozen=True, slots=True)
class Page:
    """The choices that a person sees at once, in their order, and whether there are others after them."""

    choices: Sequence[Choice]
    has_more: bool

    @property
    def offered(self) -> list[Any]:
        """What is stored of them, so that 2 means the second thing the person saw."""
        return [choice.value for choice in self.choices]


def page_at(step: Question, page: int, speech: Speech, can: Capabilities) -> Page:
    """Return a page, counted from 0; the last one where there are not so many."""
    begun = list(islice(_pages(step, speech, can), page + 1))
    return begun[-1] if begun else Page((), has_more=False)


def tail(step: Question, page: Page, speech: Speech, *, in_session: bool = False, is_turned: bool = False) -> list[str]:
    """Return the lines of numbered text that stand below its words: choices, how to see more, what works everywhere.

    In a session these keys are those of screens; `is_turned` where the page is not the first.
    """
    lines = _lines(step, page, speech)
    if in_session:
        lines = _on_a_screen(step, page, lines, speech, is_turned=is_turned)
    if page.has_more:
        key = NEXT_SCREEN if in_session else MORE_SIGN if step.takes_numbers else MORE_KEY
        lines.append(f"{key} {MORE.spoken(speech)}")
    return [*lines, BACK_IN_SESSION.spoken(speech) if in_session and is_turned else _hint(step, speech)]


def is_list(step: Question) -> bool:
    """Is it something to look through, rather than two or three ways to go on?"""
    choices = choices_of(step)
    return bool(choices) and (step.takes_numbers or len(choices) > WHOLE)


@dataclass(frozen=True, slots=True)
class Beneath:
    """Choices as they stand below a question, for words that must leave room for them."""

    choices: Sequence[Choice]
    has_hint: bool = True

    def spoken(self, speech: Speech) -> str:
        """Return the lines of numbered text."""
        lines = tail(Choose("", Phrase(""), self.choices), Page(self.choices, has_more=False), speech)
        return "\n".join(lines if self.has_hint else lines[:-1])


def label_of(choice: Choice, speech: Speech, longest: int | None = None) -> str:
    """Return what a choice is called, behind its own number where it has one: cut to `longest` letters then."""
    words = say(choice.label, speech)
    if choice.number is None:
        return words
    return f"{choice.number} {words if longest is None else cut_name(words, longest)}"


def _lines(step: Question, page: Page, speech: Speech, longest: int | None = None) -> list[str]:
    """Return the choices as lines; `longest` letters of the names of those that have numbers of their own."""
    return [
        label_of(choice, speech, longest) if choice.number is not None or step.takes_numbers
        else f"{place} {label_of(choice, speech)}"
        for place, choice in enumerate(page.choices, 1)
    ]  # fmt: skip


def _on_a_screen(step: Question, page: Page, lines: list[str], speech: Speech, *, is_turned: bool) -> list[str]:
    """Return the lines of a list with their names cut as little as lets several of them stand on its first screen.

    A screen holds 160 letters, of Arabic 70. Names stay whole where cutting them helps nothing.
    """
    if not (isinstance(step, Ask) and step.takes_numbers):
        return lines
    above = BACK_IN_SESSION.spoken(speech) if is_turned else step.prompt.spoken(speech)
    more = [f"{NEXT_SCREEN} {MORE.spoken(speech)}"] if page.has_more or len(lines) > ON_A_SCREEN else []
    for count in range(ON_A_SCREEN, 1, -1):
        for longest in (None, *WIDTHS):
            cut = _lines(step, page, speech, longest)
            if fits_screen("\n".join([above, *cut[:count], *more])):
                return cut
    return lines


def _pages(step: Question, speech: Speech, can: Capabilities) -> Iterator[Page]:
    choices, begin = _shown(step, can), 0
    most = can.page_size
    if can.is_paid and isinstance(step, (Ask, Choose)) and step.at_once:
        most = min(step.at_once, most)
    prompt = step.prompt.spoken(speech) if can.is_paid and choices else ""
    is_fitted = can.is_paid and is_list(step)
    while begin < len(choices):
        rest = choices[begin:]
        text = partial(_text, step, prompt=prompt, speech=speech, in_session=can.has_session, is_turned=begin > 0)
        page = _fullest(rest, most, text) if is_fitted else _first(rest, most)
        yield page
        begin += len(page.choices)
        prompt = ""  # said on the first page only


def _shown(step: Question, can: Capabilities) -> Sequence[Choice]:
    is_hidden = isinstance(step, Ask) and step.is_for_buttons and not can.has_buttons
    return () if is_hidden else choices_of(step)


def _first(choices: Sequence[Choice], count: int) -> Page:
    return Page(choices[:count], len(choices) > count)


def _fullest(choices: Sequence[Choice], most: int, text: Callable[[Page], str]) -> Page:
    """Return the greatest page that costs no more than a message may, or than it does with one choice."""
    one = _first(choices, 1)
    least = prepare(text(one)).segments
    for count in range(min(most, len(choices)), 1, -1):
        page = _first(choices, count)
        if fits(text(page), least):
            return page
    return one


def _text(step: Question, page: Page, *, prompt: str, speech: Speech, in_session: bool, is_turned: bool) -> str:
    return "\n".join([prompt, *tail(step, page, speech, in_session=in_session, is_turned=is_turned)]).strip()


def _hint(step: Question, speech: Speech) -> str:
    if isinstance(step, (Ask, Choose)) and step.hint:
        return step.hint.spoken(speech)
    return (HINT_AMONG_NUMBERS if step.takes_numbers else HINT).spoken(speech)
