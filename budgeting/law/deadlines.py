"""By which day a request must be answered, and on what that rests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from budgeting.law.asking import Asker, RequestKind, Track
from budgeting.law.calendar import Calendar
from budgeting.law.counting import DayCount, count_days
from budgeting.law.pauses import Pause
from budgeting.law.profile import Delay, Profile
from budgeting.law.promise import Promise
from budgeting.law.public_holidays import Holiday
from budgeting.law.reasons import LawNo
from budgeting.law.sources import Doubt, Source
from budgeting.law.terms import Basis, Term, Unit
from budgeting.refusal import Refusal


@dataclass(frozen=True)
class Extension:
    """More time the commune took: so many days of the delay's own unit, told on a day, with a written reason."""

    days: int
    told_on: date
    reason: str


@dataclass(frozen=True)
class Case:
    """What the clock needs to know of one request; `received_on` is its day in the commune's own time zone."""

    received_on: date
    kind: RequestKind = RequestKind.QUESTION
    asker: Asker = Asker.ANYBODY
    track: Track = Track.ORDINARY
    pauses: tuple[Pause, ...] = ()
    extension: Extension | None = None


@dataclass(frozen=True)
class Deadline:
    """A date and its account: what it rests on, the count behind it, its sources and its reserves.

    `strict` is the same count without pauses, told where no law was found to let the clock stand still: the pause is
    then the commune's reading, and this the date a complaint body may hold it to. It equals `count` without pauses.
    """

    basis: Basis
    count: DayCount
    strict: DayCount
    base_days: int
    extended_by: int
    sources: tuple[Source, ...]
    doubts: tuple[Doubt, ...]

    @property
    def due_on(self) -> date | None:
        """The last day in time; None while the clock stands still."""
        return self.count.ends_on

    @property
    def unit(self) -> Unit:
        """Which days were counted."""
        return self.count.unit

    @property
    def holidays(self) -> tuple[Holiday, ...]:
        """The holidays that were passed over."""
        return self.count.holidays

    @property
    def is_unconfirmed(self) -> bool:
        """Was its number of days taken from somewhere else than the text of the law?"""
        return Doubt.UNCONFIRMED in self.doubts

    def is_overdue(self, today: date) -> bool:
        """Is the last day past?"""
        return self.due_on is not None and self.due_on < today


def deadline_of(case: Case, profile: Profile, promise: Promise | None, calendar: Calendar) -> Deadline | None:
    """Return the deadline of a request; None where neither the law nor the commune gives a number.

    A formal request runs on the law where the law has a number for it; everything else on the commune's promise,
    which says so (`Basis.PROMISE`) and must be worded as a promise. An extension that was taken is counted as it is:
    `why_not_extend` is asked before. `Refusal` (`LawNo`) for a pause or a day that cannot have been.
    """
    delay = delay_of(case, profile, promise)
    if delay is None:
        return None
    days = delay.term.days + (case.extension.days if case.extension else 0)
    more = delay.extension if case.extension else None
    return reckon(case.received_on, delay.term, days, calendar, case.pauses, pause_source=profile.pause, more=more)


def delay_of(case: Case, profile: Profile, promise: Promise | None) -> Delay | None:
    """Return the days a request is given; `Refusal` for an urgent one where neither law nor promise knows urgency."""
    delay = profile.delay_for(case.asker, case.track) if case.kind is RequestKind.FORMAL else None
    if delay is not None:
        return delay
    if case.track is Track.URGENT:
        raise Refusal(LawNo.NO_URGENT_TRACK)
    return promise.delay if promise else None


def reckon(
    start: date,
    term: Term,
    days: int,
    calendar: Calendar,
    pauses: Sequence[Pause] = (),
    *,
    pause_source: Source | None = None,
    more: Term | None = None,
) -> Deadline:
    """Count a period of which `days` may be more than the term's own, by the extension `more`."""
    count = count_days(start, days, term.unit, calendar, pauses)
    terms = (term, more) if more else (term,)
    return Deadline(
        basis=term.basis,
        count=count,
        strict=count_days(start, days, term.unit, calendar) if pauses else count,
        base_days=term.days,
        extended_by=days - term.days,
        sources=tuple(one.source for one in terms) + ((pause_source,) if pauses and pause_source else ()),
        doubts=_doubts(terms, count, bool(pauses) and pause_source is None and term.basis is Basis.LAW),
    )


def why_not_extend(
    case: Case, extension: Extension, profile: Profile, promise: Promise | None, calendar: Calendar
) -> Refusal | None:
    """Return why an extension may not be taken; asked before it is, with the case as it stands."""
    delay, before = delay_of(case, profile, promise), deadline_of(case, profile, promise, calendar)
    if delay is None or delay.extension is None:
        return Refusal(LawNo.NO_EXTENSION)
    if case.extension is not None:
        return Refusal(LawNo.EXTENSION_TWICE)
    if not 1 <= extension.days <= delay.extension.days:
        return Refusal(LawNo.EXTENSION_TOO_LONG, most=delay.extension.days)
    if not extension.reason.strip():
        return Refusal(LawNo.EXTENSION_WITHOUT_REASON)
    if extension.told_on < case.received_on:
        return Refusal(LawNo.EXTENSION_BEFORE_RECEIPT, received_on=case.received_on.isoformat())
    if before is not None and before.is_overdue(extension.told_on):
        return Refusal(LawNo.EXTENSION_TOO_LATE, due_on=str(before.due_on))
    return None


def _doubts(terms: Sequence[Term], count: DayCount, is_own_pause: bool) -> tuple[Doubt, ...]:
    found = {doubt for term in terms for doubt in term.doubts}
    if count.unsettled:
        found.add(Doubt.HOLIDAY_ESTIMATED)
    if is_own_pause:
        found.add(Doubt.PAUSE_NOT_IN_LAW)
    return tuple(doubt for doubt in Doubt if doubt in found)
