"""What a message means while a question is open: an answer, a turn of the page, or the wish to go elsewhere.

The rule at a question that is answered in any words: the message is the answer, unless it begins with a command. The
words that work everywhere and ballots leave the question when nothing else stands in the message. A command that can
be nothing else (`PROJETS`, `SUIVI DI-26-0042`) leaves it as well. One that may as well be the answer (`IDEE un
robinet`, `budget eau`) is asked about, and the words are kept until it is settled. What begins the same dialogue
begins it anew, as long as nothing has been answered in it. Ordinary sentences are answers, whatever they begin with;
`bot.understanding.claims` tells which is which.

At every other question a message is read as an answer first, and may leave it only when it is none. Where things are
offered, a command with words of its own is no answer, even if one of them is named in it. A ballot is a
ballot everywhere: it is never read as the number of something else. Thanks alone are no answer and ask for nothing.
Whoever calls for help is heard at once.
"""

from __future__ import annotations

from enum import StrEnum

from bot.answers import (
    BACK_BUTTON,
    YES_WORDS,
    asks_for_more,
    is_answer,
    is_current,
    is_yes_or_no,
    wants_more,
    words_of,
)
from bot.dialogue import Dialogue, dialogue_for
from bot.faults import tells_a_fault
from bot.messages import Capabilities
from bot.paging import page_at
from bot.phrases import Speech, say
from bot.state import State
from bot.steps import Ask, Choose, Confirm, Heard, Question, Wants
from bot.understanding.claims import Claim, claim_of, opens_command
from bot.understanding.fold import fold
from bot.understanding.intents import Intent
from bot.understanding.lexicon import lexicon_of
from bot.understanding.understand import Understanding
from bot.urgent import calls_for_help
from bot.voting_help import is_help_to_vote

ANYWHERE = {
    Intent.MENU,
    Intent.BACK,
    Intent.HELP,
    Intent.CANCEL,
    Intent.STOP,
    Intent.START,
    Intent.RESUME,
    Intent.ERASE,
    Intent.LANGUAGE,
    Intent.PRIVACY,
}
KEYS = {Intent.MENU, Intent.BACK, Intent.HELP, Intent.CANCEL, Intent.STOP}
"""What these words do they do at every question, even where a choice is called the same."""

GIVES_UP = {Intent.MENU, Intent.BACK, Intent.CANCEL, Intent.START, Intent.RESUME}
BALLOTS = {Intent.VOTE, Intent.BLANK_VOTE, Intent.MY_VOTE}

BACK_A_SCREEN = "0"
"""In a session, on a page that is not the first; elsewhere it is the menu."""

NUMBERED = {Intent.NUMBER_ONLY, Intent.PROJECT}
"""What says no more than a number."""

WORDS_OF_A_SENTENCE = 4
ASKS = frozenset("?\u061f")


class Move(StrEnum):
    """What to do with a message at an open question."""

    ANSWER = "answer"
    MORE = "more"
    BACK = "back"
    HELP = "help"
    LEAVE = "leave"
    DOUBT = "doubt"  # an answer or a command: ask
    OLD_BUTTON = "old_button"
    THANKS = "thanks"  # the question still waits


def move_at(
    current: Dialogue, question: Question, heard: Heard, state: State, speech: Speech, can: Capabilities
) -> Move:
    """Return what a message is at this question of the current dialogue."""
    if heard.button:
        return _pressed(heard.button, question, state, speech, can)
    if can.asks_contact and heard.phone and not heard.text and isinstance(question, Choose):
        return Move.LEAVE  # a card is no choice, and is kept
    if wants_more(question, heard, speech, state):
        return Move.MORE
    if can.has_session and state.open and state.open.page and heard.text.strip() == BACK_A_SCREEN:
        return Move.BACK
    if says_yes_to_a_code(question, heard, speech) or _says_yes_or_no(question, heard, speech):
        return Move.ANSWER
    if _is_number_here(question, heard) or _ends_it(question, heard, speech):
        return Move.ANSWER
    if isinstance(question, Ask) and _asks_else_of_one(current, question, heard, speech):
        return Move.LEAVE
    if _may_be_label(heard.meaning) and is_answer(question, heard, state, speech):
        return Move.ANSWER
    if isinstance(question, Choose) and _is_command(current, question, heard, speech):
        return Move.LEAVE
    if calls_for_help(heard.text, speech) and not (isinstance(question, Ask) and question.is_free):
        return Move.LEAVE
    if _is_thanks(question, heard.meaning):
        return Move.THANKS
    steered = _steered(current, question, heard.meaning, speech)
    if steered is not Move.ANSWER or not isinstance(question, Ask):
        return steered
    if question.wants is Wants.CONTACT and is_sentence(heard.text) and not ASKS.isdisjoint(heard.text):
        return Move.LEAVE  # no words are a card, and these are a question
    if question.is_free:
        is_vote = heard.is_ballot and heard.meaning.intent in BALLOTS  # even 'VOTE -3': it goes to nobody
        return Move.LEAVE if is_vote else _claimed(current, question, heard, state, speech)
    return Move.LEAVE if _counts_elsewhere(current, question, heard, speech) else Move.ANSWER


