"""The stages of a complaint: to whom, within how many days, and how many days they have to answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from budgeting.law.sources import Source
from budgeting.law.terms import Term


class Body(StrEnum):
    """Who hears a complaint; the head of a commune by the name that the country has for it."""

    HEAD_OF_INSTITUTION = "head_of_institution"
    MAYOR = "mayor"
    INFORMATION_COMMISSION = "information_commission"
    HIGHER_AUTHORITY = "higher_authority"
    MEDIATOR = "mediator"
    ADMINISTRATIVE_COURT = "administrative_court"
    COURT = "court"
    NAMED_BY_COMMUNE = "named_by_commune"


@dataclass(frozen=True)
class Stage:
    """One stage; a period that is None was not found in the law, and no date is reckoned from it.

    `name` is the body's own name: a proper name (CDAI), or what a commune calls it.
    """

    body: Body
    source: Source
    complain: Term | None = None
    answer: Term | None = None
    name: str = ""


@dataclass(frozen=True)
class Ladder:
    """The stages; `in_order` means that each opens only when the one before it has ended without satisfaction."""

    stages: tuple[Stage, ...] = ()
    in_order: bool = True
