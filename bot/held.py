"""What waits for one thing more: a ballot for its sender's card, an answer to the town hall for a yes.

It is kept through looks, goes out once that comes, and is never lost without a word.
"""

from __future__ import annotations

from dataclasses import replace

from bot.answers import YES_WORDS, words_of
from bot.dialogue import Turn, find_dialogues
from bot.engine import peek
from bot.messages import Capabilities
from bot.phrases import Phrase, Speech, _
from bot.ports import Desk, Offer
from bot.records import record
from bot.reply import Reply
from bot.state import CARD, HELD, YES, State
from bot.steps import Ask, Confirm, Heard, Question, Say
from bot.understanding.fold import fold
from bot.understanding.intents import Intent
from bot.understanding.understand import Understanding

CLOSED = _("The vote is closed. The choice that waited for your number was not recorded.")
DROPS = {Intent.CANCEL, Intent.BACK}
"""Of the words that give a question up, those that give up a ballot too: the menu is only looked at."""


def waits_for_card(question: Question | None) -> bool:
    """Is it the question for the card under which a ballot waits?"""
    return _waits_for(question) == CARD


def is_proof(heard: Heard, state: State, can: Capabilities) -> bool:
    """Is it the card for which a ballot waits, while something else was looked at?

    A yes is no such proof: it may answer what was asked last, and is asked for again where nothing takes it.
    """
    return _key_of(state) == CARD and bool(heard.phone) and not heard.text and can.asks_contact


def is_only_a_look(question: Question | None, meaning: Understanding) -> bool:
    """Does a word that gives other questions up leave the ballot waiting?"""
    return waits_for_card(question) and meaning.intent not in DROPS


def tend(reply: Reply, meaning: Understanding, turn: Turn, state: State, can: Capabilities, *, acted: bool) -> Reply:
    """Return the reply with what becomes of what waits: asked for again, or dropped and said so.

    A newer choice, or newer words, take its place. Whoever does something else in between, or cancels, is told that it
    went nowhere: a card or a yes that comes much later might be meant for anything.
    """
    key = _key_of(state)
    if key is None:
        return reply
    question = _question_of(state, turn.desk, turn.speech, can)
    if question is None or _waits_for(reply.question) == key or (key == YES and not turn.desk.awaited()):
        state.parked = None
        return reply
    if key == CARD and meaning.sure and meaning.intent is Intent.ABSTAIN:
        state.parked = None  # that nothing is recorded is said already
        return reply
    is_over = key == CARD and Offer.VOTE not in turn.desk.offers()
    if is_over or acted or (meaning.sure and meaning.intent is Intent.CANCEL):
        state.parked = None
        return _dropped(reply, CLOSED if is_over else question.left)
    is_yes_to_nothing = key == YES and _is_yes_to_nothing(reply, meaning, turn, state)
    if state.open is not None and not is_yes_to_nothing:
        return reply
    state.recall()
    state.serial += 1  # the buttons of what was looked at are old now: none of them is a yes
    before = Reply() if is_yes_to_nothing else reply
    return replace(before, question=question, serial=state.serial)


def not_recorded(numbers: str) -> Phrase:
    """Say that a choice was not recorded, and what to send again."""
    if not numbers:
        return _("Your choice was not recorded. To vote, send VOTE and your numbers again.")
    return _("Your choice was not recorded. To vote, send VOTE %(numbers)s again.", numbers=numbers)


def _key_of(state: State) -> str | None:
    """Return what the thing that is held waits for, None where nothing is."""
    parked = state.parked
    if parked is None or parked["key"] not in HELD or parked["dialogue"] not in find_dialogues():
        return None
    return str(parked["key"])


def _waits_for(question: Question | None) -> str | None:
    return question.key if isinstance(question, Ask | Confirm) else None


def _is_yes_to_nothing(reply: Reply, meaning: Understanding, turn: Turn, state: State) -> bool:
    """Is it a yes that what was looked at does not take, where nothing else of theirs waits?"""
    said_yes = fold(meaning.text) in words_of(YES_WORDS, turn.speech)
    asks_for_words = isinstance(reply.question, Ask)
    return said_yes and reply.complaint is not None and not (asks_for_words or state.unsent or state.doubt)


def _question_of(state: State, desk: Desk, speech: Speech, can: Capabilities) -> Ask | Confirm | None:
    waiting = State.from_json(state.as_json())
    waiting.recall()
    turn = Turn(desk, record(waiting.opening), speech)
    found = peek(find_dialogues()[str(waiting.dialogue)], turn, waiting, can).question
    return found if isinstance(found, Ask | Confirm) else None


def _dropped(reply: Reply, why: Phrase | None) -> Reply:
    return replace(reply, said=[Say(why, is_secret=True), *reply.said]) if why else reply
