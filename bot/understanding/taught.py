"""Words that a commune's staff have given a meaning: heard where the house's own words tell nothing sure.

A question about money that names no topic gets that of a taught word too. Taught words lead to a question or an answer,
never to an act: a message in which a ballot, a number or a reference may stand is left as it is, and so is one whose
likeliest meanings change anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from bot.understanding.decision import UNSURE
from bot.understanding.facts import MOST_WORDS
from bot.understanding.fold import WORD, ascii_digits, fold, fold_word
from bot.understanding.intents import Intent, Topic
from bot.understanding.shorts import broad
from bot.understanding.stems import stem
from bot.understanding.understand import Understanding, understand
from locales.words import load_words

TEACHABLE = (
    Intent.BUDGET,
    Intent.PROJECTS,
    Intent.RESULTS,
    Intent.ASK,
    Intent.PROPOSE,
    Intent.TRACK,
    Intent.FEEDBACK,
    Intent.LEARN,
    Intent.DOCUMENTS,
    Intent.ACTION_PLAN,
    Intent.MEETINGS,
    Intent.DEADLINE,
    Intent.RULES,
    Intent.POPULATION,
    Intent.PERSON,
    Intent.HELP,
    Intent.LANGUAGE,
    Intent.PRIVACY,
    Intent.START,
    Intent.THANKS,
)
"""What a word can be taught to mean: all of it asks or answers, and nothing is cast, stopped, erased or given up."""

HARMLESS = frozenset((*TEACHABLE, Intent.WORKS))
"""What a message that holds a taught word may mean; works are asked about with a topic among the words."""

OF_STRANGE_WORDS = frozenset({Intent.FEEDBACK, Intent.LANGUAGE})
"""What a learnt model makes of a strange word or of the name of a people, where it may not act on it."""

SURE = 0.9
"""How sure a taught word is: enough to act on, and never the certainty that nothing else was said."""

LONGEST = 6
"""Words of a taught phrase at most."""


NUMBER = re.compile("[0-9]+")


class Means(NamedTuple):
    """What a taught word stands for: something that citizens want, or a topic of the budget."""

    intent: Intent | None = None
    topic: Topic | None = None


TaughtWords = Mapping[tuple[str, str], Means]
"""What a commune's taught words mean, by language and key."""


class _Hit(NamedTuple):
    """A taught word in a message: what it means, in which language, and where it was written."""

    means: Means
    language: str
    start: int
    end: int


def key_of(phrase: str) -> str:
    """Return what a phrase is known by: its folded words without articles written onto them and a plural's letter."""
    return " ".join(stem(word) for word in fold(phrase).split())


def with_taught(meaning: Understanding, taught: TaughtWords, languages: Sequence[str]) -> Understanding:
    """Return what a message means by taught words too; the very same meaning where they change nothing."""
    lacks_topic = _lacks_topic(meaning)
    if not taught or not (lacks_topic or _may_be_taught(meaning)):
        return meaning
    hits = list(_hits(meaning.text, taught, languages))
    if not hits:
        return meaning
    read = _read(meaning, hits, languages)
    if lacks_topic:
        is_told = read.intent is Intent.BUDGET and read.topic in {hit.means.topic for hit in hits} - {None}
        return read if is_told and read.sure and _holds_no_number(read) else meaning
    return read if read.intent is not Intent.UNKNOWN and _is_harmless(read) else meaning


def _may_be_taught(meaning: Understanding) -> bool:
    """Is nothing sure, and does nothing in it act or name what is acted on?"""
    if meaning.intent is Intent.UNKNOWN:  # what is next to it is no guess that anybody is asked about
        return _holds_no_number(meaning)
    if meaning.intent in OF_STRANGE_WORDS and not meaning.likely:
        return (
            not meaning.sure and {meaning.runner_up} <= {*HARMLESS, None, Intent.UNKNOWN} and _holds_no_number(meaning)
        )
    return not meaning.sure and _is_harmless(meaning)


