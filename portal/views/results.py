"""The published result of the vote: who won, and for every project why."""

from __future__ import annotations

from flask import Response

from bot.ports import ResultLine
from bot.reasons import reason_phrase
from bot.records import plain, record
from budgeting.proof.sheets import told_reasons
from portal.desk import commune, read, show
from portal.tongue import say_value
from portal.views.notices import announcements
from portal.views.projects import place_of, title_of
from portal.words import BALLOTS, IDENTITY_LEVELS, SHEETS_VOID, TIE_BREAKS
from services.proof import bundles_of
from services.public import public_results
from services.public.codes import public_codes
from services.public.eligibility import public_eligibility
from services.witnesses.saying import voices_of


def results() -> Response:
    """Show the latest published result, or that there is none yet."""
    place = commune().id
    found = read(lambda session: public_results(session, place))
    return show(
        "results",
        found=found,
        bundles=read(lambda session: bundles_of(session, place)),
        results=found.view if found else None,
        codes=read(lambda session: public_codes(session, found.cycle_id)) if found else None,
        eligibility=read(lambda session: public_eligibility(session, found.cycle_id)) if found else None,
        voices=read(lambda session: voices_of(session, found.cycle_id)) if found else (),
        sentence_of=sentence_of,
        title_of=title_of,
        place_of=place_of,
        levels=IDENTITY_LEVELS,
        ties=TIE_BREAKS,
        ballots=BALLOTS,
        sheets_void=SHEETS_VOID,
        told_reasons=told_reasons,
        **announcements(),
    )


def sentence_of(line: ResultLine) -> str:
    """Return the sentence citizens also get by message: why a project won, or what it lacked."""
    return say_value(reason_phrase(record(plain(line))))
