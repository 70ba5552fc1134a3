"""Statuses, stages, reasons and findings of budgets, as staff read them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from admin.labels import name_topic
from admin.tongue import _ as say
from admin.tongue import apart, say_list, spoken_languages
from admin.tongue import marked as _
from budgeting.accounts.grid import place_of
from budgeting.money import marks_of
from services.budgets.reasons import BudgetReason

STATUS_NAMES = {
    "draft": _("Draft"),
    "debated": _("Debated in public"),
    "voted": _("Voted"),
    "approved": _("Approved by the authority"),
    "amended": _("Amended"),
    "executed": _("Account (executed)"),
}
SIDE_NAMES = {"revenue": _("Receipts"), "expenditure": _("Expenditure")}
STAGE_NAMES = {
    "voted": _("voted"),
    "additional": _("additional budget"),
    "modified": _("changes"),
    "amended": _("amended"),
    "authorised": _("commitment authorisations"),
    "credit": _("payment credits"),
    "committed": _("committed"),
    "ordered": _("ordered"),
    "paid": _("paid"),
    "collected": _("collected"),
    "realised": _("realised"),
    "remaining": _("remaining"),
}
COLUMN_NAMES = {
    "ignored": _("Not read"),
    "code": _("Code"),
    "label": _("Name of the line"),
    "side": _("Receipts or expenditure"),
    "section": _("Operation or investment"),
    "place": _("Neighbourhood or place"),
    "programme": _("Programme"),
    "year": _("Year of the amount"),
    "stage": _("Stage of the amount"),
}
AMOUNT_NAME = _("Amount: %(stage)s")
UNIT_NAMES = {1: _("in units"), 1000: _("in thousands"), 1_000_000: _("in millions")}
ROW_NAMES = {
    "line": _("Read as a line"),
    "subtotal": _("Subtotal: checked"),
    "total": _("Total: checked"),
    "result": _("Result: not counted"),
    "part": _("Part of the row above"),
    "heading": _("Heading"),
    "title": _("Title"),
    "column_titles": _("Titles of columns"),
    "blank": _("Empty row"),
    "no_amount": _("No amount"),
    "unreadable": _("Unreadable amounts"),
    "note": _("Text"),
    "repeated": _("Repeats another sheet"),
    "annex": _("Annex"),
    "hidden": _("Hidden sheet"),
    "other_commune": _("Another commune’s"),
}
FATE_NAMES = {
    "subtotal": _("They add up the rows under their code: checked, not counted."),
    "total": _("They are totals: checked, not counted."),
    "result": _("They are results, the difference of two totals: no money of their own."),
    "part": _("They say what part of the row above is for something: counted with that row."),
    "heading": _("They are headings, without amounts."),
    "title": _("They stand above a table."),
    "column_titles": _("They hold the titles of columns."),
    "blank": _("They are empty."),
    "no_amount": _("They have no amount in any column that was read."),
    "unreadable": _("Their amounts could not be read."),
    "note": _("They are text, without amounts."),
    "repeated": _("They repeat lines of another sheet: used as a check, not counted again."),
    "annex": _("They belong to an annex, not to the budget itself."),
    "hidden": _("They stand on a sheet that is hidden in the file: not counted."),
    "other_commune": _("They are other communes’: only the rows of one were asked for."),
}
PROBLEM_TEXTS = {
    "unreadable_file": _("This file cannot be read as a table: save it again as XLSX, ODS or CSV."),
    "file_too_large": _("This file is too large to be read: at most %(limit)s %(unit)s."),
    "sheet_too_long": _(
        "A sheet of this file has more rows than can be read: at most %(limit)s. Delete what stands far below the "
        "table, and save it again."
    ),
    "sheet_too_wide": _("Only the first %(limit)s columns of this sheet were read."),
    "locked_file": _("This file is locked by a password: save it without one."),
    "encoding_guessed": _("The letters of this file were read as %(encoding)s: check the accents."),
    "no_table": _("No table of amounts was found on this sheet."),
    "header_guessed": _("The columns have no titles that say what they are: they were guessed from what they hold."),
    "column_ignored": _("The numbers of column “%(title)s” were not read: nothing says what they are."),
    "not_an_amount": _("“%(found)s” is not an amount: it was not read."),
    "formula_error": _("The formula gives the error %(found)s: no amount was read."),
    "formula_empty": _("The formula was saved without its result: open the file, let it compute and save it."),
    "hidden_digits": _("The column was too narrow when the file was saved: the digits are lost."),
    "date_for_amount": _("“%(found)s” is a date where an amount should be: it was not read."),
    "ambiguous_amount": _("“%(found)s” can be read in several ways: it was not read."),
    "lost_digits": _("“%(found)s” has lost its last digits: check the amount."),
    "rounded_amount": _("“%(found)s” has more decimals than the currency: it was rounded."),
    "code_twice": _(
        "Code %(code)s is already in row %(first)s: each of them that has amounts is counted. If it is the "
        "same line twice, delete one in the file."
    ),
    "codes_repeated": _("Codes come back on many rows of this sheet: they were not taken as names of lines."),
    "no_code": _("This row has no code where the other rows have one: it is counted as a line."),
    "no_label": _("This row has amounts and no words: it is counted as a line."),
    "side_guessed": _("Nothing says whether these are receipts or expenditure: read as %(side)s."),
    "code_against_words": _(
        "“%(label)s” with code %(code)s: this code may be one of investment, the words are not. The words were "
        "believed: check what it is spent on."
    ),
    "several_topics": _("“%(label)s” names several topics (%(topics)s): check which one it is put under."),
    "stage_guessed": _("Nothing says at which stage the amounts of “%(title)s” are: read as %(stage)s."),
    "stage_unknown": _("“%(found)s” is not a stage of a budget: the amount was read as %(stage)s."),
    "year_unknown": _("Nothing in this file says of which year it is."),
    "year_differs": _("The file speaks of %(found)s and not of %(asked)s."),
    "total_differs": _(
        "“%(label)s” states %(stated)s (%(stage)s %(year)s); its lines make %(computed)s. Correct the total "
        "or its lines in the file."
    ),
    "only_in_recap": _(
        "“%(label)s” states %(stated)s (%(stage)s %(year)s) here and on no sheet of lines: it was not counted."
    ),
    "stages_do_not_add": _(
        "%(parts)s make %(computed)s; the row states %(stated)s as %(stage)s. Correct one of them in the file."
    ),
    "not_balanced": _(
        "%(stage)s %(year)s: receipts are %(revenue)s and expenditure %(expenditure)s. Look for a line that "
        "is missing or counted twice."
    ),
    "out_of_proportion": _(
        "%(stage)s %(year)s: receipts %(revenue)s, expenditure %(expenditure)s: one is a hundred times the "
        "other. Check the unit of both."
    ),
    "negative_line": _(
        "A negative amount: %(amount)s (%(stage)s %(year)s). If it is no reduction, correct the sign in the file."
    ),
    "jump": _(
        "%(amount)s (%(stage)s %(year)s) after %(before)s in %(before_year)s: ten times as much or as little."
        " Check the zeros and the unit."
    ),
    "side_jump": _(
        "All %(side)s: %(amount)s (%(stage)s %(year)s) after %(before)s in %(before_year)s: ten times as much or as "
        "little. Check the unit."
    ),
    "per_head": _(
        "All %(side)s: %(amount)s (%(stage)s %(year)s), that is %(head)s for each inhabitant: check the unit and the "
        "number of inhabitants."
    ),
    "amounts_multiplied": _("Amounts were multiplied by %(times)s: the file writes %(written)s, read as %(amount)s."),
    "many_communes": _(
        "Column “%(title)s” names %(count)s communes. Are all lines this commune's? If not, choose under “How the "
        "file was read” whose rows are read."
    ),
    "one_commune": _("Only the rows of %(commune)s were read; rows of others left out: %(count)s."),
    "hidden_sheet": _(
        "This sheet is hidden in the file: it was not counted. Show it and save the file again if it belongs to the "
        "budget."
    ),
}
LOUD = frozenset(
    {
        "amounts_multiplied",
        "encoding_guessed",
        "many_communes",
        "one_commune",
        "out_of_proportion",
        "per_head",
        "side_jump",
    }
)
"""What is said above the button whole: whoever accepts it unread tells citizens a thousand times too much."""

AMOUNTS = frozenset({"amount", "before", "computed", "expenditure", "head", "revenue", "stated", "times", "written"})
"""Values of findings that are amounts, as `budgeting.accounts.checks.shower` writes them."""

AMOUNT = re.compile(r"-?\d{1,3}( \d{3})*(\.\d+)?")
REFUSALS = {
    BudgetReason.NONE_YET.value: _("No budget is published yet."),
    BudgetReason.TOPIC_UNKNOWN.value: _("The budget has no line on this topic."),
    BudgetReason.NO_SUCH_PROGRAMME.value: _("No programme has this code."),
    BudgetReason.KNOWN_FILE.value: _(
        "This file was imported before, as the budget of %(year)s. Withdraw that document first."
    ),
    BudgetReason.NOTHING_READ.value: _("No line of a budget was found in this file. Nothing was written."),
    BudgetReason.YEAR_NEEDED.value: _("The file does not say of which year it is. Give the year and look again."),
    BudgetReason.YEAR_WRONG.value: _("%(year)s is not a fiscal year."),
    BudgetReason.STATUS_WRONG.value: _("Choose how far the document has come."),
    BudgetReason.NO_SUCH_DOCUMENT.value: _("There is no such document."),
    BudgetReason.WITHDRAWN.value: _("The document was withdrawn already."),
    BudgetReason.NO_SUCH_TOPIC.value: _("Choose a topic of the list."),
    BudgetReason.NO_SUCH_NATURE.value: _("Choose a nature of the list."),
    BudgetReason.NO_LINES_CHOSEN.value: _("Tick the lines to change first."),
    BudgetReason.FILE_EMPTY.value: _("The file is empty."),
    BudgetReason.FILE_TOO_LARGE.value: _("The file is too large: %(most)s MB at most."),
    BudgetReason.FILE_GONE.value: _("The file is no longer there. Send it again."),
    BudgetReason.FILE_BEING_READ.value: _("The file is still being read. Wait until it is read."),
    BudgetReason.FILE_READ_ANEW.value: _(
        "The file was read another way since you looked at it. Look at it again, then accept."
    ),
    BudgetReason.OTHER_MONEY.value: _(
        "The file speaks of %(found)s, the commune counts in %(own)s. Nothing was written."
    ),
    BudgetReason.READ_IN_OTHER_MONEY.value: _(
        "The file was read in %(found)s, the commune counts in %(own)s now. Look at it again, it is read anew."
    ),
    BudgetReason.FILE_UNREADABLE.value: _(
        "This file could not be read: it is too large or damaged. Save it again as CSV, without empty sheets, and send "
        "it again."
    ),
    BudgetReason.DATES_WRONG.value: _("The last day must come after the first, within a year or so."),
    BudgetReason.ORDER_WRONG.value: _("Write rows and years as numbers, and choose what each column is from the list."),
}


def name_stage(stage: str) -> str:
    """Return a stage in the language of this request, its key where it has no name."""
    return say(STAGE_NAMES.get(stage, stage))


def name_side(side: str) -> str:
    """Return a side of the budget in the language of this request."""
    return say(SIDE_NAMES.get(side, side))


def say_place(row: int, column: str) -> str:
    """Return a place in a sheet: `B7`, in a text its row and its column, which has no letters there."""
    return (
        place_of(row, column) if column.isalpha() else say(_("row %(row)s, column %(column)s"), row=row, column=column)
    )


def say_problem(found: Mapping[str, Any]) -> str:
    """Return a finding of the reader's report in the language of this request; in English where it is a new one."""
    values = {name: _spoken(name, value) for name, value in found.get("values", {}).items()}
    sentence = PROBLEM_TEXTS.get(found["kind"])
    try:
        return say(sentence, **values) if sentence else str(found["text"])
    except KeyError:  # a report kept from before the sentence had that value
        return str(found["text"])


def _spoken(name: str, value: Any) -> Any:
    """Put the names of stages, sides and topics into words; `parts`, `side` and `topics` hold several."""
    if name == "topics":
        return say_list(name_topic(part) for part in str(value).split(", "))
    if name in ("stage", "parts"):
        return " + ".join(name_stage(part) for part in str(value).split(" + "))
    if name in AMOUNTS and AMOUNT.fullmatch(str(value)):
        marks = marks_of(spoken_languages()[0])
        return apart(str(value).replace(".", marks.decimal).replace(" ", marks.thousands))
    return say_list(name_side(part) for part in str(value).split(", ")) if name == "side" else value
