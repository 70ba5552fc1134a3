"""A whole participatory budget, by messages and by hand; `python -m bench cycle` pulls the cables."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from tests.story.books import Ending
from tests.story.telling import Stage, many_processes, one_process, tell_of_codes, tell_of_forgers

CITIZENS = 30


STAGES = pytest.mark.parametrize("set_up", [one_process, many_processes])


@pytest.mark.parametrize(("set_up", "meets"), [(one_process, True), (many_processes, False)])
def test_a_cycle_ends_in_a_bundle_that_holds_and_in_the_votes_that_were_sent(
    set_up: Callable[[], AbstractContextManager[Stage]],
    meets: bool,
) -> None:
    with set_up() as stage:
        check(tell_of_codes(stage, CITIZENS, kills=0, meets=meets))


@STAGES
def test_who_writes_in_the_name_of_a_number_casts_nothing_and_replaces_nothing(
    set_up: Callable[[], AbstractContextManager[Stage]],
) -> None:
    with set_up() as stage:
        check(tell_of_forgers(stage, CITIZENS))


def check(ending: Ending) -> None:
    assert (ending.wrong, ending.forged, ending.turnout_off, ending.log_off) == (0, 0, 0, 0)
    assert (ending.lost, ending.unanswered, ending.receipts_untold, ending.hands_off) == (0, 0, 0, 0)
    assert (ending.voters, ending.answered_twice) == (CITIZENS, 0)
    assert (ending.is_counted_alike, ending.is_verified, ending.is_verified_alone) == (True, True, True)
