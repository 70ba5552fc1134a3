"""What was read of a file that waits, kept beside it: the report in one piece, the lines one by one."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, overload

from budgeting.accounts.fates import Fate
from budgeting.accounts.keeping import line_as_json, line_from_json, reading_as_json, reading_from_json
from budgeting.accounts.reading import Line, Reading, ReadSheet
from services.budgets.report import preview_of

HEAD, LINES, ROWS, PROGRESS, JOB, LOCK, TRIES = ".reading", ".lines", ".rows", ".progress", ".job", ".lock", ".tries"


class RowFate(NamedTuple):
    """What became of one row of the file; `repeats` names the sheets it repeats, if any."""

    sheet: str
    row: int
    fate: str
    label: str
    repeats: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A reading on disk; `report` is what the preview shows, `currency` what the file says it is in, "" if nothing."""

    folder: Path
    key: str
    report: dict[str, Any]
    head: dict[str, Any]

    @property
    def digest(self) -> str:
        """Which job this is the reading of: what somebody looked at is told from what was read since."""
        return str(self.head["job"])

    @property
    def line_count(self) -> int:
        """How many lines were read."""
        return int(self.report["lines"])

    @property
    def currency(self) -> str:
        """The currency the file names."""
        return str(self.head["document"]["currency"])

    def lines(self, offset: int = 0, limit: int | None = None) -> Iterator[Line]:
        """Yield lines in the order of the file, without holding the others."""
        with (self.folder / f"{self.key}{LINES}").open(encoding="utf-8") as file:
            for row in islice(file, offset, None if limit is None else offset + limit):
                yield line_from_json(json.loads(row))

    def rows(self, offset: int = 0, limit: int | None = None) -> Iterator[RowFate]:
        """Yield what became of the rows, in the order of the sheets."""
        with (self.folder / f"{self.key}{ROWS}").open(encoding="utf-8") as file:
            for row in islice(file, offset, None if limit is None else offset + limit):
                yield RowFate(*json.loads(row))

    @property
    def row_count(self) -> int:
        """How many rows, or parts of rows, have a fate."""
        return int(self.report["rows"])

    def reading(self) -> Reading:
        """Return the reading as it was; its lines stay on disk and are read one by one, as often as is needed."""
        return reading_from_json(self.head, KeptLines(self))

    def sheets(self) -> tuple[ReadSheet, ...]:
        """Return how the sheets were read."""
        return reading_from_json({**self.head, "skipped": [], "totals": [], "problems": []}, ()).sheets


class KeptLines(Sequence[Line]):
    """The lines of a kept reading, none of them held: fifty thousand would take a hundred megabytes."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def __len__(self) -> int:
        return self._kept.line_count

    def __iter__(self) -> Iterator[Line]:
        return self._kept.lines()

    @overload
    def __getitem__(self, place: int) -> Line: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Line]: ...

    def __getitem__(self, place: int | slice) -> Line | Sequence[Line]:
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(len(self)))]
        number = place + len(self) if place < 0 else place
        if not 0 <= number < len(self):
            raise IndexError(place)
        return next(self._kept.lines(number, 1))


def keep_reading(folder: Path, key: str, reading: Reading, job_digest: str) -> None:
    """Write a reading down; the head comes last, and says that all is there."""
    _write(folder / f"{key}{LINES}", (json.dumps(line_as_json(line)) + "\n" for line in reading.lines))
    rows = fates_of(reading)
    _write(folder / f"{key}{ROWS}", (json.dumps(row) + "\n" for row in rows))
    report = {name: value for name, value in preview_of(reading).items() if name in ("lines", "sums")}
    report["rows"] = len(rows)
    head = {"job": job_digest, "report": report, "reading": reading_as_json(reading)}
    _write(folder / f"{key}{HEAD}", (json.dumps(head),))


def kept_reading(folder: Path, key: str, job_digest: str) -> Kept | None:
    """Return what was read for a job, None where it is not all there, or was read for another job."""
    try:
        head = json.loads((folder / f"{key}{HEAD}").read_bytes())
    except (FileNotFoundError, ValueError):
        return None
    if head["job"] != job_digest or not (folder / f"{key}{LINES}").exists():
        return None
    return Kept(folder, key, {**head["reading"], **head["report"]}, {**head["reading"], "job": head["job"]})


def fates_of(reading: Reading) -> list[RowFate]:
    """Return what became of every row, the sheets in the order of the file; a row of two lists has two fates."""
    order = {name: place for place, name in enumerate(reading.document.sheets)}
    rows = [RowFate(line.sheet, row, Fate.LINE.value, line.label, "") for line in reading.lines for row in line.rows]
    rows += [
        RowFate(skipped.sheet, skipped.row, skipped.fate.value, skipped.label, skipped.values.get("sheets", ""))
        for skipped in reading.skipped
    ]
    return sorted(rows, key=lambda row: (order.get(row.sheet, 0), row.row, row.fate))


def _write(path: Path, pieces: Iterable[str]) -> None:
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.writelines(pieces)
    unfinished.replace(path)
