"""The money that a vote shares out: all of it, that of each zone which has its own, or that of one zone."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from bot.dialogue import Turn
from bot.fitting import Fitted, Spare
from bot.left_words import NOTHING_TO_SHARE, money_to_share
from bot.phrases import Amount, Listed, Spoken, Value, _
from bot.pot_words import SHORT, WHOLE_COMMUNE, pot_name
from bot.records import Record
from bot.steps import Look, Say, Step
from bot.understanding.fold import fold
from bot.understanding.lexicon import lexicon_of
from bot.understanding.money_lines import asks_what_voting_costs, without_phrases
from bot.understanding.money_questions import MoneyQuestion
from bot.wording import Clipped, Series

SEE_PROJECTS = _("To see the projects, send PROJECTS.")


def tell_shared(turn: Turn, asked: MoneyQuestion, year: int | None) -> Generator[Step, Any, bool]:
    """Tell what the vote of now shares out; False where something else is asked for, of which the budget speaks."""
    if asked.compares or len(asked.years) > 1:
        return False
    zone = yield from _zone_asked(turn, asked)
    if not (zone or asked.lines.to_share):
        return False
    shared = yield Look("to_share", lambda: turn.desk.money_to_share(year))
    if shared is None and year is not None:
        return False
    yield Say(shared_told(shared, zone))
    return True


def _zone_asked(turn: Turn, asked: MoneyQuestion) -> Generator[Step, Any, str]:
    """Return the zone whose money in the vote is asked for, "" where none is, or more than that is asked."""
    lexicon = lexicon_of(tuple(turn.speech.languages))
    words = fold(turn.opening.text or "").split()
    left = without_phrases(words, lexicon.to_share)
    if len(left) == len(words) or asks_what_voting_costs(words, lexicon) or asked.topic or asked.nature or asked.things:
        return ""
    return str((yield Look("zone_shared", lambda: turn.desk.zone_named(" ".join(left)))) or "")


def shared_told(shared: Record | None, zone: str) -> Spoken:
    """Return what a vote shares out, by its envelopes where there are several; of one zone what is for its projects."""
    if shared is None:
        return NOTHING_TO_SHARE
    if not shared.pots:
        none = _("In this vote no zone has money of its own.")
        return Fitted([*([none] if zone else []), money_to_share(shared.amount)])
    if not zone:
        each = [Listed([pot_name(pot.names, SHORT), Amount(pot.envelope)], " ") for pot in shared.pots]
        told = _("The vote shares out %(amount)s: %(zones)s.", amount=Amount(shared.amount), zones=Series(each))
        return Fitted([told, Spare(SEE_PROJECTS)], [lambda: [money_to_share(shared.amount)]])
    own = next((pot for pot in shared.pots if fold(zone) in map(fold, pot.names.values())), None)
    if own is not None:
        values: dict[str, Value] = {"zone": Clipped(zone, SHORT), "amount": Amount(own.envelope)}
        alone = _("%(zone)s has %(amount)s of its own in this vote.", **values)
        said = _("%(zone)s has %(amount)s of its own in this vote, for projects %(numbers)s.", **values,
                 numbers=Series(list(own.numbers)))  # fmt: skip
        return Fitted([said, Spare(SEE_PROJECTS)], [lambda: [alone]])
    commune = next((pot.envelope for pot in shared.pots if not pot.names), 0)
    none = _("%(zone)s has no money of its own in this vote.", zone=Clipped(zone, SHORT))
    return Fitted([none, Listed([WHOLE_COMMUNE, ": ", Amount(commune), "."], ""), Spare(SEE_PROJECTS)])
