"""What paper and radio say alike of an open vote: until when, how it is sent, who may."""

from __future__ import annotations

from datetime import datetime

from budgeting.ballot import BallotFormat, BallotRules
from budgeting.phases import PhaseKind
from budgeting.ways_in import BothWays, WaysIn
from models.cycle import IdentityLevel
from services.printing.contacts import shown
from services.printing.voice import Voice
from services.printing.voice import marked as _
from services.printing.vote_example import places_for
from services.printing.where_to import WhereTo, say_no_number
from services.printing.words import VOTE_EXAMPLE, VOTE_EXAMPLE_BY_CODE
from services.public import VoteRules

DATES = _("Vote from %(opens)s to %(closes)s.")
BY_NUMBERS = _("Send VOTE and the numbers of the projects you want, from any phone, to %(line)s:")
BY_CODE = _("Send VOTE, your voting code and the numbers of the projects you want, from any phone, to %(line)s:")
BY_ROLL = _(
    "Send VOTE and the numbers of the projects you want, from the phone that is on the list of voters, to %(line)s:"
)
WRITTEN = _("A vote is written like this:")
NOT_ON_ROLL = _("Your phone is not on the list? Go to the town hall first.")
OWN_ZONE = _("Choose among the projects of your zone and those of the whole commune.")
SENT_BACK = _("Then send back the four digits that come: only then your vote counts.")
ONE_PROJECT, PROJECTS = _("One project at most."), _("%(count)s projects at most.")
BLANK = _("None of them: %(words)s.")
LAST_COUNTS = _("You may vote again until the end: the last vote counts.")
PAPER_STANDS = _("But if you also vote on paper, the sheet counts, and it cannot be changed.")
PAPER_FALLS = _("But if you also vote in another way, your sheet of paper is void.")
BOXES = _("Ballot box: %(places)s.")
ONE_WAY = _("Whoever votes by show of hands at a meeting does not vote by phone as well.")
BLANK_EXAMPLE = _("VOTE 0")
WITHIN = _("Together they may cost all the money of the vote, and no more.")
WITHIN_EACH = _("Together they may cost the money of their zone, or of the whole commune, and no more.")
APART = _("Projects of a zone that has its own money compete for that money alone.")
POINTS = _(
    "Before the colon: the number of the project. After it: the points you give it. You have %(points)s points; one "
    "project gets %(each)s at most."
)
BEST_FIRST = _("The best first: the order counts.")
AT_LEAST = _("Choose at least %(count)s.")


def say_dates(rules: VoteRules, voice: Voice) -> str:
    """Return from when to when people vote, on the commune's own clock."""
    vote = next(phase for phase in rules.phases if phase.kind == PhaseKind.VOTE)
    return say_span(vote.opens_at, vote.closes_at, voice)


def say_span(opens_at: datetime, closes_at: datetime, voice: Voice) -> str:
    """Return from one instant to another as the time of a vote, on the commune's own clock."""
    return voice.text(DATES, opens=voice.moment_this_year(opens_at), closes=voice.moment_this_year(closes_at))


def say_how(rules: VoteRules, place: WhereTo, voice: Voice) -> str:
    """Return what is sent, and where to; the example of a vote stands after it."""
    if place.line is None:
        return say_unsent(place, voice)
    how = {IdentityLevel.VOTING_CODE: BY_CODE, IdentityLevel.CLOSED_ROLL: BY_ROLL}
    return voice.text(how.get(IdentityLevel(rules.identity_level), BY_NUMBERS), line=shown(place.line))


def say_unsent(place: WhereTo, voice: Voice) -> str:
    """Return where to ask while no number takes votes, before how a vote is written."""
    return f"{say_no_number(place, voice)} {voice.text(WRITTEN)}"


def say_example(rules: VoteRules, voice: Voice) -> str:
    """Return a ballot as it is written, with a place for each of at most three numbers."""
    numbers = places_for(rules.max_choices, rules.ballot.format)
    return voice.name(VOTE_EXAMPLE_BY_CODE if _needs_code(rules) else VOTE_EXAMPLE, numbers=numbers)


def say_bounds(rules: VoteRules, voice: Voice) -> tuple[str, ...]:
    """Return how many may be chosen, how none is, what comes after, and that one may change one's mind."""
    most = voice.text(ONE_PROJECT) if rules.max_choices == 1 else voice.text(PROJECTS, count=rules.max_choices)
    blank = voice.text(BLANK, words=voice.name(BLANK_EXAMPLE))
    proof = tuple(voice.text(said) for said in _proof(rules))
    blanks = () if _needs_code(rules) else (blank,)
    return (
        *proof,
        most,
        *_of_format(rules, voice),
        *blanks,
        voice.text(LAST_COUNTS),
        *say_both_ways(rules.ways, voice),
    )


def say_boxes(ways: WaysIn, voice: Voice) -> tuple[str, ...]:
    """Return where the ballot boxes stand, nothing where the rules do not say it."""
    return (voice.text(BOXES, places=ways.boxes.rstrip(".")),) if ways.on_paper and ways.boxes else ()


def say_both_ways(ways: WaysIn, voice: Voice) -> tuple[str, ...]:
    """Return what counts of who votes on paper or by show of hands and otherwise, nothing where only phones vote."""
    paper = (PAPER_STANDS if ways.both is BothWays.PAPER else PAPER_FALLS,) if ways.on_paper else ()
    return tuple(voice.text(said) for said in (*paper, *((ONE_WAY,) if ways.by_hands else ())))


def _proof(rules: VoteRules) -> tuple[str, ...]:
    """Return what who votes has to show or to heed at this level, English msgids."""
    if rules.identity_level == IdentityLevel.CONFIRMED_PHONE:
        return (SENT_BACK,)
    if rules.identity_level == IdentityLevel.CLOSED_ROLL:
        back = (SENT_BACK,) if rules.confirming_hours else ()
        return (*back, NOT_ON_ROLL, OWN_ZONE) if rules.own_zone_only else (*back, NOT_ON_ROLL)
    return ()


def _of_format(rules: VoteRules, voice: Voice) -> tuple[str, ...]:
    """Return what else is said on a ballot than which projects, and how many are needed at least."""
    ballot = rules.ballot
    least = (voice.text(AT_LEAST, count=ballot.min_choices),) if ballot.min_choices > 1 else ()
    apart = (voice.text(APART),) if ballot.pots else ()
    return (*say_format(ballot, voice), *apart, *least)


def say_format(ballot: BallotRules, voice: Voice) -> tuple[str, ...]:
    """Return what stands on a ballot of this format, nothing where the numbers say it all."""
    said = {
        BallotFormat.KNAPSACK: lambda: voice.text(WITHIN_EACH if ballot.pots else WITHIN),
        BallotFormat.POINTS: lambda: voice.text(POINTS, points=ballot.max_points or 0, each=ballot.most_for_one or 0),
        BallotFormat.RANKING: lambda: voice.text(BEST_FIRST),
    }.get(ballot.format)
    return (said(),) if said else ()


def _needs_code(rules: VoteRules) -> bool:
    return rules.identity_level == IdentityLevel.VOTING_CODE
