"""Opening a dialogue: the figures are read into it, and it takes over what earlier ones left."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session, aliased

from budgeting.refusal import Refusal
from models import (
    Commune,
    CorrectiveAction,
    FollowUp,
    ManagementDialogue,
    ManagementGap,
    ReviewedProgramme,
)
from models.follow_up import FollowUpEventKind
from models.management_dialogue import DialogueLevel
from services.clock import day_in
from services.follow_ups.carrying import carried_to
from services.follow_ups.events import Step, write_event
from services.follow_ups.finding import is_open
from services.house import House
from services.management_dialogues.figures import as_kept, read_figures
from services.management_dialogues.naming import names_of, title_of
from services.management_dialogues.owning import ORIGIN, get_unclosed, note, programmes_in
from services.management_dialogues.reasons import ManagementNo
from services.numbering import hold
from services.programmes.dashboard import dashboards_of
from services.programmes.fiscal import period_in
from services.programmes.reading import programme_views
from services.programmes.standing import Standing, Verdict


def left_for(session: Session, row: ManagementDialogue) -> list[FollowUp]:
    """Return the corrective actions that earlier dialogues left to this one, by number.

    They are still awaited, and of one of its programmes: from a dialogue on the same programme, of whichever level, on
    an earlier day. A strategic dialogue looks at those too that no dialogue is known of.
    """
    own = select(ReviewedProgramme.programme_id).where(ReviewedProgramme.dialogue_id == row.id)
    shared = aliased(ReviewedProgramme)
    earlier = (
        select(ManagementDialogue.id)
        .join(shared, shared.dialogue_id == ManagementDialogue.id)
        .where(ManagementDialogue.commune_id == row.commune_id, shared.programme_id.in_(own), _is_before(row))
    )
    is_ours = or_(CorrectiveAction.programme_id.is_(None), CorrectiveAction.programme_id.in_(own))
    is_left = and_(FollowUp.origin_id.in_(earlier), is_ours)
    if row.level == DialogueLevel.STRATEGIC:
        is_left = or_(is_left, FollowUp.origin_id.is_(None))
    query = (
        select(FollowUp)
        .outerjoin(CorrectiveAction, CorrectiveAction.follow_up_id == FollowUp.id)
        .where(FollowUp.commune_id == row.commune_id, FollowUp.origin == ORIGIN, is_open(), is_left)
        .order_by(FollowUp.number)
    )
    return list(session.scalars(query))


def open_dialogue(session: Session, house: House, commune_id: int, dialogue_id: int, *, staff_id: int | None) -> None:
    """Open a dialogue, or read the figures anew while it is open.

    The gap analysis takes what the dashboards say; causes that were typed stay. What earlier dialogues left is carried
    over, each promise once. `Refusal` while another one on the same programmes and period is being held: minutes and
    corrective actions would stand in two places.
    """
    hold(session, f"management-dialogues-{commune_id}")
    row = get_unclosed(session, commune_id, dialogue_id)
    is_first = row.opened_at is None
    if is_first and held_beside(session, row) is not None:
        raise Refusal(ManagementNo.ANOTHER_OPEN)
    row.opened_at = row.opened_at or house.clock()
    _read_gaps(session, house, row)
    _carry(session, house, row, staff_id)
    act = "management_dialogue_opened" if is_first else "management_dialogue_read_anew"
    note(session, house, row, act, staff_id)


def held_beside(session: Session, row: ManagementDialogue) -> ManagementDialogue | None:
    """Return another dialogue of that level on the same programmes and period that is being held, None without one."""
    table = ManagementDialogue
    same = (table.level == row.level, table.year == row.year, table.quarter == row.quarter, table.id != row.id)
    is_held = (table.opened_at.is_not(None), table.closed_at.is_(None))
    mine = {programme.id for programme in programmes_in(session, row.id)}
    rows = session.scalars(select(table).where(table.commune_id == row.commune_id, *same, *is_held).order_by(table.id))
    return next((one for one in rows if {each.id for each in programmes_in(session, one.id)} == mine), None)


def _carry(session: Session, house: House, row: ManagementDialogue, staff_id: int | None) -> None:
    carried = {one.id for one in carried_to(session, row.commune_id, ORIGIN, row.id)}
    codes = [programme.code for programme in programmes_in(session, row.id)]
    title = title_of(row.level, period_in(session, row.commune_id, row.year, row.quarter), codes)
    occasion = next(iter(names_of(title, session.get_one(Commune, row.commune_id).languages).values()))
    step = Step(FollowUpEventKind.CARRIED, {"occasion": occasion, "source_id": row.id})
    for left in left_for(session, row):
        if left.id not in carried:
            write_event(session, house, left, step, staff_id=staff_id)


def _read_gaps(session: Session, house: House, row: ManagementDialogue) -> None:
    """Write the money, the progress and where each indicator stands into the dialogue, in place of what was read."""
    today = day_in(house.clock(), session.get_one(Commune, row.commune_id).time_zone)
    views = programme_views(session, [programme.id for programme in programmes_in(session, row.id)])
    kept = {
        gap.indicator_id: gap
        for gap in session.scalars(select(ManagementGap).where(ManagementGap.dialogue_id == row.id))
        if gap.indicator_id is not None
    }
    for dashboard in dashboards_of(session, row.commune_id, views, row.year, today):
        reviewed = session.get_one(ReviewedProgramme, (row.id, dashboard.programme.id))
        reviewed.figures = as_kept(read_figures(dashboard, row.quarter))
        for standing in dashboard.standings[row.quarter]:
            gap = kept.pop(standing.indicator.id, None)
            if standing.verdict is not Verdict.NOT_THEN:
                _read_gap(session, row, dashboard.programme.id, standing, gap)
            elif gap is not None:
                session.delete(gap)
    session.flush()


def _read_gap(
    session: Session, row: ManagementDialogue, programme_id: int, standing: Standing, gap: ManagementGap | None
) -> None:
    indicator = standing.indicator
    if gap is None:
        gap = ManagementGap(dialogue_id=row.id, programme_id=programme_id, indicator_id=indicator.id)
        gap.cause = standing.note or None
        session.add(gap)
    gap.name, gap.unit, gap.falls = indicator.name, indicator.unit or None, indicator.falls
    gap.target, gap.result = standing.target, standing.result


def _is_before(row: ManagementDialogue) -> ColumnElement[bool]:
    """Return the condition that another dialogue came before: on an earlier day, or written down first on the same."""
    same_day = and_(ManagementDialogue.held_on == row.held_on, ManagementDialogue.id < row.id)
    return or_(ManagementDialogue.held_on < row.held_on, same_day)
