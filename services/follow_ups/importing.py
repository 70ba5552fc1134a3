"""Taking an existing table of promises over: read, looked at row by row, then written down or dropped.

What a cell says stays as it was written. A state is taken over where its words are sure; else somebody says it, row by
row, or it stays unsaid and waits in the list of what is to be said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.sms.clean import one_line
from bot.understanding.fold import fold
from budgeting.refusal import Refusal
from models import FollowUp, FollowUpTable
from models.follow_up import FollowUpState
from services.follow_ups.making import LONGEST_OCCASION, NewFollowUp, add_follow_up, visibility_of
from services.follow_ups.origins import origin_of
from services.follow_ups.reasons import FollowUpNo
from services.follow_ups.table import TableRow
from services.follow_ups.table_words import Column
from services.follow_ups.written_days import EARLIEST, LATEST, Written, ends_first, read_written
from services.house import House
from services.periods import TABLES

LEAVE_OUT = "leave_out"
"""What is said of a row that is not to be taken over."""
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class TableTerms:
    """What holds for every row: what they came of, where and when they were said, who reads them.

    `source_id` is the one thing that all of them came of, as their origin names it.
    """

    origin: str
    occasion: str
    promised_on: date
    visibility: str
    file_name: str = ""
    source_id: int | None = None


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A row to look at: `state` where its words are sure, `known` the number under which the same is there already."""

    number: int
    text: str
    state: str
    due_on: date | None
    as_written: Mapping[str, str]
    known: int | None = None
    is_too_long: bool = False

    @property
    def is_unfit(self) -> bool:
        """Does its end stand before its start?"""
        return ends_first(*self._days)

    @property
    def unread(self) -> tuple[str, ...]:
        """Its start or its end, as written, where it cannot be read as a day."""
        return tuple(day.text for day in self._days if day.is_unread)

    @property
    def _days(self) -> tuple[Written, Written]:
        return read_written(self.as_written.get(Column.START, "")), read_written(self.as_written.get(Column.DUE, ""))


@dataclass(frozen=True, slots=True)
class WaitingTable:
    """A table that was read and waits."""

    id: int
    terms: TableTerms
    rows: tuple[WaitingRow, ...]

    @property
    def unsure(self) -> int:
        """Of how many rows the state is to be said."""
        return sum(not row.state and not row.known and not row.is_too_long for row in self.rows)


def stage_table(
    session: Session, house: House, commune_id: int, terms: TableTerms, rows: Sequence[TableRow], *,
    staff_id: int | None,
) -> int:  # fmt: skip
    """Keep a table that was read until somebody has looked at it, and return its id."""
    _refuse_source(session, commune_id, terms)
    occasion = one_line(terms.occasion, LONGEST_OCCASION)
    if not occasion:
        raise Refusal(FollowUpNo.OCCASION_NEEDED)
    if not EARLIEST <= terms.promised_on <= LATEST:
        raise Refusal(FollowUpNo.DAY_WRONG)
    table = FollowUpTable(
        commune_id=commune_id,
        origin=terms.origin,
        origin_id=terms.source_id,
        occasion=occasion,
        promised_on=terms.promised_on,
        visibility=visibility_of(terms.visibility),
        file_name=one_line(terms.file_name, LONGEST_NAME),
        rows=[_as_record(row) for row in rows],
        staff_id=staff_id,
        made_at=house.clock(),
    )
    session.add(table)
    session.flush()
    return table.id


def waiting_table(session: Session, commune_id: int, table_id: int) -> WaitingTable:
    """Return a table that waits to be looked at; `Refusal` where there is none."""
    return _view(session, _get(session, commune_id, table_id))


def waiting_tables(session: Session, commune_id: int) -> list[tuple[int, str]]:
    """Return the ids and the names of the files that wait."""
    query = select(FollowUpTable.id, FollowUpTable.file_name).where(FollowUpTable.commune_id == commune_id)
    return [(row.id, row.file_name) for row in session.execute(query.order_by(FollowUpTable.id))]


