"""The nature of what is spent, people, goods, transfers, debt, works, proposed from the words of a line."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import lru_cache
from importlib import resources
from typing import Any

from budgeting.accounts.stages import Section, Side
from budgeting.accounts.words import fold, pattern_of


class Nature(StrEnum):
    """What money is spent on, whatever it is for."""

    PERSONNEL = "personnel"
    GOODS_SERVICES = "goods_services"
    TRANSFERS = "transfers"
    DEBT = "debt"
    WORKS = "works"  # buildings and equipment: all of the investment section that is no debt


WORDS: dict[str, Any] = tomllib.loads(
    resources.files("budgeting.accounts").joinpath("natures.toml").read_text(encoding="utf-8")
)
NEUTRAL = pattern_of(WORDS["neutral"])
PATTERNS = {Nature(name): pattern_of(words) for name, words in WORDS["spending"].items()}
OTHER = pattern_of(WORDS["chapters"].pop("other"))
CHAPTERS = {Nature(name): pattern_of(words) for name, words in WORDS["chapters"].items()}
PLAIN = {Nature(name): pattern_of(words) for name, words in WORDS["plain"].items()}


def nature_of(label: str, above: Iterable[str] = (), *, side: Side, section: Section | None = None) -> Nature | None:
    """Propose what a line of expenditure is spent on, from its label and the names above, the nearest first.

    The heading of an account that tells the nature of all its lines outranks a word of their labels: what is paid to
    a fund for the staff is a staff cost. None for receipts, and where no word tells.
    """
    if side is Side.REVENUE:
        return None
    headings = list(above)
    found = _of_chapter(headings) or _of_words(label, headings)
    if section is Section.INVESTMENT:
        return Nature.DEBT if found is Nature.DEBT else Nature.WORKS
    return found


def plain_nature(label: str) -> Nature | None:
    """Return what a label plainly says is paid for and what can be no investment, whatever its code: wages, fuel."""
    folded = fold(label)
    return next((nature for nature, pattern in PLAIN.items() if pattern.match(folded)), None)


def _of_words(label: str, headings: Sequence[str]) -> Nature | None:
    found = next((nature for text in (label, *headings) if (nature := _found(text))), None)
    is_elsewhere = found is Nature.PERSONNEL and any(OTHER.search(fold(heading)) for heading in headings)
    return None if is_elsewhere else found


def _of_chapter(headings: Iterable[str]) -> Nature | None:
    """Return the nature that the nearest heading tells of all its lines, None where none does."""
    told = (NEUTRAL.sub(" ", fold(heading)) for heading in headings)
    return next((nature for text in told for nature, pattern in CHAPTERS.items() if pattern.search(text)), None)


@lru_cache(maxsize=1 << 15)
def _found(text: str) -> Nature | None:
    folded = NEUTRAL.sub(" ", fold(text))
    return next((nature for nature, pattern in PATTERNS.items() if pattern.search(folded)), None)
