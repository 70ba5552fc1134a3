"""After a refusal, a silence or an answer that is not accepted: which stage is open, until when, and what follows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from budgeting.law.calendar import Calendar
from budgeting.law.deadlines import Deadline, reckon
from budgeting.law.reasons import LawNo
from budgeting.law.stages import Ladder, Stage
from budgeting.law.terms import Term
from budgeting.refusal import Refusal


class Trigger(StrEnum):
    """What a complaint is about."""

    REFUSED = "after_refusal"
    SILENT = "after_silence"
    NOT_ACCEPTED = "after_answer"


class Verdict(StrEnum):
    """How a body decided a complaint."""

    FOR_CITIZEN = "for_citizen"
    IN_PART = "in_part"
    AGAINST = "against"


class RungState(StrEnum):
    """Where a stage stands today."""

    NOT_YET = "stage_not_yet"
    OPEN = "stage_open"
    MISSED = "stage_missed"
    FILED = "stage_filed"
    SILENT = "stage_silent"
    ANSWERED = "stage_answered"
    NEEDLESS = "stage_needless"


@dataclass(frozen=True)
class Ending:
    """How a request or a stage ended; `on` is the day the citizen got the answer, or the last day of the silence."""

    trigger: Trigger
    on: date


@dataclass(frozen=True)
class Complaint:
    """A complaint filed at a stage, by its number from 0; `answered_on` is None while there is no answer.

    `verdict` is None where nobody has said how it was decided, `decision` are words on it.
    """

    stage: int
    filed_on: date
    answered_on: date | None = None
    verdict: Verdict | None = None
    decision: str = ""


@dataclass(frozen=True)
class Rung:
    """One stage with its dates.

    `complain_by` is None where no number of days was found or the stage is not open yet, `answer_by` where no number
    was found or nothing was filed. `after` is what the citizen complains of.
    """

    number: int
    stage: Stage
    state: RungState
    after: Ending | None = None
    complain_by: Deadline | None = None
    complaint: Complaint | None = None
    answer_by: Deadline | None = None


def ending_of(
    deadline: Deadline | None, today: date, *, refused_on: date | None, answered_on: date | None
) -> Ending | None:
    """Return how a request ended: refused, answered, or silent once its date is past; None while it runs."""
    if refused_on is not None:
        return Ending(Trigger.REFUSED, refused_on)
    if answered_on is not None:
        return Ending(Trigger.NOT_ACCEPTED, answered_on)
    if deadline is not None and deadline.due_on is not None and deadline.is_overdue(today):
        return Ending(Trigger.SILENT, deadline.due_on)
    return None


def climb(
    ladder: Ladder, ending: Ending | None, complaints: Iterable[Complaint], calendar: Calendar, today: date
) -> tuple[Rung, ...]:
    """Return every stage with its dates as of a day.

    In an ordered ladder a stage opens when the one before it was answered, or was silent past its days; where that
    stage has no number of days, silence gives no date and only an answer opens the next. In an unordered one every
    stage opens with the request's own ending. Who won has nothing left to complain of: what is not filed by then is
    needless; what is filed stays, whatever is learnt later of the stage before.
    """
    filed = {complaint.stage: complaint for complaint in complaints}
    has_won = any(complaint.verdict is Verdict.FOR_CITIZEN for complaint in filed.values())
    rungs: list[Rung] = []
    for number, stage in enumerate(ladder.stages):
        complaint = filed.get(number)
        opens = _next(rungs[-1], complaint) if rungs and ladder.in_order else ending
        is_needless = complaint is None and has_won
        closed = Rung(number, stage, RungState.NEEDLESS)
        rungs.append(closed if is_needless else _rung(number, stage, opens, complaint, calendar, today))
    return tuple(rungs)


def why_not_complain(rungs: Sequence[Rung], complaint: Complaint) -> Refusal | None:
    """Return why a complaint may not be noted at a stage: unknown, noted before, not open yet, or its days are past."""
    if not 0 <= complaint.stage < len(rungs):
        return Refusal(LawNo.COMPLAINT_UNKNOWN_STAGE)
    rung = rungs[complaint.stage]
    if rung.complaint is not None:
        return Refusal(LawNo.COMPLAINT_TWICE)
    if rung.after is None or complaint.filed_on < rung.after.on:
        return Refusal(LawNo.COMPLAINT_BEFORE_STAGE)
    if rung.complain_by is not None and rung.complain_by.is_overdue(complaint.filed_on):
        return Refusal(LawNo.COMPLAINT_TOO_LATE, until=str(rung.complain_by.due_on))
    return None


def _rung(
    number: int, stage: Stage, opens: Ending | None, complaint: Complaint | None, calendar: Calendar, today: date
) -> Rung:
    if opens is None and complaint is None:
        return Rung(number, stage, RungState.NOT_YET)
    complain_by = _by(opens.on, stage.complain, calendar) if opens else None
    answer_by = _by(complaint.filed_on, stage.answer, calendar) if complaint else None
    state = _state(complain_by, complaint, answer_by, today)
    return Rung(number, stage, state, opens, complain_by, complaint, answer_by)


def _state(
    complain_by: Deadline | None, complaint: Complaint | None, answer_by: Deadline | None, today: date
) -> RungState:
    if complaint is None:
        return RungState.MISSED if complain_by and complain_by.is_overdue(today) else RungState.OPEN
    if complaint.answered_on is not None:
        return RungState.ANSWERED
    return RungState.SILENT if answer_by and answer_by.is_overdue(today) else RungState.FILED


def _by(start: date, term: Term | None, calendar: Calendar) -> Deadline | None:
    return reckon(start, term, term.days, calendar) if term else None


def _next(rung: Rung, following: Complaint | None) -> Ending | None:
    """Return what opens the stage after this one, of which `following` is the complaint.

    A later answer of a silent body starts the days anew, but not for who has gone on by then: they complained of the
    silence.
    """
    complaint = rung.complaint
    if complaint is None:
        return None
    answered_on = complaint.answered_on
    if answered_on is not None and (following is None or answered_on <= following.filed_on):
        return None if complaint.verdict is Verdict.FOR_CITIZEN else Ending(Trigger.NOT_ACCEPTED, answered_on)
    due = rung.answer_by
    if due is None or due.due_on is None:
        return None
    was_silent = due.is_overdue(answered_on) if answered_on else rung.state is RungState.SILENT
    return Ending(Trigger.SILENT, due.due_on) if was_silent else None
