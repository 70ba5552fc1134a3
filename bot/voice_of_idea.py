"""A voice message with an idea: which idea it is for, and passing it on to the staff, who alone hear it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.answers import LEAVE_OUT
from bot.dialogue import Turn
from bot.idea_asked import IDEAS
from bot.phrases import Phrase, _, say
from bot.ports import Offer
from bot.records import Record
from bot.steps import Ask, Choice, Do, Heard, Look, Reader, Say

UNNAMED = _("Voice message")
"""What an idea is called that came by voice alone, until staff have heard it."""
NOT_NOW = _("Your voice message was not kept: no ideas are taken now. To ask something, send QUESTION and your words.")
PASSED_ON = _("Your voice message goes to the town hall, which alone hears it and writes down what you say.")


def ask_name(turn: Turn, read: Reader, given: str | None) -> Any:
    """Return the name of an idea that comes by voice; None once the message is with an idea of before, or refused."""
    own = [one for one in (yield Look("own", turn.desk.my_references)) if one.startswith(IDEAS)]
    taken = Offer.IDEAS in (yield Look("offers", turn.desk.offers))
    reference = turn.opening.reference
    if not (reference or own or taken):
        yield Say(NOT_NOW)
        return None
    if not reference:
        prompt = _("We got your voice message. Reply with a short name for your idea.")
        if own:
            prompt = _(
                "We got your voice message. Reply with a short name for your idea, or the number of an idea of yours."
            )
        choices = [*(Choice(one, one) for one in own), *([LEAVE_OUT] if taken else [])]
        name = yield Ask("name", prompt, _name_or_reference(read), given=given, choices=choices, is_free=True)
        if not _is_reference(name):
            return name or say(UNNAMED, turn.speech)
        reference = name
    filed = yield Do("voice", lambda: pass_on(turn, reference, voices_in(turn.opening)), sends=True)
    yield Say(_with_idea(filed))
    return None


def voices_in(opening: Record, *more: Any) -> list[str]:
    """Return the voice messages that came with an idea, in whichever answer."""
    said = [one.voice for one in more if isinstance(one, Record) and one.voice]
    return [*([opening.voice] if opening.voice else []), *said, *(opening.voices or ())]


def pass_on(turn: Turn, reference: str, voices: Sequence[str]) -> Any:
    """Keep voice messages with an idea and return the idea."""
    return [turn.desk.add_voice(reference, one) for one in voices][-1]


def words_or_voice(read: Reader) -> Reader:
    """Return a reader of words that takes a voice message as well."""
    return lambda heard: {"voice": heard.voice} if heard.voice else read(heard)


def _name_or_reference(read: Reader) -> Reader:
    def name_or_reference(heard: Heard) -> Any:
        found = heard.meaning.reference
        return found if found and found.startswith(IDEAS) else read(heard)

    return name_or_reference


def _is_reference(name: str | None) -> bool:
    return bool(name) and str(name).startswith(IDEAS) and str(name)[-1:].isdigit()


def _with_idea(filed: Record) -> Phrase:
    return _(
        "Your voice message is with %(reference)s. The town hall alone hears it and writes down what you say. To see "
        "it: TRACK %(reference)s",
        reference=filed.reference,
    )
