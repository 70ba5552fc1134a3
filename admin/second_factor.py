"""One-time codes that count once, recovery codes that count once, and their picture for the phone."""

from __future__ import annotations

import hmac
from typing import Any, cast

import segno
from flask import has_app_context
from flask_security import Totp
from flask_security.recovery_codes import MfRecoveryCodesUtil
from markupsafe import Markup
from passlib.exc import UsedTokenError
from passlib.totp import TOTP

from admin.datastore import Account
from admin.desk import current_house
from services.accounts import use_counter, use_recovery_code
from services.clock import system_clock

SCALE = 5  # pixels for one square of the picture


class OneTimeCodes(Totp):
    """Time-based codes (RFC 6238) of which each time step is taken once, as section 5.2 demands."""

    def __init__(self, secrets: dict[str, str], issuer: str) -> None:
        library: Any = TOTP
        self._totp = library.using(issuer=issuer, secrets=secrets, now=_now)

    def get_last_counter(self, user: Any) -> int | None:
        """Return the last time step this account used."""
        return cast(Account, user).tf_last_counter

    def set_last_counter(self, user: Any, tmatch: Any) -> None:
        """Take the time step for this account; the database decides when two requests bring the same code."""
        counter = int(tmatch.counter)
        if not current_house().work.write(lambda session: use_counter(session, user.id, counter)):
            raise UsedTokenError
        user.tf_last_counter = counter

    def generate_qrcode(self, username: str, totp: str) -> str:
        """Return the set-up address as an SVG picture to stand in the page: no file, no data address."""
        picture = segno.make(self.get_totp_uri(username, totp), error="m")
        return Markup(picture.svg_inline(scale=SCALE, svgclass="qr", lineclass=None))  # noqa: S704 - made here


class RecoveryCodes(MfRecoveryCodesUtil):
    """Codes for the day the phone is lost; looking one up strikes it in the same transaction."""

    def check_recovery_code(self, user: Any, code: str) -> bool:
        """Use a code; False when it is none of this account's, or was used before."""
        asked = "".join(code.lower().split())
        kept = next((stored for stored in user.mf_recovery_codes or [] if self._is(stored, asked)), None)
        return kept is not None and current_house().work.write(
            lambda session: use_recovery_code(session, user.id, kept)
        )

    def delete_recovery_code(self, user: Any, code: str) -> bool:  # noqa: ARG002 - struck already
        """Do nothing: the code was struck when it was looked up."""
        return True

    def _is(self, stored: str, asked: str) -> bool:
        return any(hmac.compare_digest(clear.encode(), asked.encode()) for clear in self._decrypt_codes([stored]))


def _now() -> float:
    # The library calls this once while it is set up, before there is an installation to ask.
    if not has_app_context():
        return system_clock().timestamp()
    house = current_house()
    return (house.people_clock or house.clock)().timestamp()
