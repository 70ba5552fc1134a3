"""Sign-in accounts as values: what the panel's user datastore reads and writes.

Sign-in software changes an account object and commits later; only what it changed is written, so that two requests of
the same person never undo each other's work.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select, update
from sqlalchemy.orm import Session

from models import Staff, WebAuthn
from services.audit import record
from services.house import House

FINDABLE = frozenset({"id", "email", "fs_uniquifier", "fs_webauthn_user_handle"})
CHANGEABLE = frozenset(
    {
        "password",
        "active",
        "fs_uniquifier",
        "fs_webauthn_user_handle",
        "tf_primary_method",
        "tf_totp_secret",
        "mf_recovery_codes",
    }
)
PASSKEY_CHANGEABLE = ("sign_count", "backup_state", "lastuse_datetime")


@dataclass(slots=True)
class PasskeyRecord:
    """A passkey of an account."""

    credential_id: bytes
    public_key: bytes
    sign_count: int
    transports: list[str] | None
    backup_state: bool
    device_type: str
    extensions: str | None
    name: str
    usage: str
    lastuse_datetime: datetime
    staff_id: int


@dataclass(slots=True)
class AccountRecord:
    """Everything sign-in needs of a member of staff."""

    id: int
    commune_id: int | None
    name: str
    email: str
    password: str | None
    active: bool
    fs_uniquifier: str
    fs_webauthn_user_handle: str | None
    language: str
    tf_primary_method: str | None
    tf_totp_secret: str | None
    tf_last_counter: int | None
    mf_recovery_codes: list[str] | None
    must_choose_password: bool
    roles: tuple[str, ...]
    passkeys: list[PasskeyRecord] = field(default_factory=list)


def find_account(session: Session, attribute: str, value: object, *, any_case: bool = False) -> AccountRecord | None:
    """Return the account with that id, e-mail, uniquifier or passkey handle."""
    if attribute not in FINDABLE or value is None:
        return None
    row = session.scalar(select(Staff).where(_matches(attribute, value, any_case)))
    return None if row is None else _as_record(row)


def find_passkey(session: Session, credential_id: bytes) -> PasskeyRecord | None:
    """Return the passkey with that credential id."""
    row = session.scalar(select(WebAuthn).where(WebAuthn.credential_id == credential_id))
    return None if row is None else _as_passkey(row)


def change_account(session: Session, staff_id: int, changes: Mapping[str, Any]) -> None:
    """Write the changed fields of an account."""
    row = session.get_one(Staff, staff_id)
    for name, value in changes.items():
        if name not in CHANGEABLE:
            raise ValueError(f"sign-in may not change {name}")
        setattr(row, name, value)


def use_counter(session: Session, staff_id: int, counter: int) -> bool:
    """Note that the time step of a one-time code was used; False when it, or a later one, was used before."""
    fresh = or_(Staff.tf_last_counter.is_(None), Staff.tf_last_counter < counter)
    statement = update(Staff).where(Staff.id == staff_id, fresh).values(tf_last_counter=counter).returning(Staff.id)
    return session.execute(statement).first() is not None


def use_recovery_code(session: Session, staff_id: int, kept: str) -> bool:
    """Strike one stored recovery code; False when it is no longer there."""
    row = session.scalar(select(Staff).where(Staff.id == staff_id).with_for_update())
    codes = list((row and row.mf_recovery_codes) or [])
    if row is None or kept not in codes:
        return False
    codes.remove(kept)
    row.mf_recovery_codes = codes
    return True


def add_passkey(session: Session, passkey: PasskeyRecord) -> None:
    """Add a passkey to its account."""
    session.add(
        WebAuthn(
            staff_id=passkey.staff_id,
            credential_id=passkey.credential_id,
            public_key=passkey.public_key,
            sign_count=passkey.sign_count,
            transports=passkey.transports,
            backup_state=passkey.backup_state,
            device_type=passkey.device_type,
            extensions=passkey.extensions,
            name=passkey.name,
            usage=passkey.usage,
            lastuse_datetime=passkey.lastuse_datetime,
        )
    )


def change_passkey(session: Session, passkey: PasskeyRecord) -> None:
    """Write what using a passkey changes: its counter, its backup state, when it was used."""
    row = session.scalar(select(WebAuthn).where(WebAuthn.credential_id == passkey.credential_id))
    if row is None:
        return
    for name in PASSKEY_CHANGEABLE:
        setattr(row, name, getattr(passkey, name))


def remove_passkey(session: Session, credential_id: bytes) -> None:
    """Remove a passkey."""
    row = session.scalar(select(WebAuthn).where(WebAuthn.credential_id == credential_id))
    if row is not None:
        session.delete(row)


def note_sign_in(session: Session, house: House, staff_id: int) -> None:
    """Note when somebody signed in, on their account and in the trail."""
    row = session.get_one(Staff, staff_id)
    row.last_login_at = house.clock()
    record(
        session,
        house,
        act="signed_in",
        subject="staff",
        subject_id=staff_id,
        staff_id=staff_id,
        commune_id=row.commune_id,
    )


def note_password_chosen(session: Session, house: House, staff_id: int) -> None:
    """Note that somebody chose a password themselves: from now on nobody else knows it."""
    row = session.get_one(Staff, staff_id)
    row.must_choose_password = False
    record(
        session,
        house,
        act="password_chosen",
        subject="staff",
        subject_id=staff_id,
        staff_id=staff_id,
        commune_id=row.commune_id,
    )


def _matches(attribute: str, value: object, any_case: bool) -> ColumnElement[bool]:
    column: Any = getattr(Staff, attribute)
    matches: ColumnElement[bool] = func.lower(column) == str(value).lower() if any_case else column == value
    return matches


def _as_record(row: Staff) -> AccountRecord:
    return AccountRecord(
        id=row.id,
        commune_id=row.commune_id,
        name=row.name,
        email=row.email,
        password=row.password,
        active=row.active,
        fs_uniquifier=row.fs_uniquifier,
        fs_webauthn_user_handle=row.fs_webauthn_user_handle,
        language=row.language,
        tf_primary_method=row.tf_primary_method,
        tf_totp_secret=row.tf_totp_secret,
        tf_last_counter=row.tf_last_counter,
        mf_recovery_codes=list(row.mf_recovery_codes) if row.mf_recovery_codes else None,
        must_choose_password=row.must_choose_password,
        roles=tuple(sorted(role.name for role in row.roles)),
        passkeys=[_as_passkey(passkey) for passkey in row.webauthn],
    )


def _as_passkey(row: WebAuthn) -> PasskeyRecord:
    return PasskeyRecord(
        credential_id=row.credential_id,
        public_key=row.public_key,
        sign_count=row.sign_count,
        transports=list(row.transports) if row.transports else None,
        backup_state=row.backup_state,
        device_type=row.device_type,
        extensions=row.extensions,
        name=row.name,
        usage=row.usage,
        lastuse_datetime=row.lastuse_datetime,
        staff_id=row.staff_id,
    )
