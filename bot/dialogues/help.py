"""Help: what can be sent, in one message."""

from __future__ import annotations

from bot.dialogue import Talk, Turn, dialogue
from bot.phrases import _
from bot.steps import Say
from bot.understanding.intents import Intent

HELP = _(
    "You can write to me in your own words, or send one of these:\n"
    "BUDGET WATER: what the commune spends on water\n"
    "QUESTION and your question: the town hall answers\n"
    "IDEA and your idea: propose a project\n"
    "PROJECTS: see the projects\n"
    "VOTE 3 7: vote for projects 3 and 7\n"
    "TRACK: see what became of your questions and ideas\n"
    "LANGUAGE: change the language. PRIVACY: what we keep. STOP: no more news. 0: menu."
).brief(
    _("Send: BUDGET WATER, QUESTION + text, IDEA + text, PROJECTS, VOTE 3 7, TRACK, RESULTS, LANGUAGE, STOP. 0 menu")
)


@dialogue("help", intents=(Intent.HELP,), label=_("Help"), order=120)
def help_dialogue(_turn: Turn) -> Talk:
    """Say what can be sent."""
    yield Say(HELP)
