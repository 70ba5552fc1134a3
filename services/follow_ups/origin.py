"""What a promise can come of: how a file in `origins/` describes itself."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from bot.phrases import Phrase
from models import FollowUp, FollowUpEvent
from models.follow_up import Visibility
from services.house import House


@dataclass(frozen=True, slots=True)
class Source:
    """One thing that promises came of: its name by language, and its page for everybody and for staff.

    `public` is a path under the commune's public address, `panel` one under the panel's; None where there is none.
    """

    names: Mapping[str, str]
    public: str | None = None
    panel: str | None = None


Sources = Mapping[int, Source]
Named = Callable[[Session, int, Collection[int]], Sources]
People = Callable[[Session, int], Collection[int]]
Judged = Callable[[Session, int], bool]
Heard = Callable[[Session, House, FollowUp, FollowUpEvent, int | None], Collection[int]]
DueDay = Callable[[Mapping[str, str], date | None], date | None]


def name_nothing(session: Session, commune_id: int, ids: Collection[int]) -> Sources:  # noqa: ARG001 - as others
    """Return no source: what came of this is known by its occasion in words alone."""
    return {}


@dataclass(frozen=True, slots=True)
class Origin:
    """One kind of origin.

    `name` is what a promise that came of it is called. `sources` names what they came of by ids, of one commune alone.
    `hears` is told of every step in the same transaction and returns the contacts that heard of it by the origin: the
    followers of the promise among them are not told twice. `made_to` are the contacts to whom a source's promises were
    made: they hear of them also where nobody else may. Where a source `is_of_person`, neither who reads its promises
    nor who has them in hand ever changes; where it `is_signed`, their days change with it alone. Where it `needs_proof`
    nothing is done without evidence, where it `needs_day` each has a promised one. `is_free` ones may be written down
    by hand, the others come of a source alone. `due_day` returns the promised day of what stood in a table, where the
    origin knows of a reason why the day read there cannot be it.
    """

    key: str
    order: int
    name: Phrase
    visibility: Visibility = Visibility.STAFF
    sources: Named = name_nothing
    hears: Heard | None = None
    made_to: People | None = None
    is_of_person: Judged | None = None
    is_signed: Judged | None = None
    needs_proof: bool = False
    needs_day: bool = False
    is_free: bool = True
    due_day: DueDay | None = None
