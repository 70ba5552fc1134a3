"""The members of staff: who they are, what they may do, and what an administrator does for them."""

from __future__ import annotations

import re
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Staff
from services.audit import record
from services.house import House
from services.passwords import hash_password, temporary_password
from services.roles import RoleName, ensure_roles

ADDRESS = re.compile(r"[^@\s\x00]{1,64}@[^@\s\x00]{1,190}")


class StaffReason(StrEnum):
    """Why something about a member of staff is not done."""

    UNKNOWN = "staff_unknown"
    EMAIL_WRONG = "staff_email_wrong"
    EMAIL_TAKEN = "staff_email_taken"
    NO_ROLE = "staff_no_role"
    NOT_YOURSELF = "staff_not_yourself"
    LAST_ADMINISTRATOR = "staff_last_administrator"


@dataclass(frozen=True, slots=True)
class NewStaff:
    """Somebody to add; `commune_id` None makes an administrator of the whole installation."""

    name: str
    email: str
    roles: tuple[RoleName, ...]
    commune_id: int | None
    language: str = "fr"


@dataclass(frozen=True, slots=True)
class StaffView:
    """A member of staff as the panel shows them."""

    id: int
    commune_id: int | None
    name: str
    email: str
    active: bool
    language: str
    roles: tuple[str, ...]
    has_second_factor: bool
    passkeys: int
    last_login_at: datetime | None
    must_choose_password: bool = False

    @property
    def is_of_installation(self) -> bool:
        """Do they administer every commune?"""
        return self.commune_id is None


@dataclass(frozen=True, slots=True)
class Boss:
    """Who acts on staff: their id and the commune they are bound to, None for the whole installation."""

    staff_id: int | None
    commune_id: int | None


def staff_of(session: Session, commune_id: int | None, *, with_installation: bool = False) -> list[StaffView]:
    """Return the staff of a commune by name, and those of the whole installation where asked."""
    mine = Staff.commune_id == commune_id
    query = select(Staff).where(or_(mine, Staff.commune_id.is_(None)) if with_installation else mine)
    ordered = query.order_by(Staff.active.desc(), func.lower(Staff.name), Staff.id)
    return [view_of(row) for row in session.scalars(ordered)]


def find_staff(session: Session, staff_id: int, boss: Boss) -> StaffView | None:
    """Return a member of staff, None when there is none or they are of another commune than who asks."""
    row = session.get(Staff, staff_id)
    return view_of(row) if row is not None and _may_see(boss, row) else None


def add_staff(
    session: Session, house: House, new: NewStaff, boss: Boss, *, password: str | None = None
) -> tuple[int, str]:
    """Add a member of staff and return their id and the password to hand over, shown this once.

    A password made here is to be replaced at the first sign-in; one that is given is the person's own.
    """
    clear = password or temporary_password()
    row = Staff(
        commune_id=new.commune_id if boss.commune_id is None else boss.commune_id,
        name=new.name.strip(),
        email=_address_of(session, new.email),
        password=hash_password(clear),
        must_choose_password=password is None,
        active=True,
        fs_uniquifier=uuid.uuid4().hex,
        fs_webauthn_user_handle=uuid.uuid4().hex,
        language=new.language,
        created_at=house.clock(),
        roles=[ensure_roles(session)[role] for role in _chosen(new.roles)],
    )
    session.add(row)
    session.flush()
    _note(session, house, boss, row, "staff_added", roles=sorted(new.roles))
    return row.id, clear


def give_roles(session: Session, house: House, staff_id: int, roles: Collection[RoleName], boss: Boss) -> None:
    """Replace somebody's roles; `Refusal` when the last administrator would lose theirs."""
    row = _get(session, staff_id, boss)
    chosen = _chosen(roles)
    if RoleName.ADMINISTRATOR not in chosen:
        _keep_an_administrator(session, row)
    known = ensure_roles(session)
    row.roles = [known[role] for role in chosen]
    _note(session, house, boss, row, "staff_roles_changed", roles=sorted(chosen))


