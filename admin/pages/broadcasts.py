"""Broadcasts: messages to those who asked for them, each for one purpose; two people agree, anybody stops it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from admin import broadcast_words as words
from admin.audience import whole_cost
from admin.broadcast_forms import BETWEEN, BroadcastForm
from admin.cycle_steps import is_alone
from admin.desk import carry_out, current_commune, current_house, current_staff, has_role, read, read_known, render
from admin.labels import name_channel
from admin.page import Group, Page, needs
from admin.paging import asked_paging
from admin.tongue import marked as _
from locales.page_words import direction_of
from services.broadcasts.approving import approve_broadcast
from services.broadcasts.drafting import change_broadcast, drop_broadcast, write_broadcast
from services.broadcasts.reading import BroadcastPage, broadcast_page, choices_of, list_broadcasts
from services.broadcasts.stopping import pause_broadcast, resume_broadcast, stop_broadcast
from services.roles import DECIDERS, EVERYONE, RoleName
from services.zones import flat_zones

blueprint = Blueprint("broadcasts", __name__)
PAGE = Page("broadcasts", _("Broadcasts"), Group.PUBLISHING, 25, EVERYONE, blueprint, refusals=words.REFUSALS)
WRITERS = (RoleName.ADMINISTRATOR, RoleName.COMMUNICATION_OFFICER)
STOPPERS = tuple({*WRITERS, *DECIDERS})
"""Those who write them and those who agree: whoever sees that it must not go on stops it."""


@blueprint.get("/")
def index() -> str:
    """List the broadcasts, the newest first."""
    return _list(_form(formdata=None, data={"about": request.args.get("about", "")}))


@blueprint.post("/")
@needs(*WRITERS)
def add() -> str | Response:
    """Keep a new one."""
    form, house, commune, staff = _form(), current_house(), current_commune().id, current_staff().id
    made: list[int] = []
    if form.validate_on_submit() and carry_out(
        lambda db: made.append(write_broadcast(db, house, commune, form.draft(), staff_id=staff)),
        _("It is kept. Read what it comes to; then two people agree."),
    ):
        return redirect(url_for(".show", broadcast_id=made[-1]))
    return _list(form)


@blueprint.get("/<int:broadcast_id>")
def show(broadcast_id: int) -> str:
    """Show what one says, what it comes to, and how far it is."""
    page = _page(broadcast_id)
    form = _form(formdata=None, data=_typed(page)) if page.row.state == "draft" else None
    return _show(page, form)


@blueprint.post("/<int:broadcast_id>/change")
@needs(*WRITERS)
def change(broadcast_id: int) -> str | Response:
    """Change a draft."""
    form, house, commune, staff = _form(), current_house(), current_commune().id, current_staff().id
    page = _page(broadcast_id)
    if form.validate_on_submit() and carry_out(
        lambda db: change_broadcast(db, house, commune, broadcast_id, form.draft(), staff_id=staff),
        _("It is changed. Whoever had agreed has to agree again."),
    ):
        return redirect(url_for(".show", broadcast_id=broadcast_id))
    return _show(page, form)


@blueprint.post("/<int:broadcast_id>/approve")
@needs(*DECIDERS)
def approve(broadcast_id: int) -> Response:
    """Say yes to it as it stands on the page."""
    digest = request.form.get("digest", "")
    return _take(broadcast_id, approve_broadcast, _("Your yes is written down."), digest, alone=is_alone())


@blueprint.post("/<int:broadcast_id>/drop")
@needs(*WRITERS)
def drop(broadcast_id: int) -> Response:
    """Give a draft up."""
    return _take(broadcast_id, drop_broadcast, _("It is given up. Nothing was sent."))


@blueprint.post("/<int:broadcast_id>/pause")
@needs(*STOPPERS)
def pause(broadcast_id: int) -> Response:
    """Hold it back."""
    return _take(
        broadcast_id, pause_broadcast, _("It is held back. Nothing more is sent until somebody lets it go on.")
    )


@blueprint.post("/<int:broadcast_id>/resume")
@needs(*DECIDERS)
def resume(broadcast_id: int) -> Response:
    """Let it go on."""
    return _take(broadcast_id, resume_broadcast, _("It goes on."))


@blueprint.post("/<int:broadcast_id>/stop")
@needs(*STOPPERS)
def stop(broadcast_id: int) -> Response:
    """End it."""
    return _take(broadcast_id, stop_broadcast, _("It is stopped for ever. What was handed over has gone."))


def _take(broadcast_id: int, step: Callable[..., object], done: str, *values: Any, **more: Any) -> Response:
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    _page(broadcast_id)
    carry_out(lambda db: step(db, house, commune, broadcast_id, *values, staff_id=staff, **more), done)
    return redirect(url_for(".show", broadcast_id=broadcast_id))


def _page(broadcast_id: int) -> BroadcastPage:
    house, commune = current_house(), current_commune().id
    return read_known(lambda db: broadcast_page(db, house, commune, broadcast_id))


def _form(**how: Any) -> BroadcastForm:
    house, commune, form = current_house(), current_commune(), BroadcastForm(**how)
    subjects, zones = read(lambda db: (choices_of(db, house, commune.id), flat_zones(db, commune.id)))
    form.offer(subjects, zones, commune.languages)
    return form


def _typed(page: BroadcastPage) -> dict[str, str]:
    row = page.row
    about = f"{row.purpose}{BETWEEN}{page.subject_id}"
    return {"about": about, "zone": str(page.zone_id or ""), "language": row.language or "", "note": row.note}


def _list(form: BroadcastForm) -> str:
    commune, paging = current_commune().id, asked_paging()
    rows, total = read(lambda db: list_broadcasts(db, commune, limit=paging.size, offset=paging.offset))
    return render(
        "broadcasts/index.html",
        rows=rows,
        paging=paging.of(total),
        form=form,
        words=words,
        may_write=has_role(*WRITERS),
    )


def _show(page: BroadcastPage, form: BroadcastForm | None) -> str:
    return render(
        "broadcasts/show.html",
        page=page,
        row=page.row,
        form=form,
        words=words,
        cost_of=whole_cost,
        channel=name_channel,
        direction_of=direction_of,
        me=current_staff().id,
        now=current_house().clock(),
        may_write=has_role(*WRITERS),
        may_decide=has_role(*DECIDERS),
        may_stop=has_role(*STOPPERS),
    )
