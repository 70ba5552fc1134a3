"""Proofs that a call comes from who it says: compared as bytes, in constant time, whatever a stranger writes.

And the one by which we prove ourselves to a provider.
"""

from __future__ import annotations

import hmac
from base64 import b64encode


def is_same(given: str, expected: bytes) -> bool:
    """Whether a header says what is expected.

    `hmac.compare_digest` raises on a string that is not ASCII, hence the bytes. An empty expectation is never met:
    a line without its secret accepts nobody.
    """
    return bool(expected) and hmac.compare_digest(given.encode("utf-8", "replace"), expected)


def sign_hex(secret: str, *parts: bytes) -> bytes:
    """Return the HMAC-SHA256 of the parts, one after the other, in lower-case hexadecimal; empty without a secret."""
    if not secret:
        return b""
    return hmac.digest(secret.encode(), b"".join(parts), "sha256").hex().encode()


def sign_base64(secret: str, text: bytes, algorithm: str) -> bytes:
    """Return the HMAC of the text in base64; empty without a secret."""
    return b64encode(hmac.digest(secret.encode(), text, algorithm)) if secret else b""


def basic_authorization(name: str, password: str) -> str:
    """Return the header value by which we prove ourselves to a provider (RFC 7617, UTF-8)."""
    return "Basic " + b64encode(f"{name}:{password}".encode()).decode()
