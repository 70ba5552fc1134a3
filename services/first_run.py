"""The first day: one commune and its administrator, set up by whoever has the server's console."""

from __future__ import annotations

import hmac
from enum import StrEnum

from sqlalchemy.orm import Session

from budgeting.receipts import ALPHABET, READ_AS
from budgeting.refusal import Refusal
from services.audit import hold_chain
from services.communes import CommuneView, NewCommune, create_commune, has_commune
from services.house import House
from services.roles import RoleName
from services.staff import Boss, NewStaff, add_staff

CODE_GROUPS, CODE_GROUP = 3, 4


class FirstRunReason(StrEnum):
    """Why the first set-up is not done."""

    OVER = "first_run_over"
    CODE_WRONG = "first_run_code_wrong"


def first_run_code(house: House) -> str | None:
    """Return the code of the first set-up, to print on the console; None once there is a commune.

    It is derived from the installation's secret (60 bits), so that every process knows the same one; it is worthless
    as soon as the first commune exists.
    """
    return None if house.work.read(has_commune) else _code(house)


def set_up_first(
    session: Session,
    house: House,
    code: str,
    commune: NewCommune,
    *,
    name: str,
    email: str,
    password: str,
    language: str,
) -> CommuneView:
    """Make the first commune and its administrator, for who knows the code; `Refusal` (`FirstRunReason`)."""
    hold_chain(session)  # two people who send the form at once take turns, and the second is too late
    if has_commune(session):
        raise Refusal(FirstRunReason.OVER)
    if not is_code(house, code):
        raise Refusal(FirstRunReason.CODE_WRONG)
    return set_up(session, house, commune, name=name, email=email, password=password, language=language)


def set_up(
    session: Session, house: House, commune: NewCommune, *, name: str, email: str, password: str, language: str
) -> CommuneView:
    """Make a commune and who administers it.

    The first one's administrator has the whole installation, whichever way it was set up; a later one's has that
    commune alone.
    """
    hold_chain(session)
    is_first = not has_commune(session)
    made = create_commune(session, house, commune)
    person = NewStaff(name, email, (RoleName.ADMINISTRATOR,), None if is_first else made.id, language)
    add_staff(session, house, person, Boss(None, None), password=password)
    return made


def is_code(house: House, typed: str) -> bool:
    """Is this the code, however it was spaced and whatever its case?"""
    asked = "".join(letter for letter in typed.upper().translate(READ_AS) if letter in ALPHABET)
    return hmac.compare_digest(asked.encode(), _code(house).replace("-", "").encode())


def _code(house: House) -> str:
    number = int(house.vault.key_for("first run"), 16)
    letters = [ALPHABET[(number >> 5 * place) & 31] for place in range(CODE_GROUPS * CODE_GROUP)]
    groups = [letters[start : start + CODE_GROUP] for start in range(0, len(letters), CODE_GROUP)]
    return "-".join("".join(group) for group in groups)
