"""What a question about money asks for, beside its topic: years, a programme, a place, what came of it, other words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from bot.understanding.fold import fold_text
from bot.understanding.intents import Intent, Topic
from bot.understanding.joined import parts_of
from bot.understanding.lexicon import Lexicon, lexicon_of
from bot.understanding.money_lines import Lines, read_lines, without_phrases
from bot.understanding.named import read_named
from bot.understanding.numbers import longest_phrase, read_marks
from bot.understanding.of_whole import asked_of_whole
from bot.understanding.own_place import moves_elsewhere, without_own_place
from bot.understanding.plain_money import asks_an_amount_for
from bot.understanding.prices import asks_a_price, name_priced
from bot.understanding.said_phrases import says_one_of
from bot.understanding.said_years import names_of_years, with_years, years_away
from bot.understanding.somewhere import somewhere_named
from bot.understanding.topics import find_topic, is_topic_word
from bot.understanding.typos import nearest
from budgeting.accounts.natures import Nature
from budgeting.accounts.stages import Section
from locales.words import load_words

ALIKE = 80.0
"""Likeness in per cent from which a word is taken for a misspelt topic."""

ARTICLES = ("l", "d", "la", "le", "de", "du")
MOST_LETTERS = 2
"""Of so few letters a rest is chance, not a topic."""

FIRST_YEAR, LAST_YEAR = 1800, 2200
"""Years that somebody may name, whatever is published: of those too it is said that they are not."""

MOST_PLACE_WORDS = 4
CODE_LENGTH = 3
BOTH = 2
"""Topics that one answer tells."""


class MoneyQuestion(NamedTuple):
    """A question about money; `place` are the words in which a place may be named, `about` those that name something
    nobody has a word for, as they were folded; `has_place` says that a word such as "zone" stood before the place.

    `nature` is what the money is spent on, `things` the names of a thing that lines may be called by, as it was sent
    and in each language, `thing` its key in the words files. `priced` are the words that name what the price is asked
    of. `years_away` is 1 for next year, -1 for the last, 0 for the one that is on. `is_own_place` where the writer's
    own place is meant and none is named, `moves_elsewhere` where that is to be another from now on. `lines` tells by
    which words a line may be found; where it says that receipts are meant, they are the topic whatever else is named.
    `is_of_several` where more things are asked for than one answer tells. `somewhere` are the words of `about`, as they
    were written, that say where. `is_for_one` where it asks how much is for one thing that it names in a word,
    `is_against_plan` where it asks for what was done beside what was planned, `is_per_head` for the money of each
    inhabitant. `of_whole` is what is asked of the whole budget by no topic's name: a key in the words files.
    """

    topic: Topic | None = None
    years: tuple[int, ...] = ()
    code: str | None = None
    place: str = ""
    has_place: bool = False
    about: str = ""
    wants_result: bool = False
    compares: bool = False
    years_away: int | None = None
    names_programmes: bool = False
    nature: Nature | Section | None = None
    things: tuple[str, ...] = ()
    priced: str = ""
    is_own_place: bool = False
    moves_elsewhere: bool = False
    lines: Lines = Lines()
    thing: str = ""
    is_of_several: bool = False
    somewhere: str = ""
    asks_why: bool = False
    is_for_one: bool = False
    is_against_plan: bool = False
    is_per_head: bool = False
    of_whole: str = ""


def read_money_question(text: str, languages: Sequence[str]) -> MoneyQuestion:
    """Read a message about money; words of all the languages are understood."""
    lexicon = lexicon_of(tuple(languages))
    words = with_years([word for word in fold_text(text).words if word], lexicon)
    code_at, code = find_programme(words, lexicon)
    said = [word for at, word in enumerate(words) if at not in code_at]
    others = without_own_place(said, lexicon)
    place_at = _place_at(others, lexicon)
    place_to = _place_ends(others, place_at, lexicon)
    named = others[place_at:place_to] if place_at else []
    rest = [*others[: place_at - 1], *others[place_to:]] if place_at else others
    nature, things, named_at, thing = read_named(rest, lexicon)
    unnamed = [word for at, word in enumerate(rest) if at not in named_at]
    lines = read_lines(rest, lexicon, _small_talk(tuple(languages)))
    if read_lines(unnamed, lexicon).comes_in or find_topic(unnamed, lexicon) is Topic.REVENUE:
        # Of receipts: a tax on wages is no wage; a tax that has a name is that tax.
        nature, things = None, things if _are_dues(rest, named_at, lexicon) else ()
    about = _unknown(without_phrases(unnamed, lexicon.comes_in), lexicon, tuple(languages))
    topic = find_topic(rest, lexicon) or _glued(rest, lexicon) or _misspelt(about, lexicon)
    if lines.comes_in and nature is None:
        topic = Topic.REVENUE
    place = [word for word in named if not _is_year(word)][:MOST_PLACE_WORDS]
    lines, is_of_several = _several(text, lines, lexicon)
    return MoneyQuestion(
        topic=topic,
        years=tuple(dict.fromkeys(int(word) for word in words if _is_year(word))),
        code=code or _bare_code(rest, lexicon),
        place=" ".join(place or _with_next(about, rest)),
        has_place=bool(place),
        about=" ".join(about),
        wants_result=says_one_of(words, lexicon.result),
        compares=says_one_of(without_phrases(words, lexicon.against_plan), lexicon.compare),
        is_against_plan=says_one_of(words, lexicon.against_plan),
        years_away=years_away(words, lexicon),
        names_programmes=not lexicon.programme.isdisjoint(words),
        nature=nature,
        things=things,
        priced=name_priced(text, languages) if asks_a_price(words, lexicon) else "",
        is_own_place=len(others) < len(said) and not place,
        moves_elsewhere=moves_elsewhere(said, lexicon),
        lines=lines,
        thing=thing,
        is_of_several=is_of_several,
        somewhere=somewhere_named(text, about, lexicon, is_plain=lines.from_state),
        asks_why=says_one_of(words, lexicon.why),
        is_for_one=asks_an_amount_for(words, lexicon),
        is_per_head=says_one_of(words, lexicon.per_head),
        of_whole=asked_of_whole(said, lexicon),
    )


def _several(text: str, lines: Lines, lexicon: Lexicon) -> tuple[Lines, bool]:
    """Return the lines with two topics that one answer tells, and whether more things are asked for than that."""
    parts = () if lines.is_both or lines.asks_left else parts_of(text, lexicon)
    if len(parts) == BOTH and not lines.comes_in and all(part.is_topic for part in parts):
        return lines._replace(both=tuple(part.topics[0] for part in parts)), False
    return lines, bool(parts)


def _with_next(about: Sequence[str], words: Sequence[str]) -> list[str]:
    """Return the unknown words with the one that follows the last of them: Badja centre, where a centre is known."""
    after = [one for before, one in pairwise(words) if about and before == about[-1]]
    return [*about, *after[-1:]]


def _are_dues(words: Sequence[str], named_at: Collection[int], lexicon: Lexicon) -> bool:
    """Do words that name a thing name what comes in: the land tax?"""
    return read_lines([words[at] for at in sorted(named_at)], lexicon).comes_in


def find_programme(words: Sequence[str], lexicon: Lexicon) -> tuple[range, str | None]:
    """Where a programme is named by its code, and the code: PROGRAMME 017, programme dix-sept."""
    for at, word in enumerate(words):
        if word not in lexicon.programme:
            continue
        start = at + 1
        while start < len(words) and words[start] in lexicon.before and words[start] not in lexicon.programme:
            start += 1
        if start < len(words) and (code := _code_of(words[start])):
            return range(at, start + 1), code
        length = longest_phrase(list(words), start, lexicon.number_words)
        if length:
            return range(at, start + length), str(lexicon.number_words[" ".join(words[start : start + length])])
    return range(0), None


def _code_of(word: str) -> str | None:
    """A programme's code as it was sent, without noughts too many: 0017 is 017; None for what is no code."""
    bare = word.lstrip("0")
    if not word.isdecimal() or len(bare) > CODE_LENGTH:
        return None
    return word if len(word) <= CODE_LENGTH else bare.zfill(CODE_LENGTH)


