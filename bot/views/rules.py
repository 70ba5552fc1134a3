"""The announced rules of a vote as a dialogue speaks of them, read out of what was frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class RulesView:
    """Who votes, on what and how it is counted; `state` is `before`, `open` or `after`, at this moment.

    `level` is the letter of the identity level, `rule` the key of the counting rule. `paper_counts` where a sheet of
    paper stands against a ballot by phone, None where no paper is taken. `on_hands` where meetings vote by hands.
    `leftovers` is what becomes of what zones leave, None where none has money of its own. `boxes` says where the ballot
    boxes stand, in the commune's own words. `confirms` where a ballot by SMS waits for a code.
    """

    state: str
    opens_at: datetime
    closes_at: datetime
    level: str
    rule: str
    max_choices: int
    format: str = "approval"
    max_points: int | None = None
    minimum_votes: int = 0
    voters_per_phone: int | None = None
    minimum_age: int | None = None
    age_on: date | None = None
    own_zone_only: bool = False
    paper_counts: bool | None = None
    on_hands: bool = False
    leftovers: str | None = None
    boxes: str = ""
    confirms: bool = False
