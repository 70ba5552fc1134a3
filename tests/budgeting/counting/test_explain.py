from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from budgeting.ballot import BallotFormat
from budgeting.counting.count import count_election
from budgeting.counting.election import Ballot, Election
from budgeting.counting.explain import Explanation, explain
from budgeting.counting.outcome import Verdict
from budgeting.counting.terms import Terms
from tests.budgeting.counting.elections import approvals, counts

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
        "missing_votes": 1,  # level with the well then, and cheaper
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
    assert explanation.values["missing_money"] == 20  # of all the money there is, not of what was left in its turn
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


# Ten voters hold 3 each: eight pay 18 for A, 9/4 each, and all of it goes; B lacks 11, C the 4 its two voters lack.
PAID = approvals(30, {"A": 18, "B": 12, "C": 10}, {"A": 6, "AB": 2, "C": 2})


def test_a_winner_that_its_supporters_paid_for_hears_what_one_of_them_gave_at_most() -> None:
    shares = Terms("equal_shares", parameters={"completion": "none"})
    assert explained("A", PAID, shares).values["each_money"] == 3
    short = explained("C", PAID, shares)
    assert (short.reason, short.values["missing_money"]) == (Verdict.LOST_SUPPORTERS_SHORT, 4)


def test_a_winner_of_what_the_shares_left_over_hears_how_much_that_was() -> None:
    shares = Terms("equal_shares", parameters={"completion": "greedy"})
    assert explained("C", PAID, shares).values["rest_money"] == 12  # as many votes as B, and it costs less
    assert "rest_money" not in explained("A", PAID, shares).values
    assert explained("B", PAID, shares).reason is Verdict.LOST_SUPPORTERS_SHORT


def test_where_greedy_won_the_comparison_nothing_is_said_of_shares() -> None:
    few = approvals(10, {"A": 10, "B": 5}, {"A": 6, "B": 5})
    won = explained("A", few, Terms("equal_shares", parameters={"completion": "none", "comparison": "yes"}))
    assert won.reason is Verdict.WON
    assert not {"each_money", "rest_money"} & won.values.keys()


def test_with_phragmen_a_winner_hears_what_everybody_had_earned_by_then() -> None:
    won = explained("A", PAID, Terms("phragmen"))
    assert won.values["earned_money"] == 3  # 18 for eight people: nine fourths


def test_phragmen_ends_with_what_no_longer_fits_and_says_so_of_what_was_level_with_it() -> None:
    # A first; then B and C are level at 5, and only C would fit in the 5 that are left.
    level = approvals(10, {"A": 5, "B": 10, "C": 5}, {"A": 5, "B": 2, "C": 1})
    terms = Terms("phragmen")
    assert explained("A", level, terms).reason is Verdict.WON
    dear = explained("B", level, terms)
    assert (dear.reason, dear.values["missing_money"]) == (Verdict.LOST_TOO_DEAR_FOR_REST, 5)
    ended = explained("C", level, terms)
    assert (ended.reason, ended.values["rival"]) == (Verdict.LOST_COUNT_ENDED, "B")


def test_a_project_that_wins_the_tie_lacks_as_many_votes_as_make_it_level() -> None:
    # The road takes 50 of 60 with eleven votes; the well, with four and cheaper, goes first where it has eleven too.
    level = approvals(60, {"well": 40, "road": 50}, {("well",): 4, ("road",): 11})  # type: ignore[dict-item]
    assert explained("well", level).values["missing_votes"] == 7
    dear = approvals(60, {"well": 55, "road": 50}, {("well",): 4, ("road",): 11})  # type: ignore[dict-item]
    assert explained("well", dear).values["missing_votes"] == 8


@given(st.sampled_from(["greedy", "greedy_per_cost"]).flatmap(lambda rule: counts(rule, (BallotFormat.APPROVAL,))))
def test_with_the_votes_it_lacked_a_project_is_chosen_and_with_one_less_it_is_not(
    asked: tuple[Election, Terms],
) -> None:
    election, terms = asked
    for project, told in explain(count_election(election, terms), election, terms).items():
        if told.reason in {Verdict.LOST_TOO_DEAR_FOR_REST, Verdict.LOST_TIE}:
            missing = int(told.values["missing_votes"])
            assert missing > 0
            assert project in with_more(election, project, missing, terms)
            assert missing == 1 or project not in with_more(election, project, missing - 1, terms)


def with_more(election: Election, project: str, voters: int, terms: Terms) -> tuple[str, ...]:
    """Return who is chosen when so many more voters name this project alone."""
    more = replace(election, ballots=(*election.ballots, Ballot((project,), voters)))
    return count_election(more, terms).selected


@st.composite
def each_for_one(draw: st.DrawFn) -> tuple[Election, Terms]:
    """Draw an election in which everybody chooses one project, so that its votes can be taken one by one."""
    votes = {name: draw(st.integers(0, 6)) for name in "abcde"}
    costs = {name: draw(st.integers(1, 9)) for name in votes}
    pairs = draw(st.lists(st.sampled_from([("a", "b"), ("b", "c"), ("c", "e")]), max_size=2))
    rule = draw(st.sampled_from(["greedy", "greedy_per_cost"]))
    ballots = {(name,): number for name, number in votes.items() if number}
    terms = Terms(rule, minimum_votes=draw(st.integers(0, 2)), incompatible=tuple(pairs))
    return approvals(draw(st.integers(1, 25)), costs, ballots), terms  # type: ignore[arg-type]


@given(each_for_one())
def test_with_the_votes_that_a_winner_needed_it_still_wins_and_with_one_less_it_does_not(
    drawn: tuple[Election, Terms],
) -> None:
    election, terms = drawn

    def wins(project: str, votes: int) -> bool:
        others = tuple(ballot for ballot in election.ballots if ballot.choices != (project,))
        mine = (Ballot((project,), votes),) if votes else ()
        return project in count_election(replace(election, ballots=(*others, *mine)), terms).selected

    for project, told in explain(count_election(election, terms), election, terms).items():
        if told.reason is Verdict.WON:
            needed = int(told.values.get("needed_votes", max(1, terms.minimum_votes)))
            assert wins(project, needed) and not wins(project, needed - 1)
