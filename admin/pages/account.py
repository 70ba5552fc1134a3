"""My account: the language, the password, the second factor, recovery codes, passkeys."""

from __future__ import annotations

from typing import Any

from flask import Blueprint
from flask_login import current_user

from admin.desk import render
from admin.page import Group, Page
from admin.tongue import marked as _
from services.roles import EVERYONE

blueprint = Blueprint("account", __name__)
PAGE = Page("account", _("My account"), Group.HIDDEN, 0, EVERYONE, blueprint, commune_free=True, open_to_observers=True)


@blueprint.get("/")
def index() -> str:
    """Show what protects the account and the ways to change it."""
    account: Any = current_user
    codes = len(account.mf_recovery_codes or [])
    return render("account/index.html", recovery_codes=codes, passkeys=account.webauthn)
