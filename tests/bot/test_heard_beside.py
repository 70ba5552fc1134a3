"""At the list of a vote nothing doubtful is recorded, and nothing that is chosen is lost to what comes next."""

from __future__ import annotations

import pytest

from budgeting.ballot import BallotFormat, BallotRules
from tests.bot.fake_desk import FakeDesk
from tests.bot.talking import CHANNELS, SMS, TELEGRAM, Talk

OPEN = {"fr": "VOTE", "ar": "صوت", "en": "VOTE"}
DOUBTFUL = [
    ("fr", "peut-on voter 4 ?"),
    ("fr", "4 ?"),
    ("fr", "je vote 4 ou 6"),
    ("fr", "si je vote 4 on gagne quoi"),
    ("fr", "mon frère vote 4 et moi je réfléchis"),
    ("en", "may I vote 4?"),
    ("en", "my sister voted 4 but I vote 6 I think"),
    ("en", "I am in zone 4 and vote 6"),
    ("ar", "هل أصوت 4؟"),
    ("ar", "أصوت 4 أو 6"),
    ("ar", "nsewet 3la 4 wla 6"),
    ("ar", "wach nsewet 4"),
]


def at_list(language: str = "fr", channel: str = "sms", **more: object) -> Talk:
    person = Talk(CHANNELS[channel], language, FakeDesk(**more))  # type: ignore[arg-type]
    person.says(OPEN[language])
    return person


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize(("language", "text"), DOUBTFUL)
def test_what_is_a_vote_only_perhaps_is_asked_about(language: str, text: str, channel: str) -> None:
    person = at_list(language, channel)
    person.says(text)
    assert person.desk.effects == []


@pytest.mark.parametrize(("text", "taken"), [("3", (3,)), ("3 7", (3, 7)), ("le 3 et le 7", (3, 7)), ("٣ ٧", (3, 7))])
def test_numbers_alone_are_taken_at_once(text: str, taken: tuple[int, ...]) -> None:
    person = at_list()
    person.says(text)
    assert person.desk.effects == [("cast_ballot", taken)]


def test_a_doubt_that_is_denied_leads_back_to_the_list_and_never_round_again() -> None:
    person = at_list()
    assert "rien d'autre" in person.says("4 ?").text
    person.says("2")
    assert "Rien n'est noté" in person.says("4 ?").text
    assert person.desk.effects == []
    person.says("6")
    assert person.desk.effects == [("cast_ballot", (6,))]


def test_a_number_typed_behind_a_choice_is_one_more() -> None:
    person = Talk(TELEGRAM)
    person.says("VOTE")
    person.presses("3 Lampadaires")
    assert "3, 5" in person.says("5").text
    assert person.desk.effects == []
    person.presses("Terminer et voter")
    assert person.desk.effects == [("cast_ballot", (3, 5))]


def test_a_number_typed_behind_a_name_is_one_more() -> None:
    person = at_list()
    person.says("lampadaires")
    person.says("9")
    person.says("5")
    assert person.desk.effects == [("cast_ballot", (3, 9, 5))]


@pytest.mark.parametrize(
    ("after", "taken"),
    [
        (["5 7", "1"], (3, 5, 7)),
        (["5 7", "2", "5 7"], (5, 7)),
        (["5 7", "2", "5", "fin"], (3, 5)),
        (["3 5"], (3, 5)),
        (["VOTE 5 7"], (5, 7)),
        (["le pont et le marché", "1"], (3, 4, 7)),
        (["99", "5", "fin"], (3, 5)),
        (["5 99", "1"], (3, 5)),
        (["5", "3", "1"], (3, 5)),
    ],
)
def test_several_numbers_behind_a_choice_are_asked_about_with_it(after: list[str], taken: tuple[int, ...]) -> None:
    person = at_list()
    person.says("lampadaires")
    for text in after:
        assert person.desk.effects == []
        person.says(text)
    assert person.desk.effects == [("cast_ballot", taken)]


def test_a_project_that_the_money_does_not_last_for_is_said_and_the_choice_stays() -> None:
    person = at_list(ballots=BallotRules(BallotFormat.KNAPSACK, max_choices=3, envelope=12_500_000))
    person.says("marché couvert")
    assert "1,3 M F" in person.says("4").text
    person.says("3")
    assert person.desk.effects == [("cast_ballot", (7, 3))]


def test_points_given_before_are_kept_with_those_that_come_together() -> None:
    points = BallotRules(BallotFormat.POINTS, max_choices=3, max_points=10, max_each=5)
    person = Talk(SMS, desk=FakeDesk(ballots=points))
    for text in ("VOTE", "3", "5", "7:2"):
        person.says(text)
    assert person.desk.effects == []
    person.says("1")
    assert person.desk.effects == [("cast_ballot", ((3, 5), (7, 2)))]


def test_one_more_number_is_not_measured_by_the_fewest_choices() -> None:
    person = at_list(ballots=BallotRules(max_choices=4, min_choices=3))
    for text in ("lampadaires", "5", "7", "fin"):
        person.says(text)
    assert person.desk.effects == [("cast_ballot", (3, 5, 7))]
