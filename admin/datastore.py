"""Where Flask-Security finds and keeps accounts: our services, our one place that commits."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from flask import g
from flask_security import RoleMixin, UserMixin, WebAuthnMixin
from flask_security.datastore import UserDatastore
from sqlalchemy.orm import Session

from services import accounts
from services.accounts import CHANGEABLE, AccountRecord, PasskeyRecord
from services.house import House
from services.staff import StaffView


class PanelRole(RoleMixin):
    """A role as sign-in sees it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.permissions: list[str] = []


class Passkey(WebAuthnMixin):
    """A passkey as sign-in sees it."""

    staff_id: int
    is_gone = False

    def __init__(self, record: PasskeyRecord, *, is_new: bool = False) -> None:
        self.is_new = is_new
        for part in fields(record):
            setattr(self, part.name, getattr(record, part.name))

    def get_user_mapping(self) -> dict[str, Any]:
        """Return what finds the passkey's owner."""
        return {"id": self.staff_id}

    def as_record(self) -> PasskeyRecord:
        """Return the passkey as a value for the services."""
        return PasskeyRecord(**{part.name: getattr(self, part.name) for part in fields(PasskeyRecord)})


class Account(UserMixin):
    """An account as sign-in sees it; it remembers what it was, so that only changes are written."""

    id: int
    commune_id: int | None
    tf_last_counter: int | None
    fs_uniquifier: str = ""  # Flask-Security looks for it on the class
    view: StaffView
    tf_phone_number: str | None = None  # no codes by SMS: a number is not a secret

    def __init__(self, record: AccountRecord) -> None:
        for name in ("id", "commune_id", "name", "email", "language", "tf_last_counter", *CHANGEABLE):
            setattr(self, name, getattr(record, name))
        self.roles = [PanelRole(name) for name in record.roles]
        self.webauthn = [Passkey(passkey) for passkey in record.passkeys]
        self.view = _view(record)
        self._was = self._now()

    @property
    def is_active(self) -> bool:
        """May the account sign in?"""
        return bool(self.active)

    def is_locked(self, form_error: list[str] | None = None) -> bool:  # noqa: ARG002 - nothing may tell why
        """Refuse accounts that are switched off on every way in, passkeys included."""
        return not self.active

    def changes(self) -> dict[str, Any]:
        """Return the fields that differ from what was last read or written."""
        return {name: value for name, value in self._now().items() if value != self._was[name]}

    def settle(self) -> None:
        """Take what it is now for what it was."""
        self._was = self._now()

    def _now(self) -> dict[str, Any]:
        values = {name: getattr(self, name) for name in CHANGEABLE}
        return {name: list(value) if isinstance(value, list) else value for name, value in values.items()}


class PanelDatastore(UserDatastore):
    """Reads through `House.work.read`, collects changes, writes them together at `commit`."""

    def __init__(self, house: House) -> None:
        super().__init__(Account, PanelRole, Passkey)
        self._house = house

    def find_user(self, case_insensitive: bool = False, **kwargs: Any) -> Account | None:
        """Return the account with that attribute."""
        name, value = kwargs.popitem()
        record = self._house.work.read(
            lambda session: accounts.find_account(session, name, value, any_case=case_insensitive)
        )
        return None if record is None else Account(record)

    def find_role(self, role: str) -> PanelRole:
        """Return a role by its name."""
        return PanelRole(role)

    def find_webauthn(self, credential_id: bytes) -> Passkey | None:
        """Return the passkey with that id."""
        record = self._house.work.read(lambda session: accounts.find_passkey(session, credential_id))
        return None if record is None else Passkey(record)

    def create_webauthn(self, user: Any, **parts: Any) -> None:  # type: ignore[override]
        """Add a passkey to an account, at the next commit."""
        names = {part.name for part in fields(PasskeyRecord)}
        kept = {name: value for name, value in parts.items() if name in names}
        kept["transports"] = [str(getattr(way, "value", way)) for way in parts.get("transports") or []]
        record = PasskeyRecord(**kept, staff_id=user.id, lastuse_datetime=self._house.clock())
        passkey = Passkey(record, is_new=True)
        user.webauthn.append(passkey)
        self.put(passkey)

    def put(self, model: Any) -> Any:
        """Note that an account or a passkey is to be written."""
        thing = getattr(model, "_get_current_object", lambda: model)()
        if thing not in self._pending():
            self._pending().append(thing)
        return model

    def delete(self, model: Any) -> None:
        """Remove a passkey at the next commit; accounts are never removed, only switched off."""
        model.is_gone = True
        self.put(model)

    def commit(self) -> None:
        """Write what is pending in one transaction."""
        pending = self._pending()
        if not pending:
            return
        self._house.work.write(lambda session: _keep_all(session, pending))
        for thing in pending:
            if isinstance(thing, Account):
                thing.settle()
        pending.clear()

    def _pending(self) -> list[Any]:
        if "panel_pending" not in g:
            g.panel_pending = []
        pending: list[Any] = g.panel_pending
        return pending


def _keep_all(session: Session, things: list[Any]) -> None:
    for thing in things:
        _keep(session, thing)


def _keep(session: Session, thing: Any) -> None:
    if isinstance(thing, Account):
        accounts.change_account(session, thing.id, thing.changes())
    elif thing.is_gone:
        accounts.remove_passkey(session, thing.credential_id)
    elif thing.is_new:
        accounts.add_passkey(session, thing.as_record())
    else:
        accounts.change_passkey(session, thing.as_record())


def _view(record: AccountRecord) -> StaffView:
    return StaffView(
        id=record.id,
        commune_id=record.commune_id,
        name=record.name,
        email=record.email,
        active=record.active,
        language=record.language,
        roles=record.roles,
        has_second_factor=bool(record.tf_totp_secret),
        passkeys=len(record.passkeys),
        last_login_at=None,
        must_choose_password=record.must_choose_password,
    )
