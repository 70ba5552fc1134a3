"""Lines that bear so many messages a second: the setting `per_second`, and the pace the outbox keeps by it."""

from __future__ import annotations

import re

from gateways.base import LineView, Track

PER_SECOND = "per_second"

_NUMBER = re.compile(r"[1-9][0-9]{0,2}")


def is_pace(line: LineView) -> bool:
    """Can the setting be read, if there is one?"""
    return not line.settings.get(PER_SECOND) or _NUMBER.fullmatch(line.settings[PER_SECOND]) is not None


def track_of(line: LineView, usual: int) -> Track:
    """Return the one track of the line; `usual` messages a second where nothing is set."""
    a_second = int(line.settings.get(PER_SECOND) or usual)
    return Track("", per_minute=60 * a_second, at_once=a_second)
