"""Answering a person in the language they write in, for as long as they have not chosen one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answers import is_yes_or_no
from bot.phrases import Speech
from bot.ports import Desk
from bot.state import State
from bot.steering import KEYS
from bot.steps import Heard
from bot.understanding.claims import FREE
from bot.understanding.fold import fold
from bot.understanding.intents import Intent
from bot.understanding.tongues import ALIEN, is_in, language_of, strange_words, written_in_letters_of
from bot.understanding.understand import understand
from budgeting.refusal import Refusal
from locales.catalogue import is_complete


def follow_language(heard: Heard, speech: Speech, state: State, desk: Desk) -> tuple[Heard, Speech]:
    """Return the message and how to speak, both in the language that the message is clearly in.

    The language is then the contact's, as if it had been chosen. Ordinary words of the language spoken until now cost
    one look into its list of words. A borrowed word or two change nothing for who has written in that language before,
    nor behind a command that takes any words (QUESTION test): there a whole sentence tells. Who writes a language in
    other letters than its own (Darija in Latin ones) may not be able to read those: the letters stay as they are.
    """
    if state.has_language or _tells_nothing(heard) or _answers(heard, speech, state):
        return heard, speech
    strange = strange_words(heard.text, speech.language)
    state.has_written = state.has_written or is_in(heard.text, speech.language, _rest(speech))
    if not strange or (len(strange) < ALIEN and (state.has_written or _only_behind_a_command(heard, strange))):
        return heard, speech
    found = language_of(heard.text, speech.language, _others(speech, desk), is_understood=_is_understood(heard))
    if found is None or not written_in_letters_of(heard.text, [found]):
        return heard, speech
    state.has_language = True
    desk.set_language(found)
    languages = (found, *(tag for tag in speech.languages if tag != found))
    return replace(heard, meaning=understand(heard.text, found, languages)), replace(speech, languages=languages)


def _rest(speech: Speech) -> Sequence[str]:
    return [tag for tag in speech.languages if tag != speech.language]


def _only_behind_a_command(heard: Heard, strange: set[str]) -> bool:
    return heard.meaning.intent in FREE and strange <= set(fold(heard.meaning.rest).split())


def _tells_nothing(heard: Heard) -> bool:
    """Is it numbers or a receipt, of no language, or the name of one, which the dialogue that changes it answers?"""
    meaning = heard.meaning
    is_receipt = meaning.intent is Intent.RECEIPT and meaning.code is not None and meaning.rest == heard.text.strip()
    return is_receipt or meaning.intent is Intent.NUMBER_ONLY or meaning.language_asked is not None


def _answers(heard: Heard, speech: Speech, state: State) -> bool:
    """Is it a yes or no to what is asked? People say those in any language."""
    return state.open is not None and is_yes_or_no(heard.text, speech)


def _is_understood(heard: Heard) -> bool:
    """Is it plain what is wanted? BACK and STOP are known from every telephone, thanks are borrowed everywhere."""
    intent, is_phrase = heard.meaning.intent, len(fold(heard.text).split()) >= ALIEN
    is_known_everywhere = intent in KEYS and not (intent is Intent.HELP and is_phrase)
    return heard.meaning.sure and not is_known_everywhere and intent not in {Intent.UNKNOWN, Intent.THANKS}


def _others(speech: Speech, desk: Desk) -> Sequence[str]:
    """Return the other languages of the commune in which a whole conversation can be held."""
    try:
        return [tag for tag in desk.commune().languages if tag != speech.language and is_complete(tag)]
    except Refusal:  # a line that serves no commune
        return []
