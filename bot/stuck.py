"""Words that answer no question: one more try, then a way on, so that no menu holds anybody and no words are lost."""

from __future__ import annotations

from enum import StrEnum

from bot.dialogue import Dialogue
from bot.phrases import _
from bot.steering import is_sentence
from bot.steps import Ask, Choose, Heard, Question
from bot.understanding.fold import fold
from bot.understanding.intents import Intent

TRIES = 2
GUESSES = {"clarify", "unknown"}
"""Dialogues that have guessed already: they are not left for another guess."""
WORDS_OF_A_NEW_ONE = 3
"""Words that are no choice misspelt: 'price of rice'."""

KEPT = _("Your words are kept. Answer with a number, or send 0 to give up.")


class Way(StrEnum):
    """What to do when an answer was not understood."""

    AGAIN = "again"  # say what fits
    KEPT = "kept"  # what was written before is kept, and 0 gives it up
    BEGIN = "begin"  # take it as if it had been said first
    OFFER = "offer"  # offer to pass the words on to people


def way_out(current: Dialogue, question: Question, heard: Heard, tries: int, *, holds_words: bool) -> Way:
    """Return the way on for somebody who was misread `tries` times at this question; a ballot is never passed on."""
    if holds_words:
        return Way.KEPT if tries >= TRIES and not _is_free(question) else Way.AGAIN
    if not _may_be_left(current, question) or not _is_in_words(heard):
        return Way.AGAIN
    if heard.meaning.intent is Intent.VOTE and heard.meaning.looks_like_ballot:
        return Way.BEGIN
    if tries < TRIES and not is_sentence(heard.text) and not (current.name in GUESSES and _is_new(heard)):
        return Way.AGAIN
    if heard.meaning.looks_like_ballot:
        return Way.BEGIN
    is_guessed = current.name in GUESSES or heard.meaning.intent is Intent.UNKNOWN or not is_sentence(heard.text)
    return Way.OFFER if is_guessed else Way.BEGIN


def _is_new(heard: Heard) -> bool:
    """Is it a message of its own, although no sentence, where guesses about another one were offered?"""
    return len(fold(heard.text).split()) >= WORDS_OF_A_NEW_ONE


def _is_free(question: Question) -> bool:
    return isinstance(question, Ask) and question.is_free


def _may_be_left(current: Dialogue, question: Question) -> bool:
    if isinstance(question, Choose):
        return True
    is_number = isinstance(question, Ask) and question.takes_numbers
    return is_number and not current.is_private


def _is_in_words(heard: Heard) -> bool:
    is_number = heard.meaning.intent is Intent.NUMBER_ONLY
    return not is_number and any(character.isalpha() for character in heard.text)
