"""The cycle: its dated plan and its rules, the key, and the two people who approve them."""

from __future__ import annotations

import re
from collections.abc import Collection

from flask import Blueprint, flash, make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from admin import cycle_words as words
from admin.ballot_words import FORMATS
from admin.cycle_forms import BackupForm, DrawForm, PlanForm, RestoreForm, VoidForm, suggested_values, values_of
from admin.cycle_steps import is_alone, take_step
from admin.desk import (
    carry_out,
    current_commune,
    current_house,
    current_staff,
    has_role,
    read,
    read_known,
    render,
    why_refused,
    write,
)
from admin.given_names import name_in
from admin.page import Group, Page, needs
from admin.pot_words import LEFTOVERS
from admin.project_words import BADGES as PROJECT_BADGES
from admin.project_words import PROJECT_STANDINGS
from admin.tongue import marked as _
from admin.zone_money_form import with_zones
from budgeting.refusal import Refusal
from services.clock import zone_of
from services.counting.number_draw import draw_numbers, numbers_page
from services.cycles.approve import approve_cycle, void_cycle
from services.cycles.ballot_list import choose_ballot
from services.cycles.draft import change_cycle, start_cycle
from services.cycles.key import confirm_backup, restore_key, show_key
from services.cycles.reading import CyclePage, CycleRow, cycle_page, cycles_of
from services.cycles.rules import freeze
from services.public.eligibility import public_eligibility
from services.roles import DECIDERS, EVERYONE
from services.roll.lacking import votes_lacking_roll
from services.zones import flat_zones

blueprint = Blueprint("cycle", __name__)
LONGEST_GROUPS = 2000
NUMBER = re.compile(r"(?<!\d)\d{1,9}(?!\d)")
PAGE = Page("cycle", _("Cycle"), Group.DECISIONS, 20, EVERYONE, blueprint, refusals=words.REFUSALS)


@blueprint.get("/")
def index() -> str:
    """List the cycles, the latest first."""
    house, commune = current_house(), current_commune().id
    rows = read(lambda db: cycles_of(db, house, commune))
    return render(
        "cycle/index.html", rows=rows, states=words.STANDINGS, badges=words.BADGES, phases=words.PHASES,
        may_decide=has_role(*DECIDERS),
    )  # fmt: skip


@blueprint.route("/new", methods=["GET", "POST"])
@needs(*DECIDERS)
def new() -> str | Response:
    """Begin a cycle."""
    house, commune, staff = current_house(), current_commune(), current_staff().id
    suggested = suggested_values(house.clock(), zone_of(commune.time_zone)) if request.method == "GET" else {}
    form = _plan_form()(data=suggested)
    if form.validate_on_submit():
        draft, made = form.draft(zone_of(commune.time_zone)), list[int]()
        if carry_out(
            lambda db: made.append(start_cycle(db, house, commune.id, draft, staff_id=staff).id),
            _("The cycle is kept as a draft."),
        ):
            return redirect(url_for(".show", cycle_id=made[-1]))
    return _show_plan(form, None)


@blueprint.get("/<int:cycle_id>")
def show(cycle_id: int) -> str:
    """Show one cycle and the step that comes next."""
    return _show(_page(cycle_id))


@blueprint.route("/<int:cycle_id>/plan", methods=["GET", "POST"])
@needs(*DECIDERS)
def plan(cycle_id: int) -> str | Response:
    """Change the plan and the rules of a draft."""
    page, house, commune, staff = _page(cycle_id), current_house(), current_commune(), current_staff().id
    zone = zone_of(commune.time_zone)
    kind = _plan_form(page.row)
    form = kind(data=values_of(page.row, zone)) if request.method == "GET" else kind()
    if form.validate_on_submit():
        draft = form.draft(zone)
        if carry_out(
            lambda db: change_cycle(db, house, commune.id, cycle_id, draft, staff_id=staff), _("The draft is kept.")
        ):
            return redirect(url_for(".show", cycle_id=cycle_id))
    return _show_plan(form, page.row)


@blueprint.post("/<int:cycle_id>/ballot")
@needs(*DECIDERS)
def ballot(cycle_id: int) -> str | Response:
    """Choose the projects of the ballot; what was typed stays where it is refused."""
    page, house, commune, staff = _page(cycle_id), current_house(), current_commune().id, current_staff().id
    numbers, typed = _numbers(" ".join(request.form.getlist("project"))), _typed_groups()
    groups = [group for group in map(_numbers, typed.splitlines()) if group]
    done = _("The ballot is kept.")
    if carry_out(lambda db: choose_ballot(db, house, commune, cycle_id, numbers, groups, staff_id=staff), done):
        return redirect(url_for(".show", cycle_id=cycle_id))
    return _show(page, ticked=numbers, typed=typed)


@blueprint.post("/<int:cycle_id>/numbers")
@needs(*DECIDERS)
def numbers(cycle_id: int) -> Response:
    """Write down what was drawn for the numbers of the ballot."""
    drawn = DrawForm(prefix="numbers").drawn.data or ""
    return take_step(cycle_id, draw_numbers, _("It is written down."), drawn, alone=is_alone())


