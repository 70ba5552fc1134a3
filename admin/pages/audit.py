"""The trail: who did what, and whether the chain that seals it is whole."""

from __future__ import annotations

from functools import partial

from flask import Blueprint

from admin.desk import current_commune, current_staff, read, render
from admin.page import Group, Page
from admin.paging import asked_paging
from admin.tongue import marked as _
from admin.trail_words import name_act, name_subject, name_thing, say_details
from services.audit import check_chain, trail_of
from services.documents import titles_of
from services.roles import RoleName

blueprint = Blueprint("audit", __name__)
PAGE = Page(
    "audit",
    _("Trail"),
    Group.SETTINGS,
    90,
    frozenset({RoleName.ADMINISTRATOR, RoleName.OBSERVER}),
    blueprint,
)


@blueprint.get("/")
def index() -> str:
    """Show the newest acts, and check the whole chain."""
    paging, commune = asked_paging(), current_commune().id
    everything = current_staff().commune_id is None
    lines, total = read(
        lambda db: trail_of(
            db, commune_id=commune, with_installation=everything, limit=paging.size, offset=paging.offset
        )
    )
    documents = {int(line.subject_id or 0) for line in lines if line.subject == "document"}
    titles = read(lambda db: titles_of(db, documents))
    return render(
        "audit/index.html",
        lines=lines,
        paging=paging.of(total),
        check=read(check_chain),
        act=name_act,
        subject=name_subject,
        thing=partial(name_thing, titles=titles),
        details=say_details,
    )
