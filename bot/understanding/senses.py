"""What the words of a message are about: a pump and a school are built, a nurse and a mayor hold an office.

A word that no message had is known by its sense, in whichever language or spelling it is written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from bot.understanding.bones import bones_of
from bot.understanding.fold import fold
from bot.understanding.pieces import MOST_WORDS, NUMBER
from bot.understanding.remembered import LONGEST_WORD, Remembered
from bot.understanding.stems import SHORTEST_STEM, stem
from locales.senses import load_senses, sensed_languages

BARE, SHORTEST = 4, 4
"""Consonants of bones, and letters of a word, from which a word is known by them alone."""

MOST_BY_BONES = 2
"""Senses that words of the same bones may have for these to tell anything."""

LONG = 4
"""Figures of a number that is no project's: a year, an amount, a code."""

ARTICLE = "l"
"""That of Darija in Latin letters."""

BEFORE = ("و", "ف", "ب", "ل", "ك")
BEHIND = ("ها", "هم", "نا", "كم", "ه", "ي", "ات")
FEMININE = "ه"
"""What is written onto an Arabic word, and how the ending is folded that makes way for it."""

Said = tuple[str, ...]


class Senses:
    """The senses of the words of some languages."""

    def __init__(self, tags: Sequence[str]) -> None:
        found: defaultdict[str, dict[str, None]] = defaultdict(dict)
        bare: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._longest: dict[str, int] = {}
        for name, phrase in _phrases(tags):
            head, *others = phrase.split(" ")
            found[phrase][name] = None
            if others:
                self._longest[head] = max(self._longest.get(head, 1), len(others) + 1)
            else:
                found[stem(phrase)][name] = None
                bare[bones_of(phrase)][name] = None
        self._found = {phrase: tuple(names) for phrase, names in found.items()}
        self._bare = {
            bones: tuple(names) for bones, names in bare.items() if len(bones) >= BARE and len(names) <= MOST_BY_BONES
        }
        self._of_word = Remembered(self._senses_of)

    def said_by(self, words: Sequence[str]) -> list[Said]:
        """Return the senses of folded words in their order, longest phrases first; numbers are of their own."""
        said: list[Said] = []
        at, end = 0, min(len(words), MOST_WORDS)
        while at < end:
            word, length = words[at], 1
            names = self._of_word[word]
            for longer in range(min(self._longest.get(word, 1), end - at), 1, -1):
                found = self._found.get(" ".join(words[at : at + longer]))
                if found:
                    names, length = found, longer
                    break
            said.append(names)
            at += length
        return said

    def is_named(self, name: str, words: Sequence[str]) -> bool:
        """Is a sense that of one of some folded words as it is written? Bones alone are of any strange word."""
        return any(name in self._found.get(form, ()) for word in words for form in _forms(word))

    def _senses_of(self, word: str) -> Said:
        """Return those of a word, as it stands, without what is written onto it, or by its bones."""
        if len(word) > LONGEST_WORD:
            return ()
        if word.isdecimal():
            return (NUMBER if len(word) < LONG else NUMBER * 2,)
        found = next((self._found[form] for form in _forms(word) if form in self._found), None)
        if found is not None or len(word) < SHORTEST:
            return found or ()
        bones = bones_of(word)
        return self._bare.get(bones) or self._bare.get(bones.removeprefix(ARTICLE), ())


def _phrases(tags: Sequence[str]) -> Iterator[tuple[str, str]]:
    for tag in tags:
        for name, items in load_senses(tag).items():
            yield from ((name, phrase) for phrase in map(fold, items) if phrase)


def _forms(word: str) -> Iterator[str]:
    """Yield a word and what it may be without what is written onto it."""
    yield word
    yield stem(word)
    if word.isascii():
        if word.startswith(ARTICLE) and len(word) > SHORTEST:
            yield word.removeprefix(ARTICLE)
        return
    if word.startswith(BEFORE) and len(word) > SHORTEST:
        yield from (word[1:], stem(word[1:]))
    for ending in BEHIND:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            bare = stem(word.removesuffix(ending))
            yield from (bare, bare + FEMININE)


@cache
def senses_known() -> Senses:
    """Return the senses of all languages that have any: people mix languages, and models learn from all of them."""
    return Senses(sensed_languages())
