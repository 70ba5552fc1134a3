"""What a page may reach: the house, who is signed in, which commune, how to write, speak and render."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar, cast

from flask import abort, current_app, flash, g, redirect, render_template
from flask_login import current_user
from sqlalchemy.orm import Session

from admin.once import key_of_sent, note_taken, page_above
from admin.tongue import _, interface_languages, marked, name_of, say_amount, say_day, say_moment, spoken_languages
from budgeting.quantities import write_quantity
from budgeting.refusal import Refusal
from locales.page_words import chain_of
from services.communes import CommuneView
from services.house import House
from services.roles import RoleName
from services.sent_forms import SENT_ALREADY, take_once
from services.staff import Boss, StaffView

T = TypeVar("T")
HOUSE = "palabre.house"
REFUSALS = "palabre.panel.refusals"
SENT_TWICE = marked("This was sent twice. It is written down once.")
ISO_DAY = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])")


def current_house() -> House:
    """Return the installation."""
    return cast(House, current_app.extensions[HOUSE])


def current_staff() -> StaffView:
    """Return who is signed in; 403 when nobody is."""
    view: StaffView | None = staff_or_none()
    if view is None:
        abort(403)
    return view


def staff_or_none() -> StaffView | None:
    """Return who is signed in, or None."""
    account: Any = current_user
    return cast(StaffView, account.view) if account and account.is_authenticated else None


def current_commune() -> CommuneView:
    """Return the commune whose panel is open; the guard has made sure that there is one."""
    commune: CommuneView | None = g.get("panel_commune")
    if commune is None:
        abort(403)
    return commune


def current_boss() -> Boss:
    """Return who acts, and the commune they are bound to, for services that check it themselves."""
    staff = current_staff()
    return Boss(staff.id, staff.commune_id)


def has_role(*roles: RoleName) -> bool:
    """Has who is signed in one of these roles?"""
    staff = staff_or_none()
    return staff is not None and bool(set(staff.roles) & {role.value for role in roles})


def read(work: Callable[[Session], T]) -> T:
    """Read from the database."""
    return current_house().work.read(work)


def read_known(work: Callable[[Session], T]) -> T:
    """Read one thing; a page "not found" where it is refused because there is none or it is another commune's."""
    try:
        return read(work)
    except Refusal:
        abort(404)


def write(work: Callable[[Session], T]) -> T:
    """Write to the database and return the result once it is durable; a `Refusal` becomes a page that explains it."""
    return current_house().work.write(work)


def write_once(work: Callable[[Session], T]) -> T:
    """Write as above what a form asks for; the same form sent a second time leads back to its page instead."""
    key = key_of_sent()
    if key is None:
        return write(work)
    house = current_house()

    def both(db: Session) -> T:
        take_once(db, house, key)
        return work(db)

    try:
        result = write(both)
    except Refusal as refusal:
        if refusal.reason == SENT_ALREADY:
            say(SENT_TWICE, kind="note")
            abort(redirect(page_above()))
        raise
    note_taken()
    return result


def carry_out(work: Callable[[Session], object], done: str, **values: Any) -> bool:
    """Write once, then say the English msgid `done`; where the work is refused say why instead, and return False."""
    try:
        write_once(work)
    except Refusal as refusal:
        flash(why_refused(refusal), "wrong")
        return False
    say(done, **values)
    return True


def say(text: str, *, kind: str = "done", **values: Any) -> None:
    """Show a message on the next page: an English msgid and its values; `kind` is done, note or wrong."""
    flash(_(text, **values), kind)


def why_refused(refusal: Refusal) -> str:
    """Return a refusal as a sentence in the language of this request."""
    sentences: Mapping[str, str] = current_app.extensions[REFUSALS]
    text = sentences.get(str(refusal.reason))
    if text is None:
        return _("This cannot be done (%(reason)s).", reason=str(refusal.reason))
    return _(text, **{name: _in_words(name, value) for name, value in refusal.values.items()})


def _in_words(name: str, value: object) -> object:
    """Return days, moments, money and quantities as people write them, a language by its name; a refusal has data."""
    if name == "language":
        return name_of(str(value))
    if name.endswith("_money") and isinstance(value, int):
        return say_amount(value, current_commune().currency)
    if name.endswith("_quantity") and isinstance(value, int):
        return write_quantity(value, spoken_languages()[0])
    if name.endswith("_moment"):
        return say_moment(datetime.fromisoformat(str(value)), current_commune().time_zone)
    is_day = isinstance(value, str) and ISO_DAY.fullmatch(value)
    return say_day(date.fromisoformat(str(value))) if is_day else value


def paper_languages() -> list[tuple[str, str]]:
    """Return the languages of the commune in which papers can be printed, its own first: each with its name.

    There is always one: where pages are in none of its languages, the one that its own falls back on.
    """
    own = current_commune().languages
    known = [tag for tag in dict.fromkeys((*own, *chain_of(own[0]))) if tag in interface_languages()]
    return [(tag, name_of(tag)) for tag in known if tag in own] or [(tag, name_of(tag)) for tag in known[:1]]


def found(thing: T | None) -> T:
    """Return the thing; a page "not found" when there is none or it is another commune's."""
    if thing is None:
        abort(404)
    return thing


def render(template: str, **values: Any) -> str:
    """Render a template of a page, named `<page>/<file>.html`."""
    return render_template(f"pages/{template}", **values)