def leaves_after_all(heard: Heard, question: Question, speech: Speech, *, loses_words: bool = True) -> bool:
    """Does a message that was no answer plainly ask for something else?

    Where no words of theirs would be lost a topic of the budget is enough: beside an idea it may be a place.
    """
    meaning = heard.meaning
    if (isinstance(question, Ask) and question.is_free) or _says_yes_or_no(question, heard, speech):
        return False
    if _is_number_here(question, heard):
        return False  # 9 points may be too many, and are no way back
    if isinstance(question, Choose | Confirm) and question.hears_votes and _may_be_vote(meaning):
        return True
    if isinstance(question, Choose) and meaning.intent is Intent.BUDGET and meaning.topic and not loses_words:
        return True
    if _names_numbers(question, heard, speech):
        return False
    if _is_place(question) and meaning.intent is Intent.BUDGET and claim_of(heard.text, speech.languages) is Claim.NONE:
        return False  # "my area" names no place
    return meaning.sure and meaning.intent is not Intent.NUMBER_ONLY and dialogue_for(meaning.intent) is not None


def _names_numbers(question: Question, heard: Heard, speech: Speech) -> bool:
    """Are numbers asked for and said, in words that are no command for a project: '7 or 5', 'the 7 first'?"""
    is_of_projects = heard.meaning.intent in {Intent.PROJECT, Intent.PROJECTS} and bool(heard.meaning.numbers)
    asks = isinstance(question, Ask) and question.takes_numbers
    return asks and is_of_projects and claim_of(heard.text, speech.languages) is Claim.NONE


def _may_be_vote(meaning: Understanding) -> bool:
    """Can it be no choice of one thing: several numbers, or what somebody wants changed of a vote?"""
    if meaning.intent is Intent.NUMBER_ONLY:
        return len(meaning.numbers) > 1
    return meaning.intent is Intent.VOTE and bool(meaning.numbers or meaning.changes)


def _is_command(current: Dialogue, question: Choose, heard: Heard, speech: Speech) -> bool:
    """Is it a command with words of its own, and not the choice whose name occurs in them?

    The command that led here may be said again before the name that is asked for.
    """
    meaning = heard.meaning
    if not meaning.sure or dialogue_for(meaning.intent) is None:
        return False
    labels = [choice.label for choice in question.choices] if meaning.intent in current.intents else []
    names = {word for label in labels for word in fold(say(label, speech)).split()}
    return opens_command(heard.text, speech.languages, names)


def _is_place(question: Question) -> bool:
    return isinstance(question, Choose) and question.is_place


def is_sentence(text: str) -> bool:
    """Is it a sentence rather than a word or two? Then it may be meant for people."""
    return len(fold(text).split()) >= WORDS_OF_A_SENTENCE


def says_yes_to_a_code(question: Question, heard: Heard, speech: Speech) -> bool:
    """Is it a yes where a code is waited for? In some languages it is a greeting as well."""
    return _waits_for_code(question) and fold(heard.text) in words_of(YES_WORDS, speech)


def _says_yes_or_no(question: Question, heard: Heard, speech: Speech) -> bool:
    """Is it a plain yes or no? It greets nobody and gives nothing up, but where a code is waited for no is no."""
    return not _waits_for_code(question) and is_yes_or_no(heard.text, speech)


def _waits_for_code(question: Question) -> bool:
    return isinstance(question, Ask) and question.key is not None


