"""Which columns name a row's programme, and what they say: a code, a name, or both in one cell."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from budgeting.accounts.codes import is_code
from budgeting.accounts.columns import BETWEEN_TITLES, Column
from budgeting.accounts.context import Programme, programme_in
from budgeting.accounts.titles import Role
from budgeting.accounts.vocabulary import is_whole
from budgeting.accounts.words import digit_or_letter

NAMED = (Role.CODE, Role.LABEL)
CODES = "programme_code"
TITLES = (CODES, "programme_name")
# "002 Santé", "2 : Santé"; "3 salles de classe" counts something, and so does "150 lits" beside it.
BOTH = re.compile(r"(\d{3}(?=\s)|\d{1,3}(?=\s*[-–—:.)/]))([\s–—:.)/-]*)([^\W\d].+)")


def with_programmes(columns: Sequence[Column]) -> list[Column]:
    """Return the columns, those of codes that stand behind the names of the rows as columns of programmes.

    A code of programmes before the accounts is the widest code of its rows: rows that bear it alone add others up.
    """
    return [replace(c, role=Role.PROGRAMME) if _stands_behind(c, columns) else c for c in columns]


def columns_of_programmes(columns: Sequence[Column]) -> tuple[int, ...]:
    """Return the columns that name programmes, as numbers counted from 0; codes and names of rows may be among them."""
    # One title over both columns that name the rows is the heading of the whole table.
    has_others = any(column.role in NAMED and not names_programmes(column) for column in columns)
    return tuple(
        column.index
        for column in columns
        if column.role is Role.PROGRAMME
        or (column.role in NAMED and names_programmes(column) and (has_others or BETWEEN_TITLES not in column.title))
    )


def shows_codes(column: Column, cells: Iterable[str]) -> bool:
    """Is a column one of codes by its title or its cells, so that three digits before a small letter are one too?"""
    if is_whole(CODES, column.title):
        return True
    numbered = {cell for cell in cells if cell[:1].isdigit()}
    named = [both for cell in numbered if (both := BOTH.fullmatch(cell))]
    if len(named) < sum(not cell.isdecimal() for cell in numbered):
        return False  # others count something
    unsure = [both for both in named if not both[3][0].isupper()]
    # Arabic letters are neither small nor large: there several numbers of three digits are codes.
    return len(unsure) > 1 and any(not _may_count(both) or not both[3][0].islower() for both in unsure)


def programme_of(
    columns: Sequence[Column], own: Sequence[int], texts: Mapping[int, str], coded: Collection[int] = ()
) -> Programme | None:
    """Return the programme that the columns `own` name on a row, by code, by name or by both; None where none does.

    A name in a column that also names the row is one of a programme beside a code alone. `coded` are the columns that
    show codes.
    """
    found = [(columns[index].role, *_told(texts[index], index in coded)) for index in own if index in texts]
    code = next((code for _, code, _ in found if code), "")
    names = [name for role, _, name in found if name and (code or role is Role.PROGRAMME)]
    return Programme(code, names[0] if names else "") if code or names else None


def _told(text: str, is_coded: bool) -> tuple[str, str]:
    """Return the code and the name that one cell holds, either of which may be blank."""
    both = BOTH.fullmatch(text)
    if both and not is_coded and _may_count(both):
        return "", text
    if both and (not both[3].isupper() or " " in both[2]):  # "017-AB" is a code
        return _in_ascii(both[1]), both[3]
    if is_code(text) and not (" " in text and any(map(str.islower, text))):
        return _in_ascii(text), ""
    named = programme_in(text)
    return (named.code, named.name) if named else ("", text)


def _may_count(both: re.Match[str]) -> bool:
    """Do the digits stand plainly before a letter that is no capital, as those that count something do?"""
    code, between, name = both.groups()
    return not between.strip() and not _in_ascii(code).startswith("0") and not name[0].isupper()


def _in_ascii(code: str) -> str:
    return "".join(map(digit_or_letter, code))


def _stands_behind(column: Column, columns: Sequence[Column]) -> bool:
    if column.role is not Role.CODE or not names_programmes(column):
        return False
    others = [c for c in columns if c.role in NAMED and not names_programmes(c)]
    is_followed = any(c.role is Role.CODE and c.index > column.index for c in others)
    return not is_followed and any(c.index < column.index for c in others)


def names_programmes(column: Column) -> bool:
    """Is a column called by the codes or the names of programmes and by nothing else?"""
    return any(is_whole(name, column.title) for name in TITLES)
