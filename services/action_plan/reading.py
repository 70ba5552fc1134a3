"""Plans as lists and pages show them, complete: to staff what each may read, to everybody what is public."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.own_name import OWN_NAME
from budgeting.refusal import Refusal
from models import ActionPlan, Document, PlanCommitment, PlanIndicator
from models.action_plan import Judges
from models.follow_up import FollowUpState
from services.action_plan.activities import ORIGIN, activities_of
from services.action_plan.live import Figure, live_figure
from services.action_plan.measuring import readings_of
from services.action_plan.owning import get_commitment, get_plan
from services.action_plan.reasons import PlanNo
from services.follow_ups.finding import EVERYBODY, Reader
from services.follow_ups.reading import FollowUpRow, of_source
from services.follow_ups.written_days import Written, ends_first, read_written
from services.house import House
from services.indicators import find_indicator

UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class ActivityView:
    """An activity: its promise, what it is called by language, its days as they are written."""

    row: FollowUpRow
    names: Mapping[str, str]
    starts: Written
    ends: Written

    @property
    def is_unfit(self) -> bool:
        """Does its end stand before its start?"""
        return ends_first(self.starts, self.ends)

    @property
    def unread(self) -> tuple[Written, ...]:
        """Its start or its end where it cannot be read as a day."""
        return tuple(day for day in (self.starts, self.ends) if day.is_unread)

    @property
    def is_to_check(self) -> bool:
        """Do its dates not fit, or cannot be read?"""
        return self.is_unfit or bool(self.unread)


@dataclass(frozen=True, slots=True)
class Progress:
    """How many activities there are, how many stand where, are late, and have dates that are to be checked."""

    activities: int
    states: Mapping[str, int]
    late: int
    unfit: int

    @property
    def done(self) -> int:
        """How many are done."""
        return self.states.get(FollowUpState.DONE, 0)


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure that was typed, by its id."""

    id: int
    figure: Figure


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """An indicator with its figure: the live one of the plan's period, or the latest that was typed; else None.

    `live_name` is a text of the pages, "" of an indicator of the commitment's own, which has `names` by language.
    """

    id: int
    judges: str
    key: str | None
    names: Mapping[str, str]
    live_name: str
    unit: str
    baseline: int | None
    baseline_year: int | None
    target: int | None
    figure: Figure | None
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """A commitment in the list of its plan."""

    id: int
    number: int
    titles: Mapping[str, str]
    progress: Progress


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan without its commitments."""

    id: int
    titles: Mapping[str, str]
    first_on: date
    last_on: date
    partner: str
    document_id: int | None
    document: str
    is_published: bool


@dataclass(frozen=True, slots=True)
class CommitmentPage:
    """One commitment with all that belongs to it."""

    id: int
    number: int
    plan: PlanRow
    titles: Mapping[str, str]
    problems: Mapping[str, str]
    solutions: Mapping[str, str]
    principles: tuple[str, ...]
    services: str
    partners: str
    activities: tuple[ActivityView, ...]
    indicators: tuple[IndicatorView, ...]

    @property
    def progress(self) -> Progress:
        """How far its activities are."""
        return progress_of(self.activities)

    def judged_by(self, judges: str) -> list[IndicatorView]:
        """Return the indicators of its results or of its impact."""
        return [one for one in self.indicators if one.judges == judges]


def plans_of(session: Session, commune_id: int, *, public: bool = False) -> list[PlanRow]:
    """Return the plans of a commune, the latest first; to everybody those that are published."""
    query = select(ActionPlan).where(ActionPlan.commune_id == commune_id)
    if public:
        query = query.where(ActionPlan.published_at.is_not(None))
    rows = session.scalars(query.order_by(ActionPlan.first_on.desc(), ActionPlan.id.desc()))
    return [_plan(session, row) for row in rows]


def find_plan(session: Session, commune_id: int, plan_id: int, *, public: bool = False) -> PlanRow:
    """Return a plan; `Refusal` where there is none, or none that everybody may read."""
    row = get_plan(session, commune_id, plan_id)
    if public and row.published_at is None:
        raise Refusal(PlanNo.UNKNOWN)
    return _plan(session, row)


def current_plan(session: Session, commune_id: int, today: date) -> PlanRow | None:
    """Return the published plan that is meant by who names none: that which began last, else the next to begin."""
    found = plans_of(session, commune_id, public=True)
    begun = [plan for plan in found if plan.first_on <= today]
    return next(iter(begun or found[::-1]), None)


def commitments_of(
    session: Session, commune_id: int, plan_id: int, *, today: date, reader: Reader = EVERYBODY
) -> list[CommitmentRow]:
    """Return the commitments of a plan by number, each with how far it is."""
    query = select(PlanCommitment).where(PlanCommitment.plan_id == plan_id).order_by(PlanCommitment.number)
    return [
        CommitmentRow(
            row.id, row.number, dict(row.titles), progress_of(_activities(session, commune_id, row, today, reader))
        )
        for row in session.scalars(query)
    ]


def commitment_page(
    session: Session,
    commune_id: int,
    commitment_id: int,
    *,
    today: date,
    reader: Reader = EVERYBODY,
    house: House | None = None,
) -> CommitmentPage:
    """Return a commitment; `Refusal` where there is none, or none that everybody may read.

    With a house its live figures may be a minute old.
    """
    plan, row = get_commitment(session, commune_id, commitment_id)
    if reader == EVERYBODY and plan.published_at is None:
        raise Refusal(PlanNo.COMMITMENT_UNKNOWN)
    return CommitmentPage(
        id=row.id,
        number=row.number,
        plan=_plan(session, plan),
        titles=dict(row.titles),
        problems=dict(row.problems),
        solutions=dict(row.solutions),
        principles=tuple(row.principles),
        services=row.services or "",
        partners=row.partners or "",
        activities=tuple(_activities(session, commune_id, row, today, reader)),
        indicators=tuple(indicators_of(session, plan, row, today, house=house)),
    )


def indicators_of(
    session: Session, plan: ActionPlan, row: PlanCommitment, today: date, *, house: House | None = None
) -> list[IndicatorView]:
    """Return the indicators of a commitment with their figures of that day, those of its results first."""
    typed: dict[int, list[Reading]] = {}
    for one in readings_of(session, row):
        typed.setdefault(one.indicator_id, []).append(Reading(one.id, Figure(one.value, one.read_on, None, one.source)))
    query = select(PlanIndicator).where(PlanIndicator.commitment_id == row.id).order_by(PlanIndicator.id)
    found = []
    for each in session.scalars(query):
        mine = typed.get(each.id, [])
        figure = next((reading.figure for reading in mine), None)
        if each.key:
            figure = live_figure(session, plan, each.key, today, house=house)
        found.append(_indicator(each, mine, figure))
    return sorted(found, key=lambda one: one.judges != Judges.RESULT)


def progress_of(activities: Sequence[ActivityView]) -> Progress:
    """Return how far some activities are."""
    return Progress(
        len(activities),
        Counter(one.row.state or UNSAID for one in activities),
        sum(one.row.is_late for one in activities),
        sum(one.is_to_check for one in activities),
    )


def _indicator(row: PlanIndicator, typed: Sequence[Reading], figure: Figure | None) -> IndicatorView:
    live = find_indicator(row.key) if row.key else None
    return IndicatorView(
        id=row.id,
        judges=str(row.judges),
        key=row.key,
        names=dict(row.names) or {OWN_NAME: row.key or ""},
        live_name=live.name.text if live else "",
        unit=row.unit or "",
        baseline=row.baseline,
        baseline_year=row.baseline_year,
        target=row.target,
        figure=figure,
        readings=tuple(typed),
    )


def _activities(
    session: Session, commune_id: int, row: PlanCommitment, today: date, reader: Reader
) -> list[ActivityView]:
    days = activities_of(session, row)
    return [
        ActivityView(
            found,
            {OWN_NAME: found.text, **days[found.number].names},
            read_written(days[found.number].starts or ""),
            read_written(days[found.number].ends or ""),
        )
        for found in of_source(session, commune_id, ORIGIN, row.id, today=today, reader=reader)
    ]


def _plan(session: Session, row: ActionPlan) -> PlanRow:
    document = session.get(Document, row.document_id) if row.document_id else None
    is_there = document is not None and document.withdrawn_at is None
    return PlanRow(
        id=row.id,
        titles=dict(row.titles),
        first_on=row.first_on,
        last_on=row.last_on,
        partner=row.partner or "",
        document_id=document.id if document and is_there else None,
        document=document.title if document and is_there else "",
        is_published=row.published_at is not None,
    )