def _lacks_topic(meaning: Understanding) -> bool:
    """Is it a question about money that names nothing which the house knows?"""
    is_of_money = meaning.sure and meaning.intent is Intent.BUDGET
    return is_of_money and meaning.topic is None and _holds_no_number(meaning)


def _is_harmless(meaning: Understanding) -> bool:
    guesses = {meaning.intent} if meaning.sure else {meaning.intent, meaning.runner_up} - {None}
    return guesses <= HARMLESS and _holds_no_number(meaning)


def _holds_no_number(meaning: Understanding) -> bool:
    """Does nothing in a message count or number anything but a year, and is it no vote?"""
    if meaning.looks_like_ballot or meaning.numbers or meaning.changes or meaning.reference or meaning.code:
        return False
    written = NUMBER.findall(ascii_digits(meaning.text))
    return all(one == str(meaning.year) for one in written)


def _hits(text: str, taught: TaughtWords, languages: Sequence[str]) -> Iterator[_Hit]:
    """Find the taught words of a message from left to right, the longest first, one's own language before others."""
    spans = [(found.start(), found.end(), fold_word(found.group())) for found in WORD.finditer(ascii_digits(text))]
    words = [(start, end, stem(word)) for start, end, word in spans if word][:MOST_WORDS]
    at = 0
    while at < len(words):
        length, hit = _hit_at(words[at : at + LONGEST], taught, languages)
        if hit:
            yield hit
        at += length


def _hit_at(
    words: Sequence[tuple[int, int, str]], taught: TaughtWords, languages: Sequence[str]
) -> tuple[int, _Hit | None]:
    """Return the taught word that a message goes on with, and how many words it is; one where there is none."""
    for length in range(len(words), 0, -1):
        key = " ".join(word for _start, _end, word in words[:length])
        for language in languages:
            if means := taught.get((language, key)):
                return length, _Hit(means, language, words[0][0], words[length - 1][1])
    return 1, None


def _read(meaning: Understanding, hits: Sequence[_Hit], languages: Sequence[str]) -> Understanding:
    """Read a message anew, with the house's words in place of taught ones for a topic and for the budget.

    A question about money goes on with those. Words of anything else may be passed on, and stay as they were written.
    """
    read = understand(_in_house_words(meaning.text, hits, languages), languages[0], languages)
    wanted = list(dict.fromkeys(hit.means.intent for hit in hits if hit.means.intent))
    told = replace(meaning, topic=read.topic, year=read.year, rest=meaning.text.strip(), likely=False)
    if wanted:
        told = replace(told, intent=wanted[0], short=broad(wanted[0]))
    if len(wanted) > 1:
        return replace(told, runner_up=wanted[1], sure=False, confidence=UNSURE)
    is_of_money = read.sure and read.intent is Intent.BUDGET
    if is_of_money and wanted in ([], [Intent.BUDGET]):
        return replace(read, confidence=min(read.confidence, SURE))
    if wanted:
        return replace(told, runner_up=None, sure=True, confidence=SURE)
    confidence = min(read.confidence, SURE)
    told = replace(told, intent=read.intent, short=read.short, likely=read.likely)
    return replace(told, runner_up=read.runner_up, sure=read.sure, confidence=confidence)


def _in_house_words(text: str, hits: Sequence[_Hit], languages: Sequence[str]) -> str:
    for hit in reversed(hits):
        if word := _house_word(hit, languages):
            text = f"{text[: hit.start]}{word}{text[hit.end :]}"
    return text


def _house_word(hit: _Hit, languages: Sequence[str]) -> str | None:
    """Return the house's first word for what a hit means, in its language or the next that has one."""
    topic, intent = hit.means.topic, hit.means.intent
    if topic is None and intent is not Intent.BUDGET:
        return None
    for language in (hit.language, *languages):
        words = load_words(language)
        found = words.topics.get(str(topic), ()) if topic else words.commands.get(str(intent), ())
        if found:
            return found[0]
    return None
