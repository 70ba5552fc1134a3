"""What is checked before any page of the panel runs: the language, forgery, who, which role, which commune."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Flask, abort, g, redirect, request, session, url_for
from werkzeug.wrappers import Response

from admin.booth_lock import shut_into
from admin.desk import current_house, staff_or_none
from admin.kept_language import language_of_request
from admin.page import Page
from admin.registry import SAFE_METHODS
from admin.signing_in import in_panel
from admin.tongue import speak
from locales.page_words import chain_of
from services.communes import CommuneView, find_commune, has_commune, list_communes
from services.roles import RoleName
from services.staff import StaffView

DECLARED = "palabre.panel.routes"
FOR_STRANGERS = frozenset({"panel.static", "panel.choose_language", "panel.first_run"})
FOR_STAFF = frozenset({"panel.home", "panel.choose_commune", "panel.new_commune"})
CLOSED = frozenset({"security.two_factor_rescue"})  # sends e-mail, which nobody here needs
CHOSEN = "commune_id"
LARGEST_ID = 2**63

Declared = Mapping[str, tuple[Page, frozenset[RoleName]]]


def attach_guard(app: Flask, forgery: Any) -> None:
    """Check every request under the panel's address; `forgery` is Flask-WTF's protection of forms."""

    def check() -> Response | None:
        if not in_panel():
            return None
        speak(chain_of(language_of_request()))
        if request.method not in SAFE_METHODS:
            forgery.protect()
        return _check_who(app.extensions[DECLARED])

    app.before_request(check)


def _check_who(declared: Declared) -> Response | None:
    endpoint = request.endpoint
    if endpoint in CLOSED or any(_is_no_id(value) for value in (request.view_args or {}).values()):
        abort(404)
    if (cycle := shut_into(endpoint)) is not None:
        return redirect(url_for("panel.booth.vote", cycle_id=cycle))
    if endpoint == "security.login" and not current_house().work.read(has_commune):
        return redirect(url_for("panel.first_run"))
    if endpoint is None or endpoint in FOR_STRANGERS or endpoint.startswith("security."):
        return None  # an unknown address ends as 404; Flask-Security guards its own pages
    staff = staff_or_none()
    if staff is None:
        return redirect(url_for("security.login", next=_way_back()))
    if staff.must_choose_password:
        return redirect(url_for("security.change_password"))
    if endpoint in FOR_STAFF:
        _open_commune(staff)
        return None
    if endpoint not in declared:
        abort(403)  # a route that no page declares does not open, even for administrators
    page, roles = declared[endpoint]
    if not set(staff.roles) & roles:
        abort(403)
    _open_commune(staff)
    if g.panel_commune is None and not page.commune_free:
        return redirect(url_for("panel.choose_commune"))
    return None


def _open_commune(staff: StaffView) -> None:
    """Bind the request to one commune: the member's own, or the one an administrator of all has chosen."""
    g.panel_commune = _commune_of(staff)


def _commune_of(staff: StaffView) -> CommuneView | None:
    work = current_house().work
    if staff.commune_id is not None:
        own = staff.commune_id
        return work.read(lambda db: find_commune(db, own))
    chosen = session.get(CHOSEN)
    if isinstance(chosen, int) and (found := work.read(lambda db: find_commune(db, chosen))):
        return found
    communes = work.read(list_communes)
    return communes[0] if len(communes) == 1 else None


def _way_back() -> str:
    return request.full_path.rstrip("?") if request.method in SAFE_METHODS else url_for("panel.home")


def _is_no_id(value: object) -> bool:
    # Databases count to 2**63: a longer number is an error to them, and no row of ours.
    return isinstance(value, int) and value >= LARGEST_ID


def may_open(page: Page, staff: StaffView) -> bool:
    """May this member of staff open the page?"""
    return bool(set(staff.roles) & page.roles)
