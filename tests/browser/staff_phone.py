"""The phone of a member of staff: the app that shows the codes of the second factor."""

from __future__ import annotations

import time

from passlib.totp import TOTP

from palabre.demo.staff import SignIn

STEP = 30


class StaffPhone:
    """Shows a code that was not shown before: the panel takes each once, and one step early as well."""

    def __init__(self, sign_in: SignIn) -> None:
        self.sign_in = sign_in
        self._codes = TOTP(key=sign_in.totp_secret, format="base32")
        self._last = 0

    def code(self) -> str:
        """Return the next code."""
        self._last = max(int(time.time()) // STEP, self._last + 1)
        return str(self._codes.generate(time=self._last * STEP).token)
