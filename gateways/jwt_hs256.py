"""JSON Web Tokens signed by a shared key: RFC 7519 and RFC 7515, the algorithm HS256 and no other."""

from __future__ import annotations

import binascii
import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

from gateways.signatures import is_same

LONGEST = 4096


def claims_of(token: str, key: str) -> dict[str, Any] | None:
    """Return what a token says, None unless it is signed by this key; no time and no audience is looked at.

    An empty key signs nothing. The algorithm that the token names is read only to refuse every other one.
    """
    parts = token.split(".") if len(token) <= LONGEST and token.isascii() else []
    if not key or len(parts) != 3:
        return None
    expected = hmac.digest(key.encode(), f"{parts[0]}.{parts[1]}".encode(), "sha256")
    if not is_same(parts[2], urlsafe_b64encode(expected).rstrip(b"=")):
        return None
    header, claims = _read(parts[0]), _read(parts[1])
    return claims if header is not None and header.get("alg") == "HS256" else None


def _read(part: str) -> dict[str, Any] | None:
    try:
        value = json.loads(urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except (ValueError, RecursionError, binascii.Error):
        return None
    return value if isinstance(value, dict) else None
