"""The published result of the vote: who won, and for every project why."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Response, abort
from markupsafe import Markup

from bot.ports import ResultLine
from bot.reasons import reason_phrase
from bot.records import plain, record
from budgeting.proof.sheets import told_reasons
from portal.charts import draw_bars
from portal.desk import commune, read, show
from portal.tongue import is_from_right, say_amount, say_value
from portal.views.notices import announcements
from portal.views.projects import place_of, title_of
from portal.words import BALLOTS, IDENTITY_LEVELS, SHEETS_VOID, TIE_BREAKS
from services.counting.results import published_cycles
from services.proof import bundles_of
from services.public import public_results
from services.public.codes import public_codes
from services.public.eligibility import public_eligibility
from services.public.rounds import Round, public_account
from services.witnesses.saying import voices_of


def results(number: int | None = None) -> Response:
    """Show the result of a vote, the latest published where none is named, or that there is none yet."""
    place = commune().id
    found = read(lambda session: public_results(session, place, number))
    if found is None and number is not None:
        abort(404)
    every = read(lambda session: published_cycles(session, place))
    return show(
        "results",
        found=found,
        other_votes=[each for each in every if found is None or each[0] != found.cycle_id],
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


def steps(number: int | None = None) -> Response:
    """Show the count round by round; 404 before a result is published, and where too few people voted to tell it."""
    place = commune().id
    account = read(lambda session: public_account(session, place, number))
    if account is None:
        abort(404)
    wanted = sorted((each.line for each in account.rounds), key=_weight, reverse=True)
    votes = [(_weight(line), _called(line), str(_weight(line))) for line in wanted]
    return show(
        "results_steps",
        account=account,
        votes_bars=draw_bars(votes, from_right=is_from_right()),
        money_bars=_money_bars([each for each in account.rounds if each.line.won]),
        sentence_of=sentence_of,
        title_of=title_of,
        ties=TIE_BREAKS,
    )


def _money_bars(chosen: Sequence[Round]) -> list[tuple[dict[str, str] | None, Markup]]:
    """Return what was left after each chosen project, one picture for each envelope: their money is not compared."""
    drawn = []
    pots = [each.line.pot for each in chosen]
    for pot in [one for place, one in enumerate(pots) if one not in pots[:place]]:
        rows = [(each.after, _called(each.line), say_amount(each.after)) for each in chosen if each.line.pot == pot]
        if bars := draw_bars(rows, from_right=is_from_right()):
            drawn.append((pot, bars))
    return drawn


def _weight(line: ResultLine) -> int:
    return line.votes if line.points is None else line.points


def _called(line: ResultLine) -> str:
    return f"{'✓ ' if line.won else ''}{line.number} {title_of(line.short_names)}"


def sentence_of(line: ResultLine) -> str:
    """Return the sentence citizens also get by message: why a project won, or what it lacked."""
    return say_value(reason_phrase(record(plain(line))))
