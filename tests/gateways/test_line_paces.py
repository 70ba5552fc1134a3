"""What staff are told a line bears is what its sender keeps to."""

from __future__ import annotations

import pytest

from gateways.base import OnTracks
from gateways.registry import find_providers
from services.line_kinds import PER_DAY, caps_of, has_wrong_count, pace_of
from tests.gateways.recorded import line_of

PACES = {"per_minute", "per_second", "per_day", "sims"}
SETTINGS: tuple[dict[str, str], ...] = (
    {},
    {"per_minute": "7"},
    {"per_second": "3"},
    {"sims": "1,2", "per_minute": "20"},
    {"sims": "1,2", "per_day": "200"},
    {"per_day": "80"},
)


@pytest.mark.parametrize("provider", sorted(find_providers()))
@pytest.mark.parametrize("more", SETTINGS, ids=str)
def test_the_pace_that_staff_are_told_is_the_one_that_is_kept(provider: str, more: dict[str, str]) -> None:
    plain = line_of(provider)
    kept = {name: value for name, value in plain.settings.items() if name not in PACES}
    line = line_of(provider, settings={**kept, **more})
    sender = find_providers()[provider].open_sender(line)
    if isinstance(sender, OnTracks):
        assert pace_of(provider, line.settings) == sum(track.per_minute for track in sender.tracks())
        capped = {track.name: track.per_day for track in sender.tracks() if track.per_day is not None}
        assert caps_of(provider, line.settings) == capped
    else:
        assert pace_of(provider, line.settings) in {None, 1800}  # their own queues; Telegram's bots, thirty a second


@pytest.mark.parametrize("typed", ["0", "-5", "200 SMS", "٢٠٠", "123456", "1.5"])
def test_a_cap_that_no_sender_could_keep_to_is_told_to_staff_and_opens_no_line(typed: str) -> None:
    assert has_wrong_count({PER_DAY: typed})
    for provider in ("android", "httpsms"):
        plain = line_of(provider)
        line = line_of(provider, settings={**plain.settings, PER_DAY: typed})
        assert find_providers()[provider].why_not_ready(line) == PER_DAY
    assert not has_wrong_count({PER_DAY: "99999", "per_minute": "999", "mode": "local"})
