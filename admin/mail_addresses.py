"""Which addresses may sign in: every one that a member of staff was added with."""

from __future__ import annotations

from flask_security import MailUtil
from flask_security.mail_util import EmailValidateException

from admin.messages import SIGN_IN_FAILED
from services.staff import read_address


class StaffAddresses(MailUtil):
    """Reads an address as it was read when the person was added.

    Flask-Security's own reading refuses names that no public mail server has (`.local`, `.invalid`): a commune may use
    them, nothing is ever sent to them, and who was added must be able to sign in.
    """

    def normalize(self, email: str) -> str:
        """Return the address as it is kept; `EmailValidateException` for what is none."""
        address = read_address(email)
        if address is None:
            raise EmailValidateException(SIGN_IN_FAILED)
        return address

    def validate(self, email: str) -> str:
        """Return the address as it is kept; nobody is written to, so there is nothing more to check."""
        return self.normalize(email)
