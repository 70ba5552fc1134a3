"""The door of an installation, and the first page of a commune."""

from __future__ import annotations

import segno
from flask import Response, redirect, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response as Answer

from budgeting.phases import PhaseKind
from portal.desk import commune, current_house, read, show
from portal.tongue import say_value
from portal.views.notices import announcements
from portal.words import PHASES
from services.clock import day_in
from services.communes import list_communes
from services.documents import list_documents
from services.printing.budget_example import budget_example
from services.printing.codes import bot_of
from services.printing.vote_example import example_ahead
from services.projects import project_views
from services.public import draft_taking_ideas, heard_lines, open_book_in_force, public_results, stages_of
from services.public_sessions.told import next_session


def communes() -> Answer:
    """List the communes, or lead to the only one."""
    found = read(list_communes)
    if len(found) == 1:
        return redirect(url_for("portal.home", key=found[0].key))
    return show("communes", communes=found)


def home() -> Response:
    """Show what there is, what is going on, and how to reach the commune."""
    house, place = current_house(), commune().id
    now = house.clock()
    stages = read(lambda session: stages_of(session, place))
    results = read(lambda session: public_results(session, place))
    now_open = [stage for stage in stages if stage.opens_at <= now < stage.closes_at]
    draft = read(lambda session: draft_taking_ideas(session, place, now))
    book = read(lambda session: open_book_in_force(session, place, day_in(now, commune().time_zone), house.memory))
    return show(
        "home",
        book=book,
        money=budget_example(book),
        project_count=len(read(lambda session: project_views(session, place))),
        results=results,
        published_on=day_in(results.published_at, commune().time_zone) if results else None,
        document_count=read(lambda session: list_documents(session, place, public=True, limit=1))[1],
        meeting=read(lambda session: next_session(session, place, now)),
        stages=now_open,
        draft=draft,
        takes_ideas=draft is not None or any(stage.kind == PhaseKind.PROPOSALS for stage in now_open),
        ahead=next((stage for stage in stages if stage.opens_at > now), None),
        vote=read(lambda session: example_ahead(session, place, now)),
        phases=PHASES,
        lines=read(lambda session: heard_lines(session, house, place)),
        bot_of=bot_of,
        draw_code=draw_code,
        promised=say_value(commune().promised),
        **announcements(),
    )


def draw_code(address: str) -> Markup:
    """Return an address as a QR code."""
    code = segno.make(address, error="m").svg_inline(omitsize=True, svgclass="code-picture", lineclass=None)
    return Markup(code)  # noqa: S704 - squares drawn by its library
