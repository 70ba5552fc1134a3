"""The demonstration's two members of staff, ready to sign in: publishing takes two people."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Any

from passlib.totp import TOTP
from sqlalchemy.orm import Session

from admin.signing_in import ISSUER
from models import Commune
from services.accounts import change_account
from services.house import House
from services.roles import RoleName
from services.staff import Boss, NewStaff, add_staff


@dataclass(frozen=True, slots=True)
class SignIn:
    """What a newcomer types: address, password, and the secret for the code generator (base32)."""

    email: str
    password: str
    totp_secret: str


def demo_sign_ins(house: House, data: dict[str, Any]) -> list[SignIn]:
    """Return the sign-ins; they come from the installation's secret, so that every start prints the same."""
    return [_sign_in(house, person["email"]) for person in data["staff"]]


def _sign_in(house: House, email: str) -> SignIn:
    password = house.vault.key_for(f"demo password {email}")
    secret = bytes.fromhex(house.vault.key_for(f"demo one-time code {email}"))[:20]
    return SignIn(email, f"{password[:4]}-{password[4:8]}-{password[8:12]}", base64.b32encode(secret).decode())


def add_demo_staff(session: Session, house: House, commune: Commune, data: dict[str, Any]) -> list[int]:
    """Store the two with their passwords and second factors, and return their ids."""
    factory: Any = TOTP
    codes = factory.using(issuer=ISSUER, secrets={"1": house.vault.key_for("one-time codes")})
    added = []
    for person, sign_in in zip(data["staff"], demo_sign_ins(house, data), strict=True):
        roles = tuple(RoleName(role) for role in person["roles"])
        new = NewStaff(person["name"], person["email"], roles, commune.id, "fr")
        staff_id, _shown = add_staff(session, house, new, Boss(None, None), password=sign_in.password)
        secret = codes(key=sign_in.totp_secret, format="base32").to_json(encrypt=True)
        change_account(session, staff_id, {"tf_totp_secret": secret, "tf_primary_method": "authenticator"})
        added.append(staff_id)
    return added
