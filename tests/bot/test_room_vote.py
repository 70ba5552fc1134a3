"""A word and four digits in the room of a session: heard beside anything, and only while a session is open."""

from __future__ import annotations

import pytest

from bot.room_vote import CHOICE_WORDS
from tests.bot.fake_rooms import CODE
from tests.bot.talking import Talk


def talk(language: str = "fr", *, is_open: bool = True) -> Talk:
    found = Talk(language=language)
    found.desk.has_room = is_open
    return found


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        (f"POUR {CODE}", "for"),
        (f"contre  {CODE}.", "against"),
        (f"Je m'abstiens {CODE}", "abstain"),
        (f"in favour {CODE}", "for"),
        (f"ضد {CODE}", "against"),
        ("مع ٤٨٢١", "for"),
    ],
)
def test_a_word_and_the_code_are_heard_in_every_language_and_not_kept(text: str, choice: str) -> None:
    person = talk()
    person.says(text)
    assert person.desk.effects == [("say_in_room", CODE, choice)]
    assert person.spoken is not None and person.spoken.is_private and person.spoken.reply.is_secret


def test_saying_another_word_is_said_to_be_a_change() -> None:
    person = talk()
    assert "Vote de la salle : pour" in person.says(f"pour {CODE}").text
    assert "Changé" in person.says(f"contre {CODE}").text


@pytest.mark.parametrize("text", [f"POUR {CODE} et 3", "POUR 2024", "POUR 482", CODE, f"OUI {CODE}", f"VOTE {CODE}"])
def test_nothing_else_is_one(text: str) -> None:
    person = talk()
    person.says(text)
    assert not any(act[0] == "say_in_room" for act in person.desk.effects)


def test_without_an_open_session_the_words_are_any_others() -> None:
    person = talk(is_open=False)
    person.says(f"POUR {CODE}")
    assert person.desk.effects == [] or person.desk.effects[0][0] != "say_in_room"


def test_a_wrong_code_says_so_and_the_open_question_stays() -> None:
    person = talk()
    person.says("QUESTION")
    before = person.state.as_json()
    assert "code de l'écran" in person.says("POUR 1111").text
    assert person.state.as_json() == before


def test_no_word_means_two_things() -> None:
    words = [CHOICE_WORDS[key].text for key in ("for", "against", "abstain")]
    said = [word.strip() for line in words for word in line.split(",")]
    assert len(said) == len(set(said))
