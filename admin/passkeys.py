"""Which passkeys are taken: any device, and one that stands for password and code has to know its owner."""

from __future__ import annotations

from typing import Any

from flask_security import WebauthnUtil
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

FIRST = "first"


class PasskeyRules(WebauthnUtil):
    """Takes the lock of a phone as well as a key on a cord (Flask-Security asks for the latter only).

    A passkey in place of password and code is two factors in one: the device, and the finger or number that opens it.
    """

    def authenticator_selection(self, user: Any, usage: str) -> AuthenticatorSelectionCriteria:  # noqa: ARG002
        """Return what a new passkey must be able to do."""
        if usage == FIRST:
            return AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
            )
        return AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.PREFERRED, user_verification=UserVerificationRequirement.DISCOURAGED
        )

    def user_verification(self, user: Any, usage: list[str]) -> UserVerificationRequirement:  # noqa: ARG002
        """Return whether the device must check its owner now."""
        if usage == [FIRST]:
            return UserVerificationRequirement.REQUIRED
        return UserVerificationRequirement.PREFERRED
