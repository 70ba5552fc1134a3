"""Flask-Security's forms with choices, declared the way WTForms will still take them."""

from __future__ import annotations

from typing import Any

from flask_security import TwoFactorRescueForm, TwoFactorSetupForm, WebAuthnRegisterForm
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice

Radio: Any = RadioField


class SetUpForm(TwoFactorSetupForm):
    """The start of the second factor: an app is the only way there is."""

    setup = Radio(choices=[SelectChoice("authenticator", "authenticator")], validate_choice=False)


class RescueForm(TwoFactorRescueForm):
    """Never shown: whoever lost the phone has recovery codes or asks an administrator."""

    help_setup = Radio(choices=[SelectChoice("help", "help")])


class PasskeyForm(WebAuthnRegisterForm):
    """What a new passkey stands in for."""

    usage = Radio(choices=[SelectChoice(use, use) for use in ("first", "secondary")], default="secondary")
