"""What staff are told a line bears is what its sender keeps to."""

from __future__ import annotations

import pytest

from gateways.base import OnTracks
from gateways.registry import find_providers
from services.line_kinds import pace_of
from tests.gateways.recorded import line_of

SETTINGS: tuple[dict[str, str], ...] = (
    {},
    {"per_minute": "7"},
    {"per_second": "3"},
    {"sims": "1,2", "per_minute": "20"},
)


@pytest.mark.parametrize("provider", sorted(find_providers()))
@pytest.mark.parametrize("more", SETTINGS, ids=str)
def test_the_pace_that_staff_are_told_is_the_one_that_is_kept(provider: str, more: dict[str, str]) -> None:
    plain = line_of(provider)
    kept = {name: value for name, value in plain.settings.items() if name not in {"per_minute", "per_second", "sims"}}
    line = line_of(provider, settings={**kept, **more})
    sender = find_providers()[provider].open_sender(line)
    if isinstance(sender, OnTracks):
        assert pace_of(provider, line.settings) == sum(track.per_minute for track in sender.tracks())
    else:
        assert pace_of(provider, line.settings) in {None, 1800}  # their own queues; Telegram's bots, thirty a second
