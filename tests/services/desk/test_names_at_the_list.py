"""Names at the open list of a vote, by the search that citizens have: a ballot is never guessed, nor is a look free."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, event, select
from sqlalchemy.orm import Session

from models import InformationRequest, Project
from services.house import House
from tests.services.polling_day import PollingDay, plant_polling_day

AFI = "+22890112233"
NAMES = {
    1: "Forage à Kpota Est",
    2: "Réhabilitation du marché de Tokoin",
    3: "Centre de santé de Bagui",
    4: "École primaire Zongo Sud",
}
MOST_QUERIES = 80
"""Of the database for one message, whatever stands in it."""


@pytest.fixture
def day(house: House) -> PollingDay:
    day = plant_polling_day(house)

    def name(session: Session) -> None:
        for row in session.scalars(select(Project).where(Project.number.in_(NAMES))):
            row.titles = row.short_names = {"fr": NAMES[row.number]}

    house.work.write(name)
    return day


def said(day: PollingDay, text: str) -> str:
    reply = day.sms(AFI, text).reply
    assert reply is not None
    return reply.text


def sent(day: PollingDay) -> list[str]:
    return day.house.work.read(lambda session: list(session.scalars(select(InformationRequest.text))))


@contextmanager
def counted() -> Iterator[list[str]]:
    asked: list[str] = []

    def note(_connection: object, _cursor: object, sql: str, *_rest: object) -> None:
        asked.append(sql)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", note)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("le forage de Kpota", 1),
        ("marchés Tokoin", 2),
        ("je vote pour le centre de santé", 3),
        ("Ecole primaire Zongo Sud", 4),
    ],
)
def test_words_that_stand_whole_in_one_name_are_its_number(day: PollingDay, words: str, number: int) -> None:
    said(day, "VOTE")
    said(day, words)
    assert day.choices() == [[number]]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("mar", 2),
        ("san", 3),
        ("école primaire Zongo Nord", 4),
        ("forrage kpota", 1),
        ("je vote forrage", 1),
        ("je vote mar", 2),
    ],
)
def test_words_that_only_resemble_a_name_are_asked_about(day: PollingDay, words: str, number: int) -> None:
    said(day, "VOTE")
    assert f"Voter pour {number} " in said(day, words)
    assert day.choices() == []
    said(day, "oui")
    assert day.choices() == [[number]]


@pytest.mark.parametrize("words", ["santé", "marché", "SANTE", "السوق"])
def test_a_topic_of_the_budget_alone_is_no_vote(day: PollingDay, words: str) -> None:
    said(day, "VOTE")
    assert "Voter pour" not in said(day, words)
    assert day.choices() == []


@pytest.mark.parametrize(
    "text",
    [
        "je vote abcd " * 150,
        " ".join(f"je vote q{letter}z{other}x" for letter in "abcdefghij" for other in "klmnopqrst")[:2000],
        " ".join(f"je vote forage{letter}{other}" for letter in "abcdefghij" for other in "klmnopqrst")[:2000],
        " ".join(f"je vote kpota {letter}{other}" for letter in "abcdefghij" for other in "klmnopqrst")[:2000],
    ],
    ids=["one-word", "unknown", "misspelt", "named"],
)
def test_a_message_full_of_votes_asks_the_database_no_more_than_others(day: PollingDay, text: str) -> None:
    said(day, "BONJOUR")
    with counted() as asked:
        said(day, text)
    assert 0 < len(asked) < MOST_QUERIES
    assert day.choices() == []


@pytest.mark.parametrize("name", ["le forage de Kpota", "frage kpotta", "mar"])
def test_a_vote_behind_more_names_than_are_looked_up_goes_to_nobody(day: PollingDay, name: str) -> None:
    others = ". ".join(f"je vote {letter}{letter}xyz{other}" for letter in "bcdfghjklm" for other in "npq")
    said(day, f"QUESTION La pompe est en panne. {others}. Je vote {name}.")
    assert [name in question for question in sent(day)] == [False]
    assert day.choices() == []


@pytest.mark.parametrize(
    ("words", "number"), [("VOTE borehole", 1), ("VOTE puits Kpota", 1), ("صوت بئر", 1), ("je vote pour le puits", 1)]
)
def test_another_word_for_what_is_built_finds_it_and_is_asked_about(day: PollingDay, words: str, number: int) -> None:
    assert f"{number} {NAMES[number][:6]}" in said(day, words)
    assert day.choices() == []
    said(day, "1")
    assert day.choices() == [[number]]


def test_a_word_for_what_no_project_builds_finds_none(day: PollingDay) -> None:
    assert "aucun projet" in said(day, "VOTE moulin")
