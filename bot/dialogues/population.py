"""How many people live here: what the commune has set of itself and of its places."""

from __future__ import annotations

from bot.dialogue import Talk, Turn, dialogue
from bot.phrases import Phrase, Spoken, _
from bot.steps import Look, Say
from bot.understanding.fold import fold
from bot.understanding.intents import Intent
from bot.understanding.lexicon import lexicon_of
from bot.understanding.people_asked import place_of_people
from bot.understanding.places import names_place
from bot.understanding.said_phrases import as_written
from bot.wording import Clipped, Sentences
from budgeting.quantities import THOUSANDTHS, write_quantity

WIDE = 24
"""Characters of a name where text is paid."""

OF_NO_YEAR = _("No year is given with this.")
"""Beside a year that is asked about: the commune sets one number, the one of now."""


@dialogue("population", intents=(Intent.POPULATION,))
def population(turn: Turn) -> Talk:
    """Say how many people live in the commune or in a place of it, or that this is not told, and what can be done."""
    text = turn.opening.text or ""
    words = fold(text).split()
    place = place_of_people(words, lexicon_of(tuple(turn.speech.languages)))
    commune = yield Look("commune", turn.desk.commune)
    zones = yield Look("zones", turn.desk.zones)
    found = next((zone for zone in zones if place and _is_called(zone.name, zone.also, place)), None)
    if place and found is None and not names_place(place, fold(commune.name)):
        yield Say(_not_told(as_written(place, text)))
        return
    where = found or commune
    if where.population is None:
        yield Say(_not_told(where.name))
        return
    told = _people(where.name, where.population, turn.speech.language)
    yield Say(Sentences([OF_NO_YEAR, told]) if turn.opening.year else told)


def _is_called(name: str, also: tuple[str, ...], words: str) -> bool:
    return any(names_place(fold(one), words) for one in (name, *also))


def _people(name: str, number: int, language: str) -> Spoken:
    return _(
        "%(commune)s: %(inhabitants)s inhabitants, as the town hall says. To see where the money goes, send BUDGET.",
        commune=Clipped(name, WIDE),
        inhabitants=write_quantity(number * THOUSANDTHS, language),
    )


def _not_told(name: str) -> Phrase:
    return _(
        "How many people live in %(commune)s is not published. To ask the town hall: QUESTION and your words.",
        commune=Clipped(name, WIDE),
    )
