"""What an answer means for the question that is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from rapidfuzz import fuzz, process

from bot.phrases import Phrase, Speech, _, say
from bot.records import plain
from bot.state import State
from bot.steps import Ask, Choice, Choose, Confirm, Heard, Misread, Question, Reader
from bot.understanding.fold import ascii_digits, fold, stands_in
from bot.understanding.intents import Intent
from bot.understanding.places import names_place

ALIKE = 86.0
"""Likeness in per cent from which a misspelt label is taken for what was offered."""
LETTERS = 4
"""Letters a label needs to be found inside other words."""

MORE_KEY = "8"
MORE_SIGN = "+"
NEXT_SCREEN = "00"
"""What people who dial know for it."""
MORE_BUTTON = ":more"
BACK_BUTTON = ":back"  # not 9, which is a project where numbers are asked for
# Lists of words that translators fill: everything a person may say for it, separated by commas.
MORE_WORDS = _("more, next, +")
YES_WORDS = _("yes, y, ok, yeah, sure")
NO_WORDS = _("no, n, nope")
THANKS_WORDS = _(
    "yes, y, ok, yeah, sure, thanks, thank you, ok thanks, thanks a lot, good, yes thanks, thank you very much"
)
YES, NO = _("Yes"), _("No")
LEAVE_OUT = Choice(None, _("Leave out"), words=NO_WORDS)
IN_WORDS_OR_NOT = _("Please write it in words, or leave it out.")
"""Said of what may be left out."""


def choices_of(step: Question) -> Sequence[Choice]:
    """Return what can be picked at a question, nothing where it is answered in words alone."""
    return [Choice(True, YES), Choice(False, NO)] if isinstance(step, Confirm) else step.choices


def wants_more(step: Question, heard: Heard, speech: Speech, state: State) -> bool:
    """Does the person ask for the next page? Where eight things are offered, 8 is the eighth, and a label is itself."""
    text = ascii_digits(heard.text.strip())
    if text in {MORE_SIGN, NEXT_SCREEN}:
        return True
    if text == MORE_KEY and not step.takes_numbers:
        return len(_waiting(step, state)) < int(MORE_KEY)
    return fold(text) in words_of(MORE_WORDS, speech) and not is_answer(step, heard, state, speech)


def words_of(phrase: Phrase, speech: Speech) -> frozenset[str]:
    """Return the words a catalogue lists for something, folded, in every language the person may use."""
    return _words_listed(phrase.text, speech.languages)


@lru_cache(maxsize=1024)  # every message is compared with some lists
def _words_listed(text: str, languages: tuple[str, ...]) -> frozenset[str]:
    lists = [Phrase(text).spoken(Speech((language,))) for language in (*languages, "en")]
    words = ",".join(lists).replace("\u060c", ",").split(",")
    return frozenset(folded for word in words if (folded := fold(word)))


def read_answer(step: Question, heard: Heard, state: State, speech: Speech) -> Any:
    """Return the answer as JSON; `Misread` says what would fit."""
    if heard.button:
        return _pressed(heard.button, state)
    if isinstance(step, Confirm):
        return _numbers_instead(step, heard) or _read_yes_or_no(heard, speech)
    if isinstance(step, Choose):
        return _read_choice(step, heard, state, speech)
    found = _picked(step, heard, state, speech)
    return found.value if found else step.read(heard)


def is_answer(step: Question, heard: Heard, state: State, speech: Speech) -> bool:
    """Is this exactly one of the things that were offered, so that it cannot mean anything else?"""
    if isinstance(step, Confirm):
        return is_yes_or_no(heard.text, speech)
    return _picked(step, heard, state, speech) is not None


def is_yes_or_no(text: str, speech: Speech) -> bool:
    """Is the message a plain yes or no, in whatever language?"""
    return fold(text) in words_of(YES_WORDS, speech) | words_of(NO_WORDS, speech)


def one_number(heard: Heard) -> int:
    """Return the only number of an answer."""
    if len(heard.meaning.numbers) != 1:
        raise Misread(_("Please send one number."))
    return heard.meaning.numbers[0]


def words_of_ones_own(speech: Speech, otherwise: Phrase, shortest: int = 1) -> Reader:
    """Return what reads an answer in any words; a plain yes or no says nothing, nor do too few letters."""

    def read(heard: Heard) -> str:
        text = heard.text.strip()
        if len(fold(text)) < shortest or is_yes_or_no(text, speech):
            raise Misread(otherwise)
        return text

    return read


def _pressed(button: str, state: State) -> Any:
    """Return what was offered under a button that `is_current` has let through."""
    waiting = state.open.offered if state.open else []
    return waiting[int(button.partition(":")[2]) - 1]


def _read_yes_or_no(heard: Heard, speech: Speech) -> bool:
    text = fold(heard.text)
    if text == "1" or text in words_of(YES_WORDS, speech):
        return True
    if text == "2" or text in words_of(NO_WORDS, speech):
        return False
    raise Misread(_("Please answer 1 for yes or 2 for no."))


def _numbers_instead(step: Confirm, heard: Heard) -> list[int]:
    """Return the numbers that came where a yes or no was asked, if they are heard there and are nothing else."""
    meaning = heard.meaning
    is_plain = meaning.sure and meaning.intent in {Intent.NUMBER_ONLY, Intent.VOTE}
    if not (step.hears_numbers and is_plain) or meaning.changes or meaning.points or fold(heard.text) in {"1", "2"}:
        return []
    return list(meaning.numbers)


def _read_choice(step: Choose, heard: Heard, state: State, speech: Speech) -> Any:
    found = _picked(step, heard, state, speech) or _named(step, heard, speech)
    if found:
        return found.value
    if step.takes_numbers or _last_number(step, state) > len(_waiting(step, state)) + 1:
        raise Misread(_("Please answer with a number of the list."))
    if _last_number(step, state) == 1:
        raise Misread(_("Please answer with 1, or send 0 for the menu."))
    asked = _("Please answer with a number from 1 to %(count)s.", count=_last_number(step, state))
    raise Misread(asked.brief(_("Send a number from 1 to %(count)s.")))


def _last_number(step: Choose, state: State) -> int:
    """Return the greatest number that is taken here: the key of the next page counts where there is one."""
    shown = _waiting(step, state)
    is_last_page = not shown or plain(step.choices[-1].value) == shown[-1]
    return len(shown) or 1 if is_last_page else max(len(shown), int(MORE_KEY))


def _picked(step: Ask | Choose, heard: Heard, state: State, speech: Speech) -> Choice | None:
    """Return the choice that was named by its number, its exact label, its words or, from an opening, by its value."""
    text = fold(heard.text)
    if not text or not step.choices:
        return None
    if text.isdecimal():
        return _numbered(step, int(text), state)
    is_open = state.open is not None and state.open.name == step.name
    for choice in step.choices:
        label = fold(say(choice.label, speech))
        if text in {label, f"{choice.number} {label}", *map(fold, choice.also)} or (
            not is_open and choice.value == heard.text
        ):
            return choice
    listed = next((choice for choice in step.choices if choice.words and text in words_of(choice.words, speech)), None)
    return listed or _numbered_in_words(step, text, state, speech)


def _numbered_in_words(step: Ask | Choose, text: str, state: State, speech: Speech) -> Choice | None:
    """Return the choice that is named by its number and its own words together: '1 yes it works'."""
    number, _space, rest = text.partition(" ")
    choice = _numbered(step, int(number), state) if number.isdecimal() and not step.takes_numbers else None
    if choice is None:
        return None
    others = [_names_of(other, speech) for other in step.choices if other.value != choice.value]
    return choice if begins_with_own(rest, _names_of(choice, speech), frozenset().union(*others)) else None


def _names_of(choice: Choice, speech: Speech) -> frozenset[str]:
    """Return what a choice is called in every language the person may use: a message may be of another than theirs."""
    labels = frozenset(fold(say(choice.label, replace(speech, languages=(tag,)))) for tag in speech.languages)
    return labels | words_of(choice.words, speech) if choice.words else labels


def begins_with_own(said: str, own: frozenset[str], others: frozenset[str]) -> bool:
    """Do folded words begin with some of a choice, and hold none of another one, nor a number?"""
    is_own = any(phrase and f"{said} ".startswith(f"{phrase} ") for phrase in own)
    is_other = any(phrase and stands_in(phrase, said) for phrase in others - own)
    return is_own and not is_other and (said in own or not any(map(str.isdecimal, said)))


def _numbered(step: Ask | Choose, number: int, state: State) -> Choice | None:
    if step.takes_numbers:
        found = [choice for choice in step.choices if choice.number == number and isinstance(step, Choose)]
        return found[0] if found else None
    waiting = _waiting(step, state)
    if not 1 <= number <= len(waiting):
        return None
    value = waiting[number - 1]
    return next((choice for choice in step.choices if choice.value == value), Choice(value, ""))


def _waiting(step: Question, state: State) -> list[Any]:
    return state.open.offered if state.open and state.open.name == step.name else []


def _named(step: Choose, heard: Heard, speech: Speech) -> Choice | None:
    """Return the one choice whose label the text misspells or, of places, says among other words."""
    text = fold(heard.text)
    if any(character.isdecimal() for character in text):
        return None
    labels = {fold(name): choice for choice in step.choices for name in (say(choice.label, speech), *choice.also)}
    if step.is_place:
        said = {choice.value: choice for label, choice in labels.items() if _stands_as_place(label, text)}
        if len(said) == 1:
            return next(iter(said.values()))
    found = process.extractOne(text, list(labels), scorer=fuzz.ratio, score_cutoff=ALIKE) if text else None
    return labels[found[0]] if found else None


def _stands_as_place(label: str, text: str) -> bool:
    return len(label) >= LETTERS and names_place(label, text)


def is_current(button: str, state: State, *, has_more: bool) -> bool:
    """Does a button belong to what the person sees now? Old ones and forged ones do not."""
    serial, _colon, index = button.partition(":")
    if state.open is None or serial != str(state.serial):
        return False
    if index == "more":
        return has_more
    return index.isascii() and index.isdecimal() and len(index) < 3 and 1 <= int(index) <= len(state.open.offered)


def asks_for_more(button: str) -> bool:
    """Is it the button of the next page?"""
    return button.endswith(MORE_BUTTON)
