"""A ballot that waits for its sender's card: kept through looks, recorded by the card, never lost without a word."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue import Turn, find_dialogues
from bot.engine import peek
from bot.messages import Capabilities
from bot.phrases import Phrase, Speech, _
from bot.ports import Desk, Offer
from bot.records import record
from bot.reply import Reply
from bot.state import CARD, State
from bot.steps import Ask, Heard, Question, Say
from bot.understanding.intents import Intent
from bot.understanding.understand import Understanding

CLOSED = _("The vote is closed. The choice that waited for your number was not recorded.")
DROPS = {Intent.CANCEL, Intent.BACK}
"""Of the words that give a question up, those that give up a ballot too: the menu is only looked at."""


def waits_for_card(question: Question | None) -> bool:
    """Is it the question for the card under which a ballot waits?"""
    return isinstance(question, Ask) and question.key == CARD


def is_proof(heard: Heard, state: State, can: Capabilities) -> bool:
    """Is it the card for which a ballot waits, while something else was looked at?"""
    return bool(heard.phone) and not heard.text and can.asks_contact and _is_held(state)


def is_only_a_look(question: Question | None, meaning: Understanding) -> bool:
    """Does a word that gives other questions up leave the ballot waiting?"""
    return waits_for_card(question) and meaning.intent not in DROPS


def tend(reply: Reply, meaning: Understanding, turn: Turn, state: State, can: Capabilities, *, acted: bool) -> Reply:
    """Return the reply with what becomes of a ballot that waits: asked for again, or dropped and said so.

    A newer choice takes its place. Whoever does something else in between, or cancels, is told that it was not
    recorded: a card that comes much later might be meant for anything.
    """
    if not _is_held(state):
        return reply
    question = _question_of(state, turn.desk, turn.speech, can)
    if question is None or waits_for_card(reply.question):
        state.parked = None
        return reply
    is_over = Offer.VOTE not in turn.desk.offers()
    if is_over or acted or (meaning.sure and meaning.intent is Intent.CANCEL):
        state.parked = None
        return _dropped(reply, CLOSED if is_over else question.left)
    if state.open is not None:
        return reply
    state.recall()
    return replace(reply, question=question, serial=state.serial)


def not_recorded(numbers: str) -> Phrase:
    """Say that a choice was not recorded, and what to send again."""
    if not numbers:
        return _("Your choice was not recorded. To vote, send VOTE and your numbers again.")
    return _("Your choice was not recorded. To vote, send VOTE %(numbers)s again.", numbers=numbers)


def _is_held(state: State) -> bool:
    parked = state.parked
    return parked is not None and parked["key"] == CARD and parked["dialogue"] in find_dialogues()


def _question_of(state: State, desk: Desk, speech: Speech, can: Capabilities) -> Ask | None:
    waiting = State.from_json(state.as_json())
    waiting.recall()
    turn = Turn(desk, record(waiting.opening), speech)
    found = peek(find_dialogues()[str(waiting.dialogue)], turn, waiting, can).question
    return found if isinstance(found, Ask) else None


def _dropped(reply: Reply, why: Phrase | None) -> Reply:
    return replace(reply, said=[Say(why, is_secret=True), *reply.said]) if why else reply
