"""What is read out on the radio and by criers before a vote: every project alike, and how to take part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from budgeting.ballot import BallotFormat, Pot
from budgeting.phases import PhaseKind
from models.cycle import IdentityLevel
from services.clock import day_in
from services.communes import CommuneView
from services.printing.citizen_budget import clipped
from services.printing.contacts import shown
from services.printing.voice import Voice
from services.printing.voice import marked as _
from services.printing.vote_words import say_bounds, say_boxes, say_dates
from services.printing.where_to import WhereTo, say_no_number
from services.public import VoteRules
from services.public.vote_rules import RuledProject

TITLE = _("To be read out: the vote")
FOR_THE_READER = (
    _("For who reads: slowly, each number twice. Say nothing of your own about a project."),
    _("Begin with another project at each reading and go round the list: what is heard first is chosen more often."),
)
OPENING = _("Listen well. %(commune)s. You are asked how to spend %(envelope)s: %(vote)s.")
OF_ZONE = _("%(zone)s has %(money)s of it, for these numbers alone: %(numbers)s.")
OF_COMMUNE = _("The whole commune has %(money)s of it, for these numbers: %(numbers)s.")
OF_REST = _("The whole commune has what zones leave, for these numbers: %(numbers)s.")
COMMA = _(", ")
FIRST = _("Here are the projects, each with its number.")
PROJECT = _("Number %(number)s: %(title)s. It costs %(cost)s. Number %(number)s.")
PROJECT_OF_ZONE = _("Number %(number)s, for %(zone)s: %(title)s. It costs %(cost)s. Number %(number)s.")
CHOOSE = _("Choose the numbers you want.")
ANY_PHONE, LISTED_PHONE = _("Take any phone."), _("Take the phone whose number is on the list of voters.")
FIRST_WORD = _("Write the word VOTE, and a space.")
THEN_CODE = _("Then the voting code of your slip, and a space.")
THEN_NUMBERS = _("Then your numbers, with a space between them.")
THEN_POINTS = _(
    "Then each number with its points: the number, a colon, the points, and a space before the next number."
)
THEN_RANKED = _("Then your numbers, the best first, with a space between them.")
SEND = _("Send it to %(line)s. Once more: %(line)s.")
OR_WITH_HELP = _("No phone? An agent of the town hall types your vote, with the code of your slip.")
OR_IN_BOOTH = _("Or vote in the booth, on a phone of the town hall, with the code of your slip.")
OR_ON_PAPER = _("Or vote on paper, with the code of your slip: the sheet goes into a ballot box.")
OR_BY_HANDS = _("Or raise your hand at a meeting of the vote.")
NO_SLIP = _("Who has no slip with a code asks for one at the town hall. One code, one person. Show it to nobody.")
ONE_PHONE = _("One phone number, one vote.")
ANSWER = _("Your vote is answered by a message that says what was recorded. Read it, or have it read to you.")
SECRET = _("Nobody sees who is ahead before the end, the town hall neither. But your operator can read SMS.")
RESULT = _("The result is due on %(day)s.")
HELP = _("A question? Send HELP to %(line)s, or go to the town hall.")
HELP_AT_OFFICE = _("A question? Go to the town hall.")

HARD_SPACE = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class RadioScript:
    """What is read, part by part, and what is only for who reads it."""

    title: str
    commune: str
    date: str
    language: str
    hints: tuple[str, ...]
    opening: tuple[str, ...]
    projects: tuple[str, ...]
    closing: tuple[str, ...]


def say_radio_script(commune: CommuneView, rules: VoteRules, place: WhereTo, today: date, language: str) -> RadioScript:
    """Return what is read out of a vote's frozen list in one language."""
    voice = Voice(language, commune)
    envelope = _on_one_line(voice.amount(rules.envelope))
    opening = voice.text(OPENING, commune=clipped(commune.name), envelope=envelope, vote=clipped(rules.title))
    return RadioScript(
        title=voice.name(TITLE),
        commune=clipped(commune.name),
        date=today.isoformat(),
        language=language,
        hints=tuple(voice.text(hint) for hint in FOR_THE_READER),
        opening=(opening, *_envelopes(rules, voice), say_dates(rules, voice), voice.text(FIRST)),
        projects=_projects(rules, voice),
        closing=(*_how(rules, place, voice), *_end(rules, place, voice)),
    )


