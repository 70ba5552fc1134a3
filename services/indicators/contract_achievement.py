"""How far the performance contracts that ended were achieved; contracts of persons are in no figure."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.phrases import _, counted
from budgeting.achievement import Score, Weighed, in_thousandths, percent_reached, score_of
from models import Contract
from models.contract import ContractLevel, ContractState
from services.contracts.figures import figures_of
from services.contracts.finding import targets_of
from services.follow_ups.finding import EVERYBODY
from services.indicators.base import Indicator, Kind, Period, Record


def find_records(session: Session, commune_id: int, period: Period) -> list[Record]:
    """Return one record for each closed contract that ended in the period and has data: points reached of its points.

    Points as they are written, in thousandths; a target without data is in neither.
    """
    rows = session.scalars(
        select(Contract)
        .where(Contract.commune_id == commune_id, Contract.level != ContractLevel.INDIVIDUAL)
        .where(Contract.state == ContractState.CLOSED, Contract.ends_on.between(period.first, period.last))
        .order_by(Contract.ends_on, Contract.id)
    )
    scored = ((row, _score(session, row)) for row in rows.all())
    return [
        Record(
            row.ends_on,
            row.taker,
            "contract",
            row.id,
            part=in_thousandths(score.points),
            whole=in_thousandths(score.known),
        )
        for row, score in scored
        if score.known
    ]


def _score(session: Session, row: Contract) -> Score:
    """Return what a contract is worth as everybody may know it: what tells of few persons is kept back."""
    targets = targets_of(session, row.id)
    figures = figures_of(session, targets, EVERYBODY)
    return score_of(
        Weighed(one.weight, percent_reached(one.planned, figures[one.id].value, less_is_better=one.less_is_better))
        for one in targets
    )


INDICATOR = Indicator(
    key="contract_achievement",
    name=_("Achievement of performance contracts"),
    definition=_(
        "What was reached of the performance contracts of institutions and units that ended in this period and are "
        "closed, each target at most in full, by its weight. Contracts of persons are not among them, nor targets "
        "without data."
    ),
    source=_("The performance contracts"),
    computation=_("Points reached, of the points of the targets that have data, in percent."),
    unit=counted("contract", "contracts"),
    order=47,
    records=find_records,
    kind=Kind.SHARE,
)
