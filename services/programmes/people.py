"""Indicators that count people: which figures can be no number of them."""

from __future__ import annotations

from typing import Protocol

from budgeting.quantities import THOUSANDTHS

Triple = tuple[int | None, int | None, int | None]


class Sheet(Protocol):
    """What an indicator's sheet says of how it is counted."""

    @property
    def unit(self) -> str | None: ...
    @property
    def numerator(self) -> str | None: ...
    @property
    def denominator(self) -> str | None: ...
    @property
    def counts_people(self) -> bool: ...


class Measured(Protocol):
    """Target and result of a period in thousandths, of all, of women and of men."""

    @property
    def target(self) -> int | None: ...
    @property
    def target_women(self) -> int | None: ...
    @property
    def target_men(self) -> int | None: ...
    @property
    def result(self) -> int | None: ...
    @property
    def result_women(self) -> int | None: ...
    @property
    def result_men(self) -> int | None: ...


def is_share(sheet: Sheet) -> bool:
    """Is it so many of so many, rather than a count?"""
    return "%" in (sheet.unit or "") or bool(sheet.numerator or sheet.denominator)


def are_people(sheet: Sheet) -> bool:
    """Is each figure a number of people? A unit in words is no proof: the sheet says that it counts people."""
    return sheet.counts_people and not is_share(sheet)


def triples_of(measured: Measured) -> tuple[Triple, Triple]:
    """Return the target, then the result: of all, of women, of men."""
    return (
        (measured.target, measured.target_women, measured.target_men),
        (measured.result, measured.result_women, measured.result_men),
    )


def is_no_number_of_people(value: int | None) -> bool:
    """Can a figure in thousandths be no number of people: less than none, or a part of one?"""
    return value is not None and (value < 0 or value % THOUSANDTHS != 0)


def has_more_than_all(measured: Measured) -> bool:
    """Are more women, or more men, said than all of them?"""
    return any(
        whole is not None and part is not None and part > whole
        for whole, *parts in triples_of(measured)
        for part in parts
    )