@blueprint.post("/<int:cycle_id>/freeze")
@needs(*DECIDERS)
def freeze_rules(cycle_id: int) -> Response:
    """Freeze the rules and make the key."""
    return take_step(cycle_id, freeze, _("The rules are frozen."))


@blueprint.post("/<int:cycle_id>/key")
@needs(*DECIDERS)
def key(cycle_id: int) -> Response:
    """Show the sheet with the key, to print it."""
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    _page(cycle_id)
    try:
        sheet = write(lambda db: show_key(db, house, commune, cycle_id, staff_id=staff))
    except Refusal as no:
        flash(why_refused(no), "wrong")
        return redirect(url_for(".show", cycle_id=cycle_id))
    response = make_response(render("cycle/key.html", sheet=sheet, cycle_id=cycle_id, form=BackupForm(formdata=None)))
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.post("/<int:cycle_id>/backup")
@needs(*DECIDERS)
def backup(cycle_id: int) -> Response:
    """Confirm the backup of the key."""
    return take_step(
        cycle_id, confirm_backup, _("The backup of the key is confirmed."), BackupForm().last_group.data or ""
    )


@blueprint.post("/<int:cycle_id>/restore")
@needs(*DECIDERS)
def restore(cycle_id: int) -> Response:
    """Put the key back on a machine that lost it."""
    return take_step(cycle_id, restore_key, _("The key is back."), RestoreForm().key.data or "")


@blueprint.post("/<int:cycle_id>/approve")
@needs(*DECIDERS)
def approve(cycle_id: int) -> Response:
    """Say yes to the frozen rules."""
    digest, ideas_wait = request.form.get("digest", ""), request.form.get("ideas_wait") == "yes"
    done = _("Your yes is written down.")
    return take_step(cycle_id, approve_cycle, done, digest, alone=is_alone(), ideas_wait=ideas_wait)


@blueprint.post("/<int:cycle_id>/void")
@needs(*DECIDERS)
def void(cycle_id: int) -> Response:
    """Ask for the end of a cycle, or agree to it."""
    reason = VoidForm(prefix="void").reason.data or ""
    return take_step(cycle_id, void_cycle, _("Your yes is written down."), reason, alone=is_alone())


def _typed_groups() -> str:
    """Return the groups of projects as they were typed, a group in a line."""
    return request.form.get("exclusive", "")[:LONGEST_GROUPS]


def _numbers(text: str) -> set[int]:
    return {int(number) for number in NUMBER.findall(text)}


def _plan_form(row: CycleRow | None = None) -> type[PlanForm]:
    """Return the form of a plan with the zones in use, and those out of use that have an envelope already."""
    commune = current_commune().id
    zones = dict(read(lambda db: flat_zones(db, commune)))
    kept = {zone_id: name for zone_id, name, _money in row.pots} if row else {}
    return with_zones(PlanForm, sorted({**kept, **zones}.items(), key=lambda zone: zone[1].casefold()))


def _show_plan(form: PlanForm, row: CycleRow | None) -> str:
    return render(
        "cycle/plan.html", form=form, row=row, phases=words.PHASES, hints=words.PHASE_HINTS, needed=words.NEEDED_PHASES
    )


def _show(page: CyclePage, ticked: Collection[int] | None = None, typed: str | None = None) -> str:
    """Show a cycle; `ticked` and `typed` are the projects and groups of a ballot that was refused."""
    kept = {project.number for project, is_on in page.projects if is_on}
    return render(
        "cycle/show.html",
        page=page,
        row=page.row,
        ticked=kept if ticked is None else ticked,
        typed="\n".join(" ".join(map(str, group)) for group in page.row.exclusive) if typed is None else typed,
        is_refused=typed is not None,
        states=words.STANDINGS,
        badges=words.BADGES,
        phases=words.PHASES,
        levels=words.LEVELS,
        both_ways=words.BOTH_WAYS,
        formats=FORMATS,
        leftovers=LEFTOVERS,
        ties=words.LEVEL,
        next_steps=words.NEXT_STEPS,
        fates=PROJECT_STANDINGS,
        project_badges=PROJECT_BADGES,
        fault=words.say_fault,
        name_in=name_in,
        now=current_house().clock(),
        numbers=read(lambda db: numbers_page(db, current_commune().id, page.row.id)),
        draw=DrawForm(formdata=None, prefix="numbers"),
        backup=BackupForm(formdata=None),
        restore=RestoreForm(formdata=None),
        void=VoidForm(formdata=None, prefix="void"),
        has_key=current_house().keyring.holds(page.row.id, page.row.key_fingerprint),
        lacks=read(lambda db: votes_lacking_roll(db, current_commune().id, current_house().clock(), page.row.id)),
        eligibility=read(lambda db: public_eligibility(db, page.row.id)),
        me=current_staff().id,
        may_decide=has_role(*DECIDERS),
    )


def _page(cycle_id: int) -> CyclePage:
    house, commune = current_house(), current_commune().id
    return read_known(lambda db: cycle_page(db, house, commune, cycle_id))
