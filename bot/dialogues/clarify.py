"""When it is not sure what was meant: two guesses, and a way to people or out."""

from __future__ import annotations

from bot.dialogue import Talk, Turn, dialogue, dialogue_for
from bot.meanings import DID_YOU_MEAN, MEANINGS, SOMETHING_ELSE
from bot.steering import is_sentence
from bot.steps import Choice, Choose, Go, Look
from bot.understanding.intents import Intent


@dialogue("clarify")
def clarify(turn: Turn) -> Talk:
    """Ask which of the likeliest meanings is right and go on there with the same message."""
    text = turn.opening.text or ""
    awaited = yield Look("awaited", turn.desk.awaited)
    answers = [Intent.REPLY] if awaited else []
    guesses = [*answers, turn.opening.intent, turn.opening.runner_up, Intent.ASK if is_sentence(text) else None]
    choices = [Choice(guess, MEANINGS[Intent(guess)]) for guess in dict.fromkeys(guesses) if guess in MEANINGS]
    chosen = yield Choose("meant", DID_YOU_MEAN, [*choices, Choice("menu", SOMETHING_ELSE)])
    found = dialogue_for(Intent(chosen))
    if chosen == Intent.MENU and is_sentence(text):
        yield Go("unknown", {"text": text})
        return
    if chosen == Intent.REPLY:
        yield Go("reply", {"text": text, "rest": text})
        return
    yield Go(found.name if found else "menu", {**turn.opening, "intent": chosen, "is_chosen": True})
