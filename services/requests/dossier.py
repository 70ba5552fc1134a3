"""Everything about a request that staff need to act on it: law, dates in words, stages, public words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from bot.phrases import Phrase
from budgeting.law.asking import FormNeed, Track
from budgeting.law.complaints import Rung
from budgeting.law.deadlines import Deadline, delay_of
from budgeting.law.extending import ExtensionGround
from budgeting.law.grounds import Ground
from budgeting.refusal import Refusal
from models import Commune, InformationRequest
from models.request import RequestState
from services.audit import record
from services.clock import day_in
from services.house import House
from services.requests.arithmetic import account_of
from services.requests.clock import Clock, clock_of, pauses_of, read_deadline
from services.requests.complaining import rungs_of
from services.requests.formal import form_of, open_form
from services.requests.joining import likely_fellows, may_join
from services.requests.pausing import open_pause
from services.requests.publishing import PUBLISHABLE, proposed
from services.requests.reasons import RequestNo
from services.requests.suggesting import Asked


@dataclass(frozen=True, slots=True)
class Dossier:
    """A request beside its history.

    `most_days` is how many days an extension may have, 0 where there is none. `needs` is what the law's form asks for;
    `has_form` says that who asked is sealed here. `words` are the question and the answer as they would be published;
    `has_lapsed` says that they were public until the answer changed. `fellows` are questions that seem to ask the same.
    """

    law: str
    account: tuple[Phrase, ...]
    deadline: Deadline | None
    asker: str
    track: str
    has_urgent: bool
    grounds: tuple[Ground, ...]
    extension_grounds: tuple[ExtensionGround, ...]
    most_days: int
    asked: str | None
    needs: tuple[FormNeed, ...]
    has_form: bool
    rungs: tuple[Rung, ...]
    words: tuple[str, str]
    published_at: datetime | None
    has_lapsed: bool
    may_publish: bool
    may_join: bool
    fellows: tuple[Asked, ...]
    answered_from: str | None
    helped: bool | None
    today: date


def read_dossier(session: Session, house: House, commune_id: int, request_id: int) -> Dossier:
    """Return the dossier of one request of the commune; one of another commune is unknown."""
    row = _get(session, commune_id, request_id)
    clock = clock_of(session, session.get_one(Commune, commune_id))
    today = day_in(house.clock(), clock.commune.time_zone)
    is_prepared = row.state == RequestState.PREPARED
    deadline = read_deadline(session, clock, row) if row.was_handed_in else None
    pause = open_pause(session, row.id)
    return Dossier(
        law=row.law or "",
        account=account_of(deadline, row.answer_by) if deadline else (),
        deadline=deadline,
        asker=row.asker,
        track=row.track,
        has_urgent=any(delay.track is Track.URGENT for delay in clock.profile.delays),
        grounds=clock.grounds_of(row),
        extension_grounds=clock.extension_grounds_of(row),
        most_days=_most_days(session, clock, row),
        asked=pause.question if pause else None,
        needs=form_of(clock) if is_prepared else (),
        has_form=row.form is not None,
        rungs=rungs_of(session, clock, row, today),
        words=proposed(session, row),
        published_at=row.published_at,
        has_lapsed=row.published_at is None and row.public_text is not None,
        may_publish=row.state in PUBLISHABLE and row.was_put_to_staff,
        may_join=may_join(row),
        fellows=likely_fellows(session, row),
        answered_from=row.answered_from,
        helped=row.helped,
        today=today,
    )


def read_form(session: Session, house: House, *, commune_id: int, request_id: int, staff_id: int) -> dict[str, str]:
    """Return who made a formal request, by field of the form; that it was read stands in the trail."""
    row = _get(session, commune_id, request_id)
    if row.form is not None:
        record(
            session,
            house,
            act="request_form_read",
            subject="request",
            subject_id=row.id,
            details={"reference": row.reference},
            staff_id=staff_id,
            commune_id=commune_id,
        )
    return open_form(house, row)


def _get(session: Session, commune_id: int, request_id: int) -> InformationRequest:
    row = session.get(InformationRequest, request_id)
    if row is None or row.commune_id != commune_id:
        raise Refusal(RequestNo.UNKNOWN)
    return row


def _most_days(session: Session, clock: Clock, row: InformationRequest) -> int:
    if row.answer_by:
        return 0
    case = clock.case_of(row, pauses_of(session, row.id))
    delay = delay_of(case, clock.profile_of(row), clock.promise_of(row))
    return delay.extension.days if delay and delay.extension and case.extension is None else 0
