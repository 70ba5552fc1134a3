"""What a witness does with a link: accept and be given a code, look at what is asked, say yes or that they saw it."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from hmac import compare_digest
from typing import TypedDict

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.ports import ProjectView, ResultLine
from budgeting.phases import Phase
from budgeting.proof.meetings import Shows
from budgeting.refusal import Refusal
from models import Approval, Cycle, Witness
from services.approvals import approve
from services.by_hand.boxes import close_ballot_box
from services.by_hand.meeting_consent import type_meeting_as_witness
from services.by_hand.meeting_list import MeetingView, meeting_of, meetings_page
from services.by_hand.meetings import NO_FIGURES, Figures
from services.by_hand.reading import BoxView, boxes_of
from services.counting.count import latest_run
from services.counting.publish import publish
from services.counting.results import election_of, result_lines
from services.counting.shows import shows_of
from services.cycles.approve import approve_cycle, void_cycle
from services.cycles.checks import ideas_to_come
from services.cycles.consent import Matter
from services.cycles.key import destroy_key
from services.cycles.phases import phases_of
from services.house import House
from services.public.vote_rules import VoteRules, rules_read
from services.watching.published import SEEN
from services.witnesses.links import MOST_TRIES, open_link
from services.witnesses.matters import ACCEPT, BROADCAST, boxes_to_close, matters_of, meetings_to_confirm
from services.witnesses.messages import MessageAsked, agree, message_asked
from services.witnesses.naming import note_witness
from services.witnesses.reasons import WitnessReason

DIGITS = 8


class _Result(TypedDict):
    ballots: int
    lines: tuple[ResultLine, ...]
    shows: Shows


class _Sheet(TypedDict):
    meeting: MeetingView | None
    projects: tuple[ProjectView, ...]


class _Plan(TypedDict):
    rules: VoteRules | None
    gathering: tuple[Phase, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a link shows: who is asked what, on which vote, and what exactly stands to be agreed to.

    `box` is the ballot box that is to be closed, `meeting` that whose sheet is to be typed, with the `projects` of its
    vote; `lines` the result that is to be published, with `ballots` counted and
    its `shows` of hands; `reason` that of a voiding; `rules` all that is frozen of a plan, `gathering` its phases whose
    ideas this vote leaves out; `message` a broadcast that is to be sent. `has_changed`: what was to be agreed to is
    another by now, or is done.
    """

    witness: str
    body: str
    matter: str
    cycle_id: int | None
    title: str
    digest: str
    expires_at: datetime
    tries_left: int
    has_changed: bool
    reason: str = ""
    ballots: int = 0
    lines: tuple[ResultLine, ...] = ()
    shows: Shows = field(default_factory=Shows)
    rules: VoteRules | None = None
    gathering: tuple[Phase, ...] = ()
    box: BoxView | None = None
    meeting: MeetingView | None = None
    projects: tuple[ProjectView, ...] = ()
    message: MessageAsked | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """A witness who said yes to something of a cycle, or saw its log."""

    name: str
    body: str
    matter: str
    at: datetime


def asked_by(session: Session, house: House, commune_id: int, token: str) -> Asked:
    """Return what a link shows; `Refusal` where it is no longer good."""
    opened = open_link(session, house, commune_id, token)
    link, witness = opened.link, opened.witness
    cycle = session.get_one(Cycle, link.cycle_id) if link.cycle_id else None
    waits = cycle is None or any(
        (one.matter, one.digest) == (link.matter, link.digest) for one in matters_of(session, cycle)
    )
    message = message_asked(session, house, commune_id, link)
    waits = waits and (link.broadcast_id is None or message is not None)
    has_changed = not (waits or link.matter == SEEN)
    return Asked(
        witness=witness.name,
        body=witness.body,
        matter=link.matter,
        cycle_id=link.cycle_id,
        title=cycle.title if cycle else "",
        digest=link.digest or "",
        expires_at=link.expires_at,
        tries_left=MOST_TRIES - link.tries,
        has_changed=has_changed,
        message=message,
        reason=cycle.voided_reason or "" if cycle and link.matter == Matter.VOID else "",
        box=_box_view(session, cycle, link.digest or "") if cycle and link.matter == Matter.BALLOT_BOX else None,
        **_sheet(session, house, cycle if link.matter == Matter.COUNT_SHEET else None, link.digest or ""),
        **_plan(session, house, cycle if waits and link.matter == Matter.PLAN else None),
        **_result(session, cycle, link.matter if waits else ""),
    )


def accept(session: Session, house: House, commune_id: int, token: str) -> str:
    """Let a witness accept, and return their code: it is shown to them alone, this once."""
    opened = open_link(session, house, commune_id, token)
    if opened.link.matter != ACCEPT or opened.witness.accepted_at is not None:
        raise Refusal(WitnessReason.LINK_DEAD)
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    opened.link.used_at = opened.witness.accepted_at = house.clock()
    opened.witness.mark = _mark(house, opened.witness, code)
    note_witness(session, house, opened.witness, "witness_accepted", None)
    return code


