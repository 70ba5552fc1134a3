"""Complaining about a refusal, a silence or an answer: where to turn, until when, and how to say why."""

from __future__ import annotations

from typing import Any

from bot.dialogue import Talk, Turn, dialogue
from bot.phrases import _
from bot.records import Record
from bot.request_words import complaint, objection_received
from bot.steps import Choice, Choose, Do, Go, Look, Say
from bot.understanding.fold import ascii_digits
from bot.understanding.intents import Intent
from bot.understanding.references import find_reference
from bot.wording import Sentences

NOTHING_TO_COMPLAIN_OF = _(
    "You complain about a request that was refused or is late. You have none here. To ask: QUESTION and your words."
)


@dialogue("complain", intents=(Intent.COMPLAIN,), leads_back=True)
def complain(turn: Turn) -> Talk:
    """Tell to whom somebody may turn about one of their requests; words that come with it are kept for the staff.

    Who has no request that allows it hears when one does; their words may be a question. So may those on a request that
    somebody else asked.
    """
    words = _words_of(turn.opening)
    reference = turn.opening.reference or (yield from _which(turn))
    if reference is None and words:
        yield Go("ask", _as_question(turn.opening))
    elif reference is None:
        yield Say(NOTHING_TO_COMPLAIN_OF)
    elif reference.startswith("P"):
        yield Go("track", {**turn.opening, "intent": str(Intent.TRACK)})
    else:
        request = yield Look("request", lambda: turn.desk.find_reference(reference))
        if words and request.text is not None:
            kept = yield Do("ask", lambda: turn.desk.ask_question(f"{reference}: {words}", None))
            yield Say(Sentences(objection_received(kept, request)))
            return
        if words:
            elsewhere = _("%(reference)s was asked from another phone.", reference=reference)
            yield Say(elsewhere.brief(_("From another phone.")))
            yield Go("ask", _as_question(turn.opening))
            return
        law = yield Look("law", turn.desk.formal_rules)
        yield Say(Sentences(complaint(request, law.place)))


def _as_question(opening: Record) -> dict[str, Any]:
    return {**opening, "rest": opening.text, "intent": str(Intent.ASK)}


def _which(turn: Turn) -> Any:
    found = yield Look("requests", turn.desk.may_complain_about)
    if len(found) > 1:
        return (yield Choose("which", _("Which one?"), [Choice(one, one) for one in found]))
    return found[0] if found else None


def _words_of(opening: Record) -> str:
    """Return what was said besides the command and the number of the request."""
    rest = "" if opening.is_whole else ascii_digits(opening.rest or "")
    found = find_reference(rest)
    return (rest[: found[1][0]] + rest[found[1][1] :] if found else rest).strip(" :,.-\n")
