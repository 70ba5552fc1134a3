"""The rows of the tables of one sheet, read in order: each becomes an entry for every block it stands in."""

from __future__ import annotations

from dataclasses import dataclass, field

from budgeting.accounts.amounts import Cell, Fault, read_amount
from budgeting.accounts.belonging import place_of, section_of, side_of, text_in
from budgeting.accounts.blocks import Block
from budgeting.accounts.codes import is_code
from budgeting.accounts.columns import Column
from budgeting.accounts.context import Context, Programme, programme_in
from budgeting.accounts.entries import LISTS, Entry, Unit, first_fate, outside
from budgeting.accounts.fates import Fate
from budgeting.accounts.faults import Kind, Problem, problem
from budgeting.accounts.grid import Grid, text_of
from budgeting.accounts.naming import NAMELESS, Head, Namer
from budgeting.accounts.programmes import programme_of
from budgeting.accounts.stages import Slot, Stage
from budgeting.accounts.tables import Table
from budgeting.accounts.titles import Role, sense_of
from budgeting.accounts.vocabulary import is_pure, says

SILENT = (Role.AMOUNT, Role.SIDE, Role.SECTION, Role.YEAR, Role.STAGE, Role.PLACE)
LONGEST_HEADING = 100


@dataclass(slots=True)
class Reader:
    """Reads the rows of the tables of one sheet in order; problems gather in `problems`."""

    grid: Grid
    context: Context
    decimals: int
    default_stage: Stage
    problems: list[Problem] = field(default_factory=list)
    namers: dict[Unit, Namer] = field(default_factory=dict)
    list_number: int = 0
    named: Programme | None = None  # the last that a row's own columns named
    recaps: set[int] = field(default_factory=set)  # the numbers of the lists a heading calls a recapitulation

    def read(self, table: Table, row: int) -> list[Entry]:
        """Return the entries of one row, counted from 0; a row without amounts may change what holds for the next."""
        texts = {index: text for index, cell in enumerate(self.grid.rows[row]) if (text := text_of(cell))}
        entries = [self._entry(table, block, row, texts) for block in table.blocks] if texts else []
        if not any(entry.amounts or entry.name.code for entry in entries):
            self._hear(list(texts.values()))
        elif len({entry.name for entry in entries}) == 1 and not entries[0].name.code:
            self._turn(table, entries, texts)
        self._hang(entries)
        if all(entry.fate is Fate.BLANK for entry in entries):
            worded = any(map(str.isalpha, "".join(self._spoken(table, texts))))
            return [outside(self.grid, row, Fate.HEADING if worded else Fate.NO_AMOUNT)]
        return entries

    def _spoken(self, table: Table, texts: dict[int, str]) -> list[str]:
        """Return the texts of a row but for those that every row of its table has: side, section, place."""
        silent = {column.index for column in table.columns if column.role in SILENT and column.role is not Role.AMOUNT}
        return [text for index, text in texts.items() if index not in silent]

    def _hear(self, texts: list[str]) -> None:
        """Take in a row of words; one that announces a recapitulation, or details after it, begins another list."""
        self.context.hear(texts)
        short = [text for text in texts if len(text) <= LONGEST_HEADING]
        recap = any(says("recap", text) for text in short)
        if recap or (self.list_number and any(says("detail", text) for text in short)):
            self.list_number += 1
            self.recaps |= {self.list_number} if recap else set()

    def _turn(self, table: Table, entries: list[Entry], texts: dict[int, str]) -> None:
        """Let a row that names a side, a section or a programme and states its amount hold for the rows below too."""
        label = entries[0].name.label
        if entries[0].fate is Fate.LINE and (is_pure(label) or programme_in(label)):
            self.context.hear([label])
            for entry, block in zip(entries, table.blocks, strict=True):
                self._place(entry, table, block, texts)

    def _entry(self, table: Table, block: Block, row: int, texts: dict[int, str]) -> Entry:
        names = tuple(column.index for column in (*block.codes, *block.labels))
        unit = (self.grid.number, LISTS * self.list_number + block.number, names)
        namer = self.namers.setdefault(unit, Namer(block))
        name = namer.name(texts)
        if not name.label and not name.code:
            name = namer.name(texts, self._stray(table, block, texts))
        entry = Entry(unit, self.grid.sheet, row + 1, name, is_sum=block.is_sum)
        self._place(entry, table, block, texts)
        unreadable = self._amounts(entry, table, block, row, texts)
        entry.fate = first_fate(entry, unreadable)
        return entry

    def _place(self, entry: Entry, table: Table, block: Block, texts: dict[int, str]) -> None:
        entry.side = side_of(table, texts) or block.side or self.context.side
        entry.section = section_of(table, texts) or block.section or self.context.section
        entry.programme = self._programme(entry, table, texts) or self._split(block)
        entry.place = place_of(table, texts)
        entry.part = self.context.part
        entry.is_internal = self.context.internal

    def _programme(self, entry: Entry, table: Table, texts: dict[int, str]) -> Programme | None:
        """Return the programme of a row's own columns; where these are blank, the one whose code is the row's still."""
        found = programme_of(table.columns, table.programmes, texts, table.coded) if table.programmes else None
        if found is None and self.named is not None and self.named.key in entry.name.keys[:-1]:
            found = self.named
        self.named = found or self.named
        entry.programme_key = found.key if found else ""
        return found

    def _split(self, block: Block) -> Programme | None:
        return Programme(block.programme) if block.programme else self.context.programme

    def _amounts(self, entry: Entry, table: Table, block: Block, row: int, texts: dict[int, str]) -> bool:
        """Read the amounts of an entry; tell whether one of them could not be read."""
        faults: list[tuple[Fault, Cell, Column]] = []
        for column in block.amounts:
            cell = self.grid.at(row, column.index)
            times = (column.multiplier or self.context.multiplier) * (-1 if column.is_turned else 1)
            minor, fault = read_amount(cell, self.decimals, times, table.mark)
            if fault is not None:
                faults.append((fault, cell, column))
            if minor is not None:
                slot = self._slot(table, column, row, texts)
                entry.amounts.setdefault(slot, minor)
                entry.columns.setdefault(slot, self._name(column))
        # Words across the columns of a row without a name are a heading or a signature, not amounts gone wrong.
        if entry.name == NAMELESS and not entry.amounts:
            faults = [found for found in faults if found[0] is not Fault.NOT_AN_AMOUNT]
        for fault, cell, column in faults:
            self._complain(fault, cell, row, column)
        return bool(faults)

    def _slot(self, table: Table, column: Column, row: int, texts: dict[int, str]) -> Slot:
        year = column.year
        named = text_in(table, Role.YEAR, texts)[:4]
        if year is None and len(named) == 4 and named.isdecimal():
            year = int(named)
        if year is None and self.context.year is not None:
            year = self.context.year + (column.offset or 0)
        return Slot(year, column.stage or self._stage_named(table, row, texts) or self.default_stage)

    def _stage_named(self, table: Table, row: int, texts: dict[int, str]) -> Stage | None:
        column = table.first_of(Role.STAGE)
        text = texts.get(column.index, "") if column else ""
        stage = sense_of(text).stage
        if stage is None and column is not None:
            self.problems.append(
                problem(
                    Kind.STAGE_UNKNOWN,
                    self.grid.sheet,
                    row + 1,
                    self._name(column),
                    found=text,
                    stage=self.default_stage.value,
                )
            )
        return stage

    def _hang(self, entries: list[Entry]) -> None:
        """Hang each entry under the heading in force; an entry that is a heading itself replaces it."""
        headings = {entry.name.label for entry in entries if entry.fate is Fate.HEADING and not entry.name.code}
        if len(headings) == 1 and all(entry.fate in (Fate.HEADING, Fate.BLANK) for entry in entries):
            self.context.headings[:] = (heading for heading in headings if not is_pure(heading))
        elif self.context.headings:
            for entry in entries:
                if not any(head.label for head in entry.name.heads):
                    heads = (Head("", self.context.headings[-1]), *entry.name.heads)
                    entry.name = entry.name._replace(heads=heads)

    def _complain(self, fault: Fault, cell: Cell, row: int, column: Column) -> None:
        self.problems.append(
            problem(Kind(fault.value), self.grid.sheet, row + 1, self._name(column), found=text_of(cell)[:60])
        )

    def _name(self, column: Column) -> str:
        return self.grid.name_column(column.index, column.title)

    def _stray(self, table: Table, block: Block, texts: dict[int, str]) -> str:
        """Return the first words left of the amounts that stand in no column of names, for a table of one block."""
        if len(table.blocks) > 1:
            return ""
        silent = {column.index for column in table.columns if column.role in SILENT}
        first = min(column.index for column in block.amounts)
        words = (text for index, text in texts.items() if index < first and index not in silent)
        return next((text for text in words if not is_code(text)), "")
