"""Puts the public pages on the web application."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask, current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response

from budgeting.quantities import kilobytes
from locales.page_words import direction_of, name_of, page_languages
from portal import tongue
from portal.desk import HOUSE, shelf
from portal.errors import attach_errors
from portal.front import KEY, PORTAL, CommuneConverter, make_portal
from portal.views import (
    action_plan,
    budget,
    budget_files,
    contracts,
    documents,
    follow_ups,
    heads,
    home,
    indicators,
    learn,
    open_data,
    paper,
    projects,
    proof,
    requests,
    results,
    room,
    search,
    sessions,
    vote_rules,
    witness,
)
from services.house import House

PANEL = "/panel/"
LARGEST_NUMBER = 2_147_483_647
"""What a column for whole numbers holds on every database."""
NUMBER = f"<int(max={LARGEST_NUMBER}):number>"
YEAR = "<int(fixed_digits=4):year>"
ROUTES = (
    ("/", home.communes),
    ("/<commune:key>/", home.home),
    ("/<commune:key>/budget", budget.budget),
    (f"/<commune:key>/budget/{YEAR}", paper.citizen_budget),
    (f"/<commune:key>/budget/{YEAR}/citizen-budget.pdf", paper.citizen_budget_pdf),
    (f"/<commune:key>/budget/files/{NUMBER}", budget_files.budget_file),
    ("/<commune:key>/projects", projects.projects),
    (f"/<commune:key>/projects/{NUMBER}", projects.project),
    (f"/<commune:key>/projects/{NUMBER}/photos/<int(max={LARGEST_NUMBER}):photo_id>", projects.photo),
    ("/<commune:key>/results", results.results),
    ("/<commune:key>/results/steps", results.steps),
    (f"/<commune:key>/votes/{NUMBER}/results", results.results),
    (f"/<commune:key>/votes/{NUMBER}/results/steps", results.steps),
    ("/<commune:key>/results/<string(length=64):digest>.zip", proof.bundle),
    ("/<commune:key>/results/verify.py", proof.verify_file),
    (f"/<commune:key>/votes/{NUMBER}", vote_rules.vote_rules),
    (f"/<commune:key>/votes/{NUMBER}/heads", heads.heads),
    (f"/<commune:key>/votes/{NUMBER}/heads.json", heads.heads_file),
    (f"/<commune:key>/votes/{NUMBER}/heads.pdf", heads.heads_slip),
    ("/<commune:key>/search", search.search),
    ("/<commune:key>/requests", requests.requests),
    ("/<commune:key>/learn", learn.learn),
    ("/<commune:key>/documents", documents.documents),
    (f"/<commune:key>/documents/{NUMBER}", documents.document),
    ("/<commune:key>/contracts", contracts.contracts),
    (f"/<commune:key>/contracts/{NUMBER}", contracts.contract),
    ("/<commune:key>/follow-ups", follow_ups.follow_ups),
    (f"/<commune:key>/follow-ups/{NUMBER}", follow_ups.follow_up),
    (f"/<commune:key>/follow-ups/{NUMBER}/proofs/<int(max={LARGEST_NUMBER}):evidence_id>", follow_ups.proof),
    ("/<commune:key>/sessions", sessions.sessions),
    (f"/<commune:key>/sessions/{NUMBER}", sessions.public_session),
    ("/<commune:key>/action-plan", action_plan.action_plan),
    (f"/<commune:key>/action-plan/{NUMBER}", action_plan.earlier_plan),
    (f"/<commune:key>/action-plan/commitments/{NUMBER}", action_plan.commitment),
    (f"/<commune:key>/action-plan/commitments/{NUMBER}/sheet.pdf", action_plan.commitment_sheet_pdf),
    ("/<commune:key>/indicators", indicators.indicators),
    (f"/<commune:key>/indicators/frozen/{NUMBER}", indicators.frozen),
    ("/<commune:key>/indicators/<string(length=64):sha256>.json", indicators.frozen_file),
    (f"/<commune:key>/data/budget-{YEAR}.csv", open_data.budget_lines),
)
KEPT = ("year", "page", "phone", "q", "size", "root", "state", "origin", "period")
"""What an address keeps when its page is read in another language; names from outside never steer `url_for`."""
MENU = (
    ("home", tongue.marked("Home")),
    ("budget", tongue.marked("Budget")),
    ("projects", tongue.marked("Projects")),
    ("results", tongue.marked("Results")),
    ("requests", tongue.marked("Requests")),
    ("follow_ups", tongue.marked("Promises")),
    ("sessions", tongue.marked("Sessions")),
    ("action_plan", tongue.marked("Action plan")),
    ("contracts", tongue.marked("Contracts")),
    ("indicators", tongue.marked("Indicators")),
    ("documents", tongue.marked("Documents")),
    ("learn", tongue.marked("Learn")),
)


def attach_portal(app: Flask, house: House, *, sheet: str = "/panel/static/palabre.css") -> None:
    """Add the public pages to the app; call it before the panel, whose error pages leave ours alone.

    `sheet` is the address of the stylesheet that panel and public pages share.
    """
    app.extensions[HOUSE] = house
    app.url_map.converters["commune"] = CommuneConverter
    portal = make_portal()
    for address, view in ROUTES:
        portal.add_url_rule(address, view_func=view)
    portal.add_url_rule("/<commune:key>/data/projects.csv", "project_table", open_data.projects)
    portal.add_url_rule("/<commune:key>/data/requests.csv", "request_table", open_data.requests)
    portal.add_url_rule("/<commune:key>/data/promises.csv", "follow_up_table", open_data.follow_ups)
    portal.add_url_rule("/<commune:key>/data/indicators.csv", "indicator_table", indicators.table)
    link = "/<commune:key>/witness/<string(length=32):token>"
    portal.add_url_rule(link, view_func=witness.witness)
    portal.add_url_rule(link, view_func=witness.witness_says, methods=["POST"])
    portal.add_url_rule("/<commune:key>/room/<string(length=32):token>", view_func=room.room)
    portal.add_url_rule("/favicon.ico", view_func=_icon)
    values = {
        "is_demo": house.is_demo,
        "shared_sheet": sheet,
        "own_sheet": lambda name: url_for("portal.static", filename=name, v=_digest(name)),
        "menu": _menu,
        "shelf": shelf,
    }
    app.context_processor(lambda: {} if _is_elsewhere() else {**values, **_words()})
    app.jinja_env.filters["kilobytes"] = kilobytes
    app.register_blueprint(portal)
    attach_errors(app)


def _is_elsewhere() -> bool:
    return f"{request.path}/".startswith(PANEL)


def _words() -> dict[str, object]:
    return {
        "_": tongue._,
        "ngettext": tongue.ngettext,
        "language": tongue.language(),
        "direction": direction_of(tongue.language()),
        "languages": [(tag, name_of(tag)) for tag in page_languages()],
        "in_language": _in_language,
        "panel_address": PANEL + (f"?{tongue.LANGUAGE}={wish}" if (wish := tongue.wished_language()) else ""),
        "commune": g.get("portal_commune"),
        "amount": tongue.say_amount,
        "day": tongue.say_day,
        "moment": tongue.say_moment,
    }


def _in_language(tag: str) -> str:
    """Return this same page in another language."""
    if not _can_be_read_again():
        return url_for("portal.communes", lang=tag)
    kept: dict[str, Any] = {name: request.args.getlist(name) for name in KEPT if name in request.args}
    return url_for(str(request.endpoint), **(request.view_args or {}), **kept, lang=tag)


def _can_be_read_again() -> bool:
    """Is this an address of ours, and of a commune that is there?"""
    endpoint = request.endpoint or ""
    if endpoint == "simulator.page":
        return True
    names_commune = endpoint.startswith("portal.") and current_app.url_map.is_endpoint_expecting(endpoint, KEY)
    return endpoint == "portal.communes" or (names_commune and g.get("portal_commune") is not None)


def _menu() -> list[tuple[str, str]]:
    """Return the pages that have something to show, and the one that is open."""
    there = shelf()
    return [
        (name, title) for name, title in MENU if getattr(there, name, True) or request.endpoint == f"{PORTAL}.{name}"
    ]


def _icon() -> Response:
    return redirect(url_for("portal.static", filename="icon.svg"))


@cache
def _digest(name: str) -> str:
    return sha256((Path(__file__).parent / "static" / name).read_bytes()).hexdigest()[:12]