def _envelopes(rules: VoteRules, voice: Voice) -> tuple[str, ...]:
    """Return which money is for which numbers, nothing where no zone has money of its own."""
    return tuple(_envelope(pot, voice) for pot in rules.ballot.pots if pot.numbers)


def _envelope(pot: Pot, voice: Voice) -> str:
    told = {
        "zone": voice.title(pot.names) if pot.names else "",
        "money": _on_one_line(voice.amount(pot.envelope)),
        "numbers": voice.name(COMMA).join(map(str, pot.numbers)),
    }
    if pot.names:
        return voice.text(OF_ZONE, **told)
    return voice.text(OF_COMMUNE if pot.envelope else OF_REST, **told)


def _projects(rules: VoteRules, voice: Voice) -> tuple[str, ...]:
    zones = {number: pot.names for pot in rules.ballot.pots for number in pot.numbers if pot.names}
    return tuple(_project(each, zones.get(each.number), voice) for each in rules.projects)


def _project(project: RuledProject, zone: Mapping[str, str] | None, voice: Voice) -> str:
    return voice.text(
        PROJECT_OF_ZONE if zone else PROJECT,
        number=str(project.number),
        zone=voice.title(zone) if zone else "",
        title=voice.title(project.titles),
        cost=_on_one_line(voice.amount(project.cost)),
    )


def _on_one_line(amount: str) -> str:
    """Return an amount that no line breaks: half of it read aloud is another amount."""
    return amount.replace(" ", HARD_SPACE)


def _how(rules: VoteRules, place: WhereTo, voice: Voice) -> tuple[str, ...]:
    code = voice.text(NO_SLIP if rules.identity_level == IdentityLevel.VOTING_CODE else ONE_PHONE)
    return (_steps(rules, place, voice), code, *_other_ways(rules, voice), *say_bounds(rules, voice))


def _steps(rules: VoteRules, place: WhereTo, voice: Voice) -> str:
    if place.line is None:
        return f"{voice.text(CHOOSE)} {say_no_number(place, voice)}"
    is_by_code = rules.identity_level == IdentityLevel.VOTING_CODE
    is_by_roll = rules.identity_level == IdentityLevel.CLOSED_ROLL
    formats = {BallotFormat.POINTS: THEN_POINTS, BallotFormat.RANKING: THEN_RANKED}
    steps = [CHOOSE, LISTED_PHONE if is_by_roll else ANY_PHONE, FIRST_WORD, THEN_CODE if is_by_code else ""]
    steps += [formats.get(rules.ballot.format, THEN_NUMBERS), SEND]
    return " ".join(voice.text(step, line=shown(place.line)) for step in steps if step)


def _other_ways(rules: VoteRules, voice: Voice) -> tuple[str, ...]:
    """Return how else one votes, as the rules announced; nothing where only phones vote."""
    ways = rules.ways
    paper = " ".join((voice.text(OR_ON_PAPER), *say_boxes(ways, voice)))
    said = (
        (voice.text(OR_WITH_HELP), ways.with_help),
        (voice.text(OR_IN_BOOTH), ways.in_booth),
        (paper, ways.on_paper),
        (voice.text(OR_BY_HANDS), ways.by_hands),
    )
    return tuple(words for words, is_announced in said if is_announced)


def _end(rules: VoteRules, place: WhereTo, voice: Voice) -> tuple[str, ...]:
    due = next((phase.closes_at for phase in rules.phases if phase.kind == PhaseKind.COUNT), None)
    result = (voice.text(RESULT, day=voice.day(day_in(due, voice.commune.time_zone))),) if due else ()
    help_there = voice.text(HELP, line=shown(place.line)) if place.line else voice.text(HELP_AT_OFFICE)
    return (voice.text(ANSWER), voice.text(SECRET), *result, help_there)
