"""The published result of a vote; nothing before publication."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.ports import ResultsView
from budgeting.proof.withholding import BALLOTS_PUBLISHED_FROM
from models import Commune
from services.counting.results import deciding_ties, published_run, results_view


@dataclass(frozen=True, slots=True)
class PublicResults:
    """The latest published result and what anybody needs to check it: when, and the digest of what was counted.

    `tie_breaks` are those announced with the rule, in the order in which they were tried.
    """

    view: ResultsView
    published_at: datetime
    input_digest: str
    ballots_in_grace: int
    tie_breaks: tuple[str, ...]


def public_results(session: Session, commune_id: int) -> PublicResults | None:
    """Return the commune's latest published result, None before there is one."""
    found = published_run(session, commune_id)
    if found is None:
        return None
    cycle, run = found
    if run.published_at is None:
        return None
    view = results_view(session, session.get_one(Commune, commune_id))
    # Of few ballots a digest is no secret: somebody could try all there might be until one fits.
    digest = run.input_digest if run.ballots >= BALLOTS_PUBLISHED_FROM else ""
    return PublicResults(view, run.published_at, digest, run.ballots_in_grace, deciding_ties(cycle))
