"""A ballot shown for an example: one of this vote, that could be cast."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import pytest

from bot.choosing import how_to
from bot.paper_rules import example_of
from bot.phrases import Speech, say
from bot.ports import BallotPaper
from bot.records import plain, record
from budgeting.ballot import BallotFormat, BallotRules
from tests.bot.fake_desk import UP_TO_THREE, FakeDesk
from tests.bot.talking import SMS, Talk

POINTS = BallotRules(BallotFormat.POINTS, max_choices=3, max_points=10, max_each=5)
RANKING = BallotRules(BallotFormat.RANKING, max_choices=3)
BASKET = BallotRules(BallotFormat.KNAPSACK, max_choices=3, envelope=50_000_000)


@dataclass
class Town(FakeDesk):
    """A vote on these projects alone."""

    numbers: tuple[int, ...] = (4, 6, 8)

    def ballot_paper(self) -> BallotPaper:
        paper = super().ballot_paper()
        return replace(paper, projects=tuple(one for one in paper.projects if one.number in self.numbers))


@pytest.mark.parametrize(
    ("rules", "example"),
    [
        (UP_TO_THREE, "4 6"),
        (replace(UP_TO_THREE, max_choices=1), "4"),
        (replace(UP_TO_THREE, min_choices=3), "4 6 8"),
        (RANKING, "6 4"),
        (POINTS, "4:5 6:2"),
        (replace(POINTS, max_each=1), "4:1 6:1"),
        (BASKET, "4 6"),
        (replace(BASKET, envelope=1), "4"),
    ],
)
def test_the_example_is_a_ballot_of_this_vote(rules: BallotRules, example: str) -> None:
    assert example_of(record(plain(Town(ballots=rules).ballot_paper()))) == example


@pytest.mark.parametrize("rules", [UP_TO_THREE, POINTS, RANKING, BASKET])
def test_the_list_shows_it_and_no_number_of_another_vote(rules: BallotRules) -> None:
    person = Talk(SMS, desk=Town(ballots=rules))
    for said in (person.says("VOTE").text, person.says("?").text):
        assert any(one in said for one in ("4 6", "6 4", "4:5 6:2")) and "3 7" not in said and "7 3" not in said


def test_while_no_vote_is_open_help_still_shows_what_one_looks_like() -> None:
    assert "3 7" in Talk(SMS, desk=Town(vote_open=False)).says("AIDE VOTE").text


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize("rules", [UP_TO_THREE, POINTS, RANKING])
def test_how_to_vote_names_no_number_but_those_of_the_example(rules: BallotRules, language: str) -> None:
    example = example_of(record(plain(Town(ballots=rules).ballot_paper())))
    said = say(how_to(rules.format, example), Speech((language,), is_brief=False))
    assert example in said
    assert set(re.findall(r"\d+", said.replace(example, ""))) <= {"0"}
