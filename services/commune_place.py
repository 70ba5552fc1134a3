"""Where a commune is: its country, its money and its hours, set right while nothing depends on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from locales.page_words import country_named
from models import BudgetDocument, Commune, Cycle, InformationRequest, Line, LineCommune, Proposal, Spending
from models.cycle import CycleState
from services.audit import record
from services.communes import CommuneReason, refuse_wrong_place
from services.feasts import reckon_anew
from services.house import House
from services.requests.reasons import Moved
from services.revision import grow_revision
from services.territory import countries_called, is_country


class PlaceReason(StrEnum):
    """What keeps a part of the place as it is."""

    VOTE = "place_held_by_vote"
    BUDGET = "place_held_by_budget"
    REQUESTS = "place_held_by_requests"
    MONEY = "place_held_by_money"


@dataclass(frozen=True, slots=True)
class Place:
    """Country (two letters), currency (three letters) and time zone (continent/city)."""

    country: str
    currency: str
    time_zone: str


def read_country(typed: str, language: str = "en") -> str:
    """Return the code of a country written as its two letters or by a name of it.

    Raises `Refusal` where no country is called so, or several: that one names them in the reader's language.
    """
    code = typed.strip().upper()
    called = (code,) if is_country(code) else countries_called(typed)
    if len(called) > 1:
        names = ", ".join(f"{country_named(each, language)} ({each})" for each in called)
        raise Refusal(CommuneReason.COUNTRY_UNCLEAR, names=names)
    if not called:
        raise Refusal(CommuneReason.COUNTRY_WRONG)
    return called[0]


def why_place_held(session: Session, commune_id: int) -> dict[str, PlaceReason]:
    """Return what keeps each part of a commune's place as it is, by the part's name; a free part is not there.

    The hours of an approved plan were announced. A budget and the law of a request were read for a country; every
    amount was written in a currency.
    """
    is_vote = _is_there(session, (Cycle.commune_id == commune_id) & (Cycle.state != CycleState.DRAFT))
    is_budget = _is_there(session, BudgetDocument.commune_id == commune_id)
    is_asked = _is_there(session, InformationRequest.commune_id == commune_id)
    held = {
        "country": {PlaceReason.VOTE: is_vote, PlaceReason.BUDGET: is_budget, PlaceReason.REQUESTS: is_asked},
        "currency": {
            PlaceReason.VOTE: is_vote,
            PlaceReason.BUDGET: is_budget,
            PlaceReason.MONEY: _has_amounts(session, commune_id),
        },
        "time_zone": {PlaceReason.VOTE: is_vote},
    }
    return {part: no for part, found in held.items() if (no := _first(found))}


def change_place(session: Session, house: House, commune_id: int, place: Place, *, staff_id: int | None) -> list[str]:
    """Set a commune's place right, note what changed, reckon due dates anew; return the parts that changed."""
    row = session.scalars(select(Commune).where(Commune.id == commune_id).with_for_update()).one_or_none()
    if row is None:
        raise Refusal(CommuneReason.UNKNOWN)
    refuse_wrong_place(place.country, place.currency, place.time_zone)
    before = {part: str(getattr(row, part)) for part in asdict(place)}
    changed = {part: value for part, value in asdict(place).items() if value != before[part]}
    held = why_place_held(session, commune_id)
    for part in changed:
        if part in held:
            raise Refusal(held[part])
    if changed:
        _write(session, house, row, {part: before[part] for part in changed}, changed, staff_id)
    return list(changed)


def _write(
    session: Session,
    house: House,
    row: Commune,
    before: Mapping[str, str],
    changed: Mapping[str, str],
    staff_id: int | None,
) -> None:
    for part, value in changed.items():
        setattr(row, part, value)
    session.flush()
    if "country" in changed:  # whose own price stands with a line
        mine = select(LineCommune.line_id).where(LineCommune.commune_id == row.id)
        at_home = update(Line).where(Line.id.in_(mine), Line.country == before["country"])
        session.execute(at_home.values(country=changed["country"]))
    grow_revision(session, row.id)
    if "time_zone" in changed:  # the day a request came on may be another; its country stays while there is one
        reckon_anew(session, house, row, Moved.TIME_ZONE)
    details = {part: f"{before[part]} → {value}" for part, value in changed.items()}
    record(
        session,
        house,
        act="commune_place_changed",
        subject="commune",
        subject_id=row.id,
        details=details,
        staff_id=staff_id,
        commune_id=row.id,
    )


def _has_amounts(session: Session, commune_id: int) -> bool:
    """Is any amount written in the commune's money: an envelope, a cost, a ceiling, a price, what messages cost?"""
    row = session.get_one(Commune, commune_id)
    mine = select(LineCommune.line_id).where(LineCommune.commune_id == commune_id)
    return (
        row.daily_ceiling is not None
        or row.monthly_ceiling is not None
        or _is_there(session, Cycle.commune_id == commune_id)
        or _is_there(session, (Proposal.commune_id == commune_id) & Proposal.cost.is_not(None))
        or _is_there(session, (Spending.commune_id == commune_id) & (Spending.cost > 0))
        or _is_there(session, Line.id.in_(mine) & ((Line.price > 0) | Line.country.is_not(None)))
    )


def _is_there(session: Session, wanted: ColumnElement[bool]) -> bool:
    return bool(session.scalar(select(select(1).where(wanted).exists())))


def _first(found: Mapping[PlaceReason, bool]) -> PlaceReason | None:
    return next((reason for reason, holds in found.items() if holds), None)
