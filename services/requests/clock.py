"""The clock of a request: its law, its promise, its pauses and the commune's calendar make its due date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.law.asking import Asker, RequestKind, Track
from budgeting.law.calendar import Calendar
from budgeting.law.corrections import Correction, CorrectionKind
from budgeting.law.deadlines import Case, Deadline, Extension, deadline_of, delay_of
from budgeting.law.extending import ExtensionGround
from budgeting.law.grounds import Ground
from budgeting.law.pauses import Pause
from budgeting.law.profile import SATURDAY, SUNDAY, Profile, Weekend
from budgeting.law.profiles import find_profiles
from budgeting.law.promise import Promise
from budgeting.law.promise_record import promise_from
from budgeting.law.protection import Regime
from budgeting.law.public_holidays import Holiday, holidays_of
from budgeting.law.sources import Confidence, Gap, Source
from budgeting.law.terms import Basis
from models import Commune, HolidayCorrection, InformationRequest, RequestPause
from services.clock import day_in
from services.commitments import promise_of

NOWHERE = Source("", Confidence.UNCONFIRMED, note="no profile of this country is there yet")


class _NoHolidays(Calendar):
    """The calendar of a country that the library of holidays does not know."""

    def known_holidays(self, year: int) -> Mapping[date, Holiday]:  # noqa: ARG002 - it has none in any year
        return {}


@dataclass(frozen=True)
class Clock:
    """What reckons the dates of a commune's requests; made once for a page or a piece of work."""

    commune: Commune
    profile: Profile
    calendar: Calendar

    @cached_property
    def promise(self) -> Promise:
        """The commune's promise as it stands today."""
        return promise_of(self.commune)

    def profile_of(self, row: InformationRequest) -> Profile:
        """Return the law as it stood when the request was received."""
        if row.law == self.profile.key:
            return self.profile
        return next((found for found in find_profiles().values() if found.key == row.law), self.profile)

    def promise_of(self, row: InformationRequest) -> Promise:
        """Return the promise as it stood when the request was received."""
        return promise_from(row.promise) if row.promise else self.promise

    def grounds_of(self, row: InformationRequest) -> tuple[Ground, ...]:
        """Return on what it may be refused: the law's grounds for a formal request, else those promised."""
        return self.profile_of(row).grounds if row.kind == RequestKind.FORMAL else self.promise_of(row).refusal_grounds

    def extension_grounds_of(self, row: InformationRequest) -> tuple[ExtensionGround, ...]:
        """Return why more days may be taken: what the law gives where it counts the days, else what is promised."""
        delay = delay_of(self.case_of(row, ()), self.profile_of(row), self.promise_of(row))
        is_law = delay is not None and delay.term.basis is Basis.LAW
        return self.profile_of(row).extension_grounds if is_law else self.promise_of(row).reasons_for_more_time

    def case_of(self, row: InformationRequest, pauses: Sequence[RequestPause]) -> Case:
        """Return what the law's clock needs to know of a request."""
        extension = None
        if row.extended_days and row.extended_on:
            extension = Extension(row.extended_days, row.extended_on, row.extension_reason or "")
        return Case(
            received_on=day_in(row.received_at, self.commune.time_zone),
            kind=RequestKind(row.kind),
            asker=Asker(row.asker),
            track=Track(row.track),
            pauses=tuple(Pause(pause.asked_on, pause.answered_on) for pause in pauses),
            extension=extension,
        )

    def deadline_of(self, row: InformationRequest, pauses: Sequence[RequestPause]) -> Deadline | None:
        """Return by when a request must be answered, with its account."""
        return deadline_of(self.case_of(row, pauses), self.profile_of(row), self.promise_of(row), self.calendar)


def clock_of(session: Session, commune: Commune) -> Clock:
    """Return the clock of a commune, its corrections of holidays read."""
    profile = law_of(commune)
    corrections = tuple(corrections_of(session, commune.id))
    kind = Calendar if _has_holidays(profile.country) else _NoHolidays
    return Clock(
        commune, profile, kind(profile.country, profile.weekend.days, corrections, feast_names=profile.feast_names)
    )


def law_of(commune: Commune) -> Profile:
    """Return the profile of the commune's country; one without law where nobody has written it yet."""
    return find_profiles().get(commune.country) or Profile(
        key="",
        country=commune.country,
        weekend=Weekend(frozenset({SATURDAY, SUNDAY}), NOWHERE),
        protection=Regime(source=NOWHERE),
        gaps=frozenset(Gap) - {Gap.UNIT_NOT_STATED},
    )


def corrections_of(session: Session, commune_id: int) -> list[Correction]:
    """Return the commune's corrections of its country's holidays, by day."""
    rows = session.scalars(
        select(HolidayCorrection).where(HolidayCorrection.commune_id == commune_id).order_by(HolidayCorrection.day)
    )
    return [Correction(CorrectionKind(row.kind), row.day, row.name, row.moved_to) for row in rows]


def pauses_of(session: Session, request_id: int) -> list[RequestPause]:
    """Return the pauses of a request, the earliest first."""
    query = select(RequestPause).where(RequestPause.request_id == request_id).order_by(RequestPause.id)
    return list(session.scalars(query))


def read_deadline(session: Session, clock: Clock, row: InformationRequest) -> Deadline | None:
    """Return the deadline of one request with its pauses."""
    return clock.deadline_of(row, pauses_of(session, row.id))


def set_due(session: Session, clock: Clock, row: InformationRequest) -> Deadline | None:
    """Reckon a request's due date anew and keep it, an appeal's by the end of its stage; return the whole account."""
    found = read_deadline(session, clock, row)
    row.due_on = found.due_on if found else None
    if row.due_on and row.answer_by:
        row.due_on = min(row.due_on, row.answer_by)
    return found


def start_clock(session: Session, clock: Clock, row: InformationRequest) -> Deadline | None:
    """Keep the law and the promise as they stand today, and reckon the due date."""
    row.law = clock.profile.key or None
    row.promise = clock.promise.as_record()
    return set_due(session, clock, row)


def _has_holidays(country: str) -> bool:
    try:
        holidays_of(country, 2026)
    except NotImplementedError:
        return False
    return True
