"""The announced rules of a vote in plain words: who votes, how it is counted, what a blank vote is, voting again."""

from __future__ import annotations

from collections.abc import Callable

from bot.fitting import Fitted, Spare
from bot.phrases import Day, Hour, Phrase, Value, _
from bot.pot_words import LEFTOVERS, ZONES_APART
from bot.records import Record
from bot.wording import Clipped

CODE, LIST = "C", "D"

WHO: dict[str, Phrase] = {
    "A": _("Anyone with a phone may vote: one vote for each number."),
    "B": _("Anyone with a phone may vote: one vote for each number, once you send back the code you get."),
    CODE: _("Whoever got a voting code from the town hall may vote: one vote for each code."),
    LIST: _("Only the people on the list of voters may vote, once each."),
}
WHO_ANSWERS = _(
    "Only the people on the list of voters may vote, once each: by SMS once you send back the code you get."
).brief(_("Only people on the list of voters, once each: by SMS with the code sent back."))
COUNTED: dict[str, Phrase] = {
    "greedy": _("The project with the most votes wins, then the next, as long as the money lasts."),
    "greedy_per_cost": _(
        "The project with the most votes for its cost wins, then the next, as long as the money lasts."
    ),
    "equal_shares": _(
        "Each voter has an equal share of the money. A project wins when its voters can pay it together."
    ),
    "phragmen": _("Each voter gets money at the same pace. A project wins as soon as its voters can pay it."),
}
"""By the key of the counting rule; of another the place is told where it is written."""

BY_POINTS: dict[str, Phrase] = {
    "greedy": _("The project with the most points wins, then the next, as long as the money lasts."),
    "greedy_per_cost": _(
        "The project with the most points for its cost wins, then the next, as long as the money lasts."
    ),
}
"""The same where voters give points, or places that are worth points."""

POINTS, RANKING, BASKET = "points", "ranking", "knapsack"
PLACES = _("First place gives the most points.")

WRITTEN = _("The rule of the count is on the page of the vote and at the town hall.")
BLANK = _("A blank vote is for no project. It counts among the votes, and takes the place of an earlier one.")
FOR_CODE = _("For a blank vote: VOTE, your code and 0.")
FOR_NUMBER = _("For a blank vote: VOTE 0.")
PAPER_COUNTS = _("A sheet of paper cannot be changed: it counts and not the phone.").brief(
    _("Paper and phone: paper counts.")
)
MEETINGS = _("People may also vote by show of hands at meetings.")
FEW_BESIDE = _("If few vote otherwise, their choice shows.")
"""Said wherever hands are: they are told apart, and those at a meeting counted them."""
ONE_WAY = _("Whoever votes by show of hands does not vote by phone as well.")
PHONE_COUNTS = _("A sheet of paper cannot be changed: a vote by phone counts and not the sheet.").brief(
    _("Paper and phone: the phone counts.")
)


def rules_told(found: Record, asked: str) -> Fitted:
    """Return one rule of a vote, or how it is counted and who votes where the whole is asked for."""
    return Fitted([_when(found), *TOLD[asked](found)])


def _when(found: Record) -> Value:
    if found.state == "before":
        return _("The vote opens on %(opens_at)s.", opens_at=Hour.of(found.opens_at))
    return _("The vote is closed.") if found.state == "after" else ""


def _who(found: Record) -> list[Value]:
    said: list[Value] = [WHO_ANSWERS if found.level == LIST and found.confirms else WHO.get(found.level, WRITTEN)]
    if found.level == CODE and (found.voters_per_phone or 1) > 1:
        said.append(Spare(_("From one phone: at most %(count)s people.", count=found.voters_per_phone)))
    if found.minimum_age and found.age_on:
        said.append(_("Age: %(age)s on %(day)s.", age=found.minimum_age, day=Day.of(found.age_on)))
    if found.own_zone_only:
        said.append(_("Each for projects of their own zone."))
    said += map(Spare, boxes_told(found.boxes))
    if found.on_hands:
        said += [Spare(MEETINGS), Spare(FEW_BESIDE)]
    return said


def boxes_told(boxes: str | None) -> list[Phrase]:
    """Say where the boxes for votes on paper stand, in the commune's own words; nothing where there are none."""
    return [_("On paper: %(where)s.", where=Clipped(boxes, 60))] if boxes else []


def _counted(found: Record) -> list[Value]:
    by_points = BY_POINTS if found.format in (POINTS, RANKING) else COUNTED
    said: list[Value] = [by_points.get(found.rule) or COUNTED.get(found.rule, WRITTEN)]
    if found.leftovers:
        said += [ZONES_APART, *([Spare(LEFTOVERS[found.leftovers])] if found.leftovers in LEFTOVERS else [])]
    if found.format == RANKING:
        said.append(PLACES)
    if found.minimum_votes > 1:
        said.append(_("At least %(count)s votes are needed.", count=found.minimum_votes))
    return said


def _blank(found: Record) -> list[Value]:
    if found.state != "open":
        return [BLANK]
    return [BLANK, FOR_CODE if found.level == CODE else FOR_NUMBER]


def _again(found: Record) -> list[Value]:
    if found.state == "after":
        return [_("Only the last vote of each counted, never two.")]
    again = _("You may vote again until %(closes_at)s: only the last vote counts, never two.",
              closes_at=Hour.of(found.closes_at))  # fmt: skip
    said: list[Value] = [again.brief(_("You may vote again until %(closes_at)s: only the last vote counts."))]
    if found.paper_counts is not None:
        said.append(PAPER_COUNTS if found.paper_counts else PHONE_COUNTS)
    if found.on_hands:
        said.append(Spare(ONE_WAY))
    return said


def _whole(found: Record) -> list[Value]:
    return [*_counted(found), Spare(_most(found)), *map(Spare, _who(found))]


def _most(found: Record) -> Phrase:
    """Return how much each may choose."""
    if found.format == BASKET:
        return _("Each chooses projects that the money pays for together.")
    if found.format == POINTS and found.max_points:
        return _("Up to %(points)s points each.", points=found.max_points)
    return _("Up to %(count)s projects each.", count=found.max_choices)


TOLD: dict[str, Callable[[Record], list[Value]]] = {
    "who": _who,
    "counted": _counted,
    "blank": _blank,
    "again": _again,
    "most": lambda found: [_most(found)],
    "whole": _whole,
}
