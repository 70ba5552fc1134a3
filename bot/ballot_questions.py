"""What is asked for a ballot of each format, and what is left of its money or its points on the way."""

from __future__ import annotations

from collections.abc import Sequence

from bot.ballot_words import numbers_of
from bot.naming import numbers_phrase, short_name_of
from bot.paper_rules import example_of, pots_of
from bot.phrases import Amount, Hour, Phrase, Spoken, Value, _
from bot.pot_words import SHORT, pot_name
from bot.records import Record
from bot.wording import Sentences
from budgeting.ballot import BallotFormat, Pot


def first_question(paper: Record) -> Spoken:
    """Say what to send for a first ballot, and until when."""
    return Sentences([_asked(paper), *_least(paper)])


def question_again(paper: Record, before: Record) -> Spoken:
    """Say what stands, and that the answer takes the place of all of it."""
    if paper.format == BallotFormat.APPROVAL:
        return Sentences([_approved_again(paper, before), *_least(paper)])
    return Sentences([_replaced(before), _asked(paper), *_least(paper)])


def question_again_on_screen(paper: Record, before: Record) -> Spoken:
    """Say the same in so few words that some of the list stands on the same screen."""
    if paper.format != BallotFormat.APPROVAL or (paper.min_choices or 1) > 1:
        return question_again(paper, before)
    most, example = paper.max_choices, example_of(paper)
    if not before.echo:
        return _(
            "You voted. To replace it: ALL your numbers, such as %(example)s (up to %(max)s)", example=example, max=most
        )
    said = numbers_of(before)
    return _(
        "Your vote: %(numbers)s. To replace it: ALL your numbers, such as %(example)s (up to %(max)s)",
        numbers=said,
        example=example,
        max=most,
    )


def question_between(paper: Record, chosen: Sequence[int]) -> Spoken:
    """Say what is chosen so far and ask for more: what is left of the money, or which place comes next."""
    numbers: Value = numbers_phrase(chosen)
    if paper.format == BallotFormat.KNAPSACK:
        left, pot = Amount(money_left(paper, chosen, chosen[-1])), _pot_of(paper, chosen[-1])
        if pot is None:
            return _("Chosen: %(numbers)s. %(left_money)s are left. Another one?", numbers=numbers, left_money=left)
        # Of the envelope that was just drawn on; the list shows what the others still pay for.
        zone = pot_name(pot.names, SHORT)
        return _(
            "Chosen: %(numbers)s. %(zone)s: %(left_money)s left. Another one?",
            numbers=numbers,
            zone=zone,
            left_money=left,
        )
    if paper.format == BallotFormat.RANKING:
        return _(
            "In this order: %(numbers)s, %(max)s at most. Which comes next?", numbers=numbers, max=paper.max_choices
        )
    return _("Chosen: %(numbers)s, of %(max)s at most. Another one?", numbers=numbers, max=paper.max_choices)


def money_left(paper: Record, chosen: Sequence[int], number: int) -> int:
    """Return what is left, beside the chosen projects, of the envelope that pays for one, in minor units."""
    pot = _pot_of(paper, number)
    paid = [one.cost for one in paper.projects if one.number in chosen and (pot is None or one.number in pot.numbers)]
    left: int = (paper.envelope if pot is None else pot.envelope) - sum(paid)
    return left


def _pot_of(paper: Record, number: int) -> Pot | None:
    return next((pot for pot in pots_of(paper) if number in pot.numbers), None)


def question_among_points(said: Value, left: int) -> Phrase:
    """Say which points are given so far and ask for another project."""
    return _("Given: %(numbers)s. Points left: %(left)s. Another project?", numbers=said, left=left)


def question_of_points(project: Record, most: int, left: int) -> Phrase:
    """Ask how many points a project gets."""
    return _(
        "How many points for %(number)s %(name)s? 1 to %(most)s; points left: %(left)s.",
        number=project.number,
        name=short_name_of(project),
        most=most,
        left=left,
    )


def _replaced(before: Record) -> Phrase:
    if not before.echo:
        said = _("You have voted already; what you send replaces all of it.")
        return said.brief(_("You have voted; it is replaced."))
    said = _("Your vote now: %(numbers)s. What you send replaces all of it.", numbers=numbers_of(before))
    return said.brief(_("You have: %(numbers)s. It is replaced."))


def _least(paper: Record) -> list[Phrase]:
    least = paper.min_choices or 1
    return [_("Choose at least %(least)s.", least=least)] if least > 1 else []


def _asked(paper: Record) -> Phrase:
    most, closes_at, example = paper.max_choices, Hour.of(paper.closes_at), example_of(paper)
    if paper.format == BallotFormat.POINTS:
        return _(
            "You have %(points)s points for up to %(max)s projects, %(each)s at most for one. Send them in one "
            "message, such as: %(example)s. Open until %(closes_at)s.",
            points=paper.max_points,
            max=most,
            each=paper.most_for_one,
            closes_at=closes_at,
            example=example,
        ).brief(_("%(points)s points to give, %(each)s at most for one. Send them such as: %(example)s"))
    if paper.format == BallotFormat.RANKING:
        return _(
            "Put up to %(max)s projects in order, the best first. Send their numbers in one message, such as: "
            "%(example)s. Open until %(closes_at)s.",
            max=most,
            closes_at=closes_at,
            example=example,
        ).brief(_("Send up to %(max)s numbers, the best first, such as: %(example)s"))
    if paper.format == BallotFormat.KNAPSACK and paper.pots:
        return _(
            "Choose up to %(max)s projects that the money of each zone, and of the commune, pays for. Send their "
            "numbers in one message, such as: %(example)s. Open until %(closes_at)s.",
            max=most,
            closes_at=closes_at,
            example=example,
        ).brief(_("Send up to %(max)s numbers within the money of each zone and of the commune, such as: %(example)s"))
    if paper.format == BallotFormat.KNAPSACK:
        return _(
            "Choose up to %(max)s projects that cost %(envelope_money)s together at most. Send their numbers in one "
            "message, such as: %(example)s. Open until %(closes_at)s.",
            max=most,
            envelope_money=Amount(paper.envelope),
            closes_at=closes_at,
            example=example,
        ).brief(_("Send up to %(max)s numbers, together %(envelope_money)s at most, such as: %(example)s"))
    return _(
        "Choose up to %(max)s projects. Send their numbers in one message, such as: %(example)s. Open until "
        "%(closes_at)s.",
        max=most,
        closes_at=closes_at,
        example=example,
    ).brief(_("Send up to %(max)s numbers, such as: %(example)s"))


def _approved_again(paper: Record, before: Record) -> Phrase:
    most, closes_at, example = paper.max_choices, Hour.of(paper.closes_at), example_of(paper)
    if not before.echo:
        return _(
            "You have voted already; what you send replaces all of it. Send ALL your numbers, up to %(max)s, such as: "
            "%(example)s. Open until %(closes_at)s.",
            max=most,
            closes_at=closes_at,
            example=example,
        ).brief(_("You have voted. To replace it, send ALL your numbers, up to %(max)s, such as: %(example)s"))
    return _(
        "Your vote now: %(numbers)s. What you send replaces all of it: send ALL your numbers, up to %(max)s, such as: "
        "%(example)s. Open until %(closes_at)s.",
        numbers=numbers_of(before),
        max=most,
        closes_at=closes_at,
        example=example,
    ).brief(_("You have: %(numbers)s. To replace it, send ALL your numbers, up to %(max)s, such as: %(example)s"))