def _place_at(words: Sequence[str], lexicon: Lexicon) -> int:
    """The position of the first word of a place's name, 0 where no word says that a place follows."""
    found = [at for at, word in enumerate(words[:-1]) if word in lexicon.place]
    return found[-1] + 1 if found else 0


def _place_ends(words: Sequence[str], start: int, lexicon: Lexicon) -> int:
    """The position behind a place's name: a word that asks begins what is asked of it, the name's first is its own."""
    return next((at for at in range(start + 1, len(words)) if words[at] in lexicon.question), len(words))


def _bare_code(words: Sequence[str], lexicon: Lexicon) -> str | None:
    """A number of three digits is no project of a list that citizens vote on: BUDGET 017; out of 100 is a share."""
    before = ("", *words)
    found = (word for said, word in zip(before, words, strict=False) if said not in lexicon.out_of)
    return next((word for word in found if word.isdecimal() and len(word) == CODE_LENGTH), None)


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal() and FIRST_YEAR <= int(word) < LAST_YEAR


def _unknown(words: Sequence[str], lexicon: Lexicon, languages: tuple[str, ...]) -> list[str]:
    known = _small_talk(languages)
    found = [
        word
        for word in words
        if len(word) > MOST_LETTERS and word not in known and not word.isdecimal() and not is_topic_word(word, lexicon)
    ]
    if not found:
        return found
    spelled = {mark.word for mark in read_marks(list(words), lexicon) if mark.spelled}
    return [word for word in found if word not in spelled]


@lru_cache(maxsize=16)
def _small_talk(languages: tuple[str, ...]) -> frozenset[str]:
    """Words of questions about money that name nothing: of the examples, the commands and the lists of small words."""
    lexicon = lexicon_of(languages)
    lists = (lexicon.result, lexicon.compare, lexicon.place, lexicon.programme, lexicon.units, lexicon.question)
    phrases = [phrase for words in (*lists, names_of_years(lexicon)) for phrase in words]
    phrases += [phrase for phrase, intent in lexicon.openers.items() if intent in (Intent.BUDGET, Intent.SEARCH)]
    examples = (line for tag in languages for line in load_words(tag).examples.get(Intent.BUDGET, ()))
    talk = {word for line in examples for word in fold_text(line).words}
    small = talk | lexicon.filler | lexicon.courtesy | {word for phrase in phrases for word in phrase.split()}
    return frozenset(word for word in small if not is_topic_word(word, lexicon))


def _glued(words: Sequence[str], lexicon: Lexicon) -> Topic | None:
    """A topic written together with its article: leau, lasante, lekol."""
    for word in words:
        for article in ARTICLES:
            rest = word.removeprefix(article)
            if rest != word and len(rest) > MOST_LETTERS and rest in lexicon.topics:
                return lexicon.topics[rest]
    return None


def _misspelt(words: Sequence[str], lexicon: Lexicon) -> Topic | None:
    for word in words:
        found = nearest(word, lexicon.topics_by_letter, ALIKE)
        if found is not None:
            return lexicon.topics[found[0]]
    return None
