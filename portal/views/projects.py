"""The projects of a commune, and one of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from flask import abort, g, redirect, send_file, url_for
from werkzeug.wrappers import Response

from bot.naming import state_phrase
from bot.phrases import Named
from budgeting.money import marks_of
from budgeting.phases import PhaseKind
from budgeting.refusal import Refusal
from portal.desk import commune, current_house, read, show
from portal.files import harmless
from portal.tongue import language, say_day, say_moment, say_value
from portal.words import MOMENTS
from services.projects import delay_phrase, open_project_photo
from services.projects.prices import price_phrase
from services.public import PublicProject, project_page, public_projects, stages_of
from services.public.projects import has_vote_ahead
from services.zones import told_names


def projects() -> Response:
    """List the projects: those of a vote in the order of the day, the others by number."""
    found = read(lambda session: public_projects(session, current_house(), commune().id))
    return show(
        "projects",
        projects=found,
        title_of=title_of,
        place_of=place_of,
        state_of=state_of,
        takes_proposals=takes_proposals,
        is_drawn=read(lambda session: has_vote_ahead(session, current_house(), commune().id)),
    )


def takes_proposals() -> bool:
    """Can citizens propose something just now?"""
    now, place = current_house().clock(), commune().id
    stages = read(lambda session: stages_of(session, place))
    return any(stage.kind == PhaseKind.PROPOSALS and stage.opens_at <= now < stage.closes_at for stage in stages)


def project(number: int) -> Response:
    """Show one project with the history of its works."""
    try:
        found = read(lambda session: project_page(session, commune().id, number, current_house()))
    except Refusal:
        abort(404)
    if found.view.number != number:  # the one from before a draw
        return redirect(url_for("portal.project", number=found.view.number))
    return show(
        "project",
        project=found.view,
        found=found,
        title_of=title_of,
        place_of=place_of,
        state_of=state_of,
        rating=average_of(found),
        moments=MOMENTS,
        delay_of=delay_of,
        price_reason_of=price_reason_of,
        day_of=day_of,
    )


def photo(number: int, photo_id: int) -> Response:
    """Show a photo of the works; nothing in it is ever run."""
    try:
        found = read(lambda session: open_project_photo(session, current_house(), commune().id, number, photo_id))
    except Refusal:
        abort(404)
    return harmless(send_file(found.path, mimetype=found.media_type, conditional=True))


def delay_of(code: str) -> str:
    """Return why works are late, in words."""
    return say_value(delay_phrase(code))


def price_reason_of(code: str) -> str:
    """Return why a price changed, in words."""
    return say_value(price_phrase(code))


def day_of(text: str | None) -> str:
    """Return a day that an event holds, as people write it."""
    return say_day(date.fromisoformat(text)) if text else ""


def title_of(titles: Mapping[str, str]) -> str:
    """Return a project's title in the language of the request, else in one it has."""
    return say_value(Named(dict(titles)))


def place_of(name: str) -> str:
    """Return what one of the commune's places is called in the language of the request."""
    if "portal_places" not in g:
        number, spoken = commune().id, language()
        g.portal_places = read(lambda session: told_names(session, number, spoken))
    told: str = g.portal_places.get(name, name)
    return told


def state_of(state: str, awaited_at: datetime | None = None) -> str:
    """Return where a project stands, in words, the first letter large; with the moment of what it waits for."""
    words = say_value(state_phrase(state, say_moment(awaited_at) if awaited_at else None))
    return words[:1].upper() + words[1:]


def average_of(found: PublicProject) -> str | None:
    """Return the mean rating to one decimal, None while too few have rated."""
    if not found.ratings:
        return None
    tenths = (found.rating_sum * 20 + found.ratings) // (2 * found.ratings)
    return f"{tenths // 10}{marks_of(language()).decimal}{tenths % 10}"
