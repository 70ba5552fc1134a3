"""What messages to other countries cost on a line: entered by whoever may change it, with a note in the trail."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.channels import BILLED
from budgeting.refusal import Refusal
from models import Commune, LineCommune
from services.audit import record
from services.house import House
from services.lines.changing import LineReason, line_of_boss
from services.prices import OTHER
from services.staff import Boss
from services.territory import is_country


class AbroadReason(StrEnum):
    """Why a price is not entered."""

    HOME = "line_price_of_home"
    WRONG = "line_price_wrong"


def set_prices_abroad(session: Session, house: House, line_id: int, prices: Mapping[str, int], boss: Boss) -> None:
    """Enter what a segment to other countries costs, in place of all that was entered before.

    `prices` are in thousandths of the minor unit, by the country's two letters, and under `OTHER` for any other one.
    """
    line = line_of_boss(session, line_id, boss)
    if line.channel not in BILLED:
        raise Refusal(LineReason.UNKNOWN)
    country = _home_of(session, line_id)
    if country in prices:
        raise Refusal(AbroadReason.HOME)
    if any(price < 0 or not (name == OTHER or is_country(name)) for name, price in prices.items()):
        raise Refusal(AbroadReason.WRONG)
    before = dict(line.prices)
    if before == dict(prices):
        return
    line.country, line.prices = country, dict(prices)
    told = {"provider": line.provider, "key": line.key, "countries": sorted({*before, *prices} - {OTHER})}
    record(
        session,
        house,
        act="line_prices_changed",
        subject="line",
        subject_id=line_id,
        details=told,
        staff_id=boss.staff_id,
        commune_id=boss.commune_id,
    )


def _home_of(session: Session, line_id: int) -> str:
    """Return the country that the line's own price is for: that of its first commune, as its number is read."""
    mine = select(LineCommune.commune_id).where(LineCommune.line_id == line_id)
    return session.scalar(select(Commune.country).where(Commune.id.in_(mine)).order_by(Commune.id).limit(1)) or ""
