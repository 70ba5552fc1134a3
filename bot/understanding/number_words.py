"""The numbers that a language says in words, made from its ones and tens."""

from __future__ import annotations

from collections.abc import Iterable

from bot.understanding.fold import fold
from locales.words import Words


def number_words(entry: Words) -> dict[str, int]:
    """All number phrases of a language from its ones and tens: twenty one, vingt et un, واحد وعشرون."""
    base = valued(entry.numbers.get("words", ()))
    joins = [fold(join) for join in entry.numbers.get("join", ())]
    joined = [fold(join) for join in entry.numbers.get("joined", ())]
    units_first = "units first" in entry.numbers.get("order", ())
    tens = {name: value for name, value in base.items() if value in range(20, 91, 10)}
    ones = {name: value for name, value in base.items() if value in range(1, 10)}
    for ten, tens_value in tens.items():
        for one, value in ones.items():
            phrases = _joined(ten, one, joins, units_first=units_first)
            for phrase in (*phrases, *(f"{ten} {join} {one}" for join in joined)):
                base.setdefault(phrase, tens_value + value)
    return base


def valued(items: Iterable[str]) -> dict[str, int]:
    """Words and the number behind each: "deux mille 2000"."""
    parts = (item.rpartition(" ") for item in items)
    return {fold(name): int(number) for name, _, number in parts}


def _joined(ten: str, one: str, joins: list[str], *, units_first: bool) -> Iterable[str]:
    if not units_first:
        return (f"{ten} {one}", *(f"{ten} {join} {one}" for join in joins if one in ("un", "une")))
    return (*(f"{one} {join} {ten}" for join in joins), *(f"{one} {join}{ten}" for join in joins))
