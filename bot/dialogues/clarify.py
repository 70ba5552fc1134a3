"""When it is not sure what was meant: two guesses, and a way to people or out."""

from __future__ import annotations

from bot.dialogue import Talk, Turn, dialogue, dialogue_for
from bot.phrases import Phrase, _
from bot.steering import is_sentence
from bot.steps import Choice, Choose, Go, Look
from bot.understanding.intents import Intent

MEANINGS: dict[Intent, Phrase] = {
    Intent.BUDGET: _("know about the budget"),
    Intent.SEARCH: _("look something up"),
    Intent.ASK: _("ask the town hall this"),
    Intent.FORMAL: _("make a formal request"),
    Intent.REPLY: _("answer the town hall"),
    Intent.TRACK: _("follow a question or idea"),
    Intent.PROPOSE: _("propose an idea"),
    Intent.SUPPORT: _("support an idea"),
    Intent.PROJECTS: _("see the projects"),
    Intent.PROJECT: _("see one project"),
    Intent.VOTE: _("vote"),
    Intent.BLANK_VOTE: _("cast a blank vote"),
    Intent.MY_VOTE: _("see my vote"),
    Intent.RECEIPT: _("see my receipt"),
    Intent.RESULTS: _("see the results"),
    Intent.LEARN: _("learn about the budget"),
    Intent.MEETINGS: _("know the next meeting"),
    Intent.FEEDBACK: _("rate finished works"),
    Intent.LANGUAGE: _("change the language"),
    Intent.HELP: _("get help"),
    Intent.STOP: _("get no more news"),
    Intent.ERASE: _("be forgotten"),
    Intent.PRIVACY: _("know what you keep"),
}


@dialogue("clarify")
def clarify(turn: Turn) -> Talk:
    """Ask which of the likeliest meanings is right and go on there with the same message."""
    text = turn.opening.text or ""
    awaited = yield Look("awaited", turn.desk.awaited)
    answers = [Intent.REPLY] if awaited else []
    guesses = [*answers, turn.opening.intent, turn.opening.runner_up, Intent.ASK if is_sentence(text) else None]
    choices = [Choice(guess, MEANINGS[Intent(guess)]) for guess in dict.fromkeys(guesses) if guess in MEANINGS]
    chosen = yield Choose("meant", _("Did you mean to"), [*choices, Choice("menu", _("something else"))])
    found = dialogue_for(Intent(chosen))
    if chosen == Intent.MENU and is_sentence(text):
        yield Go("unknown", {"text": text})
        return
    if chosen == Intent.REPLY:
        yield Go("reply", {"text": text, "rest": text})
        return
    yield Go(found.name if found else "menu", {**turn.opening, "intent": chosen})
