"""Which lists of the words files a message has words of: a model learns what they tell, and new words tell the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from bot.understanding.fold import LONGEST_WORD, fold
from bot.understanding.pieces import MOST_WORDS
from bot.understanding.stems import stem
from locales.words import SECTIONS, Words, load_words

LONGEST = 4
"""Words of the longest phrase that is looked for."""


class Listed:
    """The phrases of some languages, and the lists that each stands in; of single words also without their article."""

    def __init__(self, languages: Iterable[Words]) -> None:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for phrase, name in chain.from_iterable(map(_phrases, languages)):
            found[phrase].add(name)
        self._lists = {phrase: tuple(sorted(names)) for phrase, names in found.items() if phrase}
        self._longest: dict[str, int] = {}
        for phrase in self._lists:
            head, length = phrase.partition(" ")[0], min(phrase.count(" ") + 1, LONGEST)
            self._longest[head] = max(self._longest.get(head, 1), length)

    def lists_in(self, words: Sequence[str]) -> list[str]:
        """Return the names of the lists that folded words, or phrases of them, stand in, each once."""
        found: dict[str, None] = {}
        for at, word in enumerate(words[:MOST_WORDS]):
            if len(word) > LONGEST_WORD:
                continue  # noise, which is not remembered
            found.update(dict.fromkeys(self._lists.get(word) or self._lists.get(stem(word), ())))
            for length in range(2, self._longest.get(word, 1) + 1):
                found.update(dict.fromkeys(self._lists.get(" ".join(words[at : at + length]), ())))
        return list(found)


def _phrases(language: Words) -> Iterator[tuple[str, str]]:
    for section in SECTIONS:
        lists: Mapping[str, Sequence[str]] = getattr(language, section)
        for name, items in lists.items():
            for item in items:
                phrase = fold(item)
                yield phrase, f"{section} {name}"
                if " " not in phrase:
                    yield stem(phrase), f"{section} {name}"


@lru_cache(maxsize=16)
def listed_of(tags: tuple[str, ...]) -> Listed:
    """Return the lists of some languages, read once."""
    return Listed(map(load_words, tags))
