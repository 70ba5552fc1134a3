"""Ideas of citizens as a dialogue speaks of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Stance(StrEnum):
    """How a visitor stood to an idea before they supported it."""

    NEW = "new"
    ALREADY = "already"
    OWN = "own"


class Joined(StrEnum):
    """What came of wanting to propose an idea with its authors."""

    NEW = "new"
    AUTHOR = "author"
    NO_CODE = "no_code"
    WRONG_CODE = "wrong_code"


@dataclass(frozen=True, slots=True)
class JoinView:
    """An idea that somebody wanted to join, and what came of it; an author is given the `code` to hand on."""

    reference: str
    title: str
    outcome: Joined
    code: str | None = None


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A citizen's idea as others may see it; `stance` is the visitor's, where they have just supported it
    or ask where it stands.

    One that waits although the ballot of its cycle is fixed is for a later vote. `appeal_until` is told to the author
    of a refused one while an appeal is taken; `authors` propose it by phone. The department it is
    `studied_by` is public, and the day, where one is set. `support_from` is when its support opens, where that is to
    come, `support_until` until when it is open.
    """

    reference: str
    title: str
    state: str
    zone: str | None = None
    cost: int | None = None
    reason: str | None = None
    supports: int = 0
    project_number: int | None = None
    merged_into: str | None = None
    stance: Stance = Stance.NEW
    is_for_later_vote: bool = False
    appeal_until: date | None = None
    authors: int = 0
    studied_by: str | None = None
    studied_until: date | None = None
    support_from: datetime | None = None
    support_until: datetime | None = None
