"""Requests as citizens see them: their own in full, anybody else's as the public register shows it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.ports import RequestView, StageView
from bot.sms.clean import clean_text
from bot.understanding.references import find_reference
from bot.views.requests import ComplaintView
from budgeting.law.asking import RequestKind
from budgeting.law.complaints import Rung
from budgeting.law.deadlines import Deadline
from budgeting.refusal import Refusal
from models import Commune, Contact, InformationRequest, RequestEvent, RequestPause
from models.request import RequestState
from services.clock import day_in
from services.follow_ups.named import promise_named
from services.house import House
from services.requests.authors import is_author
from services.requests.clock import clock_of, read_deadline
from services.requests.complaining import rungs_of, still_open
from services.requests.filing import is_spoken
from services.requests.objecting import objection_about
from services.requests.pausing import open_pause
from services.requests.reasons import OPEN, RequestNo
from services.same_phone import contacts_of_phone

LOOKED_AT, MOST = 20, 5
"""Of somebody's latest requests, how many are looked at for a complaint, and of how many they are told."""


def find_request(
    session: Session, house: House, commune: Commune, reference: str, contact: Contact | None
) -> RequestView:
    """Return a request by its reference; only its author sees what is not public."""
    found = find_reference(reference)
    if found is None:
        raise Refusal(RequestNo.NO_SUCH_REFERENCE, reference=clean_text(reference).strip()[:16])
    wanted = found[0]
    row = session.scalar(
        select(InformationRequest).where(
            InformationRequest.commune_id == commune.id, InformationRequest.reference == wanted
        )
    )
    if row is None:
        raise Refusal(RequestNo.NO_SUCH_REFERENCE, reference=wanted)
    return view_of(session, house, row, commune, contact)


def view_of(
    session: Session, house: House, row: InformationRequest, commune: Commune, contact: Contact | None
) -> RequestView:
    """Return a request as that contact may see it, its dates reckoned by its own law and promise."""
    is_own = is_author(session, row, contact.id if contact else None)
    clock = clock_of(session, commune)
    deadline = read_deadline(session, clock, row) if row.was_handed_in else None
    pause = open_pause(session, row.id) if row.state == RequestState.PAUSED else None
    today = day_in(house.clock(), commune.time_zone)
    # Who asked at the desk has nothing but the number: a stage that is over by what they filed is no way any more.
    rungs = rungs_of(session, clock, row, today, with_complaints=is_own or is_spoken(row.channel))
    ways = tuple(_stage(rung) for rung in still_open(rungs))
    answer, reason = _own_words(row) if is_own else _public_words(row)
    return RequestView(
        reference=row.reference,
        kind=row.kind,
        state=row.state,
        received_on=day_in(row.received_at, commune.time_zone),
        due_on=row.due_on,
        strict_on=_strict(deadline, row),
        days=deadline.base_days if deadline and not row.appeal_of else 0,
        unit=str(deadline.unit) if deadline else "",
        holidays=len(deadline.holidays) if deadline else 0,
        basis=str(deadline.basis) if deadline else "",
        text=row.text if is_own else None,
        answer=answer,
        reason=reason,
        asked=pause.question if pause and is_own else None,
        stage=ways[0] if ways else None,
        other_stages=ways[1:],
        complaint=_complaint(session, row, rungs) if is_own else None,
        is_appeal=row.appeal_of is not None,
        is_at_once=row.state == RequestState.RECEIVED and row.answered_from is not None and row.helped is None,
        ground=row.refusal,
        promise=promise_named(session, row, contact) if is_own and contact else None,
        objection=objection_about(session, row, contact) if is_own and contact else None,
        is_withheld=not is_own and not (answer or reason) and _has_words(row, pause),
    )


def _own_words(row: InformationRequest) -> tuple[str | None, str | None]:
    """Return the answer and the reason as their author was told them."""
    return row.answer, row.reason or row.extension_reason


