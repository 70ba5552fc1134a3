"""Search: anything published, by its words in whatever spelling."""

from __future__ import annotations

from flask import Blueprint, request

from admin.budget_words import STATUS_NAMES
from admin.desk import current_commune, current_house, read, render
from admin.page import Group, Page
from admin.tongue import marked as _
from admin.tongue import say_value
from bot.found_words import title_of_hit
from services.roles import EVERYONE
from services.search import search

blueprint = Blueprint("search", __name__)
PAGE = Page("search", _("Search"), Group.BUDGET, 40, EVERYONE, blueprint)
KINDS = {
    "line": _("Line of the budget"),
    "programme": _("Programme"),
    "project": _("Project"),
    "document": _("Document"),
    "answer": _("Question answered"),
    "follow_up": _("Promise of the commune"),
}
MOST, LONGEST = 50, 120


@blueprint.get("/")
def index() -> str:
    """Show what citizens would find for some words."""
    asked = " ".join(request.args.get("q", "").split())[:LONGEST]
    commune, memory = current_commune(), current_house().memory
    address = f"/{commune.key}"
    hits = read(lambda db: search(db, commune.id, asked, most=MOST, memory=memory, address=address)) if asked else []
    return render(
        "search/index.html",
        asked=asked,
        hits=hits,
        title_of=lambda hit: say_value(title_of_hit(hit)),
        kinds=KINDS,
        statuses=STATUS_NAMES,
    )
