"""Twilio's signature over a webhook, as the vendor's own `RequestValidator` (SDK 9.13) checks it.

Base64 of an HMAC over the full public address with its query, then every field sorted by name and value, nothing in
between. The ending `#rc=…` that asks Twilio to try again is no part of it: a fragment is never sent. By hand because it
runs on every message: the tests hold it against the SDK on generated requests.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlsplit

from gateways.base import Call, LineView
from gateways.signatures import is_same, sign_base64

SIGNATURE = "x-twilio-signature"
SETTINGS = "x-twilio-webhooks-signature-settings"
_ALGORITHMS = {"HMAC_SHA1": "sha1", "HMAC_SHA256": "sha256"}


def is_signed(call: Call, pairs: Iterable[tuple[str, str]], line: LineView) -> bool:
    """Whether the call bears the signature of the line's token over the configured address, never the one it claims.

    `pairs` are the fields of the body, repeats included. The far end is not consistent about the port, so both the
    address with it and without it are right.
    """
    algorithm = _ALGORITHMS.get(_algorithm_name(call.headers.get(SETTINGS, "")))
    given, token = call.headers.get(SIGNATURE, ""), line.secrets.get("auth_token", "")
    if algorithm is None or len(given) > 64 or not token:
        return False
    rest = call.path + ("?" + call.query if call.query else "")
    fields = "".join(name + value for name, value in sorted(set(pairs)))
    return any(
        is_same(given, sign_base64(token, (base + rest + fields).encode("utf-8", "replace"), algorithm))
        for base in _bases(line.public_url or line.local_url)
    )


def _algorithm_name(settings: str) -> str:
    """Return the algorithm in `key=…,algorithm=…`; without one it is the old signature by the account's token."""
    for part in settings.split(","):
        name, _, value = part.partition("=")
        if name.strip() == "algorithm" and value.strip():
            return value.strip().upper()
    return "HMAC_SHA1"


@lru_cache(maxsize=64)
def _bases(public_url: str) -> tuple[str, str]:
    """Return the public address with its port and without."""
    url = urlsplit(public_url)
    host = f"[{url.hostname}]" if ":" in (url.hostname or "") else url.netloc.rpartition("@")[2].partition(":")[0]
    port = url.port or (443 if url.scheme == "https" else 80)
    return f"{url.scheme}://{host}{url.path}", f"{url.scheme}://{host}:{port}{url.path}"
