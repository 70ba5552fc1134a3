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
}
"""A channel that is missing here is not connected yet; who must write on it anyway writes as by SMS."""


def capabilities_of(channel: str) -> Capabilities:
    """Return what a channel can carry; what SMS can for a channel without an entry."""
    return CAPABILITIES.get(Channel(channel), CAPABILITIES[Channel.SMS])
