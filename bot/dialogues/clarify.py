"""When it is not sure what was meant: two guesses, and a way to people or out."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import Any

from bot.awaited_words import answers_if_awaited
from bot.beside_a_vote import tell_no_vote
from bot.dialogue import Talk, Turn, dialogue, dialogue_for
from bot.line_called import tell_line_called
from bot.meanings import DID_YOU_MEAN, MEANINGS, SOMETHING_ELSE
from bot.naming import numbered
from bot.phrases import _
from bot.steering import is_sentence
from bot.steps import Choice, Choose, Go, Look, Step
from bot.understanding.intents import Intent
from bot.understanding.names import words_of_a_name
from bot.understanding.stopping import TAKES_AWAY
from bot.urgent import calls_for_help, question_of


@dialogue("clarify")
def clarify(turn: Turn) -> Talk:
    """Ask which of the likeliest meanings is right and go on there with the same message; what is likely goes on."""
    text = turn.opening.text or ""
    if calls_for_help(text, turn.speech):
        yield Go("ask", question_of(text))
    yield from answers_if_awaited(turn, text)
    yield from tell_line_called(turn, text)
    likest = [turn.opening.intent, turn.opening.runner_up, Intent.ASK if is_sentence(text) else None]
    guesses = sorted(dict.fromkeys(likest), key=lambda guess: guess in TAKES_AWAY)  # what destroys is never first
    choices = [Choice(guess, MEANINGS[Intent(guess)]) for guess in guesses if guess in MEANINGS]
    named = yield from _project_named(turn, text)
    if turn.opening.is_likely and not named and (likely := dialogue_for(Intent(turn.opening.intent))):
        # which project is meant may have to be asked: where nobody can be asked, what may be a question is filed
        if (turn.opening.intent, turn.opening.runner_up) == (Intent.PROJECT, Intent.ASK):
            yield from _pass_on(turn, guesses)
        yield Go(likely.name, turn.opening)
        return
    if not (named or choices):
        yield Go("unknown", {"text": text})
        return
    yield from tell_no_vote(turn, text)
    yield from _pass_on(turn, guesses)
    chosen = yield Choose("meant", DID_YOU_MEAN, [*named, *choices, Choice("menu", SOMETHING_ELSE)])
    if isinstance(chosen, int):
        yield Go("project", {"numbers": [chosen]})
        return
    found = dialogue_for(Intent(chosen))
    if chosen == Intent.MENU and is_sentence(text):
        yield Go("unknown", {"text": text})
        return
    yield Go(found.name if found else "menu", {**turn.opening, "intent": chosen, "is_chosen": True})


def _pass_on(turn: Turn, guesses: Sequence[Any]) -> Talk:
    """File what may be a question to the town hall, and no vote, where nobody can be asked: else it would be lost."""
    may_be_question = Intent.ASK in guesses and Intent.VOTE not in guesses and not turn.opening.numbers
    if may_be_question and not (yield Look("can_be_asked", turn.desk.can_be_asked)):
        yield Go("ask", {**turn.opening, "intent": Intent.ASK, "is_chosen": True})


def _project_named(turn: Turn, text: str) -> Generator[Step, Any, list[Choice]]:
    """Return the one project that a word or two name, as a choice."""
    name = words_of_a_name(text, turn.speech.languages)
    if not name or is_sentence(text):
        return []
    found = yield Look("named", lambda: turn.desk.projects_named(name))
    return [Choice(found[0].number, _("See %(projects)s", projects=numbered(found)))] if len(found) == 1 else []