def gives_up(meaning: Understanding) -> bool:
    """Does the person drop what is open, rather than ask for something else in between?"""
    return meaning.sure and meaning.intent in GIVES_UP


def _pressed(button: str, question: Question, state: State, speech: Speech, can: Capabilities) -> Move:
    if button.endswith(BACK_BUTTON):
        return Move.BACK
    page = page_at(question, state.open.page if state.open else 0, speech, can)
    if not is_current(button, state, has_more=page.has_more):
        return Move.OLD_BUTTON
    return Move.MORE if asks_for_more(button) else Move.ANSWER


def _ends_it(question: Question, heard: Heard, speech: Speech) -> bool:
    """Is it a word for an end that a choice lists as its own, though it stops the news elsewhere?"""
    choices = question.choices if isinstance(question, Ask) and question.takes_numbers else ()
    return any(choice.words and fold(heard.text) in words_of(choice.words, speech) for choice in choices)


def _may_be_label(meaning: Understanding) -> bool:
    return not (meaning.is_whole and meaning.intent in KEYS)


def _is_number_here(question: Question, heard: Heard) -> bool:
    """Is 9 the ninth project here, and not the key that goes back?"""
    return question.takes_numbers and heard.text.strip().isdecimal() and bool(heard.meaning.numbers)


def _is_thanks(question: Question, meaning: Understanding) -> bool:
    """Is it nothing but thanks? They are looked for where any word is."""
    is_any_word = isinstance(question, Ask) and question.is_any_word
    return meaning.sure and meaning.intent is Intent.THANKS and not is_any_word


def _steered(current: Dialogue, question: Question, meaning: Understanding, speech: Speech) -> Move:
    if not meaning.sure or not _speaks_up(current, question, meaning):
        return Move.ANSWER
    if meaning.intent is Intent.BACK:
        return Move.BACK
    asks_here = meaning.intent is Intent.HELP and not is_help_to_vote(meaning.text, meaning.rest, speech.languages)
    return Move.HELP if asks_here else Move.LEAVE


def _speaks_up(current: Dialogue, question: Question, meaning: Understanding) -> bool:
    """Is it a word that works everywhere, or a ballot? Inside free words only when nothing else stands there."""
    if meaning.intent in BALLOTS:
        return meaning.is_whole and meaning.intent not in current.intents
    is_free = isinstance(question, Ask) and question.is_free
    return meaning.intent in ANYWHERE and (meaning.is_whole or not is_free)


def _claimed(current: Dialogue, question: Ask, heard: Heard, state: State, speech: Speech) -> Move:
    """Return what a message is where any words are an answer, by how plainly it is a command."""
    intent = heard.meaning.intent
    claim = Claim.NONE if question.is_any_word else claim_of(heard.text, speech.languages)
    if claim is Claim.NONE or not heard.meaning.sure or dialogue_for(intent) is None:
        return Move.ANSWER
    if intent in current.intents:
        is_first = not state.spoken
        return Move.LEAVE if is_first or claim is Claim.SURE else Move.ANSWER
    return Move.LEAVE if claim is Claim.SURE else Move.DOUBT


def _asks_else_of_one(current: Dialogue, question: Ask, heard: Heard, speech: Speech) -> bool:
    """Is something else than here wanted of a project whose number could be picked, or is it said to be broken?

    At a ballot what is said beside numbers may be their reason.
    """
    meaning = heard.meaning
    if Intent.VOTE in current.intents or not (question.takes_numbers and meaning.sure and meaning.numbers):
        return False
    if meaning.intent in NUMBERED or meaning.intent in current.intents or dialogue_for(meaning.intent) is None:
        return False
    is_fault = meaning.intent is Intent.FEEDBACK and tells_a_fault(heard.text, speech)
    openers, words = lexicon_of(tuple(speech.languages)).openers, fold(heard.text).split()
    return is_fault or openers.get(words[0]) is meaning.intent


def _counts_elsewhere(current: Dialogue, question: Ask, heard: Heard, speech: Speech) -> bool:
    """Is the number that the message holds another command's? A project may be named so wherever numbers are asked."""
    meaning = heard.meaning
    if not (question.takes_numbers and meaning.sure and meaning.numbers) or meaning.intent in NUMBERED:
        return False
    is_command = claim_of(heard.text, speech.languages) is not Claim.NONE
    return is_command and meaning.intent not in current.intents and dialogue_for(meaning.intent) is not None
