"""What is worked out of a word once and looked up from then on: words repeat, almost every one has been seen before."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

LONGEST_WORD = 40
"""Letters of a word that can mean anything: longer ones are noise, neither remembered nor weighed."""

MOST = 20_000
"""Words remembered of one kind; then they are forgotten all at once, which costs less than counting their use."""

Value = TypeVar("Value")


class Remembered(dict[str, Value]):
    """What a function says of each word, by the word."""

    def __init__(self, of: Callable[[str], Value]) -> None:
        super().__init__()
        self._of = of

    def __missing__(self, word: str) -> Value:
        value = self._of(word)
        if len(word) <= LONGEST_WORD:
            if len(self) >= MOST:
                self.clear()
            self[word] = value
        return value
