"""Puts the panel on the web application."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Flask, request, url_for
from flask_wtf import CSRFProtect

from admin import front, tongue
from admin.assets import asset_address, attach_assets
from admin.booth_lock import is_in_booth
from admin.desk import HOUSE, REFUSALS, has_role, staff_or_none
from admin.errors import attach_errors
from admin.first_run import REFUSALS as FIRST_REFUSALS
from admin.guard import DECLARED, attach_guard, may_open
from admin.headers import attach_headers
from admin.meanwhile import REFUSALS as MEANWHILE
from admin.once import fresh_mark
from admin.page import Page
from admin.registry import declare_routes, find_pages, register_pages
from admin.signing_in import PREFIX, attach_sign_in, in_panel
from admin.throttle import attach_throttle
from admin.words import GROUP_TITLES, ROLE_NAMES
from budgeting.quantities import kilobytes
from services.house import House
from services.staff import StaffView

SESSION_HOURS = 12
UPLOAD_LIMIT = 10 * 1024 * 1024


def attach_panel(app: Flask, house: House, *, secret_key: str, limits_uri: str = "memory://") -> None:
    """Add sign-in, every page and their protections to the app, under `/panel`.

    `limits_uri` is where tries to sign in are counted (`memory://`, or `redis://…` with several processes).
    Raises `admin.registry.UnsafePage` for a page or route without declared roles.
    """
    _configure(app, house, secret_key)
    pages = find_pages()
    app.extensions[HOUSE] = house
    app.extensions[front.PAGES] = pages
    sentences = {reason: text for page in pages for reason, text in page.refusals.items()}
    app.extensions[REFUSALS] = FIRST_REFUSALS | MEANWHILE | sentences
    protection: Any = CSRFProtect
    forgery = protection(app)
    panel = front.make_panel()
    register_pages(panel, pages)
    app.register_blueprint(panel)
    attach_throttle(app, limits_uri)
    attach_guard(app, forgery)
    attach_sign_in(app, house)
    attach_errors(app)
    attach_assets(app)
    attach_headers(app, is_https=house.public_url.startswith("https://"))
    _prepare_templates(app, house)
    app.extensions[DECLARED] = declare_routes(app, pages)


def _configure(app: Flask, house: House, secret_key: str) -> None:
    app.config.update(
        SECRET_KEY=secret_key,
        SESSION_COOKIE_NAME="palabre_panel",
        SESSION_COOKIE_PATH=PREFIX,  # public pages never receive it
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=house.public_url.startswith("https://"),
        PERMANENT_SESSION_LIFETIME=timedelta(hours=SESSION_HOURS),
        WTF_CSRF_CHECK_DEFAULT=False,  # webhooks prove themselves by signatures; the guard checks the panel's forms
        WTF_CSRF_TIME_LIMIT=SESSION_HOURS * 3600,
    )
    app.config["MAX_CONTENT_LENGTH"] = app.config.get("MAX_CONTENT_LENGTH") or UPLOAD_LIMIT
    app.config["REMEMBER_COOKIE_DURATION"] = timedelta(seconds=0)


def _prepare_templates(app: Flask, house: House) -> None:
    app.jinja_env.globals.setdefault("_", tongue._)
    app.jinja_env.filters.update(
        apart=tongue.apart,
        spoken=tongue.say_value,
        amount=tongue.say_amount,
        day=tongue.say_day,
        moment=tongue.say_moment,
        kilobytes=kilobytes,
    )
    panel_values = {
        "direction": tongue.direction,
        "panel_menu": front.menu,
        "interface_languages": tongue.interface_languages,
        "language_name": tongue.name_of,
        "role_names": ROLE_NAMES,
        "group_titles": GROUP_TITLES,
        "has_role": has_role,
        "is_demo": house.is_demo,
        "asset_address": asset_address,
        "page_url": _page_url,
        "page_link": _page_link,
        "fresh_mark": fresh_mark,
        "link_to": _link_to,
        "next_of": _next_of,
        "spoken_language": lambda: tongue.spoken_languages()[0],
    }
    words = {"_": tongue._, "ngettext": tongue.ngettext}
    app.context_processor(lambda: {**panel_values, **words, "staff": _staff_shown()} if in_panel() else {})


def _staff_shown() -> StaffView | None:
    """Return who is signed in, as pages name them; in a booth they name nobody and have no menu."""
    return None if is_in_booth() else staff_or_none()


def _page_url(page: Page) -> str:
    return url_for(page.endpoint)


def _page_link(number: int) -> str:
    """Return this same list at another page, its filters kept."""
    # Names that begin with an underscore steer url_for itself (_scheme, _external): a stranger's link must not.
    kept = [name for name in request.args if name != "page" and not name.startswith("_")]
    asked: dict[str, Any] = {name: request.args[name] for name in kept}
    return url_for(str(request.endpoint), **(request.view_args or {}), **asked, page=number)


def _link_to(name: str) -> str | None:
    """Return the address of a page that is there and that who is signed in may open, else None."""
    staff = staff_or_none()
    page = next((page for page in front.all_pages() if page.name == name), None)
    return None if page is None or staff is None or not may_open(page, staff) else _page_url(page)


def _next_of() -> dict[str, str]:
    """Return where to go after signing in, to be carried along, when that is a page of the panel."""
    following = request.args.get("next", "")
    return {"next": following} if front.is_ours(following) else {}
