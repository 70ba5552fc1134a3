"""Which of the commune's places a line of a budget is for: by its column of places, else by its own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from budgeting.accounts.reading import Line
from budgeting.accounts.words import fold
from services.zones import named_zones

SHORTEST = 3  # letters of a name that is looked for among other words
# Names that are words of their own: "Centre de santé" is not for the quarter called Centre, "quartier Centre" is.
WORDS = frozenset(
    {"centre", "nord", "sud", "est", "ouest", "ville", "marche", "gare", "ecole", "mairie", "mission", "hopital",
     "port", "plateau", "camp", "poste", "pont", "lac", "mer", "center", "north", "south", "east", "west", "town",
     "market", "station", "school", "hospital", "harbour", "bridge", "lake",
     "المركز", "الوسط", "الشمال", "الجنوب", "الشرق", "الغرب", "السوق", "المحطه", "المدرسه", "المستشفي", "الميناء",
     "الجسر", "البحيره", "البحر", "الهضبه", "المدينه", "البلديه"}
)  # fmt: skip
ANNOUNCED = r"(?:quartier|secteur|zone|village|arrondissement|fokontany|colline|douar|quarter|ward|حي|دوار) "


@dataclass(frozen=True, slots=True)
class Places:
    """The commune's zones by their folded names, and the pattern that finds any of them, the longest first."""

    ids: Mapping[str, int]
    pattern: re.Pattern[str] | None

    def of(self, line: Line) -> int | None:
        """Return the zone a line is for, None where nothing names one, or its words name several."""
        named = self.ids.get(fold(line.place))
        if named is not None or self.pattern is None:
            return named
        return next(filter(None, map(self._in, (line.label, *(head.label for head in reversed(line.parents))))), None)

    def _in(self, text: str) -> int | None:
        matches = self.pattern.finditer(fold(text)) if self.pattern else ()
        found = {match[match.lastgroup or 0] for match in matches}
        return self.ids[found.pop()] if len(found) == 1 else None


def places_of(session: Session, commune_id: int) -> Places:
    """Return the places of a commune; one that is retired is still named by old budgets."""
    return as_places(named_zones(session, commune_id))


def as_places(zones: Iterable[tuple[int, str]]) -> Places:
    """Return places from their ids and names."""
    ids = {folded: number for number, name in zones if (folded := fold(name))}
    names = sorted((name for name in ids if len(name) >= SHORTEST), key=lambda name: -len(name))
    either = [part for part in (_any_of(names, common=False), _any_of(names, common=True)) if part]
    return Places(ids, re.compile("|".join(either)) if either else None)


def _any_of(names: Iterable[str], *, common: bool) -> str:
    chosen = "|".join(re.escape(name) for name in names if (name in WORDS) == common)
    before = ANNOUNCED if common else ""
    return rf"(?<!\w){before}(?P<{'common' if common else 'proper'}>{chosen})(?!\w)" if chosen else ""
