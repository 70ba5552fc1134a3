"""The ways in as frozen rules announce them."""

from __future__ import annotations

import pytest

from budgeting.ways_in import PHONES_ONLY, BothWays, WaysIn, read_ways, write_ways


@pytest.mark.parametrize(
    "ways",
    [
        PHONES_ONLY,
        WaysIn(with_help=True),
        WaysIn(on_paper=True, both=BothWays.PHONE),
        WaysIn(True, True),
        WaysIn(by_hands=True),
        WaysIn(on_paper=True, boxes="École de Zongo"),
        WaysIn(in_booth=True),
        WaysIn(True, True, BothWays.PHONE, True, "École", in_booth=True),
    ],
)
def test_what_is_written_is_read_back(ways: WaysIn) -> None:
    assert read_ways(write_ways(ways)) == ways


def test_rules_without_a_word_on_it_are_for_phones_only_and_keep_their_digest() -> None:
    assert write_ways(PHONES_ONLY) == {}
    assert read_ways({"identity_level": "C"}) == PHONES_ONLY


def test_a_booth_is_named_and_votes_by_code() -> None:
    assert write_ways(WaysIn(in_booth=True)) == {"ways_in": ["phones", "booth"]}
    assert WaysIn(in_booth=True).by_code


def test_rules_say_what_counts_of_two_only_where_there_is_paper() -> None:
    assert write_ways(WaysIn(with_help=True)) == {"ways_in": ["phones", "assisted"]}
    assert write_ways(WaysIn(on_paper=True)) == {"ways_in": ["phones", "paper"], "both_ways": "paper"}


def test_rules_say_where_the_ballot_boxes_stand_only_where_it_was_written() -> None:
    assert write_ways(WaysIn(on_paper=True, boxes="École"))["box_places"] == "École"
    assert "box_places" not in write_ways(WaysIn(with_help=True, boxes="École"))


def test_shows_of_hands_are_named_whoever_may_vote() -> None:
    assert write_ways(WaysIn(by_hands=True)) == {"ways_in": ["phones", "hands"]}
    assert not WaysIn(by_hands=True).by_code
