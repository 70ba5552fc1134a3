"""Frozen figures: those of a period as they were signed, beside what they are today."""

from __future__ import annotations

from io import BytesIO

from flask import Blueprint, redirect, send_file, url_for
from werkzeug.wrappers import Response

from admin.desk import (
    carry_out,
    current_commune,
    current_house,
    current_staff,
    found,
    has_role,
    read,
    read_known,
    render,
    say,
)
from admin.figure_words import FIGURE_REFUSALS
from admin.indicator_forms import FreezeForm
from admin.indicator_view import period_words, say_told, today
from admin.page import Group, Page, needs
from admin.paging import asked_paging
from admin.tongue import marked as _
from services.figures.freezing import freeze, publish
from services.figures.snapshots import differences_of, file_of, snapshot_of, snapshots_of
from services.roles import EVERYONE, RoleName

PUBLISHERS = (RoleName.ADMINISTRATOR, RoleName.COMMUNICATION_OFFICER)
blueprint = Blueprint("frozen_figures", __name__)
PAGE = Page("frozen_figures", _("Frozen figures"), Group.HIDDEN, 0, EVERYONE, blueprint, refusals=FIGURE_REFUSALS)
SHOWN = 20
"""Records that a difference names; the others are counted."""


@blueprint.get("/")
def index() -> str:
    """List what was frozen, and offer to freeze what is over."""
    return _list(FreezeForm(formdata=None))


@blueprint.post("/")
@needs(*PUBLISHERS)
def add() -> str | Response:
    """Freeze the figures of a period that is over."""
    form, house, commune, staff = FreezeForm(), current_house(), current_commune().id, current_staff().id
    period = form.period_chosen() if form.validate_on_submit() else None
    if period is None:
        say(FIGURE_REFUSALS["figure_period_wrong"], kind="wrong")
        return _list(form)
    made: list[int] = []
    if carry_out(
        lambda db: made.append(freeze(db, house, commune, period, reason=form.reason.data or "", staff_id=staff).id),
        _("The figures are frozen and signed."),
    ):
        return redirect(url_for(".show", snapshot_id=made[-1]))
    return _list(form)


@blueprint.get("/<int:snapshot_id>")
def show(snapshot_id: int) -> str:
    """Show frozen figures beside those of today, with what differs and why."""
    commune, day = current_commune().id, today()
    return render(
        "frozen_figures/show.html",
        snapshot=read_known(lambda db: snapshot_of(db, commune, snapshot_id)),
        differences=read_known(lambda db: differences_of(db, commune, snapshot_id, day)),
        told=say_told,
        shown=SHOWN,
        may_publish=has_role(*PUBLISHERS),
        **period_words(),
    )


@blueprint.post("/<int:snapshot_id>/publish")
@needs(*PUBLISHERS)
def make_public(snapshot_id: int) -> Response:
    """Let anybody read frozen figures, for good."""
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    carry_out(
        lambda db: publish(db, house, commune, snapshot_id, staff_id=staff), _("Everybody can read these figures now.")
    )
    return redirect(url_for(".show", snapshot_id=snapshot_id))


@blueprint.get("/<string(length=64):sha256>.json")
def file(sha256: str) -> Response:
    """Send the signed file."""
    commune = current_commune().id
    words, name = found(read(lambda db: file_of(db, commune, sha256)))
    return send_file(BytesIO(words.encode()), "application/json", as_attachment=True, download_name=name)


def _list(form: FreezeForm) -> str:
    commune, paging = current_commune().id, asked_paging()
    rows = read(lambda db: snapshots_of(db, commune))
    return render(
        "frozen_figures/index.html",
        rows=rows[paging.offset : paging.offset + paging.size],
        paging=paging.of(len(rows)),
        form=form,
        may_publish=has_role(*PUBLISHERS),
        **period_words(),
    )
