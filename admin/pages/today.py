"""Today: what waits, and the way to it."""

from __future__ import annotations

from flask import Blueprint

from admin import cycle_words
from admin.desk import current_commune, current_house, current_staff, has_role, read, render
from admin.follow_up_words import REMINDERS as PROMISE_REMINDERS
from admin.law_words import REMINDERS
from admin.page import Group, Page
from admin.tongue import marked as _
from services.first_steps import FirstStep, first_steps, is_done
from services.lines import deaf_lines
from services.roles import EVERYONE, RoleName
from services.today import today_of

blueprint = Blueprint("today", __name__)
PAGE = Page("today", _("Today"), Group.DAILY, 0, EVERYONE, blueprint)

STEPS = {
    FirstStep.ZONES: (_("Name the neighbourhoods and villages"), "settings", "zones"),
    FirstStep.LINE: (_("Connect a number or a Telegram bot, so that citizens can write"), "lines", ""),
    FirstStep.BUDGET: (_("Read in a budget or an account, so that citizens get answers"), "budgets", "new"),
    FirstStep.SECOND_PERSON: (_("Add a second person: approving and publishing take two"), "staff", ""),
    FirstStep.CYCLE: (_("Prepare a cycle: its money, its rules, its dates"), "cycle", "new"),
}
"""The words of each first step, the page it leads to, and the rest of the address."""


@blueprint.get("/")
def index() -> str:
    """Show what waits."""
    commune, staff_id, house = current_commune(), current_staff().id, current_house()
    today = read(lambda db: today_of(db, house, commune, staff_id))
    steps = read(lambda db: first_steps(db, house, commune.id)) if has_role(RoleName.ADMINISTRATOR) else ()
    return render(
        "today/index.html",
        today=today,
        phases=cycle_words.PHASES,
        standings=cycle_words.STANDINGS,
        badges=cycle_words.BADGES,
        first_steps=steps,
        step_words=STEPS,
        reminders=REMINDERS,
        promise_reminders=PROMISE_REMINDERS,
        has_line=read(lambda db: is_done(db, house, commune.id, FirstStep.LINE)),
        deaf=read(lambda db: deaf_lines(db, house, commune.id)),
    )