def accept_table(
    session: Session,
    house: House,
    commune_id: int,
    table_id: int,
    said: Mapping[int, str],
    *,
    staff_id: int | None,
) -> list[int]:
    """Write the rows of a table down and return their numbers; `said` is the state of each row, by its number there.

    An empty one stays unsaid. A row of which nothing is said keeps what its words surely say.
    """
    table = _get(session, commune_id, table_id, locks=True)
    view = _view(session, table)
    taken = [(row, said.get(row.number, _as_read(row))) for row in view.rows if not row.is_too_long]
    numbers = [
        add_follow_up(session, house, commune_id, _new(view.terms, row, state), staff_id=staff_id).number
        for row, state in taken
        if state != LEAVE_OUT
    ]
    session.delete(table)
    session.flush()
    return numbers


def drop_table(session: Session, commune_id: int, table_id: int) -> None:
    """Forget a table that was read."""
    session.delete(_get(session, commune_id, table_id, locks=True))
    session.flush()


def _refuse_source(session: Session, commune_id: int, terms: TableTerms) -> None:
    """Refuse what comes of a source alone and names none, or one that is not there."""
    origin, source = origin_of(terms.origin), terms.source_id
    is_there = origin.is_free if source is None else source in origin.sources(session, commune_id, [source])
    if not is_there:
        raise Refusal(FollowUpNo.SOURCE_UNKNOWN)


def forget_tables(session: Session, now: datetime) -> None:
    """Forget the tables that nobody looked at for so long: in a file's cells may stand what is no promise."""
    session.execute(delete(FollowUpTable).where(FollowUpTable.made_at < now - TABLES))


def _as_read(row: WaitingRow) -> str:
    return LEAVE_OUT if row.known else row.state


def _new(terms: TableTerms, row: WaitingRow, state: str) -> NewFollowUp:
    if state and state not in set(FollowUpState):
        raise Refusal(FollowUpNo.STATE_WRONG)
    note = row.as_written.get(Column.NOTE, "")
    if state == FollowUpState.ABANDONED and not note:
        note = row.as_written.get(Column.STATE, "")
    if state == FollowUpState.ABANDONED and not note:
        raise Refusal(FollowUpNo.TABLE_REASON_NEEDED, row=row.number)
    return NewFollowUp(
        terms.origin,
        row.text,
        row.as_written.get(Column.OWNER, ""),
        due_on=row.due_on,
        source_id=terms.source_id,
        occasion=terms.occasion,
        promised_on=terms.promised_on,
        visibility=terms.visibility,
        state=FollowUpState(state) if state else None,
        note=note,
        as_written=row.as_written,
    )


def _as_record(row: TableRow) -> dict[str, object]:
    return {
        "number": row.number,
        "text": row.text,
        "state": str(row.state or ""),
        "due_on": row.due_on.isoformat() if row.due_on else "",
        "as_written": dict(row.as_written),
        "is_too_long": row.is_too_long,
    }


def _view(session: Session, table: FollowUpTable) -> WaitingTable:
    there = select(FollowUp.text, FollowUp.number).where(
        FollowUp.commune_id == table.commune_id, FollowUp.origin == table.origin
    )
    if table.origin_id is not None:
        there = there.where(FollowUp.origin_id == table.origin_id)
    known = {fold(text): number for text, number in session.execute(there)}
    rows = tuple(
        WaitingRow(
            row["number"],
            row["text"],
            row["state"],
            date.fromisoformat(row["due_on"]) if row["due_on"] else None,
            row["as_written"],
            known.get(fold(row["text"])),
            row["is_too_long"],
        )
        for row in table.rows
    )
    said = (table.origin, table.occasion, table.promised_on, str(table.visibility))
    terms = TableTerms(*said, table.file_name, table.origin_id)
    return WaitingTable(table.id, terms, rows)


def _get(session: Session, commune_id: int, table_id: int, *, locks: bool = False) -> FollowUpTable:
    found = session.get(FollowUpTable, table_id, with_for_update=locks or None)
    if found is None or found.commune_id != commune_id:
        raise Refusal(FollowUpNo.NO_SUCH_TABLE)
    return found
