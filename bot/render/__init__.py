"""Turns a reply into what a channel can carry, from its capabilities alone."""

from __future__ import annotations

from bot.messages import Capabilities, Outgoing
from bot.phrases import Speech
from bot.render.buttons import render_buttons
from bot.render.numbered import render_numbered
from bot.reply import Reply


def render(reply: Reply, speech: Speech, can: Capabilities) -> Outgoing:
    """Return the message in numbered text, or with buttons where the channel has them."""
    return render_buttons(reply, speech, can) if can.has_buttons else render_numbered(reply, speech, can)
