"""The answer to what the town hall asked back about a request; the clock of the request runs on."""

from __future__ import annotations

from typing import Any

from bot.dialogue import Talk, Turn, dialogue
from bot.phrases import _
from bot.records import Record
from bot.request_words import due
from bot.steps import Ask, Choice, Choose, Do, Go, Heard, Look, Misread, Say
from bot.understanding.fold import ascii_digits, fold
from bot.understanding.intents import Intent
from bot.understanding.references import find_reference
from bot.wording import Clipped, Sentences


@dialogue("reply", intents=(Intent.REPLY,))
def reply(turn: Turn) -> Talk:
    """Find what is asked of the person, take their words, and say by when they will have an answer."""
    awaited = yield Look("awaited", turn.desk.awaited)
    reference = turn.opening.reference
    if not reference and not awaited:
        yield from _elsewhere(turn)
    if not reference:
        reference = yield from _which(awaited)
    asked = next((one.asked for one in awaited if one.reference == reference), "")
    why = Clipped(asked, 90, has_end=True)
    prompt = _("%(reference)s, the town hall asks: %(why)s Your answer?", reference=reference, why=why)
    words = yield Ask("words", prompt, read=_words, given=_given(turn.opening), is_free=True)
    found = yield Do("reply", lambda: turn.desk.reply_to(reference, words), sends=True)
    yield Say(Sentences([_("Thank you. Your answer to %(reference)s is received.", reference=reference), *due(found)]))


def _elsewhere(turn: Turn) -> Any:
    """Nothing is asked: a sentence may be meant for people all the same."""
    yield Go("unknown", {"text": turn.opening.text or ""})


def _which(awaited: list[Record]) -> Any:
    if len(awaited) == 1:
        return awaited[0].reference
    return (yield Choose("which", _("Which one?"), [Choice(one.reference, one.reference) for one in awaited]))


def _given(opening: Record) -> str | None:
    """Return the words after the reference, None where there are none."""
    rest = opening.rest or ""
    found = find_reference(ascii_digits(rest))
    words = rest[found[1][1] :] if found else rest
    return words.strip(" :,.-\n") or None


def _words(heard: Heard) -> str:
    text = heard.text.strip()
    if not fold(text):
        raise Misread(_("Please write your answer in words."))
    return text
