"""How Flask-Security is set up: second factor for everybody, equal answers, no registration, no e-mail."""

from __future__ import annotations

import base64
from datetime import timedelta
from typing import Any

from flask import Flask, Response, after_this_request, current_app, g, render_template, request, session, url_for
from flask_login import user_logged_out
from flask_login.utils import _user_context_processor
from flask_security import Security, password_changed, user_authenticated
from flask_security.babel import FsDomain

from admin.datastore import Account, PanelDatastore
from admin.desk import current_house
from admin.mail_addresses import StaffAddresses
from admin.messages import MESSAGES
from admin.passkeys import PasskeyRules
from admin.second_factor import OneTimeCodes, RecoveryCodes
from admin.sign_forms import PasskeyForm, RescueForm, SetUpForm
from admin.tongue import _, choose_language, ngettext, speak
from locales.page_words import chain_of
from services.accounts import note_password_chosen, note_sign_in
from services.house import House
from services.passwords import COST, MIN_LENGTH

PREFIX = "/panel"
ISSUER = "Palabre"
TEMPLATES = {
    "LOGIN_USER": "sign_in",
    "VERIFY": "confirm",
    "CHANGE_PASSWORD": "password",
    "TWO_FACTOR_SETUP": "second_factor",
    "TWO_FACTOR_VERIFY_CODE": "code",
    "TWO_FACTOR_SELECT": "choose_factor",
    "MULTI_FACTOR_RECOVERY": "recovery",
    "MULTI_FACTOR_RECOVERY_CODES": "recovery_codes",
    "WAN_REGISTER": "passkeys",
    "WAN_SIGNIN": "passkey_sign_in",
    "WAN_VERIFY": "passkey_confirm",
}
KEPT_AT_SIGN_IN = ("_user_id", "_id", "_fresh", "fs_cc", "fs_paa", "identity.name", "identity.auth_type", "_flashes")


class PanelSecurity(Security):
    """Flask-Security without the picture library it asks for: the picture is drawn by our own `OneTimeCodes`."""

    def _check_modules(self, module: str, config_name: str) -> Any:
        parent: Any = super()
        return True if module == "qrcode" else parent._check_modules(module, config_name)


class PanelDomain(FsDomain):
    """Gives Flask-Security's texts from our own catalogues."""

    def gettext(self, string: str, **variables: Any) -> str:
        """Return one text in the language of the request."""
        return _(string, **variables)

    def ngettext(self, singular: str, plural: str, num: int, **variables: Any) -> str:
        """Return one of two texts."""
        return ngettext(singular, plural, num, num=num, **variables)


def attach_sign_in(app: Flask, house: House) -> None:
    """Set Flask-Security up on the app; what the app sets before stays, so that tests may hash cheaply."""
    for name, value in _settings(house).items():
        app.config.setdefault(f"SECURITY_{name}", value)
    security = PanelSecurity(
        app,
        PanelDatastore(house),
        mail_util_cls=StaffAddresses,
        totp_cls=OneTimeCodes,
        webauthn_util_cls=PasskeyRules,
        mf_recovery_codes_util_cls=RecoveryCodes,
        render_template=render_template,
        two_factor_setup_form=SetUpForm,
        two_factor_rescue_form=RescueForm,
        wan_register_form=PasskeyForm,
    )
    domain: Any = PanelDomain
    security.i18n_domain = domain(app)
    security.want_json(lambda _request: False)  # pages only: no second way in to defend
    _keep_to_the_panel(app, security)
    user_authenticated.connect(_welcome, app)
    password_changed.connect(_take_note, app)
    user_logged_out.connect(_close_everywhere, app)


def _settings(house: House) -> dict[str, Any]:
    recovery_key = base64.urlsafe_b64encode(bytes.fromhex(house.vault.key_for("recovery codes")))
    return {
        "URL_PREFIX": PREFIX,
        "STATIC_FOLDER": None,
        "POST_LOGIN_VIEW": f"{PREFIX}/",
        "POST_LOGOUT_VIEW": f"{PREFIX}/login",
        "POST_CHANGE_VIEW": f"{PREFIX}/account/",
        "TWO_FACTOR_POST_SETUP_VIEW": f"{PREFIX}/account/",
        "WAN_POST_REGISTER_VIEW": f"{PREFIX}/account/",
        "LOGOUT_CSRF": False,  # checked by our own guard, before Flask-Security is reached
        "PASSWORD_HASH": "argon2",
        "PASSWORD_SCHEMES": ["argon2"],
        "PASSWORD_SINGLE_HASH": {"argon2"},
        "PASSWORD_HASH_PASSLIB_OPTIONS": COST,
        "PASSWORD_LENGTH_MIN": MIN_LENGTH,
        "RETURN_GENERIC_RESPONSES": True,
        "CHANGEABLE": True,
        "SEND_PASSWORD_CHANGE_EMAIL": False,
        "FRESHNESS": timedelta(minutes=30),
        "FRESHNESS_GRACE_PERIOD": timedelta(minutes=10),
        "DATETIME_FACTORY": house.clock,
        "CSRF_COOKIE_NAME": None,
        **_second_factor(house),
        "MULTI_FACTOR_RECOVERY_CODES": True,
        "MULTI_FACTOR_RECOVERY_CODES_KEYS": [recovery_key],
        **_passkeys(),
        **{f"{name}_TEMPLATE": f"panel/sign/{file}.html" for name, file in TEMPLATES.items()},
        **{f"MSG_{name}": message for name, message in MESSAGES.items()},
    }


