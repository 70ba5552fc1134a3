"""The keys of the cycles, kept as files outside the database and destroyed after the appeal period."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from services.private_file import left_beside, put_in_place, write_once
from services.vault import Sealed, open_with, seal_with

KEY_BYTES = 32
SEALED_LENGTH = 512  # every sealed ballot has one length, so that its size says nothing about its choices


FIGURES_STEP = 1024


class KeyMissing(Exception):
    """The cycle's key is not in the folder: destroyed, or never restored on this machine."""


@dataclass(frozen=True, slots=True)
class CycleKey:
    """The key under which a cycle's ballots stand."""

    secret: bytes

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the key under its own label, hex: names the key, reveals nothing of it."""
        return hashlib.sha256(b"palabre cycle key\0" + self.secret).hexdigest()

    def voter(self, number: str) -> str:
        """Return the token of a voter: HMAC-SHA256(key, E.164 number or the mark of a voting code), hex."""
        return hmac.digest(self._part(b"voter"), number.encode(), "sha256").hex()

    def mark(self, code: str) -> str:
        """Return what is kept of a voting code: a keyed hash that leads nobody without the key to its ballot."""
        return hmac.digest(self._part(b"code"), code.encode(), "sha256").hex()

    def seal_pass(self, mark: str) -> str:
        """Return a code's mark as ciphertext, hex: what a conversation may hold between two messages."""
        return seal_with(self._part(b"pass"), mark.encode(), b"pass").hex()

    def open_pass(self, passed: str) -> str | None:
        """Return the mark that `seal_pass` hid; None for what was not made under this key."""
        try:
            return open_with(self._part(b"pass"), bytes.fromhex(passed), b"pass").decode()
        except (Sealed, ValueError):
            return None

    def seal_typed(self, typed: dict[str, Any]) -> str:
        """Return a ballot that somebody types as ciphertext, hex: what a page may hold until they say yes to it."""
        return seal_with(self._part(b"typed"), json.dumps(typed).encode(), b"typed").hex()

    def open_typed(self, token: str) -> dict[str, Any] | None:
        """Return the ballot that `seal_typed` hid; None for what was not made under this key."""
        try:
            typed: dict[str, Any] = json.loads(open_with(self._part(b"typed"), bytes.fromhex(token), b"typed"))
        except (Sealed, ValueError):
            return None
        return typed

    def booth_seed(self) -> bytes:
        """Return 48 bytes of which the private key of the vote's booths is made: it ends with this key."""
        return hmac.digest(self._part(b"booth"), b"P-256", "sha384")

    def seal_figures(self, number: int, figures: dict[str, Any]) -> bytes:
        """Return what stands on the count sheet of that number as ciphertext; its length says nothing but how long a
        ballot's list is."""
        clear = json.dumps(figures, separators=(",", ":")).encode()
        length = -(-len(clear) // FIGURES_STEP) * FIGURES_STEP
        return seal_with(self._part(b"hands"), clear.ljust(length), f"hands {number}".encode())

    def open_figures(self, number: int, sealed: bytes) -> dict[str, Any]:
        """Return what `seal_figures` hid; raises `Sealed` or `ValueError` for what is not of this key and number."""
        figures: dict[str, Any] = json.loads(open_with(self._part(b"hands"), sealed, f"hands {number}".encode()))
        return figures

    def proof(self, ballot_id: str, code: str) -> str:
        """Return what is kept of the code that a waiting ballot is confirmed by; it fits no other ballot."""
        return hmac.digest(self._part(b"proof"), f"{ballot_id} {code}".encode(), "sha256").hex()

    def roll_mark(self, kind: str, number: str) -> str:
        """Return what is kept of a phone (E.164) or a voter's number on the list of voters."""
        return hmac.digest(self._part(b"roll"), f"{kind} {number}".encode(), "sha256").hex()

    def roll_voter(self, entry_id: str) -> str:
        """Return the token of the voter of an entry on the list: one ballot, from whatever phone of theirs."""
        return hmac.digest(self._part(b"roll voter"), entry_id.encode(), "sha256").hex()

    def phone(self, hashed: str) -> str:
        """Return under what a phone's use is counted in this vote; it leads to no ballot."""
        return hmac.digest(self._part(b"phone"), hashed.encode(), "sha256").hex()

    def seal(self, record: dict[str, Any]) -> bytes:
        """Return a ballot's record as ciphertext of one fixed length."""
        clear = json.dumps(record, separators=(",", ":")).encode()
        if len(clear) > SEALED_LENGTH:
            raise ValueError("a ballot's record is longer than its envelope")
        return seal_with(self._part(b"ballot"), clear.ljust(SEALED_LENGTH), b"ballot")

    def open(self, sealed: bytes) -> dict[str, Any]:
        """Return the record that `seal` hid."""
        record: dict[str, Any] = json.loads(open_with(self._part(b"ballot"), sealed, b"ballot"))
        return record

    def _part(self, use: bytes) -> bytes:
        return hmac.digest(self.secret, use, "sha256")


class Keyring:
    """A folder with one private file for each cycle."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def create(self, cycle_id: int) -> CycleKey:
        """Make the cycle's key, once; an existing key is returned as it is."""
        write_once(self._path(cycle_id), os.urandom(KEY_BYTES).hex())
        return self.load(cycle_id)

    def restore(self, cycle_id: int, key: CycleKey) -> None:
        """Put a key back from its backup; whatever else has its name is kept beside it, for who can tell what it is."""
        if not self.holds(cycle_id, key.fingerprint):
            put_in_place(self._path(cycle_id), key.secret.hex())

    def load(self, cycle_id: int) -> CycleKey:
        """Return the cycle's key; `KeyMissing` when it is not there, or not whole."""
        try:
            secret = bytes.fromhex(self._path(cycle_id).read_text(encoding="ascii").strip())
        except (FileNotFoundError, ValueError) as error:
            raise KeyMissing(str(cycle_id)) from error
        if len(secret) != KEY_BYTES:  # an empty file must never pass for a key
            raise KeyMissing(str(cycle_id))
        return CycleKey(secret)

    def holds(self, cycle_id: int, fingerprint: str | None) -> bool:
        """Is the cycle's key here, and is it the one of this fingerprint?"""
        try:
            return self.load(cycle_id).fingerprint == fingerprint
        except KeyMissing:
            return False

    def destroy(self, cycle_id: int) -> None:
        """Overwrite and remove the key: from then on nobody can join a phone to a choice.

        What was put aside of it goes too: a damaged key may lack two letters of the true one. So do the drafts that a
        killed process left: in a restore they are the key.
        """
        path = self._path(cycle_id)
        for file in (path, *left_beside(path)):
            with suppress(FileNotFoundError):
                _shred(file)

    def _path(self, cycle_id: int) -> Path:
        return self._folder / f"cycle-{cycle_id}.key"


def _shred(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(os.urandom(max(KEY_BYTES * 2, path.stat().st_size)))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
