"""What became of a row: every row of every sheet has exactly one of these for each block of the table it stands in."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Fate(StrEnum):
    """What the reader made of a row."""

    LINE = "line"
    SUBTOTAL = "subtotal"
    TOTAL = "total"
    RESULT = "result"
    PART = "part"
    HEADING = "heading"
    TITLE = "title"
    COLUMN_TITLES = "column_titles"
    BLANK = "blank"
    NO_AMOUNT = "no_amount"
    UNREADABLE = "unreadable"
    NOTE = "note"
    REPEATED = "repeated"
    ANNEX = "annex"
    HIDDEN = "hidden"
    OTHER_COMMUNE = "other_commune"


REASONS: Mapping[Fate, str] = {
    Fate.SUBTOTAL: "It adds up the rows under its code: checked, not counted.",
    Fate.TOTAL: "It is a total: checked, not counted.",
    Fate.RESULT: "It is a result, the difference of two totals: no money of its own.",
    Fate.PART: "It says what part of the row above is for something: counted with that row.",
    Fate.HEADING: "It is a heading, without amounts.",
    Fate.TITLE: "It stands above the table.",
    Fate.COLUMN_TITLES: "It holds the titles of the columns.",
    Fate.BLANK: "It is empty.",
    Fate.NO_AMOUNT: "It has no amount in any column that was read.",
    Fate.UNREADABLE: "Its amounts could not be read.",
    Fate.NOTE: "It is text, without amounts.",
    Fate.REPEATED: "It repeats lines of %(sheets)s: used as a check, not counted again.",
    Fate.ANNEX: "It belongs to an annex, not to the budget itself.",
    Fate.HIDDEN: "It stands on a sheet that is hidden in the file: not counted.",
    Fate.OTHER_COMMUNE: "It is another commune's: only the rows of one were asked for.",
}
