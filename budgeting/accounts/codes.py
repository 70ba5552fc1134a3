"""Account codes: which texts are codes, how two of them compare, and which stands under which."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from budgeting.accounts.words import fold

REMARK = re.compile(r"\([^)]*\)")
CODE = re.compile(r"[A-Z]{0,4}[-. /]?\d[\dA-Z]{0,14}(?:[-./ ][\dA-Z]{1,12}){0,6}", re.IGNORECASE)
ROMAN = re.compile(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})", re.IGNORECASE)
PLACEHOLDER = re.compile(r"[xX*]+$")
LABEL_WITH_CODE = re.compile(r"(\d[\d.]{0,11})\s*(?:[-–:.)/]\s*|\s)(\D.*)")
KEYWORDS = (
    "titre",
    "section",
    "sous section",
    "chapitre",
    "programme",
    "sous programme",
    "action",
    "activite",
    "article",
    "paragraphe",
    "title",
    "chapter",
    "program",
    "activity",
    "sub head",
    "head",
)
KEYWORD = re.compile(rf"({'|'.join(KEYWORDS)}) (?:no )?(\d[\d ]*|[ivx]+)\b ?(.*)")
# The order in which such words contain one another; programmes hold actions, actions hold activities.
RANKS = {
    "titre": 1,
    "title": 1,
    "section": 1,
    "sous section": 2,
    "chapitre": 3,
    "chapter": 3,
    "head": 3,
    "programme": 3,
    "program": 3,
    "sous programme": 4,
    "sub head": 4,
    "action": 5,
    "article": 5,
    "activite": 6,
    "activity": 6,
    "paragraphe": 6,
}
LONGEST_CODE = 24
LONGEST = 300  # characters of a label that is looked into
VALUES = {"i": 1, "v": 5, "x": 10}


class Keyword(NamedTuple):
    """A label that begins by its own place in the order: "Chapitre 60 : Personnel"."""

    word: str
    rank: int
    code: str
    name: str


@lru_cache(maxsize=1 << 15)
def is_code(text: str) -> bool:
    """Tell whether a text is an account code: `6011`, `710.xxx`, `713.118 (only 2009)`, `A-12.3`, `IV`."""
    bare = REMARK.sub("", text[:LONGEST]).strip()
    if ROMAN.fullmatch(bare):
        return True
    if not bare or len(bare) > LONGEST_CODE or len(text) >= LONGEST:
        return False
    return CODE.fullmatch(PLACEHOLDER.sub("", bare).rstrip(" .-")) is not None


@lru_cache(maxsize=1 << 15)
def key_of(text: str) -> str:
    """Return a code for comparison, letters and digits without placeholders and remarks: `7.20.xxx` gives 720."""
    bare = PLACEHOLDER.sub("", REMARK.sub("", text[:LONGEST]).strip())
    return "".join(fold(bare).split())


def is_open_ended(text: str) -> bool:
    """Tell whether a code names a family of codes: `710.xxx`."""
    bare = REMARK.sub("", text[:LONGEST]).strip()
    return any(c.isdigit() for c in bare) and PLACEHOLDER.search(bare) is not None


def stands_under(child: tuple[str, ...], parent: tuple[str, ...]) -> bool:
    """Tell whether a code is a subdivision of another; both are given level by level, the widest first."""
    if len(child) > len(parent) and child[: len(parent)] == parent:
        return True
    if not child or not parent or (child[:-1] != parent[:-1] and len(child) == len(parent)):
        return False
    return child[-1] != parent[-1] and bool(parent[-1]) and child[-1].startswith(parent[-1])


def split_label(label: str) -> tuple[str, str]:
    """Return the code a label begins with and the rest: `6011 - Salaires`; ("", label) when there is none."""
    match = LABEL_WITH_CODE.fullmatch(label) if len(label) < LONGEST else None
    return (match[1].rstrip("."), match[2].strip()) if match else ("", label)


def keyword_of(label: str) -> Keyword | None:
    """Return what a label such as "Programme II : Santé" says of itself, or None."""
    match = KEYWORD.match(fold(label)) if len(label) < LONGEST else None
    if match is None:
        return None
    return Keyword(match[1], RANKS[match[1]], number_of(match[2].strip()), _name_after(label))


def number_of(text: str) -> str:
    """Return a number written in Roman or Arabic digits as the latter, zeros kept: `III` gives 3, `017` 017."""
    bare = "".join(text.split())
    return str(_roman(bare.lower())) if ROMAN.fullmatch(bare) else bare


def _roman(text: str) -> int:
    values = [VALUES[letter] for letter in text]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


def _name_after(label: str) -> str:
    """Return what follows the number in the label as it was written, its accents kept."""
    match = re.match(r"\W*\D*?\b(?:\d[\d.]*|[IVXivx]+)\b\s*[-–—:.)]*\s*(.*)", label)
    return match[1].strip() if match else ""
