"""A vote among other words of a message: those are heard, whatever can be seen of the vote."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from bot.beside_a_vote import CHANGES_NONE
from bot.phrases import say
from bot.ports import CastBallot
from budgeting.refusal import Refusal
from tests.bot.fake_desk import FakeDesk
from tests.bot.talking import CHANNELS, Talk


@dataclass
class KeylessDesk(FakeDesk):
    """The vote is open and no ballot can be read: the key of the cycle is not at hand, or the telephone is on trial."""

    def my_ballot(self, passed: str | None = None) -> CastBallot | None:
        raise Refusal("vote_not_ready")


@pytest.mark.parametrize("channel", CHANNELS)
def test_what_stands_beside_a_ballot_is_heard_where_no_ballot_can_be_read(channel: str) -> None:
    person = Talk(CHANNELS[channel], desk=KeylessDesk())
    answer = person.says("Le forage est en panne. VOTE 3").text
    assert say(CHANGES_NONE, person.speech) in answer and person.state.open is not None
    assert not [effect for effect in person.desk.effects if effect[0] == "cast_ballot"]


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_sentence_with_numbers_of_a_vote_is_offered_a_way_where_no_ballot_can_be_read(channel: str) -> None:
    person = Talk(CHANNELS[channel], desk=KeylessDesk())
    answer = person.says("hier quelqu'un a dit voter 3 parce que le pont").text
    assert say(CHANGES_NONE, person.speech) in answer and person.state.open is not None
