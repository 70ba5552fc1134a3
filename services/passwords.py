"""How passwords are kept: Argon2id, tuned so that one look takes about a seventh of a second."""

from __future__ import annotations

import secrets
import unicodedata
from enum import StrEnum
from typing import Any

from passlib.context import CryptContext

from budgeting.refusal import Refusal

MEMORY_KIB = 65_536
ROUNDS = 2  # with 64 MiB: 130 ms measured on one core; RFC 9106 asks for 64 MiB where memory is scarce
LANES = 1
COST = {
    "argon2__type": "ID",
    "argon2__memory_cost": MEMORY_KIB,
    "argon2__time_cost": ROUNDS,
    "argon2__parallelism": LANES,
}
"""The cost in the words of a passlib context."""
_context: Any = CryptContext
HASHING = _context(schemes=["argon2"], **COST)

MIN_LENGTH = 12
MAX_LENGTH = 128  # a longer one is a way to keep the processor busy
TEMPORARY_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that is misread aloud or on paper
TEMPORARY_GROUPS = 4


class PasswordReason(StrEnum):
    """Why a password is not taken."""

    TOO_SHORT = "password_too_short"
    TOO_LONG = "password_too_long"


def hash_password(clear: str) -> str:
    """Return the Argon2id hash of a password in PHC form; `Refusal` when it is too short or too long."""
    refuse_wrong_length(clear)
    return str(HASHING.hash(normalise_password(clear)))


def refuse_wrong_length(clear: str) -> None:
    """Raise a `Refusal` where a password is too short or too long."""
    length = len(normalise_password(clear))
    if length < MIN_LENGTH:
        raise Refusal(PasswordReason.TOO_SHORT, length=MIN_LENGTH)
    if length > MAX_LENGTH:
        raise Refusal(PasswordReason.TOO_LONG, length=MAX_LENGTH)


def normalise_password(clear: str) -> str:
    """Return the same letters whatever keyboard typed them (NFKD, as NIST SP 800-63B allows)."""
    return unicodedata.normalize("NFKD", clear)


def temporary_password() -> str:
    """Return a password to hand over once: four groups of four letters, 79 bits."""
    return "-".join("".join(secrets.choice(TEMPORARY_LETTERS) for _ in range(4)) for _ in range(TEMPORARY_GROUPS))
