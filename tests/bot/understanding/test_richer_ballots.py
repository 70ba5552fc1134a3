"""Points and places in a ballot: read where they are certain, and never a ballot out of words that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.intents import Intent
from bot.understanding.understand import Understanding, understand

LANGUAGES = ("fr", "ar", "en")
ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def heard(text: str) -> Understanding:
    return understand(text, "fr", LANGUAGES)


@pytest.mark.parametrize(
    "text",
    [
        "VOTE 3:5 7:2",
        "vote 3=5, 7=2",
        "Vote 3 : 5 et 7 : 2 svp",
        "VOTE: 3:5 7:2",
        "VOTE 3->5 7->2",
        "VOTE 3 5pts 7 2pts",
        "VOTE 3 5 points, 7 2 points",
        "VOTE ٣:٥ ٧:٢",
        "vote trois:cinq sept:deux",
        "je vote 5 points pour le 3 et 2 points pour le 7",
        "I vote 5 points for 3, 2 points for 7",
        "صوت 3:5 7:2",
        "صوت ٣ ٥ نقاط ٧ ٢ نقاط",
    ],
)
def test_points_are_read_however_they_are_written(text: str) -> None:
    said = heard(text)
    assert (said.intent, said.sure, said.numbers, said.points) == (Intent.VOTE, True, (3, 7), (5, 2))
    assert said.looks_like_ballot


def test_a_project_without_points_or_with_two_waits_to_be_asked_about() -> None:
    assert heard("VOTE 3:5 7").points == (5, None)
    assert heard("VOTE 3:5 3:2 7:1").points == (None, 1)


def test_nought_points_are_said_as_they_were_said() -> None:
    assert heard("VOTE 3:0 7:5").points == (0, 5)


@pytest.mark.parametrize("text", ["VOTE 3 7", "VOTE 3:5:2", "VOTE 3:05", "vote 3 5 7 2 points", "VOTE 3 points"])
def test_what_is_not_certain_gives_no_points(text: str) -> None:
    assert heard(text).points == ()


@pytest.mark.parametrize(
    "text",
    [
        "j'ai voté 3:5 7:2",
        "pourquoi vote 3:5",
        "vote 3:5 ?",
        "je ne vote pas 3:5",
        "idee forage 3:5",
        "rendez-vous 18:30",
        "le vote 3:5 est ouvert",
        "vote 3:5 ou 7:2",
    ],
)
def test_talk_with_numbers_and_signs_is_no_ballot(text: str) -> None:
    said = heard(text)
    assert not (said.intent is Intent.VOTE and said.sure and said.numbers)


def test_points_alone_are_numbers_alone_and_an_hour_is_none() -> None:
    alone = heard("3:5 7:2")
    assert (alone.intent, alone.numbers, alone.points) == (Intent.NUMBER_ONLY, (3, 7), (5, 2))
    assert heard("18:30").points == ()


@pytest.mark.parametrize("text", ["VOTE 1er 7, 2e 3", "vote 2e 3, 1er 7", "VOTE 7 1er 3 2e", "vote 1st 7 2nd 3"])
def test_places_put_projects_in_their_order(text: str) -> None:
    assert (heard(text).intent, heard(text).sure, heard(text).numbers) == (Intent.VOTE, True, (7, 3))


@pytest.mark.parametrize(("text", "numbers"), [("VOTE 1er 7", (1, 7)), ("VOTE 1er 2e 3e", (1, 2, 3))])
def test_ordinals_that_give_no_place_to_a_project_are_projects(text: str, numbers: tuple[int, ...]) -> None:
    assert heard(text).numbers == numbers


pairs = st.lists(
    st.tuples(st.integers(1, 99), st.integers(1, 99)), min_size=1, max_size=6, unique_by=lambda pair: pair[0]
)


@given(pairs, st.sampled_from([":", "=", " : ", "->"]), st.sampled_from([" ", ", ", " et "]), st.booleans())
def test_every_pair_that_is_written_is_read(said: list[tuple[int, int]], sign: str, between: str, east: bool) -> None:
    text = between.join(f"{number}{sign}{points}" for number, points in said)
    found = heard(f"VOTE {text.translate(ARABIC_INDIC) if east else text}")
    assert found.sure and tuple(zip(found.numbers, found.points, strict=True)) == tuple(said)


WORDS = ["vote", "3:5", "7=2", "3", "7", "points", "pour", "le", "et", "pas", "ou", "1er", "2e", "?", "combien", "eau"]


@given(st.lists(st.sampled_from(WORDS), max_size=8))
def test_points_never_make_a_ballot_of_words_that_are_none(words: list[str]) -> None:
    found = heard(" ".join(words))
    if found.intent is Intent.VOTE and found.sure and found.points:
        assert words[0] in {"vote", "le"} or "vote" in words
        assert not {"?", "ou", "combien", "eau"} & set(words)


@given(st.text(max_size=40))
def test_whatever_is_sent_points_stand_beside_numbers_or_nowhere(text: str) -> None:
    found = heard(f"vote {text}")
    assert len(found.points) in (0, len(found.numbers))
