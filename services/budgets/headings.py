"""How a commune's headings are read: what staff put right once is proposed the next time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.accounts.columns import Column
from budgeting.accounts.orders import ColumnOrder, Orders, SheetOrder, order_as_json, order_from_json
from budgeting.accounts.reading import ReadSheet
from budgeting.accounts.titles import years_in
from models import BudgetHeading
from services.house import House
from services.rows import insert_into


def known_headings(session: Session, commune_id: int) -> dict[str, SheetOrder]:
    """Return how the commune's headings are read, by their fingerprint."""
    rows = session.scalars(select(BudgetHeading).where(BudgetHeading.commune_id == commune_id))
    return {row.fingerprint: replace(order_from_json(row.choices), header_row=None) for row in rows}


def remember_headings(
    session: Session, house: House, commune_id: int, sheets: Iterable[ReadSheet], orders: Orders, year: int | None
) -> None:
    """Remember the orders a document was accepted with; years become distances from `year`, the document's."""
    for sheet in sheets:
        order = orders.get(sheet.number)
        if order is None or not sheet.fingerprint:
            continue
        titles = {column.index: column for column in sheet.columns}
        columns = {index: _lasting(c, titles.get(index), year) for index, c in order.columns.items()}
        values = {
            "choices": order_as_json(SheetOrder(None, columns, order.multiplier, order.only)),
            "multiplier": order.multiplier,
            "changed_at": house.clock(),
        }
        insert = insert_into(session, BudgetHeading).values(
            commune_id=commune_id, fingerprint=sheet.fingerprint, **values
        )
        session.execute(insert.on_conflict_do_update(index_elements=["commune_id", "fingerprint"], set_=values))


def _lasting(order: ColumnOrder, column: Column | None, year: int | None) -> ColumnOrder:
    """Return an order that holds next year too; what the title says itself needs no order."""
    if order.year is None or year is None or column is None or years_in(column.title)[0] is not None:
        return replace(order, year=None)
    return replace(order, year=None, offset=order.year - year)
