"""A question about one project where a vote waits for its numbers: it is answered, and the vote waits on."""

from __future__ import annotations

from bot.dialogue import Dialogue
from bot.fitting import Fitted, Spare
from bot.messages import Capabilities
from bot.naming import short_name_of, title_of
from bot.phrases import Speech, _
from bot.ports import Desk
from bot.project_told import told_of
from bot.records import plain, record
from bot.reply import Reply
from bot.steps import Ask, Heard, Question, Say
from bot.understanding.facts import read_facts
from bot.understanding.intents import Intent
from bot.understanding.lexicon import lexicon_of
from budgeting.refusal import Refusal

VOTE_WAITS = _("The vote still waits for your numbers.")


def answer_beside_vote(
    current: Dialogue, question: Question, heard: Heard, speech: Speech, desk: Desk, can: Capabilities
) -> Reply | None:
    """Return what is told of the project that a message asks about at the list of a vote, None where it asks of none.

    The list is not paid for again: that the vote waits is said where there is room.
    """
    is_list = Intent.VOTE in current.intents and isinstance(question, Ask) and question.takes_numbers
    if not (is_list and _asks_of_one(heard, speech)):
        return None
    try:
        found = record(plain(desk.project(heard.meaning.numbers[0])))
    except Refusal:
        return None
    waits = Spare(VOTE_WAITS)
    said = Fitted(
        [*told_of(found, title_of(found), with_zone=True), waits],
        [lambda: [*told_of(found, title_of(found)), waits], lambda: [*told_of(found, short_name_of(found)), waits]],
    )
    return Reply([Say(said)], question=None if can.is_paid else question)


def _asks_of_one(heard: Heard, speech: Speech) -> bool:
    """Is it no ballot, and a question with the number of one project in it?"""
    meaning = heard.meaning
    if heard.button or len(meaning.numbers) != 1 or meaning.intent not in {Intent.PROJECT, Intent.BUDGET}:
        return False
    return read_facts(heard.text, lexicon_of(tuple(speech.languages))).asks
