"""What a file, a row or a cell gets wrong: named kinds, their sentences, and where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from budgeting.accounts.stages import Slot

Value = str | int


class Kind(StrEnum):
    """Everything the reader can have to say about a file."""

    UNREADABLE = "unreadable_file"
    TOO_LARGE = "file_too_large"
    TOO_LONG = "sheet_too_long"
    TOO_WIDE = "sheet_too_wide"
    LOCKED = "locked_file"
    ENCODING_GUESSED = "encoding_guessed"
    NO_TABLE = "no_table"
    HEADER_GUESSED = "header_guessed"
    COLUMN_IGNORED = "column_ignored"
    NOT_AN_AMOUNT = "not_an_amount"
    FORMULA_ERROR = "formula_error"
    FORMULA_EMPTY = "formula_empty"
    HIDDEN_DIGITS = "hidden_digits"
    DATE_FOR_AMOUNT = "date_for_amount"
    AMBIGUOUS_AMOUNT = "ambiguous_amount"
    LOST_DIGITS = "lost_digits"
    ROUNDED_AMOUNT = "rounded_amount"
    CODE_TWICE = "code_twice"
    CODES_REPEATED = "codes_repeated"
    NO_CODE = "no_code"
    NO_LABEL = "no_label"
    SIDE_GUESSED = "side_guessed"
    CODE_AGAINST_WORDS = "code_against_words"
    SEVERAL_TOPICS = "several_topics"
    STAGE_GUESSED = "stage_guessed"
    STAGE_UNKNOWN = "stage_unknown"
    YEAR_UNKNOWN = "year_unknown"
    YEAR_DIFFERS = "year_differs"
    TOTAL_DIFFERS = "total_differs"
    ONLY_IN_RECAP = "only_in_recap"
    STAGES_DO_NOT_ADD = "stages_do_not_add"
    NOT_BALANCED = "not_balanced"
    OUT_OF_PROPORTION = "out_of_proportion"
    NEGATIVE = "negative_line"
    JUMP = "jump"
    SIDE_JUMP = "side_jump"
    PER_HEAD = "per_head"
    HIDDEN_SHEET = "hidden_sheet"
    MULTIPLIED = "amounts_multiplied"
    MANY_COMMUNES = "many_communes"
    ONE_COMMUNE = "one_commune"


SENTENCES: Mapping[Kind, str] = {
    Kind.UNREADABLE: "This file cannot be read as a table: save it again as XLSX, ODS or CSV.",
    Kind.TOO_LARGE: "This file is too large to be read: at most %(limit)s %(unit)s.",
    Kind.TOO_LONG: (
        "A sheet of this file has more rows than can be read: at most %(limit)s. "
        "Delete what stands far below the table, and save it again."
    ),
    Kind.TOO_WIDE: "Only the first %(limit)s columns of this sheet were read.",
    Kind.LOCKED: "This file is locked by a password: save it without one.",
    Kind.ENCODING_GUESSED: "The letters of this file were read as %(encoding)s: check the accents.",
    Kind.NO_TABLE: "No table of amounts was found on this sheet.",
    Kind.HEADER_GUESSED: "The columns have no titles that say what they are: they were guessed from what they hold.",
    Kind.COLUMN_IGNORED: "The numbers of column “%(title)s” were not read: nothing says what they are.",
    Kind.NOT_AN_AMOUNT: "“%(found)s” is not an amount: it was not read.",
    Kind.FORMULA_ERROR: "The formula gives the error %(found)s: no amount was read.",
    Kind.FORMULA_EMPTY: "The formula was saved without its result: open the file, let it compute and save it.",
    Kind.HIDDEN_DIGITS: "The column was too narrow when the file was saved: the digits are lost.",
    Kind.DATE_FOR_AMOUNT: "“%(found)s” is a date where an amount should be: it was not read.",
    Kind.AMBIGUOUS_AMOUNT: "“%(found)s” can be read in several ways: it was not read.",
    Kind.LOST_DIGITS: "“%(found)s” has lost its last digits: check the amount.",
    Kind.ROUNDED_AMOUNT: "“%(found)s” has more decimals than the currency: it was rounded.",
    Kind.CODE_TWICE: (
        "Code %(code)s is already in row %(first)s: each of them that has amounts is counted. If it is the "
        "same line twice, delete one in the file."
    ),
    Kind.CODES_REPEATED: "Codes come back on many rows of this sheet: they were not taken as names of lines.",
    Kind.NO_CODE: "This row has no code where the other rows have one: it is counted as a line.",
    Kind.NO_LABEL: "This row has amounts and no words: it is counted as a line.",
    Kind.SIDE_GUESSED: "Nothing says whether these are receipts or expenditure: read as %(side)s.",
    Kind.CODE_AGAINST_WORDS: "“%(label)s” with code %(code)s: this code may be one of investment, the words are not. "
    "The words were believed: check what it is spent on.",
    Kind.SEVERAL_TOPICS: "“%(label)s” names several topics (%(topics)s): check which one it is put under.",
    Kind.STAGE_GUESSED: "Nothing says at which stage the amounts of “%(title)s” are: read as %(stage)s.",
    Kind.STAGE_UNKNOWN: "“%(found)s” is not a stage of a budget: the amount was read as %(stage)s.",
    Kind.YEAR_UNKNOWN: "Nothing in this file says of which year it is.",
    Kind.YEAR_DIFFERS: "The file speaks of %(found)s and not of %(asked)s.",
    Kind.TOTAL_DIFFERS: (
        "“%(label)s” states %(stated)s (%(stage)s %(year)s); its lines make %(computed)s. Correct the total "
        "or its lines in the file."
    ),
    Kind.ONLY_IN_RECAP: "“%(label)s” states %(stated)s (%(stage)s %(year)s) here and on no sheet of lines: it was not "
    "counted.",
    Kind.STAGES_DO_NOT_ADD: (
        "%(parts)s make %(computed)s; the row states %(stated)s as %(stage)s. Correct one of them in the file."
    ),
    Kind.NOT_BALANCED: (
        "%(stage)s %(year)s: receipts are %(revenue)s and expenditure %(expenditure)s. Look for a line that "
        "is missing or counted twice."
    ),
    Kind.OUT_OF_PROPORTION: (
        "%(stage)s %(year)s: receipts %(revenue)s, expenditure %(expenditure)s: one is a hundred times the "
        "other. Check the unit of both."
    ),
    Kind.NEGATIVE: (
        "A negative amount: %(amount)s (%(stage)s %(year)s). If it is no reduction, correct the sign in the file."
    ),
    Kind.JUMP: (
        "%(amount)s (%(stage)s %(year)s) after %(before)s in %(before_year)s: ten times as much or as little."
        " Check the zeros and the unit."
    ),
    Kind.SIDE_JUMP: "All %(side)s: %(amount)s (%(stage)s %(year)s) after %(before)s in %(before_year)s: ten times as "
    "much or as little. Check the unit.",
    Kind.PER_HEAD: "All %(side)s: %(amount)s (%(stage)s %(year)s), that is %(head)s for each inhabitant: check the "
    "unit and the number of inhabitants.",
    Kind.MULTIPLIED: "Amounts were multiplied by %(times)s: the file writes %(written)s, which was read as %(amount)s.",
    Kind.MANY_COMMUNES: "Column “%(title)s” names %(count)s communes: all their lines would count as "
    "this commune's own. Choose whose rows are read.",
    Kind.ONE_COMMUNE: "Only the rows of %(commune)s were read; rows of others left out: %(count)s.",
    Kind.HIDDEN_SHEET: "This sheet is hidden in the file: it was not counted. Show it and save the file again if it "
    "belongs to the budget.",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to look at: the sheet, the row counted from 1 (0 for the sheet or the file), the column by its name."""

    kind: Kind
    sheet: str = ""
    row: int = 0
    column: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The problem in English, to be translated at the edge from `SENTENCES` and `values`."""
        return SENTENCES[self.kind] % self.values


def problem(
    kind: Kind, sheet: str = "", row: int = 0, column: str = "", *, slot: Slot | None = None, **values: Value
) -> Problem:
    """Return a problem at a place, with the values its sentence needs; `slot` gives its `stage` and `year`."""
    if slot is not None:
        values |= {"stage": slot.stage.value, "year": "" if slot.year is None else str(slot.year)}
    return Problem(kind, sheet, row, column, values)
