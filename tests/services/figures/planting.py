"""What tests of figures share: a commune with some of its records."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from models import Commune
from services.indicators import Indicator, Period, find_indicator
from services.indicators.base import By
from services.indicators.board import Card, read_card
from services.indicators.groups import group_by
from tests.services.townsfolk import plant_commune


def indicator_named(key: str) -> Indicator:
    found = find_indicator(key)
    assert found is not None
    return found


def card_named(session: Session, commune: Commune, key: str, period: Period, today: Any = None) -> Card:
    return read_card(session, commune.id, indicator_named(key), period, today)[0]


__all__ = ["By", "card_named", "group_by", "indicator_named", "plant_commune"]
