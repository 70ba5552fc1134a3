"""Two years of a thing where only one of them is told."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot.ports import HitView
from tests.bot.fake_desk import FakeDesk
from tests.bot.talking import CHANNELS, Talk


class OnlyOf2026(FakeDesk):
    """A desk whose lines are found in one year and in no other, not even as the nearest."""

    def sum_of_lines(
        self, names: Sequence[str], year: int | None, side: str, topic: str | None = None, place: str | None = None
    ) -> HitView | None:
        return super().sum_of_lines(names, year, side, topic, place) if year in (None, 2026) else None


@pytest.mark.parametrize("channel", CHANNELS)
def test_where_the_year_before_has_no_such_line_the_later_one_is_told(channel: str) -> None:
    talk = Talk(CHANNELS[channel], desk=OnlyOf2026())
    said = talk.says("compare le carburant 2025 et 2026").text
    assert "2025" in said
    assert "2026" in said
    assert "arburant" in said