def _second_factor(house: House) -> dict[str, Any]:
    return {
        "TWO_FACTOR": True,
        "TWO_FACTOR_REQUIRED": True,
        "TWO_FACTOR_ALWAYS_VALIDATE": True,
        "TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
        "TWO_FACTOR_AUTHENTICATOR_VALIDITY": 30,  # seconds a phone's clock may be off, either way
        "TWO_FACTOR_RESCUE_EMAIL": False,
        "TOTP_SECRETS": {"1": house.vault.key_for("one-time codes")},
        "TOTP_ISSUER": ISSUER,
    }


def _passkeys() -> dict[str, Any]:
    return {
        "WEBAUTHN": True,
        "WAN_RP_NAME": ISSUER,
        "WAN_ALLOW_AS_FIRST_FACTOR": True,
        "WAN_ALLOW_AS_MULTI_FACTOR": True,
        "WAN_ALLOW_USER_HINTS": False,  # a hint tells strangers which addresses have a passkey
    }


def _keep_to_the_panel(app: Flask, security: Security) -> None:
    """Stop sign-in from reading the session and the body of requests that are for no page of the panel.

    Whoever reads the session makes the answer vary by cookie: no cache would keep a public page.
    """
    identify = security.principal._on_before_request
    before = app.before_request_funcs[None]
    before[before.index(identify)] = lambda: identify() if has_session() else None
    panel: Any = app
    remember = panel.login_manager._update_remember_cookie
    after = app.after_request_funcs[None]
    after[after.index(remember)] = lambda response: remember(response) if has_session() else response
    # Its template values would read the session on public pages too, and mark those as private for every cache.
    app.template_context_processors[None].remove(_user_context_processor)


def in_panel() -> bool:
    """Is this request for a page of the panel?"""
    return request.path == PREFIX or request.path.startswith(f"{PREFIX}/")


def has_session() -> bool:
    """Is this request for a page of the panel, not for a file that is the same for everybody?"""
    return in_panel() and request.endpoint != "panel.static"


def _welcome(_app: Flask, user: Account, **_more: Any) -> None:
    """Begin a new session, so that nothing planted before sign-in is worth anything after, and note who came.

    From here on the panel speaks the language of who came in.
    """
    for name in [name for name in session if name not in KEPT_AT_SIGN_IN]:
        session.pop(name)
    g.pop("csrf_token", None)
    house = current_house()
    house.work.write(lambda db: note_sign_in(db, house, user.id))
    speak(chain_of(choose_language(user.view.language)))
    # A demonstration prints the secrets of its phones at every start: nobody can lose one.
    if user.tf_primary_method and not user.mf_recovery_codes and not house.is_demo:
        _hand_out_codes(user)


def _hand_out_codes(user: Account) -> None:
    """Make recovery codes and show them before anything else: who loses the phone on the first day has none yet."""
    current_app.extensions["security"].mf_recovery_codes_util.create_recovery_codes(user)

    def show_codes(response: Response) -> Response:
        if response.location:
            response.location = url_for("security.mf_recovery_codes", show_codes=1)
        return response

    after_this_request(show_codes)


def _take_note(_app: Flask, user: Account, **_more: Any) -> None:
    """Note that the password is the person's own; a new hash of the same password is no choice and gives no signal."""
    house = current_house()
    house.work.write(lambda db: note_password_chosen(db, house, user.id))


def _close_everywhere(_app: Flask, user: Account | None = None, **_more: Any) -> None:
    """End every session of who signs out: a copied cookie is worth nothing from then on."""
    if user is None or not user.is_authenticated:
        return
    datastore = PanelDatastore(current_house())
    datastore.set_uniquifier(user)
    datastore.commit()
