"""A reply as numbered text, for SMS, USSD and a terminal."""

from __future__ import annotations

from bot.answers import choices_of, has_more
from bot.conversation import Reply
from bot.messages import Capabilities, Outgoing
from bot.phrases import Speech, say
from bot.render.words import HINT, MORE, lead


def render_numbered(reply: Reply, speech: Speech, can: Capabilities) -> Outgoing:
    """Return the reply with its choices numbered from 1 on this page."""
    lines = lead(reply, speech)
    if reply.question:
        lines += _choices(reply, speech, can.page_size)
        lines.append(HINT.spoken(speech))
    return Outgoing("\n".join(lines)[: can.max_length])


def _choices(reply: Reply, speech: Speech, size: int) -> list[str]:
    assert reply.question
    page = choices_of(reply.question)[reply.page * size : (reply.page + 1) * size]
    lines = [f"{number} {say(choice.label, speech)}" for number, choice in enumerate(page, 1)]
    if has_more(reply.question, reply.page, size):
        lines.append(f"8 {MORE.spoken(speech)}")
    return lines
