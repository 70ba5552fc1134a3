"""A ballot that waits for its code, in a conversation: the code is known wherever it comes and kept nowhere."""

from __future__ import annotations

import pytest

from bot.messages import Capabilities
from bot.sms.prepare import prepare
from budgeting.ballot import BallotFormat, BallotRules
from tests.bot.fake_desk import FRESH_CODE, FakeDesk
from tests.bot.talking import SMS, TELEGRAM, Talk
from tests.bot.test_segment_allowance import WideDesk

CODE, OTHER = "4831", "1111"


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk(code=CODE)


@pytest.fixture
def talk(desk: FakeDesk) -> Talk:
    return Talk(SMS, "fr", desk)


def says(talk: Talk, text: str) -> str:
    return talk.says(text).text


def test_the_ballot_is_said_with_its_code_and_the_code_with_its_receipt(talk: Talk, desk: FakeDesk) -> None:
    assert "Pour compter, répondez 4831" in says(talk, "VOTE 3 7")
    assert "K7Q-2M9-XX4" in says(talk, CODE)
    assert desk.ballot == (3, 7)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize("can", [SMS, TELEGRAM])
def test_what_waits_for_its_code_is_said_to_be_a_vote(can: Capabilities, language: str) -> None:
    begins = {"fr": ("Vote", "Votre vote"), "ar": ("صوتك",), "en": ("Vote", "Your vote")}[language]
    ranking = BallotRules(BallotFormat.RANKING, max_choices=3)
    assert Talk(can, language, FakeDesk(code=CODE, ballots=ranking)).says("VOTE 7 3").text.startswith(begins)
    assert Talk(can, language, FakeDesk(code=CODE)).says("VOTE 0").text.startswith(begins)


def test_neither_code_nor_choice_stays_in_the_conversation(talk: Talk) -> None:
    says(talk, "VOTE 3 7")
    assert CODE not in str(talk.state.as_json())
    says(talk, OTHER)
    assert OTHER not in str(talk.state.as_json())
    assert (talk.state.open, talk.state.answers) == (None, {})


def test_a_wrong_code_is_told_and_a_fresh_one_comes(talk: Talk, desk: FakeDesk) -> None:
    says(talk, "VOTE 3")
    assert "quatre chiffres" in says(talk, OTHER)
    assert FRESH_CODE in says(talk, "1112")
    says(talk, FRESH_CODE)
    assert desk.ballot == (3,)


@pytest.mark.parametrize("before", ["IDEE", "BUDGET", "VOTE", "QUESTION"])
def test_the_code_is_known_while_something_else_is_asked(talk: Talk, desk: FakeDesk, before: str) -> None:
    says(talk, "VOTE 3")
    says(talk, before)
    says(talk, CODE)
    assert desk.ballot == (3,)


def test_the_code_that_forgets_somebody_is_not_taken_for_it(talk: Talk, desk: FakeDesk) -> None:
    says(talk, "VOTE 3")
    says(talk, "EFFACER")
    says(talk, desk.new_code())
    assert desk.wrong == 0
    assert "erase_me" in {effect[0] for effect in desk.effects}


def test_a_year_and_a_price_in_words_are_no_code(talk: Talk, desk: FakeDesk) -> None:
    says(talk, "VOTE 3")
    for text in ("2026", "budget de 2025", "le forage coûte 4831 francs par jour de travail", "3 7"):
        says(talk, text)
    assert desk.wrong == 0


def test_without_a_ballot_that_waits_four_digits_are_no_code(talk: Talk, desk: FakeDesk) -> None:
    says(talk, CODE)
    assert desk.wrong == 0


def test_a_blank_ballot_is_confirmed_by_its_code_alone(talk: Talk, desk: FakeDesk) -> None:
    assert CODE in says(talk, "VOTE 0")
    says(talk, CODE)
    assert desk.ballot == ()


@pytest.mark.parametrize(
    "text",
    [
        *(
            "4 8 0 1",
            "4801.",
            "4.8.0.1",
            "4-8-0-1",
            "48 01",
            "code 4801",
            "code: 4 8 0 1",
            "mon code est 4 8 0 1 merci",
        ),
        *("48O1", "48o1", "4 8 O 1", "48Ol", "٤٨٠١", "٤ ٨ ٠ ١", "رمزي 4 8 0 1"),
    ],
)
def test_the_code_is_known_however_it_is_sent_back(text: str) -> None:
    desk = FakeDesk(code="4801")
    talk = Talk(SMS, "fr", desk)
    says(talk, "VOTE 3 7")
    says(talk, text)
    assert (desk.ballot, desk.wrong) == ((3, 7), 0)


@pytest.mark.parametrize("text", ["VOTE 4 8 3 1", "3 7", "4 8", "le 4 et le 8 et le 3 et le 1", "2 0 2 6", "4 8 3 1 ?"])
def test_digits_apart_are_no_code_where_they_say_something_else(talk: Talk, desk: FakeDesk, text: str) -> None:
    says(talk, "VOTE 3 7")
    says(talk, text)
    assert (desk.wrong, "confirm_ballot" in dict(effect[:2] for effect in desk.effects)) == (0, False)


def test_at_the_list_of_the_vote_digits_apart_are_projects(talk: Talk, desk: FakeDesk) -> None:
    says(talk, "VOTE 3 7")
    says(talk, "VOTE")
    says(talk, "4 8 3 1")
    assert desk.wrong == 0


def test_groups_that_are_all_projects_are_no_code() -> None:
    desk = FakeDesk(code="4831")
    talk = Talk(SMS, "fr", desk)
    says(talk, "VOTE 3 7")
    says(talk, "004 8")
    assert desk.wrong == 0


def test_a_code_apart_without_a_ballot_that_waits_is_none(talk: Talk, desk: FakeDesk) -> None:
    says(talk, "4 8 3 1")
    assert desk.wrong == 0


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_a_vote_and_its_code_cost_two_segments_in_every_language(language: str) -> None:
    talk = Talk(SMS, language, FakeDesk(code=CODE))
    answers = [says(talk, text) for text in ("VOTE 1 4 5", CODE)]
    assert CODE in answers[0] and "K7Q-2M9-XX4" in answers[1]
    assert [prepare(text).segments for text in answers] == [1, 1], answers


@pytest.mark.parametrize(("language", "most"), [("fr", 1), ("ar", 2), ("en", 1)])
def test_with_the_longest_names_it_fits_the_allowance(language: str, most: int) -> None:
    talk = Talk(SMS, language, WideDesk(code=CODE))
    answers = [says(talk, text) for text in ("VOTE 1 2 3", CODE)]
    assert [prepare(text).segments <= most for text in answers] == [True, True], answers
