"""Today: what waits, and the way to it."""

from __future__ import annotations

from flask import Blueprint

from admin.desk import current_commune, current_house, current_staff, read, render
from admin.page import Group, Page
from admin.tongue import marked as _
from budgeting.phases import PhaseKind
from services.roles import EVERYONE
from services.today import today_of

blueprint = Blueprint("today", __name__)
PAGE = Page("today", _("Today"), Group.DAILY, 0, EVERYONE, blueprint)

PHASES = {
    PhaseKind.INFORMATION: _("Information"),
    PhaseKind.PROPOSALS: _("Proposals"),
    PhaseKind.REVIEW: _("Examination"),
    PhaseKind.SUPPORT: _("Support"),
    PhaseKind.VOTE: _("Vote"),
    PhaseKind.COUNT: _("Counting"),
    PhaseKind.APPEAL: _("Appeals"),
    PhaseKind.WORKS: _("Works"),
    PhaseKind.EVALUATION: _("Evaluation"),
}


@blueprint.get("/")
def index() -> str:
    """Show what waits."""
    commune, staff_id, house = current_commune(), current_staff().id, current_house()
    today = read(lambda db: today_of(db, house, commune, staff_id))
    return render("today/index.html", today=today, phases=PHASES)
