"""Lists with markers: what stands behind 1, 2, 3 is kept in its order, whatever sign follows the marker."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.intents import Intent
from bot.understanding.pointed_ballots import broken_points
from bot.understanding.understand import understand

LANGUAGES = ("fr", "ar", "en")
SIGNS = [") ", ")", ". ", ".", "-", " - ", ": ", "=", ".) ", "] ", "° ", "/", "\ufe0f\u20e3 "]


def places_of(text: str) -> tuple[int, ...]:
    return understand(text, "fr", LANGUAGES).places


@given(
    st.lists(st.integers(4, 99), min_size=2, max_size=4, unique=True),
    st.sampled_from(SIGNS),
    st.sampled_from([" ", "\n", ", ", " et ", " ; "]),
    st.sampled_from(["VOTE ", "je vote ", "صوت ", ""]),
)
def test_projects_behind_markers_keep_their_order(numbers: list[int], sign: str, between: str, vote: str) -> None:
    text = vote + between.join(f"{at}{sign}{number}" for at, number in enumerate(numbers, 1))
    assert places_of(text) == tuple(numbers)


@pytest.mark.parametrize(
    "text",
    [
        *("VOTE 1.14.2.13", "VOTE 1-14-2-13", "VOTE 1 14 2 13", "VOTE 1, 14, 2, 13", "VOTE 2) 14 1) 13"),
        *("VOTE 3.7.12", "VOTE 3-7", "VOTE 3:5 7:2", "VOTE 1) 14 13", "VOTE 1/7", "VOTE 1) 14 2) 14"),
        *("VOTE 1.14 2.13 5", "VOTE 1:0 2:5", "PROJET 1. 14", "budget 1) 14 2) 13"),
    ],
)
def test_what_is_no_list_with_markers_has_no_places(text: str) -> None:
    assert places_of(text) == ()


@pytest.mark.parametrize(("text", "number"), [("VOTE 1. 7", 7), ("VOTE 1) 7", 7), ("VOTE 1-3", 3), ("VOTE 1: 7", 7)])
def test_one_marker_alone_is_one(text: str, number: int) -> None:
    assert places_of(text) == (number,)


@pytest.mark.parametrize(
    "text",
    [
        *("صوت الأول 14 الثاني 13", "صوت الأول 14 والثاني 13", "vote first 14, second 13", "VOTE premier 14 second 13"),
        *("VOTE première 14 deuxième 13", "VOTE 1er 14 2e 13", "صوت الثاني 13 الأول 14"),
    ],
)
def test_ordinals_in_words_put_projects_in_their_order(text: str) -> None:
    said = understand(text, "fr", LANGUAGES)
    assert (said.intent, said.sure, said.numbers) == (Intent.VOTE, True, (14, 13))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("VOTE 13:-2", [(13, "13:-2")]),
        ("VOTE 13:2.5", [(13, "13:2.5")]),
        ("VOTE 13:2,5", [(13, "13:2,5")]),
        ("VOTE 13=1/2 14:3", [(13, "13=1/2")]),
        ("VOTE 13:½", [(13, "13:½")]),
        ("VOTE 13 : \u22122", [(13, "13 : \u22122")]),
        ("VOTE 13:2,14:3", []),
        ("VOTE 13:2.14:3", []),
        ("VOTE 13:2, 14:3", []),
        ("VOTE 13->2 14->3", []),
    ],
)
def test_points_that_are_no_whole_numbers_are_named(text: str, parts: list[tuple[int, str]]) -> None:
    assert broken_points(text) == parts
    assert bool(understand(text, "fr", LANGUAGES).points) is not bool(parts)
