"""What a booth keeps while it has no line: ballots sealed in the browser, to be opened here alone.

The private half of the booths' key is made of the cycle's own key and ends with it. A ballot is sealed as in ECIES:
an ephemeral key on P-256 (ECDH), HKDF-SHA256 over both public keys, AES-256-GCM, all of it in every browser.
"""

from __future__ import annotations

import json
import re
from base64 import urlsafe_b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from budgeting.receipts import read_receipt
from services.keyring import CycleKey
from services.vault import Sealed, open_with

LABEL = b"palabre booth 1\0"
CURVE = ec.SECP256R1()
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""How many points P-256 has (FIPS 186-5)."""
LONGEST = 2048
LONGEST_TYPED = 160
_ID = re.compile(r"[0-9a-f]{32}")
_TOKEN = re.compile(r"[0-9a-f]{2,1024}")
_BASE64 = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Envelope:
    """A sealed ballot as it travels: the id that was made for it once, the pass of its booth, two halves of its seal.

    `point` is the ephemeral public key, uncompressed; `sealed` the nonce and the ciphertext with its tag.
    """

    id: str
    passed: str
    point: bytes
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Slip:
    """What was sealed: the code and the choices as typed, the minute, and the receipt that the voter was shown."""

    code: str
    choices: str
    at: datetime
    receipt: str


def id_in(data: object) -> str | None:
    """Return the id of what calls itself an envelope, None where it has none that could be answered."""
    found = data.get("id") if isinstance(data, Mapping) else None
    return found if isinstance(found, str) and _ID.fullmatch(found) else None


def envelope_in(data: object) -> Envelope | None:
    """Return an envelope as a browser sent it, None for anything else."""
    known = id_in(data)
    if known is None or not isinstance(data, Mapping):
        return None
    passed, point, sealed = (data.get(name) for name in ("pass", "point", "sealed"))
    if not isinstance(passed, str) or not _TOKEN.fullmatch(passed):
        return None
    halves = _bytes(point), _bytes(sealed)
    return None if None in halves else Envelope(known, passed, halves[0] or b"", halves[1] or b"")


def booth_point(key: CycleKey) -> bytes:
    """Return the public key to which the booths of a cycle seal: a point of P-256, uncompressed (65 bytes)."""
    return _point(_private(key.booth_seed()).public_key())


def open_envelope(key: CycleKey, cycle_id: int, envelope: Envelope) -> Slip | None:
    """Return what was sealed; None for what was not sealed to this key, for this cycle, under this id and pass."""
    private = _private(key.booth_seed())
    try:
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, envelope.point)
        both = envelope.point + _point(private.public_key())
        secret = HKDF(SHA256(), 32, salt=None, info=LABEL + both).derive(private.exchange(ec.ECDH(), theirs))
        return _slip(json.loads(open_with(secret, envelope.sealed, bound_to(cycle_id, envelope))))
    except (Sealed, ValueError, RecursionError):
        return None


def bound_to(cycle_id: int, envelope: Envelope) -> bytes:
    """Return what a seal holds fast besides its content: sent under another id, pass or cycle it does not open."""
    return f"{cycle_id} {envelope.id} {envelope.passed}".encode()


@lru_cache(maxsize=4)
def _private(seed: bytes) -> ec.EllipticCurvePrivateKey:
    # 48 bytes reduced: no scalar is likelier than another by more than 2^-128 (FIPS 186-5, A.2.1).
    return ec.derive_private_key(int.from_bytes(seed, "big") % (ORDER - 1) + 1, CURVE)


def _point(public: ec.EllipticCurvePublicKey) -> bytes:
    return public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _bytes(text: object) -> bytes | None:
    if not isinstance(text, str) or len(text) > LONGEST or not _BASE64.fullmatch(text):
        return None
    try:
        return urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        return None


def _slip(kept: Any) -> Slip | None:
    """Return what a sealed text says; None where a part of it is missing or too long."""
    if not isinstance(kept, dict):
        return None
    code, choices, receipt = (kept.get(name) for name in ("code", "choices", "receipt"))
    if not all(isinstance(text, str) and 0 < len(text) <= LONGEST_TYPED for text in (code, choices, receipt)):
        return None
    read = read_receipt(str(receipt))
    at = _instant(kept.get("at"))
    return None if read is None or at is None else Slip(str(code), str(choices), at, read)


def _instant(milliseconds: object) -> datetime | None:
    """Return an instant that a browser gave in milliseconds since 1970, None for what is none."""
    if not isinstance(milliseconds, int) or isinstance(milliseconds, bool):
        return None
    try:
        return datetime.fromtimestamp(milliseconds / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return None
