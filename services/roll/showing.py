"""The list of voters of one vote as staff see it: files, how many people, and who asks to be found; never a choice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Contact, Cycle, UnmatchedVoter
from models.cycle import IdentityLevel
from models.roll import UnmatchedState
from services.approvals import approvals_of
from services.cycles.by_level import NamedVote, name_vote, votes_at
from services.cycles.consent import Matter
from services.cycles.draft import find_cycle
from services.house import House
from services.roll.asking import asked_digests
from services.roll.deciding import why_not_decide
from services.roll.importing import BatchView, batches_of, listed_people, why_not_import
from services.zones import flat_zones


@dataclass(frozen=True, slots=True)
class AskingView:
    """Somebody who voted and is not on the list: the reference they were told, the channel, the day, what was decided.

    `asked_by` are those who said yes to adding them for that reason.
    """

    reference: str
    channel: str
    day: date
    state: str
    reason: str
    asked_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RollPage:
    """The list of one vote; people by files, and added since."""

    vote: NamedVote
    by_files: int
    added: int
    batches: tuple[BatchView, ...]
    asking: tuple[AskingView, ...]
    zones: tuple[tuple[int, str], ...]
    needs_zone: bool
    minimum_age: int | None
    age_on: date | None
    why_not_import: Refusal | None
    why_not_decide: Refusal | None

    @property
    def waiting(self) -> int:
        """How many people wait to be found."""
        return sum(one.state == UnmatchedState.WAITING for one in self.asking)


def votes_with_roll(session: Session, commune_id: int) -> list[NamedVote]:
    """Return the commune's votes of a closed list that are not cancelled, the latest first."""
    return votes_at(session, commune_id, IdentityLevel.CLOSED_ROLL)


def roll_page(session: Session, house: House, commune_id: int, cycle_id: int) -> RollPage:
    """Return the list of one vote; a `Refusal` where the commune has none of that id."""
    cycle = find_cycle(session, commune_id, cycle_id)
    by_files, added = listed_people(session, cycle.id)
    return RollPage(
        vote=name_vote(cycle),
        by_files=by_files,
        added=added,
        batches=tuple(batches_of(session, cycle.id)),
        asking=tuple(_asking(session, cycle)),
        zones=tuple(flat_zones(session, commune_id)) if cycle.own_zone_only else (),
        needs_zone=cycle.own_zone_only,
        minimum_age=cycle.minimum_age,
        age_on=cycle.age_on,
        why_not_import=why_not_import(session, house, cycle),
        why_not_decide=why_not_decide(session, cycle),
    )


def _asking(session: Session, cycle: Cycle) -> list[AskingView]:
    rows = session.execute(
        select(UnmatchedVoter, Contact.channel)
        .outerjoin(Contact, Contact.id == UnmatchedVoter.contact_id)
        .where(UnmatchedVoter.cycle_id == cycle.id)
        .order_by(UnmatchedVoter.state != UnmatchedState.WAITING, UnmatchedVoter.reference)
    )
    return [
        AskingView(
            row.reference, channel or "", row.day, str(row.state), row.reason or "", _voices(session, cycle, row)
        )
        for row, channel in rows
    ]


def _voices(session: Session, cycle: Cycle, asked: UnmatchedVoter) -> tuple[str, ...]:
    """Return who said yes to adding somebody, in whatever zone."""
    return tuple(
        voice.who
        for digest in asked_digests(session, cycle, asked)
        for voice in approvals_of(session, Matter.ROLL_ADDITION, cycle.id, digest)
    )
