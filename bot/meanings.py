"""What a message may have meant, in the words in which people are asked about it."""

from __future__ import annotations

from bot.phrases import Phrase, _
from bot.understanding.intents import Intent

DID_YOU_MEAN = _("Did you mean to")
SOMETHING_ELSE = _("something else")

MEANINGS: dict[Intent, Phrase] = {
    Intent.BUDGET: _("know about the budget"),
    Intent.SEARCH: _("look something up"),
    Intent.ASK: _("ask the town hall this"),
    Intent.FORMAL: _("make a formal request"),
    Intent.PERSON: _("speak with somebody"),
    Intent.REPLY: _("answer the town hall"),
    Intent.TRACK: _("follow a question or idea"),
    Intent.COMPLAIN: _("complain about an answer"),
    Intent.PROPOSE: _("propose an idea"),
    Intent.SUPPORT: _("support an idea"),
    Intent.PROJECTS: _("see the projects"),
    Intent.PROJECT: _("see one project"),
    Intent.VOTE: _("vote"),
    Intent.BLANK_VOTE: _("cast a blank vote"),
    Intent.MY_VOTE: _("see my vote"),
    Intent.DEADLINE: _("know until when the vote is open"),
    Intent.RULES: _("know the rules of the vote"),
    Intent.WORKS: _("know what was built"),
    Intent.POPULATION: _("know how many people live here"),
    Intent.RECEIPT: _("see my receipt"),
    Intent.RESULTS: _("see the results"),
    Intent.LEARN: _("learn about the budget"),
    Intent.ACTION_PLAN: _("see the action plan"),
    Intent.DOCUMENTS: _("see the documents"),
    Intent.MEETINGS: _("know the next meeting"),
    Intent.COMING: _("say that I come"),
    Intent.NOT_COMING: _("say that I do not come"),
    Intent.FEEDBACK: _("speak of works: a fault, a mark"),
    Intent.LANGUAGE: _("change the language"),
    Intent.COMMUNE: _("choose the commune"),
    Intent.HELP: _("get help"),
    Intent.STOP: _("get no more news"),
    Intent.ERASE: _("be forgotten"),
    Intent.PRIVACY: _("know what you keep"),
}
