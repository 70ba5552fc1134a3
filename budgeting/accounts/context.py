"""What the headings above a row say about it: side, section, programme; and about a whole sheet: year, unit, stage."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from budgeting.accounts.codes import key_of, keyword_of, number_of
from budgeting.accounts.grid import Grid, text_of
from budgeting.accounts.stages import Section, Side, Stage
from budgeting.accounts.titles import PROGRAMME, years_in
from budgeting.accounts.vocabulary import is_pure, multiplier_in, says, section_in, side_in, spelt_out, stage_in
from budgeting.accounts.words import fold

PROGRAMMES = ("programme", "program")
LONGEST_TITLE = 160
LONGEST_LOOSE = 80
YEAR_NAMED = re.compile(r"\b(?:exercice|annee|gestion|budget|year|fy|السنه|سنه)(?: \w{1,9}){0,3}? ((?:19|20)\d\d)\b")


@dataclass(frozen=True, slots=True)
class Programme:
    """A budget programme: its code in digits as the file writes them (`017`, `2` for II) and its name."""

    code: str
    name: str = ""

    @property
    def key(self) -> str:
        """Its code for comparison with those of lines."""
        return key_of(self.code)

    @property
    def title(self) -> str:
        """Its code and its name, as people know it."""
        return f"{self.code} {self.name}".strip()


@dataclass(slots=True)
class Context:
    """What holds for the rows that follow, until a heading changes it."""

    side: Side | None = None
    section: Section | None = None
    programme: Programme | None = None
    year: int | None = None
    stage: Stage | None = None
    multiplier: int = 1
    headings: list[str] = field(default_factory=list)
    internal: bool = False  # "opérations d'ordre": moves between the sections, no money of their own
    part: int = 0  # rises with every change of side or section

    def hear(self, texts: Sequence[str]) -> None:
        """Take in a row of text between the lines of a table."""
        for place, text in enumerate(texts):
            programme = programme_in(text, texts[place + 1 :])
            if programme is not None:
                self.programme = programme
                self.headings.clear()
            elif is_pure(text):
                self._turn(side_in(text), section_in(text))
                self.internal = says("order", text)

    def _turn(self, side: Side | None, section: Section | None) -> None:
        self.part += 1
        self.internal = False
        self.headings.clear()
        if side is not None:
            self.section = section or (self.section if side == self.side else None)
        self.side, self.section = side or self.side, section or self.section


def title_texts(grid: Grid, until: int) -> list[list[str]]:
    """Return the texts of the rows above the first table, row by row, those of empty rows left out."""
    rows = ([text for cell in cells if (text := text_of(cell))] for cells in grid.rows[:until])
    return [row for row in rows if row]


def context_of(titles: Sequence[Sequence[str]], sheet_name: str) -> Context:
    """Return what the titles of a sheet say for all its rows, and its name where they are silent."""
    context = Context()
    for texts in titles:
        for place, text in enumerate(texts):
            _take(context, text, programme_in(text, texts[place + 1 :]))
    named = _programme_named(sheet_name) if context.programme is None else None
    _take(context, spelt_out(sheet_name), named, weak=True)
    texts = [text for row in titles for text in row]
    context.year = _last(map(year_named, texts)) or _last(map(loose_year, [sheet_name, *texts]))
    return context


def programme_in(text: str, after: Sequence[str] = ()) -> Programme | None:
    """Return the programme a heading names: "Programme II : Santé", its name possibly in the next cell."""
    keyword = keyword_of(text)
    if keyword is None or keyword.word not in PROGRAMMES:
        return None
    return Programme(keyword.code, keyword.name or next(iter(after), ""))


def year_named(text: str) -> int | None:
    """Return the year a text names as a fiscal year: "de l'année 2023"."""
    match = YEAR_NAMED.search(fold(text))
    return int(match[1]) if match else None


def loose_year(text: str) -> int | None:
    """Return the one year a short text names, unless it is that of a law or a decision."""
    return None if len(text) > LONGEST_LOOSE or says("legal", text) else years_in(text)[0]


def _last(years: Iterable[int | None]) -> int | None:
    return next(filter(None, reversed(list(years))), None)


def _take(context: Context, text: str, programme: Programme | None, *, weak: bool = False) -> None:
    """Take what one title says: the last title that speaks wins, a sheet's name only fills what titles left open."""
    if len(text) > LONGEST_TITLE:
        return
    heard_side, heard_section = side_in(text), section_in(text)
    if not weak or context.side is None:
        context.side = heard_side or context.side
    if not weak or context.section is None:
        context.section = heard_section or context.section
    context.programme = programme or context.programme
    context.stage = context.stage or stage_of(text)
    context.multiplier = multiplier_in(text) or context.multiplier


def stage_of(title: str) -> Stage | None:
    """Return the stage that a title of a document gives to amounts whose columns name none."""
    return Stage.REALISED if says("account", title) else stage_in(title)


def _programme_named(sheet_name: str) -> Programme | None:
    match = PROGRAMME.search(fold(sheet_name))
    return Programme(number_of(match[1])) if match else None
