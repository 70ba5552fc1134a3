"""A word and four digits in the room of a session: heard beside anything, and only while a session is open."""

from __future__ import annotations

import pytest

from bot.room_vote import CHOICE_WORDS
from tests.bot.fake_rooms import CODE
from tests.bot.talking import Talk

TO_SEND = {"fr": "POUR, CONTRE ou ABSTENTION", "en": "FOR, AGAINST or ABSTAIN", "ar": "مع أو ضد أو امتناع"}


def talk(language: str = "fr", *, is_open: bool = True, votes: bool = False) -> Talk:
    found = Talk(language=language)
    found.desk.has_room, found.desk.has_vote = is_open, votes
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


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        (f"POUR{CODE}", "for"),
        (f"{CODE} POUR", "for"),
        (f"{CODE}contre", "against"),
        (f"POUR {CODE} merci", "for"),
        (f"Bonjour, je vote pour {CODE} svp", "for"),
        (f"VOTE POUR {CODE}", "for"),
        (f"Mon vote : je m'abstiens, {CODE}", "abstain"),
        (f"AGAINST{CODE} please", "against"),
        (f"I vote for {CODE}", "for"),
        ("أصوت مع ٤٨٢١ شكرا", "for"),
    ],
)
def test_turned_glued_and_polite_ones_are_heard_while_phones_vote(text: str, choice: str) -> None:
    for language in ("fr", "ar", "en"):
        person = talk(language, votes=True)
        person.says(text)
        assert person.desk.effects == [("say_in_room", CODE, choice)]
        without = talk(language)
        without.says(text)
        assert not any(act[0] == "say_in_room" for act in without.desk.effects)


@pytest.mark.parametrize(
    "text",
    [
        f"je ne vote pas pour {CODE}",
        f"pour ou contre {CODE}",
        f"QUESTION pour {CODE}",
        f"VOTE {CODE}",
        f"VOTE 3 pour {CODE}",
        "je vote pour 2024",
        f"je suis pour {CODE} francs",
        f"vote for {CODE} 7",
        CODE,
    ],
)
def test_what_says_anything_else_is_no_voice_even_then(text: str) -> None:
    person = talk(votes=True)
    said = person.says(text).text
    assert not any(act[0] == "say_in_room" for act in person.desk.effects)
    assert TO_SEND["fr"] not in said


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("POUR", "fr"),
        ("contre svp", "fr"),
        (f"OUI {CODE}", "fr"),
        (f"{CODE} non", "fr"),
        ("AGAINST", "en"),
        ("ضد", "ar"),
    ],
)
def test_a_word_without_its_code_is_told_what_to_send_while_phones_vote(text: str, language: str) -> None:
    person = talk(language, votes=True)
    assert TO_SEND[language] in person.says(text).text
    assert person.desk.effects == [] and person.spoken is not None and person.spoken.is_private
    assert TO_SEND[language] not in talk(language).says(text).text


def test_a_word_alone_is_left_to_a_ballot_that_is_open() -> None:
    person = talk(votes=True)
    person.says("VOTE")
    before = person.state.as_json()
    assert before["dialogue"] == "vote" and TO_SEND["fr"] not in person.says("POUR").text


@pytest.mark.parametrize(("language", "text"), [("fr", "POUR 1111"), ("en", "1111 for"), ("ar", "ضد1111")])
def test_a_wrong_code_is_told_what_to_send(language: str, text: str) -> None:
    assert TO_SEND[language] in talk(language, votes=True).says(text).text


def test_without_an_open_session_the_words_are_any_others() -> None:
    person = talk(is_open=False)
    person.says(f"POUR {CODE}")
    assert person.desk.effects == [] or person.desk.effects[0][0] != "say_in_room"


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("fr", f"POUR {CODE}", "Ce vote de la salle est fini"),
        ("en", f"{CODE} for please", "That vote in the room is over"),
        ("ar", f"مع {CODE}", "انتهى هذا التصويت في القاعة"),
    ],
)
def test_the_code_of_a_vote_that_is_over_is_known_after_the_session(language: str, text: str, told: str) -> None:
    person = talk(language, is_open=False)
    person.desk.had_vote = True
    assert told in person.says(text).text and person.desk.effects == []
    assert person.spoken is not None and person.spoken.is_private


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
