"""Words nobody understood: what citizens wrote, how often, never who."""

from __future__ import annotations

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from admin.desk import carry_out, current_commune, current_house, current_staff, has_role, read, render
from admin.page import Group, Page, needs
from admin.paging import asked_paging
from admin.tongue import marked as _
from services.roles import EVERYONE, RoleName
from services.unheard import UnheardReason, list_unheard, settle_unheard

blueprint = Blueprint("words", __name__)
PAGE = Page(
    "words",
    _("Words not understood"),
    Group.DAILY,
    60,
    EVERYONE,
    blueprint,
    refusals={UnheardReason.UNKNOWN.value: _("These words are no longer in the list.")},
)
SETTLERS = (RoleName.ADMINISTRATOR, RoleName.COMMUNICATION_OFFICER, RoleName.MODERATOR)


@blueprint.get("/")
def index() -> str:
    """List what was not understood, the most frequent first."""
    commune, paging = current_commune().id, asked_paging()
    rows, total = read(lambda session: list_unheard(session, commune, paging.size, paging.offset))
    return render("words/index.html", rows=rows, paging=paging.of(total), may_settle=has_role(*SETTLERS))


@blueprint.post("/<int:unheard_id>/settle")
@needs(*SETTLERS)
def settle(unheard_id: int) -> Response:
    """Put a row away."""
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    done = _("The words are put away.")
    carry_out(lambda session: settle_unheard(session, house, commune, unheard_id, staff_id=staff), done)
    return redirect(url_for(".index"))
