"""Where in the budget a row says itself that it belongs: columns of sides, sections and places."""

from __future__ import annotations

from collections.abc import Mapping

from budgeting.accounts.stages import Section, Side
from budgeting.accounts.tables import Table
from budgeting.accounts.titles import Role
from budgeting.accounts.vocabulary import section_in, side_in

Texts = Mapping[int, str]
"""The texts of the cells of a row that are not blank, by column."""

SECTION_LETTERS = {"f": Section.OPERATION, "i": Section.INVESTMENT}
LETTERS = {"r": Side.REVENUE, "d": Side.EXPENDITURE, "e": Side.EXPENDITURE}


def side_of(table: Table, texts: Texts) -> Side | None:
    """Return the side that the column of sides names."""
    text = text_in(table, Role.SIDE, texts)
    return side_in(text) or LETTERS.get(text.lower())


def section_of(table: Table, texts: Texts) -> Section | None:
    """Return the section that the column of sections names."""
    text = text_in(table, Role.SECTION, texts)
    return section_in(text) or SECTION_LETTERS.get(text.lower())


def place_of(table: Table, texts: Texts) -> str:
    """Return the place a row is for: the narrowest, written last after region, department, commune."""
    if table.first_of(Role.PLACE) is None:
        return ""
    places = [texts.get(column.index, "") for column in table.columns if column.role is Role.PLACE]
    return next(filter(None, reversed(places)), "")


def text_in(table: Table, role: Role, texts: Texts) -> str:
    """Return the text of a row in the first column of a role, or ""."""
    column = table.first_of(role)
    return texts.get(column.index, "") if column else ""
