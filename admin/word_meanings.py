"""What a word that staff teach the bot can mean, in their words."""

from __future__ import annotations

from admin.labels import name_topic
from admin.tongue import _ as say
from admin.tongue import marked as _
from bot.understanding.intents import Intent
from bot.understanding.taught import Means

MEANINGS = {
    Intent.BUDGET: _("Where the money goes"),
    Intent.PROJECTS: _("The projects"),
    Intent.RESULTS: _("The result of a vote"),
    Intent.ASK: _("A question to the town hall"),
    Intent.PROPOSE: _("An idea for a project"),
    Intent.TRACK: _("Where their question or idea stands"),
    Intent.FEEDBACK: _("Works: a fault, or a mark"),
    Intent.LEARN: _("A lesson on the budget"),
    Intent.DOCUMENTS: _("The published documents"),
    Intent.ACTION_PLAN: _("The action plan and its commitments"),
    Intent.MEETINGS: _("The next public session"),
    Intent.DEADLINE: _("Until when one may vote"),
    Intent.RULES: _("The rules of the vote"),
    Intent.POPULATION: _("How many people live here"),
    Intent.PERSON: _("Speaking with somebody"),
    Intent.HELP: _("Help"),
    Intent.LANGUAGE: _("Another language"),
    Intent.PRIVACY: _("What is kept about them"),
    Intent.START: _("A greeting"),
    Intent.THANKS: _("Thanks"),
}


def name_meaning(means: Means) -> str:
    """Return what a word means in the language of this request."""
    return say(MEANINGS[means.intent]) if means.intent else name_topic(means.topic)
