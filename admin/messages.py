"""What sign-in says, in our own words; the keys are Flask-Security's (its messages without a key here never show)."""

from __future__ import annotations

from admin.tongue import marked as _

WRONG = "wrong"
NOTE = "note"
DONE = "done"
SIGN_IN_FAILED = _("The e-mail or the password is not right. Check both and try again.")
CODE_WRONG = _("This code is not right, or was used already. Wait for the next code and try again.")
START_AGAIN = _("This step took too long. Start again.")
NAME_WRONG = _("The name may hold letters, digits and spaces only.")
PASSKEY_FAILED = _("The passkey did not work. Try again, or use your password and code.")

MESSAGES: dict[str, tuple[str, str]] = {
    "GENERIC_AUTHN_FAILED": (SIGN_IN_FAILED, WRONG),
    "USER_DOES_NOT_EXIST": (SIGN_IN_FAILED, WRONG),
    "INVALID_PASSWORD": (_("The password is not right."), WRONG),
    "DISABLED_ACCOUNT": (SIGN_IN_FAILED, WRONG),
    "INVALID_EMAIL_ADDRESS": (SIGN_IN_FAILED, WRONG),
    "EMAIL_NOT_PROVIDED": (_("Type your e-mail."), WRONG),
    "PASSWORD_NOT_PROVIDED": (_("Type your password."), WRONG),
    "UNAUTHENTICATED": (_("Sign in to open this page."), NOTE),
    "LOGIN": (_("Sign in to open this page."), NOTE),
    "UNAUTHORIZED": (_("Your role does not open this page."), WRONG),
    "REAUTHENTICATION_REQUIRED": (_("Type your password again to go on."), NOTE),
    "REFRESH": (_("Type your password again to go on."), NOTE),
    "REAUTHENTICATION_SUCCESSFUL": (_("Thank you. You can go on."), DONE),
    "ANONYMOUS_USER_REQUIRED": (_("You are signed in already."), NOTE),
    "PASSWORD_MISMATCH": (_("The two passwords are not the same."), WRONG),
    "RETYPE_PASSWORD_MISMATCH": (_("The two passwords are not the same."), WRONG),
    "PASSWORD_INVALID_LENGTH": (_("The password needs at least %(length)s characters."), WRONG),
    "PASSWORD_IS_THE_SAME": (_("The new password must differ from the old one."), WRONG),
    "PASSWORD_CHANGE": (_("Your password is changed. Your other sessions are closed."), DONE),
    "TWO_FACTOR_INVALID_TOKEN": (CODE_WRONG, WRONG),
    "INVALID_CODE": (CODE_WRONG, WRONG),
    "INVALID_RECOVERY_CODE": (_("This recovery code is not right, or was used already."), WRONG),
    "NO_RECOVERY_CODES_SETUP": (_("You have no recovery codes yet."), NOTE),
    "TWO_FACTOR_LOGIN_SUCCESSFUL": (_("You are signed in."), DONE),
    "TWO_FACTOR_CHANGE_METHOD_SUCCESSFUL": (_("Your second factor is changed."), DONE),
    "TWO_FACTOR_PERMISSION_DENIED": (_("Begin with your e-mail and password."), NOTE),
    "TWO_FACTOR_METHOD_NOT_AVAILABLE": (_("This way is not available."), WRONG),
    "TWO_FACTOR_SETUP_EXPIRED": (START_AGAIN, WRONG),
    "WEBAUTHN_EXPIRED": (START_AGAIN, WRONG),
    "API_ERROR": (PASSKEY_FAILED, WRONG),
    "WEBAUTHN_NAME_REQUIRED": (_("Give the passkey a name."), WRONG),
    "WEBAUTHN_NAME_INUSE": (_("You have a passkey named %(name)s already."), WRONG),
    "WEBAUTHN_NAME_NOT_FOUND": (_("You have no passkey named %(name)s."), WRONG),
    "WEBAUTHN_NAME_DISALLOWED_CHARACTERS": (NAME_WRONG, WRONG),
    "INVALID_INPUT": (NAME_WRONG, WRONG),
    "INVALID_INPUT_LENGTH": (NAME_WRONG, WRONG),
    "WEBAUTHN_CREDENTIAL_DELETED": (_("The passkey %(name)s is removed."), DONE),
    "WEBAUTHN_REGISTER_SUCCESSFUL": (_("The passkey %(name)s is added."), DONE),
    "WEBAUTHN_CREDENTIAL_ID_INUSE": (_("This passkey is registered already."), WRONG),
    "WEBAUTHN_UNKNOWN_CREDENTIAL_ID": (PASSKEY_FAILED, WRONG),
    "WEBAUTHN_ORPHAN_CREDENTIAL_ID": (PASSKEY_FAILED, WRONG),
    "WEBAUTHN_NO_VERIFY": (PASSKEY_FAILED, WRONG),
    "WEBAUTHN_CREDENTIAL_WRONG_USAGE": (PASSKEY_FAILED, WRONG),
    "WEBAUTHN_MISMATCH_USER_HANDLE": (PASSKEY_FAILED, WRONG),
    "INVALID_REDIRECT": (_("This link leads out of the panel and was not followed."), WRONG),
}
