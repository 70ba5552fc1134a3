"""What each channel can carry, said once for those who bring messages in and those who send them out."""

from __future__ import annotations

from bot.messages import Capabilities, Channel

CAPABILITIES = {
    Channel.SMS: Capabilities(Channel.SMS, max_length=612, page_size=7, is_paid=True),  # four segments of 153
    Channel.TELEGRAM: Capabilities(
        Channel.TELEGRAM,
        max_length=4096,
        page_size=8,
        has_buttons=True,
        asks_contact=True,
        asks_location=True,
        has_photos=True,
    ),
    # What fits an SMS fits a screen; what is longer is turned screen by screen (`bot.render.screens`).
    Channel.USSD: Capabilities(
        Channel.USSD, max_length=612, page_size=7, is_paid=True, has_session=True, answers_inline=True
    ),
    # Twilio's longest body. WhatsApp's buttons need a template, so choices are numbers, and 8 is the next page.
    Channel.WHATSAPP: Capabilities(Channel.WHATSAPP, max_length=1600, page_size=7, open_hours=24),
}
"""A channel that is missing here is not connected yet; who must write on it anyway writes as by SMS."""

BILLED = frozenset({Channel.SMS, Channel.WHATSAPP})
"""Channels on which a message costs money: by the segment on SMS, by itself elsewhere."""


IN_SESSION = frozenset(channel for channel, can in CAPABILITIES.items() if can.answers_inline)
"""Channels on which nobody can be written to: an answer is read while the person stays, and there is no other way."""

ON_PHONES = frozenset({Channel.SMS, Channel.USSD, Channel.WHATSAPP})
"""Channels whose address is the person's own number, as their operator or company gives it."""


def capabilities_of(channel: str) -> Capabilities:
    """Return what a channel can carry; what SMS can for a channel without an entry."""
    return CAPABILITIES.get(Channel(channel), CAPABILITIES[Channel.SMS])
