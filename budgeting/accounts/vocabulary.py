"""The reader's words, from `vocabulary.toml`: what they mean in the title of a column, a heading or a label."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from functools import lru_cache
from importlib import resources
from typing import Any, NamedTuple, TypeVar

from budgeting.accounts.stages import Section, Side, Stage
from budgeting.accounts.words import fold, pattern_of

T = TypeVar("T")
WORDS: dict[str, Any] = tomllib.loads(
    resources.files("budgeting.accounts").joinpath("vocabulary.toml").read_text(encoding="utf-8")
)


class Meaning(NamedTuple):
    """One thing words can mean, and the pattern that finds them in a folded text."""

    name: str
    pattern: re.Pattern[str]


def _ranked(table: str, key: str) -> tuple[Meaning, ...]:
    return tuple(Meaning(str(entry[key]), pattern_of(entry["words"])) for entry in WORDS[table])


IGNORED = _ranked("ignored", "meaning")
STAGES = _ranked("stage", "meaning")
LEVELS = _ranked("level", "rank")
UNITS = _ranked("unit", "times")
CURRENCIES = _ranked("currency", "code")
PATTERNS = {name: pattern_of(table["words"]) for name, table in WORDS.items() if "words" in table}
SHORT: dict[str, str] = WORDS["short"]
PURE = frozenset(fold(word) for word in WORDS["filler"]["words"])
# "report" among the words of a heading would turn "Report à nouveau" into a page carried forward.
WHOLE = ("carried",)
AMOUNT_BEFORE = re.compile(r"\d[\d ]*$")
# "£000", "$'000", "(000)": the sign of the money is gone once a text is folded.
THOUSANDS = re.compile(r"[£$€]\s?['’]?000s?\b|\(\s?['’]?000s?\s?\)")
YEAR_ALONE = re.compile(r"(?:19|20)\d\d (?:(?:19|20)?\d\d )?")
SIDES_AND_SECTIONS = ("revenue", "expenditure", "operation", "investment")


@lru_cache(maxsize=1 << 16)
def says(name: str, text: str) -> bool:
    """Tell whether a text holds any word of the named table."""
    return is_whole(name, text) if name in WHOLE else PATTERNS[name].search(fold(text)) is not None


@lru_cache(maxsize=1 << 16)
def is_whole(name: str, text: str) -> bool:
    """Tell whether a text is one of the phrases of the named table and nothing else."""
    return PATTERNS[name].fullmatch(fold(text)) is not None


@lru_cache(maxsize=1 << 16)
def begins(name: str, text: str) -> bool:
    """Tell whether a text begins with a word of the named table."""
    return PATTERNS[name].match(fold(text)) is not None


def first_of(meanings: tuple[Meaning, ...], text: str) -> str | None:
    """Return the name of the first meaning found in a text, or None."""
    folded = fold(text)
    return next((meaning.name for meaning in meanings if meaning.pattern.search(folded)), None)


def stage_in(text: str) -> Stage | None:
    """Return the stage a text speaks of, or None."""
    return _as(Stage, first_of(STAGES, text))


def multiplier_in(text: str) -> int | None:
    """Return what one unit of an amount stands for where a text says it (1000 for "en milliers"), or None."""
    folded = fold(text)
    found = (int(unit.name) for unit in UNITS for match in unit.pattern.finditer(folded) if _is_unit(folded, match))
    return next(found, 1000 if THOUSANDS.search(text) else None)


def currency_in(text: str) -> str:
    """Return the ISO 4217 code of the currency a text names, `CFA` when it may be XAF or XOF, or ""."""
    return first_of(CURRENCIES, text) or ""


def side_in(text: str) -> Side | None:
    """Return the side a text speaks of; None when it speaks of neither or of both."""
    if says("net_spending", text):
        return Side.EXPENDITURE
    return _one_of(says("revenue", text), says("expenditure", text), Side.REVENUE, Side.EXPENDITURE)


def section_in(text: str) -> Section | None:
    """Return the section a text speaks of; None when it speaks of neither or of both."""
    return _one_of(says("operation", text), says("investment", text), Section.OPERATION, Section.INVESTMENT)


def spelt_out(sheet_name: str) -> str:
    """Return the name of a sheet with its shortened words in full: "DEP INV" gives "depenses investissement"."""
    return " ".join(SHORT.get(word, word) for word in fold(sheet_name).split())


@lru_cache(maxsize=1 << 14)
def is_pure(text: str) -> bool:
    """Tell whether a heading names a side or a section and nothing else: "Section II : dépenses d'investissement"."""
    words = fold(text).split()
    named = [word for word in words if any(PATTERNS[name].fullmatch(word) for name in SIDES_AND_SECTIONS)]
    return bool(named) and all(word in PURE or word in named for word in words)


def _is_unit(folded: str, match: re.Match[str]) -> bool:
    """Tell a unit from the end of an amount: "120 000 FCFA" and "3 millions" say nothing of the other amounts."""
    before = AMOUNT_BEFORE.search(folded[: match.start()])
    return before is None or YEAR_ALONE.fullmatch(before[0]) is not None


def _one_of(first: bool, second: bool, if_first: T, if_second: T) -> T | None:
    if first == second:
        return None
    return if_first if first else if_second


def _as(kind: Callable[[str], T], name: str | None) -> T | None:
    return None if name is None else kind(name)
