"""The short list of intents: those that `palabre understand` tells, that people label messages by and models learn."""

from __future__ import annotations

from bot.understanding.intents import Intent

SHORT: dict[Intent, tuple[Intent, ...]] = {
    Intent.BUDGET: (Intent.SEARCH, Intent.POPULATION),
    Intent.ASK: (Intent.FORMAL, Intent.PERSON, Intent.COMPLAIN, Intent.DOCUMENTS, Intent.FOLLOW_DOCUMENTS),
    Intent.TRACK: (Intent.REPLY, Intent.ACTION_PLAN),
    Intent.PROPOSE: (Intent.JOIN, Intent.LEAVE),
    Intent.PROJECTS: (Intent.SUPPORT,),
    Intent.PROJECT: (Intent.WORKS,),
    Intent.VOTE: (*(Intent.BLANK_VOTE, Intent.MY_VOTE, Intent.ABSTAIN, Intent.DEADLINE, Intent.RULES, Intent.RECEIPT),),
    Intent.RESULTS: (),
    Intent.LEARN: (),
    Intent.MEETINGS: (Intent.COMING, Intent.NOT_COMING),
    Intent.FEEDBACK: (),
    Intent.LANGUAGE: (Intent.COMMUNE,),
    Intent.HELP: (Intent.MENU, Intent.PRIVACY, Intent.LOST_PHONE),
    Intent.START: (Intent.RESUME, Intent.FOLLOW_NEWS),
    Intent.STOP: (Intent.ERASE, Intent.UNFOLLOW, Intent.UNFOLLOW_DOCUMENTS, Intent.UNFOLLOW_NEWS),
    Intent.CANCEL: (Intent.BACK,),
    Intent.NUMBER_ONLY: (),
    Intent.UNKNOWN: (Intent.THANKS,),
}
"""Each short intent, and the finer ones that belong to it beside itself."""

_BROAD = {fine: broad for broad, several in SHORT.items() for fine in (broad, *several)}


def broad(intent: Intent) -> Intent:
    """Return the short intent that one belongs to."""
    return _BROAD[intent]
