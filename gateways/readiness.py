"""What a line needs whose company signs nothing: an address, its account, a pace that can be read, a good token."""

from __future__ import annotations

from gateways.base import LineView
from gateways.per_second import PER_SECOND, is_pace
from gateways.tokens import FIELD, token_of


def first_unready(line: LineView, settings: tuple[str, ...], secrets: tuple[str, ...]) -> str | None:
    """Return the name of the first thing that is missing or cannot be used, None when the line is ready."""
    if not line.address:
        return "address"
    missing = line.first_missing(settings, secrets)
    if missing:
        return missing
    if not is_pace(line):
        return PER_SECOND
    return None if token_of(line) else FIELD
