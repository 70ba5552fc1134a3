"""The routes that belong to no page: the way in, the language, the choice of a commune."""

from __future__ import annotations

from flask import Blueprint, abort, current_app, redirect, render_template, request, session, url_for
from jinja2 import BaseLoader, FileSystemLoader, PrefixLoader
from werkzeug.wrappers import Response

from admin.desk import carry_out, current_house, current_staff, read, staff_or_none
from admin.first_run import COMMUNE_ADDED, CommuneForm, commune_in, first_run, offer_languages
from admin.guard import CHOSEN, may_open
from admin.kept_language import remember, without_wish
from admin.page import Page
from admin.registry import PANEL
from admin.signing_in import PREFIX
from admin.tongue import interface_languages
from services.communes import create_commune, find_commune, list_communes
from services.roles import RoleName
from services.staff import StaffView

PAGES = "palabre.panel.pages"


class PanelBlueprint(Blueprint):
    """A blueprint whose templates stand in two places: `panel/…` for the layout, `pages/…` beside the pages."""

    @property
    def jinja_loader(self) -> BaseLoader:
        """Return where templates are looked for."""
        return PrefixLoader(
            {
                "panel": FileSystemLoader(f"{self.root_path}/templates"),
                "pages": FileSystemLoader(f"{self.root_path}/pages"),
            }
        )


def make_panel() -> Blueprint:
    """Return the panel's blueprint with its own few routes."""
    panel = PanelBlueprint(PANEL, __name__, url_prefix=PREFIX, static_folder="static", static_url_path="/static")
    panel.add_url_rule("/", view_func=home)
    panel.add_url_rule("/language", view_func=choose_language, methods=["POST"])
    panel.add_url_rule("/first-run", view_func=first_run, methods=["GET", "POST"])
    panel.add_url_rule("/communes/new", view_func=new_commune, methods=["GET", "POST"])
    panel.add_url_rule("/commune", view_func=choose_commune, methods=["GET", "POST"])
    return panel


def home() -> Response:
    """Lead to the first page of the menu that the member of staff may open."""
    staff = current_staff()
    page = next((page for page in all_pages() if may_open(page, staff)), None)
    return redirect(url_for(page.endpoint)) if page else abort(403)


def choose_language() -> Response:
    """Remember a language, in a cookie and for who is signed in, and go back."""
    language = request.form.get("language", "")
    if language not in interface_languages():
        abort(404)
    return remember(redirect(_back_to(request.form.get("back", ""))), language)


def choose_commune() -> str | Response:
    """Let an administrator of the installation choose the commune whose panel opens."""
    _of_installation()
    if request.method == "GET":
        return render_template("panel/communes.html", communes=read(list_communes))
    wish = request.form.get("commune", "")
    chosen = int(wish) if wish.isascii() and wish.isdigit() and len(wish) < 10 else 0
    if read(lambda db: find_commune(db, chosen)) is None:
        abort(404)
    session[CHOSEN] = chosen
    return redirect(url_for("panel.home"))


def new_commune() -> str | Response:
    """Let an administrator of the installation add a commune."""
    staff_id, house = _of_installation().id, current_house()
    form = CommuneForm()
    offer_languages(form)
    if form.validate_on_submit():
        new = commune_in(form)
        if carry_out(lambda db: create_commune(db, house, new, staff_id=staff_id), COMMUNE_ADDED):
            return redirect(url_for("panel.choose_commune"))
    return render_template("panel/new_commune.html", form=form)


def _of_installation() -> StaffView:
    staff = current_staff()
    if staff.commune_id is not None or RoleName.ADMINISTRATOR not in staff.roles:
        abort(404)
    return staff


def all_pages() -> list[Page]:
    """Return the pages this panel was built with, in the menu's order."""
    pages: list[Page] = current_app.extensions[PAGES]
    return pages


def menu() -> list[tuple[str, list[Page]]]:
    """Return the groups of the menu with the pages the member of staff may open."""
    staff = staff_or_none()
    groups: dict[str, list[Page]] = {}
    for page in all_pages():
        if staff is not None and may_open(page, staff) and page.group != "hidden":
            groups.setdefault(page.group.value, []).append(page)
    return list(groups.items())


def is_ours(path: str) -> bool:
    """Is this an address of the panel itself? "//evil.example" and "/\\evil.example" start with a slash too."""
    return path.startswith(f"{PREFIX}/") and not set(path) & set("\\\r\n\t")


def _back_to(path: str) -> str:
    return without_wish(path) if is_ours(path) else url_for("panel.home")
