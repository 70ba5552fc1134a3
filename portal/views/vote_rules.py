"""The rules of one vote as they were announced: before it, while it is open, and beside its result."""

from __future__ import annotations

from flask import Response, abort

from portal.desk import commune, read, show
from portal.views.projects import title_of
from portal.words import AGREED, BALLOTS, IDENTITY_LEVELS, PHASE_NAMES, TIE_BREAKS
from services.public import vote_rules as read_rules
from services.public.codes import public_codes
from services.public.eligibility import public_eligibility
from services.witnesses.naming import witnesses_of
from services.witnesses.saying import voices_of


def vote_rules(number: int) -> Response:
    """Show the frozen rules of a vote; 404 before they were approved."""
    place = commune().id
    rules = read(lambda session: read_rules(session, place, number))
    if rules is None:
        abort(404)
    return show(
        "vote_rules",
        number=number,
        witnesses=read(lambda session: witnesses_of(session, place)),
        voices=read(lambda session: voices_of(session, number)),
        agreed=AGREED,
        rules=rules,
        codes=read(lambda session: public_codes(session, number)),
        eligibility=read(lambda session: public_eligibility(session, number)),
        title_of=title_of,
        levels=IDENTITY_LEVELS,
        phases=PHASE_NAMES,
        ties=TIE_BREAKS,
        ballots=BALLOTS,
    )
