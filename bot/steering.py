"""What a message means while a question is open: an answer, a turn of the page, or the wish to go elsewhere."""

from __future__ import annotations

from enum import StrEnum

from bot.answers import BACK_BUTTON, YES_WORDS, asks_for_more, is_answer, is_current, size_of, wants_more, words_of
from bot.dialogue import dialogue_for
from bot.messages import Capabilities
from bot.phrases import Speech
from bot.state import State
from bot.steps import Ask, Heard, Question
from bot.understanding.fold import fold
from bot.understanding.intents import Intent
from bot.understanding.understand import Understanding

ANYWHERE = {
    Intent.MENU,
    Intent.BACK,
    Intent.HELP,
    Intent.CANCEL,
    Intent.STOP,
    Intent.START,
    Intent.ERASE,
    Intent.RESUME,
    Intent.LANGUAGE,
    Intent.PRIVACY,
}
KEYS = {Intent.MENU, Intent.BACK, Intent.HELP, Intent.CANCEL, Intent.STOP}
"""What these words do they do at every question, even where a choice is called the same."""

BALLOTS = {Intent.VOTE, Intent.BLANK_VOTE, Intent.MY_VOTE}
GIVES_UP = {Intent.MENU, Intent.BACK, Intent.CANCEL, Intent.START, Intent.RESUME}


WORDS_OF_A_SENTENCE = 4


class Move(StrEnum):
    """What to do with a message at an open question."""

    ANSWER = "answer"
    MORE = "more"
    BACK = "back"
    HELP = "help"
    LEAVE = "leave"
    OLD_BUTTON = "old_button"


def move_at(question: Question, heard: Heard, state: State, speech: Speech, can: Capabilities) -> Move:
    """Return what a message is at this question."""
    if heard.button:
        return _pressed(heard.button, question, state, can)
    if wants_more(question, heard, speech, state):
        return Move.MORE
    if says_yes_to_a_code(question, heard, speech):
        return Move.ANSWER
    if _is_number_here(question, heard) or (_may_be_label(heard.meaning) and is_answer(question, heard, state, speech)):
        return Move.ANSWER
    return _steered(question, heard.meaning)


def leaves_after_all(meaning: Understanding, question: Question) -> bool:
    """Does a message that was no answer plainly ask for something else?"""
    if isinstance(question, Ask) and question.is_free:
        return False
    return meaning.sure and meaning.intent is not Intent.NUMBER_ONLY and dialogue_for(meaning.intent) is not None


def is_sentence(text: str) -> bool:
    """Is it a sentence rather than a word or two? Then it may be meant for people."""
    return len(fold(text).split()) >= WORDS_OF_A_SENTENCE


def says_yes_to_a_code(question: Question, heard: Heard, speech: Speech) -> bool:
    """Is it a yes where a code is waited for? In some languages it is a greeting as well."""
    is_code = isinstance(question, Ask) and question.key is not None
    return is_code and fold(heard.text) in words_of(YES_WORDS, speech)


def gives_up(meaning: Understanding) -> bool:
    """Does the person drop what is open, rather than ask for something else in between?"""
    return meaning.sure and meaning.intent in GIVES_UP


def _pressed(button: str, question: Question, state: State, can: Capabilities) -> Move:
    if button.endswith(BACK_BUTTON):
        return Move.BACK
    if not is_current(button, question, state, size_of(question, can)):
        return Move.OLD_BUTTON
    return Move.MORE if asks_for_more(button) else Move.ANSWER


def _may_be_label(meaning: Understanding) -> bool:
    return not (meaning.sure and meaning.confidence >= 1 and meaning.intent in KEYS)


def _is_number_here(question: Question, heard: Heard) -> bool:
    """Is 9 the ninth project here, and not the key that goes back?"""
    return question.takes_numbers and heard.text.strip().isdecimal() and bool(heard.meaning.numbers)


def _steered(question: Question, meaning: Understanding) -> Move:
    if not meaning.sure or not _speaks_up(question, meaning):
        return Move.ANSWER
    if meaning.intent is Intent.BACK:
        return Move.BACK
    return Move.HELP if meaning.intent is Intent.HELP else Move.LEAVE


def _speaks_up(question: Question, meaning: Understanding) -> bool:
    """Is it a word that works everywhere? Inside free words only when nothing else stands in the message."""
    is_whole = meaning.confidence >= 1
    if isinstance(question, Ask) and question.is_free:
        return is_whole and (meaning.intent in ANYWHERE or (meaning.intent in BALLOTS and not question.takes_numbers))
    return meaning.intent in ANYWHERE
