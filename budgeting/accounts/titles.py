"""What the title of one column says: code, label, amount of some stage and year, or something else."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from budgeting.accounts.codes import number_of
from budgeting.accounts.stages import Section, Side, Stage
from budgeting.accounts.vocabulary import (
    IGNORED,
    LEVELS,
    PATTERNS,
    STAGES,
    first_of,
    multiplier_in,
    says,
    section_in,
    side_in,
    stage_in,
)
from budgeting.accounts.words import fold


class Role(StrEnum):
    """What a column holds."""

    CODE = "code"
    LABEL = "label"
    AMOUNT = "amount"
    YEAR = "year"
    STAGE = "stage"
    SIDE = "side"
    SECTION = "section"
    PROGRAMME = "programme"
    ACTION = "action"
    PLACE = "place"
    NOTE = "note"
    IGNORED = "ignored"
    UNKNOWN = "unknown"


class Sense(NamedTuple):
    """What a title says; `rank` orders columns of codes and labels from wide (1) to narrow (9)."""

    role: Role
    rank: int = 9
    stage: Stage | None = None
    year: int | None = None
    offset: int | None = None  # of the document's year: -1 for "N-1"
    side: Side | None = None
    section: Section | None = None
    programme: str = ""
    is_sum: bool = False
    multiplier: int | None = None


NO_SENSE = Sense(Role.UNKNOWN)
LONGEST = 140
DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)-\d\d-\d\d(?: 00:00:00)?(?!\d)")
YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:\s*[-–/]\s*((?:19|20)?\d\d))?(?!\d)")
RELATIVE = re.compile(r"(?<![\w'’])N(?:\s*([-–+])\s*(\d))?(?![\w°º'’])")
PROGRAMME = re.compile(r"\bprog(?:ram\w*)? ?(?:no )?0*(\d+|[ivx]+)\b")
# A part of the year; "Réalisations au 2e trimestre" is no such title, it says what is in it.
PERIOD = re.compile(
    r"(?:(?:[1-4](?:er|e|eme|ere|re|st|nd|rd|th)?|premier|deuxieme|troisieme|quatrieme|first|second|third|fourth) )?"
    r"(?:trimestre|trim|semestre|quarter|half|qtr)(?: [1-4iv]+)?|[qt][1-4]|[hs][12]"
)
# Which column a title names when several are possible: the one whose words come first, the longest of them.
NAMES = (
    ("label", Role.LABEL),
    ("code", Role.CODE),
    ("amount", Role.AMOUNT),
    ("year", Role.YEAR),
    ("stage_name", Role.STAGE),
    ("side_name", Role.SIDE),
    ("section_name", Role.SECTION),
    ("programme", Role.PROGRAMME),
    ("action", Role.ACTION),
    ("place", Role.PLACE),
    ("note", Role.NOTE),
)


@lru_cache(maxsize=1 << 15)
def sense_of(title: str) -> Sense:
    """Return what a title says, `NO_SENSE` for a text that is no title."""
    if not title or len(title) > LONGEST:
        return NO_SENSE
    folded = fold(title)
    role = _role_of(folded)
    year, offset = years_in(title)
    if role is Role.YEAR and year is not None:
        role = Role.AMOUNT
    if role is Role.UNKNOWN and (year is not None or (offset is not None and len(folded) <= 3)):
        role = Role.AMOUNT
    number = PROGRAMME.search(folded)
    return Sense(
        role,
        rank=_rank_of(folded),
        stage=stage_in(title) if role is Role.AMOUNT else None,
        year=year,
        offset=offset,
        side=side_in(title),
        section=section_in(title),
        programme=number_of(number[1]) if number else "",
        is_sum=PATTERNS["sum"].fullmatch(folded) is not None,
        multiplier=multiplier_in(title),
    )


@lru_cache(maxsize=1 << 15)
def years_in(text: str) -> tuple[int | None, int | None]:
    """Return the one year a text names ("2023-2024" is the fiscal year 2023), or its distance from the document's."""
    years = [_fiscal(match) for match in YEAR.finditer(DATE.sub(r"\1", text))]
    if len(set(years)) == 1:
        return years[0], None
    if not years and says("previous_year", text):
        return None, -1
    relative = RELATIVE.search(text) if not years else None
    return None, int(f"{(relative[1] or '+').replace('–', '-')}{relative[2] or 0}") if relative else None


def _fiscal(match: re.Match[str]) -> int | None:
    first, second = int(match[1]), match[2]
    follows = second is None or int(second) % 100 == (first + 1) % 100
    return first if follows else None


def _role_of(folded: str) -> Role:
    if first_of(IGNORED, folded) or PERIOD.fullmatch(folded):
        return Role.IGNORED
    if PATTERNS["programme_code"].fullmatch(folded):
        return Role.CODE
    found = [(match.start(), -len(match[0]), order, role) for order, (match, role) in enumerate(_matches(folded))]
    if not found:
        return Role.UNKNOWN
    role = min(found)[3]
    roles = {entry[3] for entry in found}
    starts_coded = PATTERNS["code"].match(folded) is not None
    return Role.LABEL if role is Role.CODE and Role.LABEL in roles and not starts_coded else role


def _matches(folded: str) -> list[tuple[re.Match[str], Role]]:
    patterns = [(PATTERNS[name], role) for name, role in NAMES]
    patterns += [(meaning.pattern, Role.AMOUNT) for meaning in STAGES]
    patterns += [(meaning.pattern, Role.CODE) for meaning in LEVELS]
    return [(match, role) for pattern, role in patterns if (match := pattern.search(folded))]


def _rank_of(folded: str) -> int:
    rank = first_of(LEVELS[::-1] if says("label", folded) else LEVELS, folded)
    return int(rank) if rank else 9
