"""A whole participatory budget, by messages, by hand and in a booth, while cables are pulled.

`python -m bench cycle` pulls more of them, among two thousand people.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from tests.story.books import Ending
from tests.story.telling import Stage, many_processes, one_process, tell_of_codes, tell_of_forgers

CITIZENS = 30


@pytest.mark.parametrize(("set_up", "meets"), [(one_process, True), (many_processes, False)])
def test_a_cycle_ends_in_a_bundle_that_holds_and_in_the_votes_that_were_sent(
    set_up: Callable[[], AbstractContextManager[Stage]],
    meets: bool,
) -> None:
    """Each of its processes is killed once."""
    with set_up() as stage:
        check(tell_of_codes(stage, CITIZENS, kills=len(stage.victims), meets=meets))


@pytest.mark.parametrize(("set_up", "kills"), [(one_process, 0), (many_processes, 2)])
def test_who_writes_in_the_name_of_a_number_casts_nothing_and_replaces_nothing(
    set_up: Callable[[], AbstractContextManager[Stage]],
    kills: int,
) -> None:
    with set_up() as stage:
        check(tell_of_forgers(stage, CITIZENS, kills))


def check(ending: Ending) -> None:
    assert (ending.wrong, ending.forged, ending.turnout_off, ending.log_off) == (0, 0, 0, 0)
    assert (ending.lost, ending.unanswered, ending.receipts_untold, ending.hands_off) == (0, 0, 0, 0)
    assert ending.voters == CITIZENS
    assert ending.kills or not ending.answered_twice, "a reply that was on its way when the cable was pulled goes again"
    assert (ending.is_counted_alike, ending.is_verified, ending.is_verified_alone) == (True, True, True)