def _public_words(row: InformationRequest) -> tuple[str | None, str | None]:
    """Return the answer and the reason that staff confirmed for everybody; public words of a refusal are its reason."""
    words = row.public_answer if row.published_at is not None else None
    return (words, None) if row.answer else (None, words)


def _has_words(row: InformationRequest, pause: RequestPause | None) -> bool:
    """Has the commune said more of a request than its state and its dates?"""
    why_later = row.extension_reason if row.state == RequestState.EXTENDED else None
    return bool(row.answer or row.reason or why_later or pause)


def complained_of(session: Session, house: House, commune: Commune, contact: Contact) -> list[str]:
    """Return the references of somebody's requests with a stage of complaint open today, the newest first.

    Theirs is what came on any channel of the same proven phone.

    Of questions those that were answered are left out: who has another asks again. What was closed without an answer
    is among them, before the law's days are over too: somebody may object to that.
    """
    query = select(InformationRequest).where(
        InformationRequest.commune_id == commune.id,
        InformationRequest.contact_id.in_(one.id for one in contacts_of_phone(session, contact)),
    )
    rows = session.scalars(query.order_by(InformationRequest.id.desc()).limit(LOOKED_AT))
    views = [(row, view_of(session, house, row, commune, contact)) for row in rows]
    return [row.reference for row, view in views if _may_be_complained_of(row, view)][:MOST]


def _may_be_complained_of(row: InformationRequest, view: RequestView) -> bool:
    if view.stage:
        return not _is_answered_question(view)
    return row.state == RequestState.CLOSED and not row.is_settled and row.was_handed_in


def _is_answered_question(view: RequestView) -> bool:
    return view.kind == RequestKind.QUESTION and view.state == RequestState.ANSWERED


def references_of(session: Session, commune_id: int, contact_ids: Collection[int], *, limit: int = 5) -> list[str]:
    """Return the references of some contacts' requests, newest first."""
    return list(
        session.scalars(
            select(InformationRequest.reference)
            .where(InformationRequest.commune_id == commune_id, InformationRequest.contact_id.in_(contact_ids))
            .order_by(InformationRequest.id.desc())
            .limit(limit)
        )
    )


def _strict(deadline: Deadline | None, row: InformationRequest) -> date | None:
    """Return the date without the wait, where the two differ and the answer is still due."""
    if deadline is None or row.appeal_of or row.state not in OPEN or deadline.strict.ends_on == deadline.due_on:
        return None
    return deadline.strict.ends_on


def _stage(rung: Rung) -> StageView:
    by = rung.complain_by
    is_unconfirmed = by is not None and by.is_unconfirmed
    return StageView(str(rung.stage.body), rung.stage.name, by.due_on if by else None, is_unconfirmed)


def _complaint(session: Session, row: InformationRequest, rungs: Sequence[Rung]) -> ComplaintView | None:
    """Return the last stage the citizen turned to, None where they did not."""
    for rung in reversed(rungs):
        if (filed := rung.complaint) is not None:
            by = rung.answer_by
            return ComplaintView(
                str(rung.stage.body),
                rung.stage.name,
                by.due_on if by else None,
                filed.verdict,
                filed.decision or None,
                is_past=_is_settled_since(session, row),
                is_unconfirmed=by is not None and by.is_unconfirmed,
            )
    return None


def _is_settled_since(session: Session, row: InformationRequest) -> bool:
    """Has the commune settled a request anew after what was last noted of a complaint about it?"""
    noted = select(func.max(RequestEvent.id)).where(
        RequestEvent.request_id == row.id, RequestEvent.reason.in_(("complaint_filed", "complaint_answered"))
    )
    settled = select(RequestEvent.id).where(
        RequestEvent.request_id == row.id,
        RequestEvent.id > noted.scalar_subquery(),
        RequestEvent.reason.is_distinct_from("tagged"),
        RequestEvent.state.in_((RequestState.ANSWERED, RequestState.REFUSED, RequestState.CLOSED)),
    )
    return session.scalar(settled.limit(1)) is not None
