"""Watching a vote: what stands out in it, in hours and figures only; what the companies have and we lack."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, url_for
from werkzeug.wrappers import Response

from admin.desk import current_commune, current_house, read, render
from admin.page import Group, Page
from admin.tongue import marked as _
from admin.watch_words import signs_of
from services.roles import RoleName
from services.watching.anomalies import votes_to_watch, watched
from services.watching.inbound import inbound_view

blueprint = Blueprint("watch", __name__)
PAGE = Page(
    "watch",
    _("Watching the vote"),
    Group.DECISIONS,
    35,
    frozenset({RoleName.ADMINISTRATOR, RoleName.OBSERVER}),
    blueprint,
)


@blueprint.get("/")
def index() -> str | Response:
    """Show the latest vote; without one what came in on the lines."""
    house, commune = current_house(), current_commune().id
    votes = read(lambda db: votes_to_watch(db, commune, house.clock()))
    return redirect(url_for(".show", cycle_id=votes[0][0])) if votes else _shown(None)


@blueprint.get("/<int:cycle_id>")
def show(cycle_id: int) -> str:
    """Show what stands out in one vote."""
    return _shown(cycle_id)


def _shown(cycle_id: int | None) -> str:
    house, commune = current_house(), current_commune().id
    votes = read(lambda db: votes_to_watch(db, commune, house.clock()))
    if cycle_id is not None and cycle_id not in dict(votes):
        abort(404)
    vote = read(lambda db: watched(db, commune, cycle_id)) if cycle_id is not None else None
    return render(
        "watch/index.html",
        votes=votes,
        cycle_id=cycle_id,
        vote=vote,
        signs=signs_of(vote) if vote else (),
        inbound=read(lambda db: inbound_view(db, commune, house.clock())),
        place=current_commune().key,
    )
