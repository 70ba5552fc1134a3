"""Which lists of the words files a message has words of: a model learns what they tell, and new words tell the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from bot.understanding.fold import fold
from bot.understanding.phrase_lengths import Tree
from bot.understanding.pieces import MOST_WORDS
from bot.understanding.remembered import LONGEST_WORD, Remembered
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
        self._lists = {phrase: dict.fromkeys(sorted(names)) for phrase, names in found.items() if phrase}
        self._of_word = Remembered(self._lists_of)
        self._longer = Tree(phrase for phrase in self._lists if " " in phrase)

    def lists_in(self, words: Sequence[str]) -> list[str]:
        """Return the names of the lists that folded words, or phrases of them, stand in, each once."""
        found: dict[str, None] = {}
        for at, word in enumerate(words[:MOST_WORDS]):
            found.update(self._of_word[word])
            longest = self._longer.longest_at(words, at, LONGEST) if word in self._longer else 0
            for length in range(2, longest + 1):
                found.update(self._lists.get(" ".join(words[at : at + length]), {}))
        return list(found)

    def _lists_of(self, word: str) -> dict[str, None]:
        if len(word) > LONGEST_WORD:
            return {}
        return self._lists.get(word) or self._lists.get(stem(word), {})


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
