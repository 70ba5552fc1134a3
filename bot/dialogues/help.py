"""Help: what can be sent, in one message."""

from __future__ import annotations

from bot.choosing import how_to
from bot.dialogue import Talk, Turn, dialogue
from bot.fitting import Fitted, Spare
from bot.paper_rules import EXAMPLES, example_of
from bot.phrases import _
from bot.ports import Desk, Offer
from bot.rule_words import boxes_told
from bot.steps import Look, Say
from bot.understanding.intents import Intent
from bot.voting_help import is_help_to_vote
from budgeting.ballot import BallotFormat
from budgeting.refusal import Refusal

HELP = _(
    "You can write to me in your own words, or send one of these:\n"
    "BUDGET WATER: what the commune spends on water\n"
    "QUESTION and your question: the town hall answers\n"
    "IDEA and your idea: propose a project\n"
    "PROJECTS: see the projects\n"
    "VOTE 3 7: vote for projects 3 and 7; VOTE 0: a blank vote\n"
    "TRACK: see what became of your questions and ideas\n"
    "LEARN: short lessons on how the budget is made\n"
    "LANGUAGE: change the language. PRIVACY: what we keep. STOP: no more news. 0: menu."
).brief(
    _(
        "Send: BUDGET WATER, QUESTION + text, IDEA + text, PROJECTS, VOTE 3 7 (0: blank), TRACK, LEARN, RESULTS, "
        "LANGUAGE, STOP. 0 menu"
    )
)


HELP_AT_FIRST = _(
    "You can write to me in your own words, or send one of these:\n"
    "QUESTION and your question: the town hall answers\n"
    "TRACK: see what became of your questions\n"
    "LEARN: short lessons on how the budget is made\n"
    "LANGUAGE: change the language. PRIVACY: what we keep. STOP: no more news. 0: menu."
).brief(_("Send: QUESTION + text, TRACK, LEARN, LANGUAGE, PRIVACY, STOP. 0 menu"))
"""Said where a commune has published nothing yet."""


@dialogue("help", intents=(Intent.HELP,), label=_("Help"), order=120)
def help_dialogue(turn: Turn) -> Talk:
    """Say what can be sent, or for HELP VOTE how to vote."""
    if _is_about_voting(turn):
        by_code = yield Look("by_code", turn.desk.takes_codes)
        ballots = yield Look("format", turn.desk.ballot_format)
        is_open = Offer.VOTE in (yield Look("votes", turn.desk.offers))
        example = (
            example_of((yield Look("paper", turn.desk.ballot_paper))) if is_open else EXAMPLES[BallotFormat(ballots)]
        )
        told = how_to(ballots, example, by_code=by_code)
        boxes = (yield Look("boxes", lambda: _boxes(turn.desk))) if by_code and is_open else ""
        yield Say(Fitted([told, *map(Spare, boxes_told(boxes))]))
        return
    there = yield Look("offers", turn.desk.offers)
    yield Say(HELP if {Offer.BUDGET, Offer.PROJECTS} & set(there) else HELP_AT_FIRST)


def _boxes(desk: Desk) -> str:
    """Return where the boxes for votes on paper stand; nothing where the rules cannot be told."""
    try:
        return desk.vote_rules().boxes
    except Refusal:
        return ""


def _is_about_voting(turn: Turn) -> bool:
    opening, speech = turn.opening, turn.speech
    return opening.intent == Intent.HELP and is_help_to_vote(opening.text or "", opening.rest or "", speech.languages)
