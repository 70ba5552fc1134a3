"""The demonstration's ballots: made-up phones of the simulator have voted already, so that a count says much.

They go the way of every ballot: sealed under the cycle's key, counted once in the turnout, entered into the public log.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from models import Commune, Cycle
from portal.simulator.phones import FIRST_NUMBER
from services.house import House
from services.voting.cast import cast_ballot
from services.voting.log import append_pending
from services.voting.paper import poll_at
from services.voting.voter import Voting

FIRST_VOTER = FIRST_NUMBER + 990_000  # far from the numbers that anybody tries
APART = timedelta(minutes=230)  # from one ballot to the next: forty reach back over nearly all of the open vote
WAYS = ("sms", "sms", "sms", "telegram")
LANGUAGES = ("fr", "fr", "ar", "fr", "en")


def cast_ballots(session: Session, house: House, commune: Commune, cycle: Cycle, data: dict[str, Any]) -> None:
    """Cast the ballots of the demonstration, as if they had come in since the vote opened; one of nothing is blank."""
    now, ballots = house.clock(), data["ballots"]
    # Nothing is remembered of a commune that is not committed yet.
    poll = poll_at(session, replace(house, memory={}), commune, now)
    for place, choices in enumerate(ballots):
        voting = Voting(
            number=f"+{FIRST_VOTER + place}",
            channel=WAYS[place % len(WAYS)],
            language=LANGUAGES[place % len(LANGUAGES)],
            event_at=None,
            arrived_at=now - (len(ballots) - place) * APART,
            sequence=0,
            time_zone=commune.time_zone,
            is_simulated=True,
        )
        cast_ballot(session, house, poll, voting, choices or None)
    append_pending(session, house, cycle.id)
