"""A whole participatory budget by messages alone; `python -m bench cycle` pulls the cables."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from tests.story.telling import Stage, many_processes, one_process, tell_story

CITIZENS = 40


@pytest.mark.parametrize("set_up", [one_process, many_processes])
def test_a_cycle_ends_in_a_bundle_that_holds_and_in_the_votes_that_were_sent(
    set_up: Callable[[], AbstractContextManager[Stage]],
) -> None:
    with set_up() as stage:
        ending = tell_story(stage, CITIZENS, kills=0)
    assert (ending.wrong, ending.forged, ending.turnout_off, ending.log_off) == (0, 0, 0, 0)
    assert (ending.lost, ending.unanswered, ending.receipts_untold) == (0, 0, 0)
    assert (ending.voters, ending.answered_twice) == (CITIZENS, 0)
    assert (ending.is_counted_alike, ending.is_verified, ending.is_verified_alone) == (True, True, True)
