"""A reading as plain values and back, so that what took long to read need not be read twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from budgeting.accounts.columns import Column
from budgeting.accounts.context import Programme
from budgeting.accounts.fates import Fate
from budgeting.accounts.faults import Kind, Problem
from budgeting.accounts.naming import Head
from budgeting.accounts.natures import Nature
from budgeting.accounts.reading import DocumentFacts, DocumentKind, DocumentStatus, Line, Reading, ReadSheet, Skipped
from budgeting.accounts.report import as_json
from budgeting.accounts.stages import Section, Side, Slot, Stage
from budgeting.accounts.titles import Role
from budgeting.accounts.topics import Topic
from budgeting.accounts.totals import TotalCheck

Values = dict[str, Any]


def reading_as_json(reading: Reading) -> Values:
    """Return everything of a reading but its lines, which are kept one by one."""
    whole = as_json(reading, with_lines=False)
    return {**whole, "sheets": [_sheet_as_json(sheet) for sheet in reading.sheets]}


def reading_from_json(values: Mapping[str, Any], lines: Sequence[Line]) -> Reading:
    """Return the reading that was kept, with these lines."""
    return Reading(
        _facts(values["document"]),
        lines,
        tuple(Skipped(s["sheet"], s["row"], Fate(s["fate"]), s["label"], s["values"]) for s in values["skipped"]),
        tuple(_total(total) for total in values["totals"]),
        tuple(Problem(Kind(p["kind"]), p["sheet"], p["row"], p["column"], p["values"]) for p in values["problems"]),
        tuple(sheet_from_json(sheet) for sheet in values["sheets"]),
    )


def line_as_json(line: Line) -> list[Any]:
    """Return a line as a short list."""
    amounts = [
        [slot.year, slot.stage.value, amount, line.columns.get(slot, "")] for slot, amount in line.amounts.items()
    ]
    programme = [line.programme.code, line.programme.name] if line.programme else None
    heads = [[head.code, head.label] for head in line.parents]
    section = line.section.value if line.section else None
    return [
        line.sheet, line.row, list(line.rows), line.side.value, section, line.code, line.label, programme,
        line.topic.value, heads, line.place, line.is_internal, amounts, line.nature,
    ]  # fmt: skip


def line_from_json(values: list[Any]) -> Line:
    """Return the line that a short list holds."""
    sheet, row, rows, side, section, code, label, programme, topic, heads, place, internal, amounts, nature = values
    slots = [(Slot(year, Stage(stage)), amount, column) for year, stage, amount, column in amounts]
    return Line(
        sheet,
        row,
        tuple(rows),
        Side(side),
        Section(section) if section else None,
        code,
        label,
        Programme(*programme) if programme else None,
        Topic(topic),
        tuple(Head(*head) for head in heads),
        place,
        internal,
        {slot: amount for slot, amount, _ in slots},
        {slot: column for slot, _, column in slots},
        Nature(nature) if nature else None,
    )


def sheet_from_json(values: Mapping[str, Any]) -> ReadSheet:
    """Return how a sheet was read."""
    columns = tuple(_column(column) for column in values["columns"])
    samples = tuple(map(tuple, values["samples"]))
    communes = tuple(values.get("communes", ()))  # a reading kept by an older version has none
    return ReadSheet(**{**values, "columns": columns, "samples": samples, "communes": communes})


def _sheet_as_json(sheet: ReadSheet) -> Values:
    return {
        "number": sheet.number,
        "name": sheet.name,
        "header_row": sheet.header_row,
        "fingerprint": sheet.fingerprint,
        "multiplier": sheet.multiplier,
        "year": sheet.year,
        "columns": [_column_as_json(column) for column in sheet.columns],
        "samples": [list(texts) for texts in sheet.samples],
        "communes": list(sheet.communes),
        "only": sheet.only,
        "lines": sheet.lines,
    }


def _column_as_json(column: Column) -> Values:
    return {
        "index": column.index,
        "title": column.title,
        "role": column.role.value,
        "stage": column.stage.value if column.stage else None,
        "year": column.year,
        "offset": column.offset,
        "guessed": column.guessed,
    }


def _column(values: Mapping[str, Any]) -> Column:
    stage = Stage(values["stage"]) if values["stage"] else None
    return Column(
        values["index"], values["title"], Role(values["role"]), stage=stage, year=values["year"],
        offset=values["offset"], guessed=values["guessed"],
    )  # fmt: skip


def _facts(values: Mapping[str, Any]) -> DocumentFacts:
    return DocumentFacts(
        values["title"],
        values["authority"],
        tuple(values["years"]),
        DocumentKind(values["kind"]),
        DocumentStatus(values["status"]),
        values["currency"],
        values["multiplier"],
        values["decimals"],
        tuple(values["sheets"]),
    )


def _total(values: Mapping[str, Any]) -> TotalCheck:
    return TotalCheck(
        values["sheet"],
        values["row"],
        values["column"],
        values["label"],
        values["programme"],
        Slot(values["year"], Stage(values["stage"])),
        values["stated"],
        values["computed"],
        values["agrees"],
    )
