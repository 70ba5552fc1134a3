"""Receipt codes a person can write down, read aloud and type back.

Nine characters of Crockford's base 32 (https://www.crockford.com/base32.html) in groups of three, `K7Q-2M9-XX4`: eight
random ones (40 bits) and a check character. The check is a code over the field of 32 elements instead of Crockford's
remainder by 37, whose check characters (`*`, `~`, `$`, `=`, `U`) cannot be read aloud. It detects every wrong character
and every two characters exchanged, neighbours or not.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Sequence
from enum import StrEnum

from budgeting.refusal import Refusal

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM_BYTES = 5
LENGTH = 9
LONGEST_INPUT = 64
READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
SEPARATORS = frozenset({"Cf", "Pd", "Zs"})
"""Unicode categories skipped: invisible marks of direction, dashes, spaces."""
PUNCTUATION = frozenset("._\t\r\n")


class ReceiptReason(StrEnum):
    """Why a receipt code cannot be used."""

    UNREADABLE = "receipt_unreadable"


def new_receipt(random_bytes: Callable[[int], bytes]) -> str:
    """Make a receipt code from `random_bytes(5)`, which has to be unpredictable (`secrets.token_bytes`)."""
    number = int.from_bytes(random_bytes(RANDOM_BYTES), "big")
    digits = [number >> shift & 31 for shift in range(35, -1, -5)]
    return _grouped([*digits, _check_digit(digits)])


def read_receipt(text: str) -> str | None:
    """Return the code as we write it, or None when this is no receipt code or a character is wrong.

    Forgives small letters, O for 0, I and L for 1, spaces, dashes, dots and the digits of every script.
    """
    digits = _digits_in(text)
    if digits is None or len(digits) != LENGTH or _check_digit(digits[:-1]) != digits[-1]:
        return None
    return _grouped(digits)


def commit_receipt(code: str, salt: bytes) -> str:
    """Return the commitment that stands for a receipt in the log: SHA-256 in hexadecimal, under the cycle's salt.

    The salt keeps codes of two cycles apart; it hides nothing once published. Raises `Refusal` for a wrong code.
    """
    receipt = read_receipt(code)
    if receipt is None:
        raise Refusal(ReceiptReason.UNREADABLE)
    # The length in front keeps salt and code apart: no two pairs hash the same bytes.
    return hashlib.sha256(b"palabre-receipt/1" + len(salt).to_bytes(8, "big") + salt + receipt.encode()).hexdigest()


def _digits_in(text: str) -> list[int] | None:
    if len(text) > LONGEST_INPUT:
        return None
    digits = [_digit(character) for character in unicodedata.normalize("NFKC", text) if not _is_separator(character)]
    known = [digit for digit in digits if digit is not None]
    return known if len(known) == len(digits) else None


def _digit(character: str) -> int | None:
    # Digits of every script count by their value: ٧ and ۷ are 7.
    value = unicodedata.decimal(character, None)
    if isinstance(value, int):
        return value
    read = character.upper().translate(READ_AS)
    return ALPHABET.index(read) if len(read) == 1 and read in ALPHABET else None


def _is_separator(character: str) -> bool:
    return character in PUNCTUATION or unicodedata.category(character) in SEPARATORS


def _grouped(digits: Sequence[int]) -> str:
    code = "".join(ALPHABET[digit] for digit in digits)
    return "-".join(code[start : start + 3] for start in range(0, LENGTH, 3))


def _check_digit(digits: Sequence[int]) -> int:
    """Sum the digits, each times its own power of the generator 2, in the field of 32 elements (x^5 + x^2 + 1).

    The first eight powers and 1, the weight of the check itself, are nine different elements: a wrong digit changes
    the sum, and so does exchanging two different digits.
    """
    total = 0
    for digit in digits:
        total = _doubled(total ^ digit)
    return total


def _doubled(element: int) -> int:
    return (element << 1) ^ (0b100101 if element & 0b10000 else 0)
