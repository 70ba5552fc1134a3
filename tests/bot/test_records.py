"""What a conversation stores."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from types import MappingProxyType

import pytest

from bot.ports import CastBallot
from bot.records import plain, record
from bot.understanding.intents import Topic
from tests.bot.fake_desk import CLOSES_AT, project


def test_what_was_stored_reads_the_same_after_it_was_json() -> None:
    stored = plain(CastBallot((project(3),), (99,), "K7Q-2M9-XX4", CLOSES_AT))
    again = record(json.loads(json.dumps(stored)))
    assert again == record(stored)
    assert again.projects[0].titles.fr == "Lampadaires (3)"
    assert again.unknown == [99]


def test_dates_and_instants_become_iso_text() -> None:
    assert plain(date(2026, 11, 30)) == "2026-11-30"
    assert plain(datetime(2026, 11, 30, 18, tzinfo=UTC)) == "2026-11-30T18:00:00+00:00"


def test_names_of_enumerations_become_plain_words() -> None:
    assert type(plain(Topic.WATER)) is str
    assert plain(MappingProxyType({Topic.WATER: (1, 2)})) == {"water": [1, 2]}


def test_a_missing_name_is_none() -> None:
    assert record({"a": 1}).b is None


def test_what_cannot_be_stored_is_refused() -> None:
    with pytest.raises(TypeError, match="object cannot be stored"):
        plain(object())
