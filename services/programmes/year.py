"""A programme's year as a performance report tells it: its dashboard, what is put right, what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models import CorrectiveAction, FollowUp, ManagementDialogue, ReviewedProgramme
from services.budgets.archive import Memory
from services.follow_ups.carrying import carried_to
from services.follow_ups.finding import EVERYBODY, Reader
from services.management_dialogues.owning import ORIGIN
from services.management_dialogues.reading import CorrectiveView, corrective_views
from services.programmes.dashboard import Dashboard, dashboards_of
from services.programmes.findings import Finding
from services.programmes.fiscal import WHOLE
from services.programmes.gaps import findings_before
from services.programmes.reading import ProgrammeView


@dataclass(frozen=True, slots=True)
class ProgrammeYear:
    """One programme in one fiscal year; `kept_inside` is how many corrective actions the reader may not read."""

    board: Dashboard
    corrective: tuple[CorrectiveView, ...]
    kept_inside: int
    missing: tuple[Finding, ...]


def years_told(
    session: Session,
    commune_id: int,
    programmes: Sequence[ProgrammeView],
    year: int,
    *,
    today: date,
    reader: Reader = EVERYBODY,
    memory: Memory | None = None,
) -> list[ProgrammeYear]:
    """Return programmes in a fiscal year, corrective actions as far as the reader may read them."""
    told = []
    for board in dashboards_of(session, commune_id, programmes, year, today, memory):
        ids = _corrective(session, commune_id, board.programme.id, year)
        shown = corrective_views(session, commune_id, ids, today=today, reader=reader)
        missing = findings_before(board, WHOLE)
        told.append(ProgrammeYear(board, tuple(shown), len(ids) - len(shown), tuple(missing)))
    return told


def _corrective(session: Session, commune_id: int, programme_id: int, year: int) -> list[int]:
    """Return the ids of a programme's corrective actions that the dialogues on a year decided or took over."""
    reviewed = select(ReviewedProgramme.dialogue_id).where(ReviewedProgramme.programme_id == programme_id)
    mine = (ManagementDialogue.commune_id == commune_id, ManagementDialogue.year == year)
    dialogues = session.scalars(select(ManagementDialogue.id).where(*mine, ManagementDialogue.id.in_(reviewed))).all()
    carried = [one.id for each in dialogues for one in carried_to(session, commune_id, ORIGIN, each)]
    of_it = or_(CorrectiveAction.programme_id == programme_id, CorrectiveAction.programme_id.is_(None))
    of_year = or_(FollowUp.origin_id.in_(dialogues), FollowUp.id.in_(carried))
    query = (
        select(FollowUp.id)
        .outerjoin(CorrectiveAction, CorrectiveAction.follow_up_id == FollowUp.id)
        .where(FollowUp.commune_id == commune_id, FollowUp.origin == ORIGIN, of_year, of_it)
        .order_by(FollowUp.number)
    )
    return list(session.scalars(query))
