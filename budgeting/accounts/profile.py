"""What one column holds below its title: numbers, codes, years, words, the names of sides or sections."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from budgeting.accounts.amounts import Cell, read_amount
from budgeting.accounts.codes import is_code
from budgeting.accounts.grid import text_of
from budgeting.accounts.titles import sense_of
from budgeting.accounts.vocabulary import is_pure, says, section_in, side_in

YEARS = range(1950, 2101)
SHORT_TEXT = 40
MANY = 20
SECTION_LETTERS = ("F", "I")


@dataclass(slots=True)
class Profile:
    """How many cells of a column are of each kind; a cell may be of several."""

    cells: int = 0
    numbers: int = 0
    codes: int = 0
    years: int = 0
    sides: int = 0
    sections: int = 0
    stages: int = 0
    authorities: int = 0
    distinct: set[str] = field(default_factory=set)  # of the short texts, as far as MANY
    negatives: int = 0
    letters_of_codes: int = 0
    letters: int = 0  # in all texts together
    largest: int = 0
    first: int = -1
    successors: int = 0  # numbers one above the number before

    @property
    def texts(self) -> int:
        """The number of cells that are no number."""
        return self.cells - self.numbers

    @property
    def is_below_nought(self) -> bool:
        """Whether next to all its numbers are negative: receipts that were written as what they take off a cost."""
        return self.negatives > 1 and self.negatives * 10 >= self.numbers * 9

    def mostly(self, count: int, percent: int = 70) -> bool:
        """Tell whether so many cells are most of the column; False for a column with nothing in it."""
        return self.cells > 0 and count * 100 >= self.cells * percent

    @property
    def looks_coded(self) -> bool:
        """Whether the column holds codes and nothing else: digits without separators, none of them long."""
        return self.mostly(self.codes, 100) and 0 < self.letters_of_codes <= self.cells * 8

    @property
    def is_numbering(self) -> bool:
        """Whether the column numbers the rows: 1, 2, 3, …; accounts from 601 on do not."""
        return self.cells >= 5 and self.first <= 1 and self.successors * 10 >= (self.cells - 1) * 9


def profile_of(cells: Iterable[Cell]) -> Profile:
    """Return the profile of the cells of a column."""
    profile, before = Profile(), -1
    for cell in cells:
        text = text_of(cell)
        if text and not text.startswith("#"):  # formula errors are neither numbers nor words
            before = _count(profile, cell, text, before)
    return profile


def is_number(cell: Cell) -> bool:
    """Tell whether a cell holds a number, nil included, blank not."""
    return read_amount(cell, 3).minor is not None


def is_year(cell: Cell) -> bool:
    """Tell whether a cell holds a year and nothing else."""
    text = text_of(cell)
    return text.isdecimal() and len(text) == 4 and int(text) in YEARS


def _count(profile: Profile, cell: Cell, text: str, before: int) -> int:
    profile.cells += 1
    profile.codes += is_code(text)
    profile.letters_of_codes += len(text)
    profile.years += is_year(cell)
    minor = read_amount(cell, 3).minor
    if minor is None:
        _count_words(profile, text)
        return before
    number = abs(minor) // 1000
    profile.numbers += 1
    profile.negatives += minor < 0
    profile.first = number if profile.numbers == 1 else profile.first
    profile.largest = max(profile.largest, number)
    profile.successors += number == before + 1
    return number


def _count_words(profile: Profile, text: str) -> None:
    profile.letters += len(text)
    if len(profile.distinct) < MANY:
        profile.distinct.add(text)
    if len(text) <= SHORT_TEXT:
        profile.sides += is_pure(text) and side_in(text) is not None
        profile.sections += text in SECTION_LETTERS or (is_pure(text) and section_in(text) is not None)
        profile.authorities += says("authority", text)
        profile.stages += sense_of(text).stage is not None