def answer(
    session: Session,
    house: House,
    commune_id: int,
    token: str,
    code: str,
    *,
    ideas_wait: bool = False,
    figures: Figures = NO_FIGURES,
) -> str | Refusal:
    """Take a witness's yes, do what now has two, and return what it was about; a wrong code is told, not raised.

    Returns "" for a wrong code, and a `Refusal` for `figures` of a count sheet that are not those typed before; both
    are counted: the caller must let that stand. Raises `Refusal` for a link that is no longer good, and where what was
    agreed to has changed. `ideas_wait` as in `approve_cycle`.
    """
    opened = open_link(session, house, commune_id, token)
    link, witness = opened.link, opened.witness
    typed = "".join(sign for sign in code[:40] if sign.isdecimal())
    digits = "".join(str(int(sign)) for sign in typed)
    if witness.mark is None or not compare_digest(_mark(house, witness, digits), witness.mark):
        link.tries += 1
        return ""
    if link.matter == BROADCAST:
        agree(session, house, commune_id, link)
        link.used_at = house.clock()
        return link.matter
    if link.matter == ACCEPT or link.cycle_id is None:
        raise Refusal(WitnessReason.LINK_DEAD)
    asked = (link.cycle_id, link.matter, link.digest or "")
    differs = _act(session, house, commune_id, *asked, witness, ideas_wait=ideas_wait, figures=figures)
    if differs is not None:
        return differs
    link.used_at = house.clock()
    return link.matter


def voices_of(session: Session, cycle_id: int) -> list[Voice]:
    """Return which witnesses said yes to what of a cycle, for the public pages; seen heads stand on their own page."""
    rows = session.execute(
        select(Witness.name, Witness.body, Approval.subject, Approval.given_at)
        .join(Approval, Approval.witness_id == Witness.id)
        .where(Approval.subject_id == cycle_id, Approval.subject.in_(list(Matter)))
        .order_by(Approval.id)
    )
    return [Voice(*row) for row in rows]


def _act(
    session: Session,
    house: House,
    commune_id: int,
    cycle_id: int,
    matter: str,
    digest: str,
    witness: Witness,
    *,
    ideas_wait: bool,
    figures: Figures,
) -> Refusal | None:
    where, by = (session, house, commune_id, cycle_id), witness.id
    if matter == SEEN:
        approve(session, house, SEEN, cycle_id, digest, None, commune_id=commune_id, witness_id=witness.id)
        return None
    cycle = session.get_one(Cycle, cycle_id)
    acts: dict[str, Callable[[], bool]] = {
        Matter.PLAN: lambda: approve_cycle(*where, digest, staff_id=None, ideas_wait=ideas_wait, witness_id=by),
        Matter.RESULT: lambda: publish(*where, digest, staff_id=None, witness_id=by),
        Matter.VOID: lambda: void_cycle(*where, cycle.voided_reason or "", staff_id=None, witness_id=by),
        Matter.BALLOT_BOX: lambda: close_ballot_box(*where, _box(session, cycle, digest), staff_id=None, witness_id=by),
        Matter.KEY_END: lambda: destroy_key(*where, staff_id=None, witness_id=by),
    }
    if not any((one.matter, one.digest) == (matter, digest) for one in matters_of(session, cycle)):
        raise Refusal(WitnessReason.NOTHING_WAITS)
    if matter == Matter.COUNT_SHEET:
        return type_meeting_as_witness(*where, _meeting(session, cycle, digest), figures, witness_id=by)
    acts[matter]()
    return None


def _result(session: Session, cycle: Cycle | None, matter: str) -> _Result:
    run = latest_run(session, cycle.id) if cycle is not None and matter == Matter.RESULT else None
    if cycle is None or run is None:
        return {"ballots": 0, "lines": (), "shows": Shows()}
    return {
        "ballots": election_of(run).voters,
        "lines": result_lines(session, cycle, run),
        "shows": shows_of(run),
    }


def _plan(session: Session, house: House, cycle: Cycle | None) -> _Plan:
    if cycle is None:
        return {"rules": None, "gathering": ()}
    return {
        "rules": rules_read(session, cycle),
        "gathering": ideas_to_come(phases_of(session, cycle.id), house.clock()),
    }


def _box(session: Session, cycle: Cycle, digest: str) -> int:
    """Return the number of the box that is to be closed with exactly this, 0 where there is none."""
    return next((number for number, held in boxes_to_close(session, cycle) if held == digest), 0)


def _box_view(session: Session, cycle: Cycle, digest: str) -> BoxView | None:
    number = _box(session, cycle, digest)
    return next((box for box in boxes_of(session, cycle.id) if box.number == number), None)


def _meeting(session: Session, cycle: Cycle, digest: str) -> int:
    """Return the number of the meeting whose sheet is to be typed, 0 where there is none."""
    return next((number for number, held in meetings_to_confirm(session, cycle) if held == digest), 0)


def _sheet(session: Session, house: House, cycle: Cycle | None, digest: str) -> _Sheet:
    number = _meeting(session, cycle, digest) if cycle is not None else 0
    if cycle is None or not number:
        return {"meeting": None, "projects": ()}
    page = meetings_page(session, house, cycle.commune_id, cycle.id)
    return {"meeting": meeting_of(page, number), "projects": page.poll.projects}


def _mark(house: House, witness: Witness, code: str) -> str:
    return house.vault.hash("witness code", f"{witness.id}:{code}")
