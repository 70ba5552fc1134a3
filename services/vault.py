"""What the database may not show: addresses, payloads and states as ciphertext, addresses also as keyed hashes."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE = 12


class Sealed(Exception):
    """The ciphertext was made under another key, for another purpose, or has been changed."""


def seal_with(key: bytes, clear: bytes, purpose: bytes) -> bytes:
    """Return nonce + AES-256-GCM ciphertext, bound to its purpose (NIST SP 800-38D)."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, clear, purpose)


def open_with(key: bytes, sealed: bytes, purpose: bytes) -> bytes:
    """Return what `seal_with` hid; `Sealed` when it cannot."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], purpose)
    except (InvalidTag, ValueError) as error:
        raise Sealed(purpose.decode()) from error


class Vault:
    """Seals and opens under the installation's secret; one derived key for each use."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()
        self._data_key = self._derive("data")
        self._hash_key = self._derive("hash")

    def _derive(self, use: str) -> bytes:
        kdf = HKDF(algorithm=SHA256(), length=32, salt=b"palabre", info=use.encode())
        return kdf.derive(self._secret)

    def key_for(self, use: str) -> str:
        """Return a derived secret as hex, for sessions, one-time links and the like."""
        return self._derive(use).hex()

    def seal(self, clear: str, purpose: str) -> bytes:
        """Return the text as ciphertext bound to its purpose."""
        return seal_with(self._data_key, clear.encode(), purpose.encode())

    def open(self, sealed: bytes, purpose: str) -> str:
        """Return the text that `seal` hid; `Sealed` when it cannot."""
        return open_with(self._data_key, sealed, purpose.encode()).decode()

    def seal_json(self, data: Any, purpose: str) -> bytes:
        """Return the JSON value as ciphertext bound to its purpose."""
        return self.seal(json.dumps(data, ensure_ascii=False, separators=(",", ":")), purpose)

    def open_json(self, sealed: bytes, purpose: str) -> Any:
        """Return the JSON value that `seal_json` hid; `Sealed` when it cannot."""
        return json.loads(self.open(sealed, purpose))

    def hash(self, channel: str, address: str) -> str:
        """Return the keyed hash by which an address is found again (HMAC-SHA256, hex)."""
        return hmac.digest(self._hash_key, f"{channel}:{address}".encode(), hashlib.sha256).hex()
