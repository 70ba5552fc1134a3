"""The programmes that a document names: those the commune has already, and those it has not yet."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.understanding.fold import fold
from budgeting.accounts.context import Programme as Named
from models import Programme
from services.budgets.report import fit

CODE_LENGTH = 16
NAME_LENGTH = 200
DIGITS = 3
FIRST_FREE = 901
"""Programmes that a document names without a code get numbers from here on; staff give them their own."""


def plain_code(code: str) -> str:
    """Return a programme's code as it is kept: in three digits, `017` for 17; another kind of code as it is."""
    bare = fit(code, CODE_LENGTH)
    return bare.zfill(DIGITS) if bare.isascii() and bare.isdecimal() else bare


def write_programmes(session: Session, commune_id: int, named: Iterable[Named]) -> dict[Named, int]:
    """Return the id of each programme that a document names; new ones are written down, known ones keep their words."""
    known = {row.code: row for row in session.scalars(select(Programme).where(Programme.commune_id == commune_id))}
    found: dict[Named, Programme] = {}
    for each in dict.fromkeys(named):
        row = _known(each, known) or _new(each, commune_id, known)
        if row.name == row.code and each.name:
            row.name = fit(each.name, NAME_LENGTH)
        known[row.code] = found[each] = row
    session.add_all(found.values())
    session.flush()
    return {each: row.id for each, row in found.items()}


def _known(named: Named, known: dict[str, Programme]) -> Programme | None:
    if named.code:
        return known.get(plain_code(named.code))
    return next((row for row in known.values() if fold(row.name) == fold(named.name)), None)


def _new(named: Named, commune_id: int, known: dict[str, Programme]) -> Programme:
    code = plain_code(named.code) if named.code else _free_code(known)
    return Programme(commune_id=commune_id, code=code, name=fit(named.name, NAME_LENGTH) or code, is_support=False)


def _free_code(known: Iterable[str]) -> str:
    taken = set(known)
    return next(str(number) for number in range(FIRST_FREE, 10**6) if str(number) not in taken)
