"""The counter for news of the desk for tests."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class FakeNews:
    """Nobody is offered the news but where it `is_offered`."""

    is_offered: bool = False
    effects: list[tuple[Any, ...]] = field(default_factory=list)

    def follow_news(self) -> bool:
        self.effects.append(("follow_news",))
        return True

    def unfollow_news(self) -> bool:
        self.effects.append(("unfollow_news",))
        return True

    def offer_news(self) -> bool:
        if self.is_offered:
            self.effects.append(("offer_news",))
        return self.is_offered