def deactivate_staff(session: Session, house: House, staff_id: int, boss: Boss) -> None:
    """Take somebody's access away at once, in every browser; what they did stays in the trail."""
    row = _get(session, staff_id, boss)
    if row.id == boss.staff_id:
        raise Refusal(StaffReason.NOT_YOURSELF)
    _keep_an_administrator(session, row)
    row.active = False
    row.fs_uniquifier = uuid.uuid4().hex
    _note(session, house, boss, row, "staff_deactivated")


def activate_staff(session: Session, house: House, staff_id: int, boss: Boss) -> None:
    """Give access back; the password and the second factor are those of before."""
    row = _get(session, staff_id, boss)
    row.active = True
    _note(session, house, boss, row, "staff_activated")


def reset_password(session: Session, house: House, staff_id: int, boss: Boss) -> str:
    """Give a new password to hand over, shown this once, and end every open session."""
    row = _get(session, staff_id, boss)
    clear = temporary_password()
    row.password = hash_password(clear)
    row.must_choose_password = True
    row.fs_uniquifier = uuid.uuid4().hex
    _note(session, house, boss, row, "staff_password_reset")
    return clear


def reset_second_factor(session: Session, house: House, staff_id: int, boss: Boss) -> None:
    """Forget somebody's one-time codes, recovery codes and passkeys: they set them up anew at their next sign-in."""
    row = _get(session, staff_id, boss)
    row.tf_primary_method = row.tf_totp_secret = row.tf_last_counter = row.mf_recovery_codes = None
    row.webauthn = []
    row.fs_uniquifier = uuid.uuid4().hex
    _note(session, house, boss, row, "staff_second_factor_reset")


def choose_language(session: Session, staff_id: int, language: str) -> None:
    """Note the language somebody reads the panel in."""
    session.get_one(Staff, staff_id).language = language


def view_of(row: Staff) -> StaffView:
    """Return a row as the panel shows it."""
    return StaffView(
        id=row.id,
        commune_id=row.commune_id,
        name=row.name,
        email=row.email,
        active=row.active,
        language=row.language,
        roles=tuple(sorted(role.name for role in row.roles)),
        has_second_factor=bool(row.tf_totp_secret),
        passkeys=len(row.webauthn),
        last_login_at=row.last_login_at,
        must_choose_password=row.must_choose_password,
    )


def _may_see(boss: Boss, row: Staff) -> bool:
    return boss.commune_id is None or row.commune_id == boss.commune_id


def _get(session: Session, staff_id: int, boss: Boss) -> Staff:
    row = session.get(Staff, staff_id)
    if row is None or not _may_see(boss, row):
        raise Refusal(StaffReason.UNKNOWN)
    return row


def _chosen(roles: Collection[RoleName]) -> tuple[RoleName, ...]:
    if not roles:
        raise Refusal(StaffReason.NO_ROLE)
    return tuple(dict.fromkeys(roles))


def read_address(email: str) -> str | None:
    """Return an address as it is kept, None for what is none."""
    address = email.strip().lower()
    return address if ADDRESS.fullmatch(address) else None


def _address_of(session: Session, email: str) -> str:
    address = read_address(email)
    if address is None:
        raise Refusal(StaffReason.EMAIL_WRONG)
    if session.scalar(select(Staff.id).where(func.lower(Staff.email) == address)) is not None:
        raise Refusal(StaffReason.EMAIL_TAKEN)
    return address


def _keep_an_administrator(session: Session, row: Staff) -> None:
    """Refuse when nobody else could administer what this person administers."""
    if not _is_administrator(row):
        return
    scope = or_(Staff.commune_id == row.commune_id, Staff.commune_id.is_(None))
    others = session.scalars(select(Staff).where(scope, Staff.active, Staff.id != row.id))
    if not any(_is_administrator(other) for other in others):
        raise Refusal(StaffReason.LAST_ADMINISTRATOR)


def _is_administrator(row: Staff) -> bool:
    return any(role.name == RoleName.ADMINISTRATOR for role in row.roles)


def _note(session: Session, house: House, boss: Boss, row: Staff, act: str, **details: list[str]) -> None:
    record(
        session,
        house,
        act=act,
        subject="staff",
        subject_id=row.id,
        details=details,
        staff_id=boss.staff_id,
        commune_id=row.commune_id,
    )
