"""The example of a question about money is one that this budget answers, and that is understood as it is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace

import pytest
from sqlalchemy.orm import Session

from bot.understanding.intents import Intent
from bot.understanding.understand import understand
from budgeting.accounts.topics import Topic
from locales.page_words import chain_of, page_text
from models import Commune
from printing.press import overflows
from services.house import House
from services.printing.budget_example import TOPIC_EXAMPLES, budget_example
from services.printing.papers import poster
from services.public import Book, open_book
from tests.printing.sheets_of import order
from tests.services.budgets.planting import plant_document, plant_line
from tests.services.townsfolk import plant_commune, plant_heard_line

LANGUAGES = ("fr", "ar", "en")


def book_of(session: Session, commune: Commune, topics: dict[str, int]) -> Book | None:
    document = plant_document(session, commune, 2025)
    for topic, amount in topics.items():
        plant_line(session, document, topic, voted=amount)
    return open_book(session, commune.id, 2025)


@pytest.mark.parametrize(
    ("topics", "said"),
    [
        ({"water": 900, "health": 5}, "BUDGET HEALTH"),
        ({"roads": 5, "water": 900, "health": 0}, "BUDGET WATER"),
        ({"administration": 900, "debt": 800, "roads": 5}, "BUDGET ROADS"),
        ({"administration": 900, "debt": 800}, "BUDGET ADMINISTRATION"),
        ({"other": 900}, "BUDGET"),
    ],
)
def test_the_example_is_of_health_or_of_the_largest_topic_that_has_money(
    run: Callable[[Callable[[Session], str]], str], topics: dict[str, int], said: str
) -> None:
    assert run(lambda session: budget_example(book_of(session, plant_commune(session), topics))[0]) == said


def test_before_a_budget_is_published_the_example_is_of_health() -> None:
    assert budget_example(None)[0] == "BUDGET HEALTH"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", TOPIC_EXAMPLES)
def test_each_example_is_understood_as_the_topic_it_is_for(language: str, topic: Topic) -> None:
    text = page_text(TOPIC_EXAMPLES[topic][0], chain_of(language))
    heard = understand(text, language, LANGUAGES)
    assert (heard.intent, heard.topic) == (Intent.BUDGET, topic)


def test_the_longest_example_fits_the_poster(house: House) -> None:
    def plant(session: Session) -> int:
        commune = plant_commune(session, languages=list(LANGUAGES))
        plant_heard_line(session, commune)
        book_of(session, commune, {"administration": 5})
        return commune.id

    number = house.work.write(plant)
    wall = house.work.read(lambda session: poster(session, house, number, "fr"))
    assert wall.columns[0].rows[0].label == "BUDGET ADMINISTRATION"
    longest = replace(wall.columns[0].rows[0], label="BUDGET ENVIRONNEMENT")
    columns = tuple(replace(column, rows=(longest, *column.rows[1:])) for column in wall.columns)
    for sheet in (wall, replace(wall, columns=columns)):
        assert overflows(order("poster", asdict(sheet), "fr")) == []
