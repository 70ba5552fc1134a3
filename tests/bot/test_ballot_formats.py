"""Points, an order and projects within the money, said on a phone and on Telegram."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ballot_words import as_typed, numbers_of, projects_of, said_again
from bot.longest_values import SHORT, SHORT_NAME
from bot.phrases import Speech, say
from bot.records import plain, record
from bot.sms.prepare import prepare
from bot.understanding.intents import Intent
from bot.understanding.understand import understand
from bot.vote_words import echo_of
from budgeting.ballot import BallotFormat, BallotRules
from tests.bot.code_desk import AFI, PASSES, CodeDesk
from tests.bot.fake_desk import CLOSES_AT, RECEIPT, FakeDesk, project
from tests.bot.talking import CHANNELS, SMS, TELEGRAM, Talk
from tests.bot.worst_case import ALLOWED, LANGUAGES

POINTS = BallotRules(BallotFormat.POINTS, max_choices=3, max_points=10, max_each=5)
RANKING = BallotRules(BallotFormat.RANKING, max_choices=3)
BASKET = BallotRules(BallotFormat.KNAPSACK, max_choices=3, envelope=12_500_000)


def talk(ballots: BallotRules, channel: str = "sms") -> Talk:
    return Talk(CHANNELS[channel], desk=FakeDesk(ballots=ballots, proven=True))


def cast(said: Talk) -> object:
    return said.desk.effects[-1] if said.desk.effects else None


@pytest.mark.parametrize("channel", CHANNELS)
def test_points_are_recorded_at_once_and_said_in_words(channel: str) -> None:
    person = talk(POINTS, channel)
    answer = person.says("VOTE 3:5 7:2 99:1").text
    assert cast(person) == ("cast_ballot", ((3, 5), (7, 2)))
    assert "3 Lampadaires: 5 points, 7 Marché couvert: 2" in answer.replace(": ", ":").replace(":", ": ")
    assert "99" in answer


def test_points_are_given_by_buttons_with_what_is_left_said_each_time() -> None:
    person = talk(POINTS, "telegram")
    assert "10 points" in person.says("VOTE").text
    assert [row[0].label for row in person.presses("3 Lampadaires").buttons][:1] == ["1"]
    assert "Points restants: 5" in person.presses("5").text
    person.presses("7 Marché couvert")
    assert "3:5, 7:2" in person.presses("2").text
    person.presses("Terminer et voter")
    assert cast(person) == ("cast_ballot", ((3, 5), (7, 2)))


@pytest.mark.parametrize("text", ["oui", "ok"])
def test_a_yes_to_another_project_gives_no_points_and_casts_nothing(text: str) -> None:
    person = talk(POINTS)
    for said in ("VOTE", "3", "5", text):
        answer = person.says(said).text
    assert "3:5" in answer and "Un autre projet" in answer and cast(person) is None
    person.says("non")
    assert cast(person) == ("cast_ballot", ((3, 5),))


def test_the_number_of_points_is_not_listed_where_letters_are_paid() -> None:
    person = talk(POINTS)
    person.says("VOTE")
    assert "\n1" not in person.says("3").text


def test_more_points_than_are_left_are_not_taken() -> None:
    person = talk(POINTS)
    for text in ("VOTE", "3", "6"):
        answer = person.says(text).text
    assert "1 à 5" in answer and cast(person) is None
    person.says("5")
    person.says("7")
    assert "5" in person.says("9").text
    person.says("5")
    assert cast(person) == ("cast_ballot", ((3, 5), (7, 5)))


@pytest.mark.parametrize(
    "text",
    [
        "4",
        "٤",
        "quatre",
        "le 4",
        "4 merci",
        "4 points",
        "4pts svp",
        "4 نقاط",
        "I give 4 points",
        "je donne 4",
        "I give 4",
        "نعطي 4",
        "n3ti 4",
    ],
)
def test_a_number_alone_or_with_a_word_for_points_gives_them(text: str) -> None:
    person = talk(POINTS)
    person.says("VOTE 3")
    person.says(text)
    assert cast(person) == ("cast_ballot", ((3, 4),))


@pytest.mark.parametrize(
    "text",
    [
        "projet 5",
        "je donne le 5",
        "je veux plutot 5",
        "non 5",
        "pas 5 points",
        "5 euros",
        "mets le 5 d'abord",
        "5" * 4000,
    ],
)
@pytest.mark.parametrize("before", [["VOTE 3"], ["VOTE", "3"]])
def test_another_number_is_not_taken_for_points(before: list[str], text: str) -> None:
    person = talk(POINTS)
    for said in before:
        person.says(said)
    assert "3:5" not in person.says(text).text
    assert cast(person) is None


@pytest.mark.parametrize(
    "text", ["on a soulevé 5 points à la réunion", "we raised 5 points with the mayor", "طرحنا 5 نقاط في الاجتماع"]
)
def test_points_of_something_else_are_given_to_no_project(text: str) -> None:
    person = talk(POINTS)
    person.says("VOTE 3")
    person.says(text)
    assert "cast_ballot" not in {effect[0] for effect in person.desk.effects}


@pytest.mark.parametrize("before", [["VOTE 3"], ["VOTE", "3"], ["VOTE 3 5"]])
def test_a_vote_at_the_question_for_points_is_a_new_one(before: list[str]) -> None:
    person = talk(POINTS)
    for said in before:
        person.says(said)
    assert "4 Pont de Kossi" in person.says("VOTE 4").text
    assert cast(person) is None
    person.says("2")
    assert cast(person) == ("cast_ballot", ((4, 2),))


def test_a_whole_ballot_may_come_at_any_question() -> None:
    person = talk(POINTS)
    for text in ("VOTE", "3", "3:1 7:2"):
        person.says(text)
    assert cast(person) == ("cast_ballot", ((3, 1), (7, 2)))


def test_a_project_named_twice_is_asked_about() -> None:
    person = talk(POINTS)
    assert "3 Lampadaires" in person.says("VOTE 3:5 3:2 7:1").text
    assert cast(person) is None
    person.says("4")
    assert cast(person) == ("cast_ballot", ((3, 4), (7, 1)))


@pytest.mark.parametrize("text", ["VOTE 3:5:2", "VOTE 3:05", "VOTE 3.5 7.2", "VOTE 3.5", "vote 3,5 7,2"])
def test_signs_that_bind_nothing_for_sure_are_said_so(text: str) -> None:
    person = talk(POINTS)
    assert "3:2" in person.says(text).text
    assert cast(person) is None


@pytest.mark.parametrize("text", ["3.5 7.2", "3,5 7,2", "3/4 7/1", "je vote 3.5 et 7.2"])
def test_numbers_with_a_dot_between_them_are_no_ballot_of_points(text: str) -> None:
    person = talk(POINTS)
    assert "3:2" in person.says(text).text
    person.says("VOTE")
    assert "3:2" in person.says(text).text
    assert cast(person) is None


def test_numbers_with_a_comma_between_them_are_a_list_whose_points_are_asked() -> None:
    person = talk(POINTS)
    assert "points" in person.says("VOTE 3,7").text
    assert cast(person) is None


def test_numbers_alone_with_points_are_asked_about_and_keep_them() -> None:
    person = talk(POINTS)
    assert "3:5, 7:2" in person.says("3:5 7:2").text
    person.says("1")
    assert cast(person) == ("cast_ballot", ((3, 5), (7, 2)))


@pytest.mark.parametrize(
    ("text", "offer", "order"),
    [
        ("5 à la place de 2", "5, 4", (5, 4)),
        ("5 à la place de 4", "2, 5", (2, 5)),
        ("remplace 2 par 5", "5, 4", (5, 4)),
        ("5 et 7 à la place de 2", "5, 4, 7", (5, 4, 7)),
        ("ajoute le 5", "2, 4, 5", (2, 4, 5)),
    ],
)
def test_what_is_put_in_the_place_of_a_project_takes_its_rank(text: str, offer: str, order: tuple[int, ...]) -> None:
    person = talk(RANKING)
    person.says("VOTE 2 4")
    assert f"Voter dans cet ordre: {offer}" in person.says(text).text
    person.says("1")
    assert cast(person) == ("cast_ballot", order)


@pytest.mark.parametrize("ballots", [BallotRules(max_choices=3), RANKING, BASKET])
def test_where_nobody_gives_points_numbers_alone_are_offered_without_theirs(ballots: BallotRules) -> None:
    person = talk(ballots)
    assert "Voter pour 3, 7\n" in person.says("3:2 7:1").text
    person.says("1")
    assert cast(person) == ("cast_ballot", (3, 7))


@pytest.mark.parametrize("text", ["PROJET 3: 5", "projet 3:5", "project 3 : 5"])
@pytest.mark.parametrize("ballots", [POINTS, RANKING])
def test_a_project_that_is_asked_for_is_shown_whatever_stands_behind_a_colon(text: str, ballots: BallotRules) -> None:
    assert "3. " in talk(ballots).says(text).text


def test_projects_with_their_points_are_a_ballot_to_ask_about() -> None:
    assert "Voter pour 3:5, 7:2" in talk(POINTS).says("les projets 3:5 et 7:2").text


def test_one_more_project_keeps_the_points_of_the_others() -> None:
    person = talk(POINTS)
    person.says("VOTE 3:5")
    person.says("7")
    assert "7 March" in person.says("2").text
    person.says("2")
    assert cast(person) == ("cast_ballot", ((3, 5), (7, 2)))


def test_a_ballot_that_waits_for_the_card_is_told_with_its_points() -> None:
    person = Talk(TELEGRAM, desk=FakeDesk(ballots=POINTS, proven=False))
    person.says("VOTE 3:5 7:2")
    assert "VOTE 3:5 7:2" in person.says("ANNULER").text
    person.says("VOTE 3:5 7:2")
    person.shares()
    assert cast(person) == ("cast_ballot", ((3, 5), (7, 2)))


@pytest.mark.parametrize("texts", [[f"VOTE {AFI} 3:5 7:2"], [f"VOTE 3:5 7:2 {AFI}"], ["VOTE", f"{AFI} 3:5 7:2"]])
def test_points_stand_beside_a_voting_code_too(texts: list[str]) -> None:
    person = Talk(SMS, desk=CodeDesk(ballots=POINTS))
    for text in texts:
        person.says(text)
    assert cast(person) == ("cast", PASSES[AFI], ((3, 5), (7, 2)))
    assert AFI not in str(person.state.as_json())


@pytest.mark.parametrize("shares", [False, True])
@pytest.mark.parametrize(
    ("ballots", "texts", "taken"),
    [
        (POINTS, ["VOTE {} 3", "4"], ((3, 4),)),
        (POINTS, ["VOTE {} 3:2 7", "4"], ((3, 2), (7, 4))),
        (RANKING, ["VOTE {} 5e 3e", "1"], (5, 3)),
        (RANKING, ["VOTE {} 5e 3e", "2", "3 5"], (3, 5)),
        (BASKET, ["je vote 3 ou 7 {}", "1"], (3, 7)),
        (BASKET, ["VOTE zongo {}", "oui"], (1,)),
        (RANKING, ["VOTE 5e 3e", "{} 5e 3e", "1"], (5, 3)),
    ],
)
def test_what_is_asked_of_numbers_beside_a_code_can_be_answered(
    ballots: BallotRules, texts: list[str], taken: object, shares: bool
) -> None:
    person = Talk(SMS, desk=CodeDesk(ballots=ballots, shares=shares))
    for text in texts:
        person.says(text.format(AFI))
    assert cast(person) == ("cast", PASSES[AFI], taken)


@pytest.mark.parametrize("channel", CHANNELS)
def test_an_order_is_kept_and_said(channel: str) -> None:
    person = talk(RANKING, channel)
    answer = person.says("VOTE 7 3").text
    assert cast(person) == ("cast_ballot", (7, 3))
    assert "ordre" in answer and answer.index("7 March") < answer.index("3 Lampadaires")


def test_an_order_is_chosen_by_buttons_one_after_the_other() -> None:
    person = talk(RANKING, "telegram")
    assert "meilleur" in person.says("VOTE").text
    person.presses("7 Marché couvert")
    assert "7, 3" in person.presses("3 Lampadaires").text
    person.presses("Terminer et voter")
    assert cast(person) == ("cast_ballot", (7, 3))


def test_what_is_left_of_the_money_is_said_and_only_what_fits_is_offered() -> None:
    person = talk(BASKET, "telegram")
    person.says("VOTE")
    answer = person.presses("7 Marché couvert")
    assert "3 750 000" in answer.text
    labels = [button.label for row in answer.buttons for button in row]
    assert "3 Lampadaires" in labels and "4 Pont de Kossi" not in labels


def test_too_much_money_is_told_at_once_with_the_excess() -> None:
    person = talk(BASKET)
    answer = person.says("VOTE 7 4").text
    assert "13,8 M F: 1,3 M F" in answer and "12,5 M F" in answer
    assert cast(person) is None


def test_the_fewest_choices_are_asked_for_and_a_blank_ballot_needs_none() -> None:
    person = talk(BallotRules(max_choices=3, min_choices=2))
    assert "2" in person.says("VOTE").text
    person.says("MENU")
    person.says("VOTE 3")
    assert cast(person) is None
    for text in ("VOTE 0", "1"):
        person.says(text)
    assert cast(person) == ("cast_blank",)


@pytest.mark.parametrize(
    ("ballots", "numbers"),
    [
        (BallotRules(max_choices=3, min_choices=2), "4 99"),
        (BallotRules(max_choices=1), "4 5 99"),
        (BASKET, "7 4 99"),
        (POINTS, "3:5 7:5 4:1 99:1"),
        (POINTS, "3:9 99:1"),
        (BallotRules(BallotFormat.POINTS, max_choices=3, max_points=2, max_each=2), "3 4 5 99"),
    ],
)
@pytest.mark.parametrize("texts", [["VOTE {}"], ["VOTE", "{}"]])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_that_is_in_no_vote_is_named_whatever_else_is_refused(
    language: str, texts: list[str], ballots: BallotRules, numbers: str
) -> None:
    person = Talk(SMS, language, FakeDesk(ballots=ballots))
    for text in texts:
        answer = person.says(text.format(numbers)).text
    assert "99" in answer
    assert cast(person) is None


@pytest.mark.parametrize(("language", "ballots"), list(product(LANGUAGES, [POINTS, RANKING, BASKET])))
def test_what_is_asked_first_and_said_last_keeps_its_price(language: str, ballots: BallotRules) -> None:
    short = SHORT.get(language, SHORT_NAME)
    named = [
        {**plain(project(number)), "number": 100 + number, "short_names": {language: short}} for number in (1, 2, 3)
    ]
    points = [5, 3, 2] if ballots is POINTS else []
    said = {
        "projects": named,
        "points": points,
        "format": ballots.format.value,
        "receipt": RECEIPT,
        "closes_at": CLOSES_AT.isoformat(),
        "echo": True,
        "stands": True,
        "is_blank": False,
        "unknown": [],
    }
    speech = Speech((language, "en"), is_brief=True)
    text = prepare(say(echo_of(record(said)), speech))
    assert text.segments <= ALLOWED[language] + (ballots is RANKING), text


ballots = st.lists(
    st.tuples(st.integers(1, 999), st.integers(1, 99)), min_size=1, max_size=8, unique_by=lambda one: one[0]
)


@given(ballots)
def test_a_ballot_that_is_said_again_by_numbers_is_read_as_it_was(pairs: list[tuple[int, int]]) -> None:
    numbers, points = [one for one, _ in pairs], [each for _, each in pairs]
    for written in (as_typed(numbers, points), say(said_again(numbers, points), Speech(("fr",)))):
        heard = understand(f"VOTE {written}", "fr", ("fr", "ar", "en"))
        assert heard.intent is Intent.VOTE and heard.sure
        assert (list(heard.numbers), list(heard.points)) == (numbers, points)


def test_a_ballot_of_one_in_an_order_is_said_like_any_other() -> None:
    one = record({"projects": [plain(project(3))], "format": "ranking", "points": []})
    assert say(projects_of(one), Speech(("fr",))) == "3 Lampadaires"
    assert say(numbers_of(one), Speech(("fr",))) == "3"


@pytest.mark.parametrize(("ballots", "example"), [(POINTS, "1:5 2:2"), (RANKING, "2 1"), (BASKET, "1 2")])
def test_help_tells_how_to_vote_in_this_vote(ballots: BallotRules, example: str) -> None:
    assert example in talk(ballots).says("AIDE VOTE").text


@pytest.mark.parametrize(
    ("ballots", "example"), [(POINTS, "93756 1:5 2:2"), (RANKING, "93756 2 1"), (BASKET, "93756 1 2")]
)
@pytest.mark.parametrize("texts", [["AIDE VOTE"], [f"VOTE {AFI}", "?"]])
def test_help_tells_where_the_code_stands_in_this_vote(ballots: BallotRules, example: str, texts: list[str]) -> None:
    person = Talk(SMS, desk=CodeDesk(ballots=ballots))
    answers = [person.says(text).text for text in texts]
    assert example in answers[-1]


def test_help_at_the_points_tells_where_the_code_stands_too() -> None:
    person = Talk(SMS, desk=CodeDesk(ballots=POINTS))
    person.says(f"VOTE {AFI} 3")
    assert "93756 1:5 2:2" in person.says("?").text
