"""Writing a promise down: what it came of, who answers for it, by when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from bot.sms.clean import one_line
from budgeting.refusal import Refusal
from models import Commune, FollowUp, Staff
from models.follow_up import FollowUpEventKind, FollowUpState, Visibility
from services.clock import day_in
from services.follow_ups.events import Step, write_event
from services.follow_ups.finding import OVER
from services.follow_ups.origin import Origin, Source
from services.follow_ups.origins import origin_of
from services.follow_ups.reasons import FollowUpNo
from services.follow_ups.written_days import EARLIEST, LATEST
from services.house import House
from services.numbering import next_follow_up_number

LONGEST = 1000
LONGEST_OWNER = 120
LONGEST_OCCASION = 200


@dataclass(frozen=True, slots=True)
class NewFollowUp:
    """A promise to write down.

    `source_id` is what it came of, as its origin names it; else `occasion` says it in words. `promised_on` is today
    where it is None, `visibility` that of the origin where it is empty. `state` None is one that nobody has said yet.
    """

    origin: str
    text: str
    owner: str = ""
    person_id: int | None = None
    due_on: date | None = None
    source_id: int | None = None
    occasion: str = ""
    promised_on: date | None = None
    visibility: str = ""
    state: FollowUpState | None = FollowUpState.NOT_STARTED
    note: str = ""
    as_written: Mapping[str, str] = field(default_factory=dict)


def add_follow_up(
    session: Session, house: House, commune_id: int, new: NewFollowUp, *, staff_id: int | None
) -> FollowUp:
    """Write a promise down under the commune's next number; `Refusal` says what it lacks."""
    commune, origin = session.get_one(Commune, commune_id), origin_of(new.origin)
    source = _source(session, commune_id, origin, new)
    now = house.clock()
    row = FollowUp(
        commune_id=commune_id,
        number=next_follow_up_number(session, commune_id),
        origin=origin.key,
        origin_id=new.source_id,
        occasion=one_line(new.occasion, LONGEST_OCCASION) or _first_name(source),
        promised_on=_day(new.promised_on) or day_in(now, commune.time_zone),
        text=text_of(new.text),
        owner=owner_of(new.owner),
        staff_id=person_of(session, commune_id, new.person_id),
        due_on=_due_on(origin, new),
        state=new.state,
        as_written=dict(new.as_written),
        reason=_reason(new),
        visibility=visibility_of(new.visibility or origin.visibility),
        made_by=staff_id,
        made_at=now,
        moved_at=now,
    )
    session.add(row)
    session.flush()
    details = {"due_on": row.due_on.isoformat()} if row.due_on else {}
    write_event(session, house, row, Step(FollowUpEventKind.MADE, details, new.note), staff_id=staff_id)
    return row


def text_of(text: str) -> str:
    """Return what is promised, on one line."""
    clean = one_line(text)
    if not clean:
        raise Refusal(FollowUpNo.WITHOUT_TEXT)
    if len(clean) > LONGEST:
        raise Refusal(FollowUpNo.TEXT_TOO_LONG, most=LONGEST)
    return clean


def owner_of(owner: str) -> str | None:
    """Return the department or office that answers for it, None where none is named."""
    return one_line(owner, LONGEST_OWNER) or None


def person_of(session: Session, commune_id: int, person_id: int | None) -> int | None:
    """Return the member of staff who has it in hand; `Refusal` for one who does not work here any more."""
    person = session.get(Staff, person_id) if person_id else None
    if person_id and (person is None or person.commune_id not in {None, commune_id} or not person.active):
        raise Refusal(FollowUpNo.NO_SUCH_STAFF)
    return person_id or None


def visibility_of(visibility: str) -> Visibility:
    """Return who reads it; `Refusal` for a word that says nothing."""
    if visibility not in set(Visibility):
        raise Refusal(FollowUpNo.VISIBILITY_WRONG)
    return Visibility(visibility)


def _source(session: Session, commune_id: int, origin: Origin, new: NewFollowUp) -> Source | None:
    """Return what it came of; one of another commune is none."""
    if new.source_id is None:
        if not origin.is_free:
            raise Refusal(FollowUpNo.SOURCE_UNKNOWN)
        return None
    found = origin.sources(session, commune_id, [new.source_id]).get(new.source_id)
    if found is None:
        raise Refusal(FollowUpNo.SOURCE_UNKNOWN)
    return found


def _first_name(source: Source | None) -> str | None:
    names = [name for name in source.names.values() if name] if source else []
    return names[0][:LONGEST_OCCASION] if names else None


def _due_on(origin: Origin, new: NewFollowUp) -> date | None:
    if new.due_on is None and origin.needs_day and new.state not in OVER:
        raise Refusal(FollowUpNo.DUE_DAY_NEEDED)
    due_on = _day(new.due_on)
    return origin.due_day(new.as_written, due_on) if origin.due_day else due_on


def _reason(new: NewFollowUp) -> str | None:
    """Return why it is given up already; nothing is written down as given up without its reason."""
    if new.state is not FollowUpState.ABANDONED:
        return None
    why = one_line(new.note)
    if not why:
        raise Refusal(FollowUpNo.REASON_NEEDED)
    return why


def _day(day: date | None) -> date | None:
    if day is not None and not EARLIEST <= day <= LATEST:
        raise Refusal(FollowUpNo.DAY_WRONG)
    return day
