"""One table says what each channel can carry, for providers and for what is said unasked."""

from __future__ import annotations

import pytest

from bot.channels import CAPABILITIES, capabilities_of
from bot.messages import Channel


@pytest.mark.parametrize("channel", list(Channel))
def test_every_channel_can_be_written_on(channel: Channel) -> None:
    assert capabilities_of(channel) == CAPABILITIES.get(channel, CAPABILITIES[Channel.SMS])
    assert capabilities_of(channel.value).max_length >= 160


@pytest.mark.parametrize("channel", list(CAPABILITIES))
def test_an_entry_is_about_its_own_channel(channel: Channel) -> None:
    assert CAPABILITIES[channel].channel is channel
