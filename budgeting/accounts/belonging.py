"""Where in the budget a row says itself that it belongs: columns of sides, sections, programmes and places."""

from __future__ import annotations

from collections.abc import Mapping

from budgeting.accounts.codes import is_code
from budgeting.accounts.context import Programme, programme_in
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


def programme_of(table: Table, texts: Texts) -> Programme | None:
    """Return the programme that the columns of programmes name, by code, by name or by both."""
    if table.first_of(Role.PROGRAMME) is None:
        return None
    found = [texts[c.index] for c in table.columns if c.role is Role.PROGRAMME and c.index in texts]
    codes = [text for text in found if is_code(text)]
    names = [text for text in found if text not in codes]
    if not found:
        return None
    named = programme_in(names[0]) if names else None
    return named or Programme(codes[0] if codes else "", names[0] if names else "")


def text_in(table: Table, role: Role, texts: Texts) -> str:
    """Return the text of a row in the first column of a role, or ""."""
    column = table.first_of(role)
    return texts.get(column.index, "") if column else ""
