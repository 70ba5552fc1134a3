"""One step of a cycle or its count, taken by who is signed in: done or refused in words, then the same page again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from admin.desk import carry_out, current_commune, current_house, current_staff, read_known
from services.cycles.draft import find_cycle


def take_step(cycle_id: int, step: Callable[..., object], done: str, *values: Any, **more: Any) -> Response:
    """Take a step, say `done` (a msgid) or why not, and show the cycle again; "not found" for another commune's.

    `step` is a use case of services: session, house, commune, cycle, the values, then who takes it as `staff_id`.
    """
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    read_known(lambda db: find_cycle(db, commune, cycle_id))
    carry_out(lambda db: step(db, house, commune, cycle_id, *values, staff_id=staff, **more), done)
    return redirect(url_for(".show", cycle_id=cycle_id))


def is_alone() -> bool:
    """Does who says yes ask to go on alone?"""
    return request.form.get("alone") == "yes"
