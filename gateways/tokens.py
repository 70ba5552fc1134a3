"""The token by which a gateway that signs nothing proves itself: the same word in every call.

It stands in addresses, so it may hold no sign that would have to be encoded there, and no %, which Kannel replaces.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode

from gateways.base import Call, LineView
from gateways.bodies import MOST_FIELDS
from gateways.signatures import is_same

FIELD = "token"

_GOOD = re.compile(r"[A-Za-z0-9_-]{16,200}")


def token_of(line: LineView) -> str:
    """Return the line's token, empty where there is none that may be used: one that could be guessed is none."""
    token = line.secrets.get(FIELD, "")
    return token if _GOOD.fullmatch(token) else ""


def shows_token(call: Call, line: LineView) -> bool:
    """Does the address of the call bear the line's token, once?"""
    try:
        pairs = parse_qsl(call.query, keep_blank_values=True, errors="replace", max_num_fields=MOST_FIELDS)
    except ValueError:  # too many fields
        return False
    shown = [value for name, value in pairs if name == FIELD]
    return len(shown) == 1 and is_same(shown[0], token_of(line).encode())


def door_with_token(line: LineView, door: str) -> str:
    """Return the address of a door of the line with its token, for the gateway to call."""
    return f"{line.url_of(door)}?{urlencode({FIELD: token_of(line)})}"
