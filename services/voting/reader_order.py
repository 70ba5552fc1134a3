"""The order in which one reader sees the projects of a vote: drawn for them alone, so that no project is first for all.

Where people read pages that follow each other, or a sheet that others have too, the order stays that of the numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from bot.messages import Channel
from services.house import House
from services.voting.paper import Poll

DRAWN_ON = frozenset({Channel.TELEGRAM})
"""Channels whose lists are buttons, each with its number: any order can be read there."""


class Numbered(Protocol):
    """What has a project's number."""

    @property
    def number(self) -> int:
        """The project's number."""


N = TypeVar("N", bound=Numbered)


def in_reader_order(house: House, reader: str, projects: Iterable[N]) -> list[N]:
    """Return projects in the order of one reader: the same each time, and another one for the next reader.

    `reader` is whatever stays the same for one of them, such as a contact, a turn in a booth or a day; nothing of it
    can be told from the order without the installation's secret.
    """
    return sorted(projects, key=lambda one: house.vault.hash("reader order", f"{reader} {one.number}"))


def ballots_in_reader_order(
    house: House, reader: str, projects: Iterable[N], polls: Sequence[Poll], now: datetime
) -> list[N]:
    """Return the projects of votes open or ahead first, in the order of one reader; then the others as given."""
    on_ballots = {project.number for poll in polls if poll.closes_at > now for project in poll.projects}
    listed = list(projects)
    drawn = in_reader_order(house, reader, (one for one in listed if one.number in on_ballots))
    return [*drawn, *(one for one in listed if one.number not in on_ballots)]
