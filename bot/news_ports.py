"""The part of the desk where somebody asks for news of votes and public meetings."""

from __future__ import annotations

from typing import Protocol


class NewsDesk(Protocol):
    """What the conversation asks about the news that many read; every call may raise a `Refusal`."""

    def follow_news(self) -> bool:
        """Tell the sender of votes and public meetings from now on; False when they are told already."""

    def unfollow_news(self) -> bool:
        """Tell them no more; False when they were not told."""

    def offer_news(self) -> bool:
        """Note that the sender is told how to ask for it; False when they were before: nobody is told twice."""
