"""The last reply of an hour with the notice that no more will come: in two SMS at most, never without the notice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.messages import Capabilities, Outgoing
from bot.phrases import Phrase, Speech
from bot.render import render
from bot.reply import Reply
from bot.steps import Say
from models import Line
from services.telling import prepared_for

MOST_SEGMENTS = 2


def with_notice(
    reply: Reply, notice: Phrase | None, speech: Speech, can: Capabilities, line: Line, *, may_replace: bool
) -> tuple[Outgoing, bool]:
    """Return a reply with a notice below it, or without one, and whether its question stands in it.

    Where text is paid and both are too long, the question goes, which nobody would hear the answer of; then, where it
    `may_replace` the reply, the notice stands alone.
    """
    if notice is None:
        return render(reply, speech, can), reply.question is not None
    message, asks = Outgoing(""), False
    for said in _ever_shorter(reply, Say(notice), may_replace=may_replace):
        message, asks = render(said, speech, can), said.question is not None
        if not can.is_paid or _segments(message, line) <= MOST_SEGMENTS:
            break
    return message, asks


def _ever_shorter(reply: Reply, notice: Say, *, may_replace: bool) -> Iterator[Reply]:
    yield replace(reply, said=[*reply.said, notice])
    if reply.said and not may_replace:
        yield replace(reply, said=[*reply.said, notice], question=None)
    if may_replace:
        yield Reply([notice])


def _segments(message: Outgoing, line: Line) -> int:
    return prepared_for(line, message.text).segments
