"""What of a figure may leave the town hall: no group of fewer than five, and no figure of fewer than five people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from budgeting.proof.withholding import LEAST_GROUP, TOGETHER, fold_small
from services.indicators.base import By, Indicator, Period, Record
from services.indicators.board import Card, read_card
from services.indicators.figures import value_of
from services.indicators.groups import Group, part_of


@dataclass(frozen=True, slots=True)
class Told:
    """A figure as anybody may read it.

    `value` as `Card.says`, None where there is nothing to say. Of fewer than five people (`is_few`), and while a vote
    is open (`is_withheld`), it is None and so are `records`, `part` and `whole`. `groups` holds what is told apart,
    small groups joined under "others".
    """

    indicator: Indicator
    value: int | None
    records: int | None
    part: int | None = None
    whole: int | None = None
    is_few: bool = False
    is_withheld: bool = False
    groups: Mapping[By, Sequence[Group]] = field(default_factory=dict)


def read_told(
    session: Session, commune_id: int, indicator: Indicator, period: Period, today: date
) -> tuple[Told, Sequence[Record]]:
    """Return what may be told of an indicator on a day, and the records it is made of."""
    card, records = read_card(session, commune_id, indicator, period, today)
    if indicator.is_withheld and card.period and indicator.is_withheld(session, commune_id, card.period, today):
        return Told(indicator, None, None, is_withheld=True), records
    return tell(card, records), records


def tell_staff(card: Card) -> Told:
    """Return a card as who works for the commune reads it on the pages of the panel: whole."""
    apart = {by: card.groups[by] for by in card.indicator.breakdowns}
    groups = {by: rows for by, rows in apart.items() if any(group.key for group in rows)}
    return Told(card.indicator, card.says, card.figure, card.part, card.whole, groups=groups)


def tell(card: Card, records: Sequence[Record]) -> Told:
    """Return what may be told of a card and the records it is made of."""
    indicator = card.indicator
    if indicator.is_of_people and 0 < card.figure < LEAST_GROUP:
        return Told(indicator, None, None, is_few=True)
    groups = {by: told for by in indicator.breakdowns if (told := tell_groups(indicator, records, by))}
    return Told(indicator, card.says, card.figure, card.part, card.whole, groups=groups)


def tell_groups(indicator: Indicator, records: Sequence[Record], by: By) -> list[Group]:
    """Return groups of five and more, the largest first, smaller ones joined; nothing where joining hides none.

    The key of what has no part is empty.
    """
    apart: dict[str, list[Record]] = {}
    for record in records:
        apart.setdefault(part_of(record, by) or "", []).append(record)
    if set(apart) <= {""}:
        return []
    # A sign before each name: a neighbourhood may be called as what is joined is.
    told = fold_small({f"={key}": len(rows) for key, rows in apart.items()})
    kept = [(key, rows) for key, rows in apart.items() if f"={key}" in told]
    joined = [record for key, rows in apart.items() if f"={key}" not in told for record in rows]
    groups = [*kept, *([(TOGETHER, joined)] if TOGETHER in told else [])]
    found = [Group(key, len(rows), value_of(indicator.kind, rows)) for key, rows in groups]
    return sorted(found, key=lambda group: (group.key in ("", TOGETHER), -group.count, group.key))
