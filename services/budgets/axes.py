"""Narrowing an answer to a programme, by its code, to a place, by its name, and to what is bought."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz

from bot.understanding.fold import fold
from bot.understanding.places import names_place
from budgeting.refusal import Refusal
from services.budgets.archive import Archive, Place
from services.budgets.figures import LineFigures
from services.budgets.named_programmes import DIGITS
from services.budgets.reasons import BudgetReason
from services.programmes.reading import ProgrammeView

ALIKE = 84.0
"""Likeness in per cent from which a misspelt place is taken for one of the commune's."""

SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Axis:
    """What an answer is narrowed to: a programme, a place, a nature or a section, all of them or none."""

    programme: ProgrammeView | None = None
    place: Place | None = None
    nature: str | None = None

    def holds(self, line: LineFigures) -> bool:
        """Is this line one of the programme's, and of the place's?"""
        if self.programme is not None and line.programme_id != self.programme.id:
            return False
        if self.nature is not None and self.nature not in (line.nature, line.section):
            return False
        return self.place is None or line.zone_id in self.place.zone_ids


def axis_of(archive: Archive, code: str | None, place: str | None) -> Axis:
    """Return what a programme's code and the words of a place narrow to; `Refusal` for a code that names nothing."""
    if not code:
        return Axis(None, place_in(archive, place))
    programme = _programme(archive, code)
    if programme is None and (named := place_in(archive, code)):
        return Axis(None, named)
    if programme is None:
        raise Refusal(BudgetReason.NO_SUCH_PROGRAMME, code=code[:16])
    return Axis(programme, place_in(archive, place))


def place_in(archive: Archive, words: str | None) -> Place | None:
    """Return the place whose name stands in some words, or that one or two of them misspell."""
    text = f" {fold(words)} " if words else ""
    if not text.strip():
        return None
    places = archive.places()
    exact = next((place for place in places if f" {place.folded} " in text), None)
    named = exact or next((place for place in places if names_place(place.folded, text)), None)
    return named or _misspelt(text.split(), places)


def order_of(code: str) -> tuple[str, str]:
    """Return what programmes are put in order by: numbers by their value."""
    return digits_of(code).zfill(16), code


def digits_of(code: str) -> str:
    """Return a programme's code by which it is known again: people send "programme 2" where the file says 002."""
    return code.strip().casefold().lstrip("0") or "0"


def asked_code(code: str) -> str:
    """Return a programme's code as it is counted that somebody asked for it: one programme, however it is written."""
    bare = digits_of(code)
    return bare.zfill(DIGITS) if bare.isdecimal() else bare


def _programme(archive: Archive, code: str) -> ProgrammeView | None:
    wanted = digits_of(code)
    return next((row for row in archive.programmes() if digits_of(row.code) == wanted), None)


def _misspelt(words: Sequence[str], places: Sequence[Place]) -> Place | None:
    tries = [word for word in (*words, *map(" ".join, pairwise(words))) if len(word) >= SHORTEST]
    scored = [(fuzz.ratio(word, place.folded), place) for word in tries for place in places]
    likeness, place = max(scored, key=lambda found: found[0], default=(0.0, None))
    return place if likeness >= ALIKE else None
