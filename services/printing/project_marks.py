"""The mark of each project of a vote, a symbol on a colour: on the sheet and in the booth no two are the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from bot.knowing import topic_in
from bot.phrases import Speech
from models.project import Symbol
from services.public.vote_rules import RuledProject

COLOURS = ("#0b5c9e", "#a63d00", "#00704f", "#8c2f6b", "#7a5c00", "#4b2a86", "#6b3a1a", "#222222")
"""Dark enough for a white symbol (contrast of 5 and more), told apart by who sees no red or green, and in grey."""
SYMBOLS = tuple(symbol.value for symbol in Symbol)
"""Each has its drawing in `printing/sheets/symbols`, as each of the forms has."""
FORMS = tuple(
    f"form_{name}"
    for name in (
        *("disc", "triangle", "upright_bars", "diamond", "dots", "half"),
        *("square", "zigzag", "ring", "steps", "lying_bars", "hourglass"),
    )
)
"""Plain forms that stand for nothing, least of all for a faith, a people or a party; neighbours look least alike."""


def marks_of(projects: Sequence[RuledProject], chosen: Mapping[int, str]) -> list[tuple[str, str]]:
    """Return the symbol and the colour of each project, `chosen` by number or that of its topic.

    A symbol serves as many projects as there are colours, in the order of the list; those after them have a plain form
    instead. Marks begin again only once all forms have had all colours, behind a hundred projects without a symbol.
    """
    used: Counter[str] = Counter()
    marks, forms = list[tuple[str, str]](), 0
    for project in projects:
        symbol = chosen.get(project.number) or likely_symbol(project.titles)
        if used[symbol] < len(COLOURS):
            marks.append((symbol, _colour(SYMBOLS.index(symbol) + used[symbol])))
        else:
            marks.append(_form(forms))
            forms += 1
        used[symbol] += 1
    return marks


def likely_symbol(titles: Mapping[str, str]) -> str:
    """Return the symbol of the topic that a project's titles name, a star where they name none that has one."""
    found = (topic_in(title, Speech((language,))) for language, title in titles.items())
    return next((topic for topic in found if topic in SYMBOLS), Symbol.OTHER)


def _form(at: int) -> tuple[str, str]:
    """Return the mark of the project that is `at` this place among those without a symbol.

    Each round through the forms begins with another colour, until each form had each.
    """
    return FORMS[at % len(FORMS)], _colour(at + at // len(FORMS))


def _colour(at: int) -> str:
    # Topics begin with different colours, so that a list of different topics is colourful too.
    return COLOURS[at % len(COLOURS)]
