"""A phone in a booth, as the script of the page is: it seals ballots to the key of the booths of a vote."""

from __future__ import annotations

import json
import os
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from budgeting.receipts import new_receipt

LENGTH = 512


def as_text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")


@dataclass
class BoothPhone:
    """What a phone knows: the cycle, the public point of its booths, the pass of who opened this one."""

    cycle_id: int
    point: bytes
    passed: str

    def slip(self, code: str, choices: str, now: float, **other: Any) -> dict[str, Any]:
        """What is sealed; `now` in seconds since 1970."""
        slip = {"code": code, "choices": choices, "at": round(now * 1000), "receipt": new_receipt(os.urandom)}
        return slip | other

    def seal(self, slip: object, *, bound: str = "", name: str = "") -> dict[str, str]:
        """Seal a slip, or anything else, as `booth-seal.js` does."""
        own = ec.generate_private_key(ec.SECP256R1())
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), self.point)
        mine = own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        known = b"palabre booth 1\0" + mine + self.point
        secret = HKDF(SHA256(), 32, salt=None, info=known).derive(own.exchange(ec.ECDH(), theirs))
        name, nonce = name or os.urandom(16).hex(), os.urandom(12)
        clear = json.dumps(slip).encode().ljust(LENGTH)
        whole = bound or f"{self.cycle_id} {name} {self.passed}"
        sealed = AESGCM(secret).encrypt(nonce, clear, whole.encode())
        return {"id": name, "pass": self.passed, "point": as_text(mine), "sealed": as_text(nonce + sealed)}
