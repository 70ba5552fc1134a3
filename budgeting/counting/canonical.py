"""One written form for each frozen value, so that two people who hold the same value hold the same digest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TypeVar

from budgeting.refusal import Refusal

JsonObject = Mapping[str, object]
T = TypeVar("T")


class PaperReason(StrEnum):
    """Why a frozen paper cannot be read."""

    UNREADABLE = "paper_unreadable"
    OF_ANOTHER_KIND = "paper_of_another_kind"


def canonical_json(value: object) -> str:
    """Write objects, lists, words and whole numbers in one way: keys sorted, no spaces, letters unescaped.

    With ASCII keys this is the form of RFC 8785.
    """
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def digest_of(text: str) -> str:
    """Return the SHA-256 of a canonical text, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def read_paper(text: str, build: Callable[[JsonObject], T], *kinds: str) -> T:
    """Read a frozen paper of one of these kinds with `build`; anything malformed becomes one `Refusal`."""
    try:
        paper = json.loads(text)
        if not isinstance(paper, dict) or paper.get("kind") not in kinds:
            raise Refusal(PaperReason.OF_ANOTHER_KIND, expected=kinds[0])
        digest_of(canonical_json(paper))  # JSON can escape half a surrogate pair, which no digest can be taken of
        return build(paper)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise Refusal(PaperReason.UNREADABLE, expected=kinds[0]) from error


def whole(value: object) -> int:
    """Return a whole number read from JSON; a boolean, a fraction or a word is a `TypeError`."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError("a whole number is needed")
    return value


def word(value: object) -> str:
    """Return a word read from JSON, or raise `TypeError`."""
    if not isinstance(value, str):
        raise TypeError("a word is needed")
    return value


def rows(value: object) -> list[dict[str, object]]:
    """Return a list of objects read from JSON, or raise `TypeError`."""
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        raise TypeError("a list of objects is needed")
    return value


def words(value: object) -> tuple[str, ...]:
    """Return a list of words read from JSON, or raise `TypeError`."""
    if not isinstance(value, list):
        raise TypeError("a list of words is needed")
    return tuple(word(item) for item in value)
