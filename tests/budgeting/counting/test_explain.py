from __future__ import annotations

from dataclasses import replace

from budgeting.counting.count import count_election
from budgeting.counting.election import Election
from budgeting.counting.explain import Explanation, explain
from budgeting.counting.outcome import Verdict
from budgeting.counting.terms import Terms
from tests.budgeting.counting.elections import approvals

# Well first (9 votes): 60 of 100. Road (8) lacks 10. Lamp (7): 30. Statue (6) is dearer than everything.
# School (5) takes the last 10. Bench (2) is under the minimum of 3. Nobody wants the stage.
COSTS = {"well": 60, "road": 50, "lamp": 30, "statue": 120, "school": 10, "bench": 5, "stage": 5}
BALLOTS = {("well",): 9, ("road",): 8, ("lamp",): 7, ("statue",): 6, ("school",): 5, ("bench",): 2}
TERMS = Terms("greedy", minimum_votes=3)


def village() -> Election:
    return approvals(100, COSTS, BALLOTS)  # type: ignore[arg-type]


def explained(project: str, election: Election | None = None, terms: Terms = TERMS) -> Explanation:
    election = election or village()
    return explain(count_election(election, terms), election, terms)[project]


def test_a_winner_hears_its_rank_and_what_is_left_after_it() -> None:
    assert explained("lamp") == Explanation(
        "lamp",
        Verdict.WON,
        {
            "votes": 7,
            "score": 7,
            "cost": 30,
            "rank": 2,
            "left": 10,
            "last_winner": "well",
            "last_winner_votes": 9,
            "last_winner_score": 9,
            "next_winner": "school",
            "next_winner_votes": 5,
            "next_winner_score": 5,
        },
    )


def test_a_project_too_dear_for_the_rest_hears_the_money_and_the_votes_it_lacked() -> None:
    explanation = explained("road")
    assert explanation.reason is Verdict.LOST_TOO_DEAR_FOR_REST
    assert explanation.values == {
        "votes": 8,
        "score": 8,
        "cost": 50,
        "left": 40,
        "missing_money": 10,
        "rival": "well",
        "rival_votes": 9,
        "rival_score": 9,
        "missing_score": 2,
        "last_winner": "well",
        "last_winner_votes": 9,
        "last_winner_score": 9,
        "next_winner": "lamp",
        "next_winner_votes": 7,
        "next_winner_score": 7,
    }


def test_a_project_dearer_than_the_envelope_hears_that_no_vote_could_have_helped() -> None:
    explanation = explained("statue")
    assert explanation.reason is Verdict.LOST_TOO_DEAR_ALONE
    assert explanation.values["missing_money"] == 110
    assert "rival" not in explanation.values


def test_a_project_below_the_minimum_hears_how_many_votes_it_lacked() -> None:
    assert explained("bench") == Explanation(
        "bench",
        Verdict.LOST_BELOW_MINIMUM,
        {"votes": 2, "score": 2, "cost": 5, "left": 100, "minimum_votes": 3, "missing_votes": 1},
    )


def test_a_project_nobody_wanted_hears_only_that() -> None:
    assert explained("stage") == Explanation(
        "stage", Verdict.LOST_NO_VOTES, {"votes": 0, "score": 0, "cost": 5, "left": 100}
    )


def test_a_project_that_lost_a_tie_hears_to_whom() -> None:
    level = approvals(60, {"well": 60, "road": 50}, {("well",): 4, ("road",): 4})  # type: ignore[dict-item]
    explanation = explained("well", level)
    assert explanation.reason is Verdict.LOST_TIE
    assert (explanation.values["rival"], explanation.values["rival_votes"]) == ("road", 4)


def test_a_project_kept_out_by_another_hears_which() -> None:
    explanation = explained("school", terms=replace(TERMS, incompatible=(("lamp", "school"),)))
    assert explanation.reason is Verdict.LOST_INCOMPATIBLE
    assert (explanation.values["rival"], explanation.values["rival_votes"]) == ("lamp", 7)
    assert "missing_money" not in explanation.values
