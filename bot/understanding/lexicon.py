"""The words of several languages, folded and ready for look-ups; the contact's own language wins where two clash."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from bot.understanding.fold import fold
from bot.understanding.glued import Glued, leads_in, led_by
from bot.understanding.intents import Intent, Topic
from bot.understanding.number_words import number_words, valued
from bot.understanding.phrase_lengths import Phrases, apart, heads_of, joined, one_of_equals
from bot.understanding.typos import ByLetter, by_first_letter
from bot.understanding.word_lists import PLAIN
from bot.understanding.words_beside import words_beside
from locales.words import Lists, Words, load_words

Value = TypeVar("Value")


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Look-up tables; phrases are folded words joined by spaces.

    `told` are the command words that messages tell people to send: the first that each language lists for a command.
    `natures` and `things` lead to their keys in the words files, `thing_names` from there to one name in each language.
    `works` lead from what a project builds to every word for the same. `heard` are number words as they are heard.
    `own_places` say the place where the writer lives, `other_places` that it is another from now on.
    `counted` are what a number of choices counts, `counted_votes` what one of votes does, `several` stand before one.
    `attached` are letters that stand for a word and are written onto the next, `detachable` what they are read apart
    from where that is no known word. `glued` is what is written onto numbers, `led_by` which letters lead to one.
    `own_no` are words for no of their own language that another writes before a number.
    `polite` are words, `polite_phrases` phrases, `courtesy` the words of both.
    """

    openers: Phrases[Intent]
    alone: dict[str, Intent]
    told: frozenset[str]
    called: dict[str, str]
    topics: dict[str, Topic]
    topic_heads: frozenset[str]
    natures: Phrases[str]
    things: Phrases[str]
    works: Mapping[str, frozenset[str]]
    rules: Phrases[str]
    whole: Phrases[str]
    thing_names: dict[str, tuple[str, ...]]
    programme: frozenset[str]
    place: frozenset[str]
    result: frozenset[str]
    compare: frozenset[str]
    this_year: frozenset[str]
    next_year: frozenset[str]
    last_year: frozenset[str]
    price: frozenset[str]
    per_head: frozenset[str]
    money: frozenset[str]
    how_many: frozenset[str]
    how_much: frozenset[str]
    meant_for: frozenset[str]
    amount_for: frozenset[str]
    against_plan: frozenset[str]
    deputies: frozenset[str]
    so_much: frozenset[str]
    works_counted: frozenset[str]
    built: frozenset[str]
    finished: frozenset[str]
    population: frozenset[str]
    people_counted: frozenset[str]
    comes_in: frozenset[str]
    dues: frozenset[str]
    taxes: frozenset[str]
    from_state: frozenset[str]
    left_over: frozenset[str]
    to_share: frozenset[str]
    spends: frozenset[str]
    pays: frozenset[str]
    joins: frozenset[str]
    at: frozenset[str]
    why: frozenset[str]
    own_places: Phrases[bool]
    other_places: Phrases[bool]
    year_words: Phrases[int]
    year_heads: frozenset[str]
    number_words: Phrases[int]
    number_heads: frozenset[str]
    ordinals: dict[str, int]
    heard: dict[str, int]
    counted: frozenset[str]
    counted_votes: frozenset[str]
    several: frozenset[str]
    several_in_words: frozenset[str]
    weak: frozenset[str]
    of_others: frozenset[str]
    request_names: frozenset[str]
    earlier: frozenset[str]
    answered: frozenset[str]
    sent: frozenset[str]
    others: frozenset[str]
    turns: frozenset[str]
    before: frozenset[str]
    before_date: frozenset[str]
    months: frozenset[str]
    between: frozenset[str]
    without: frozenset[str]
    but: frozenset[str]
    units: frozenset[str]
    points: frozenset[str]
    points_for: frozenset[str]
    gives: frozenset[str]
    out_of: frozenset[str]
    over: frozenset[str]
    either: frozenset[str]
    among: frozenset[str]
    vote: frozenset[str]
    vote_heads: frozenset[str]
    vote_before: frozenset[str]
    vote_after: frozenset[str]
    vote_reports: frozenset[str]
    votes_counted: frozenset[str]
    own_vote: frozenset[str]
    own_of_many: frozenset[str]
    own_together: frozenset[str]
    in_spite: frozenset[str]
    said_to_many: frozenset[str]
    in_order: frozenset[str]
    firmly: frozenset[str]
    supposes: frozenset[str]
    how: frozenset[str]
    how_beside: frozenset[str]
    blank: frozenset[str]
    against: frozenset[str]
    takes_out: frozenset[str]
    instead: frozenset[str]
    compares: frozenset[str]
    compared_to: frozenset[str]
    adds: frozenset[str]
    also: frozenset[str]
    exchanges: frozenset[str]
    exchanged_for: frozenset[str]
    corrects: frozenset[str]
    ends: frozenset[str]
    deadline: frozenset[str]
    own_no: frozenset[str]
    polite: frozenset[str]
    polite_phrases: frozenset[str]
    courtesy: frozenset[str]
    filler: frozenset[str]
    question: frozenset[str]
    asks_anew: frozenset[str]
    sendings: frozenset[str]
    weak_stop: frozenset[str]
    addressees: frozenset[str]
    own_device: frozenset[str]
    lost: frozenset[str]
    lost_between: frozenset[str]
    others_device: frozenset[str]
    follows: frozenset[str]
    code: frozenset[str]
    because: frozenset[str]
    urgent: frozenset[str]
    dangers: frozenset[str]
    beaten: frozenset[str]
    fights: frozenset[str]
    accuses: frozenset[str]
    takes: frozenset[str]
    was_taken: frozenset[str]
    relative: frozenset[str]
    broken: frozenset[str]
    glued: Glued
    led_by: dict[str, frozenset[str]]
    beside_numbers: frozenset[str]
    attached: frozenset[str]
    detachable: frozenset[str]
    prefixes: tuple[str, ...]
    openers_by_letter: ByLetter
    vote_by_letter: ByLetter
    topics_by_letter: ByLetter


LONGEST_PHRASE = 5


@lru_cache(maxsize=16)
def lexicon_of(tags: tuple[str, ...]) -> Lexicon:
    """The tables of these languages, built once; the first language has the last word."""
    words = [load_words(tags[0]), *(words_beside(tag, tags) for tag in tags[1:])]
    openers, numbers = _intents(one.commands for one in words), _merge(number_words(one) for one in words)
    years = _merge(valued(entry.budget.get("years", ())) for entry in words)
    topics = {phrase: Topic(name) for phrase, name in _merge(_keyed(entry.topics) for entry in words).items()}
    vote, courtesy = _set(words, "ballot", "vote"), _set(words, "speech", "polite")
    polite, other_place = _one_word(courtesy), _set(words, "budget", "other_place")
    plain = {field: _set(words, *place) for field, place in PLAIN.items()}
    before, (between, plain["without"]) = _set(words, "numbers", "before"), _between_and_without(words)
    splittable = _one_word((*openers, *vote, *before, *between, *plain["exchanged_for"], *plain["adds"]))
    return Lexicon(
        **plain,
        openers=Phrases(openers),
        alone=_intents(entry.alone for entry in words),
        told=frozenset(_fold_item(items[0]) for entry in words for items in entry.commands.values() if items),
        called=_merge(dict.fromkeys(_folded((*entry.called, entry.name)), entry.tag) for entry in words),
        topics=topics,
        topic_heads=heads_of(topics),
        natures=Phrases(_merge(_keyed(entry.natures) for entry in words)),
        things=Phrases(_merge(_keyed(entry.things) for entry in words)),
        works=_alike([entry.works for entry in words]),
        rules=Phrases(_merge(_keyed(entry.rules) for entry in words)),
        whole=Phrases(_merge(_keyed(entry.whole) for entry in words)),
        own_places=Phrases(dict.fromkeys((*other_place, *_set(words, "budget", "my_place")), True)),
        other_places=Phrases(dict.fromkeys(other_place, True)),
        thing_names=_first_names(entry.things for entry in words),
        year_words=Phrases(years),
        year_heads=heads_of(years),
        number_words=Phrases(numbers),
        number_heads=heads_of(numbers),
        ordinals=_merge(valued(entry.numbers.get("ordinals", ())) for entry in words),
        heard=_merge(valued(entry.numbers.get("heard", ())) for entry in words[:1]),
        before=before, between=between, own_no=_set(words[:1], "ballot", "no"), vote=vote, vote_heads=heads_of(vote),
        polite=polite, polite_phrases=apart(courtesy, polite),
        courtesy=_singles(courtesy),
        filler=_singles(_set(words, "speech", "filler")),
        glued=Glued(splittable, plain["attached"], leads_in(plain["points_for"] | plain["exchanged_for"])),
        led_by=_led_by(words),
        detachable=splittable | plain["but"] | heads_of(joined(plain["without"], plain["against"], plain["takes_out"])),
        beside_numbers=joined(before, between, polite),
        prefixes=tuple(sorted(_set(words, "speech", "prefixes"), key=len, reverse=True)),
        openers_by_letter=by_first_letter(openers),
        vote_by_letter=by_first_letter(vote),
        topics_by_letter=by_first_letter(topics),
    )  # fmt: skip


def _led_by(words: Iterable[Words]) -> dict[str, frozenset[str]]:
    return led_by([(heads_of(_set([one], "ballot", "vote")), _set([one], "numbers", "points_for")) for one in words])


def _between_and_without(words: Sequence[Words]) -> tuple[frozenset[str], frozenset[str]]:
    """Words between two numbers, and before one that is left out; where they are the same the first language decides.

    NI is "neither" in French and "and" in Bambara.
    """
    between, without = (_set(words, "numbers", name) for name in ("between", "without"))
    own_between, own_without = (_set(words[:1], "numbers", name) for name in ("between", "without"))
    return apart(between, own_without), apart(without, apart(own_between, own_without))


def _folded(items: Iterable[str]) -> Iterable[str]:
    return filter(None, map(_fold_item, items))


@lru_cache(maxsize=20_000)
def _fold_item(item: str) -> str:
    """The folded phrase; one that is punctuation alone (?) stays as it is."""
    return fold(item) or item.strip()


def _intents(sections: Iterable[Lists]) -> dict[str, Intent]:
    return _merge(
        {phrase: Intent(name) for name, items in section.items() for phrase in _folded(items)} for section in sections
    )


def _keyed(section: Lists) -> dict[str, str]:
    return {phrase: name for name, items in section.items() for phrase in _folded(items)}


def _alike(sections: Sequence[Lists]) -> dict[str, frozenset[str]]:
    """Return for each word of some lists all words of the lists with its key."""
    keyed = [(key, phrase) for section in sections for phrase, key in _keyed(section).items()]
    return {phrase: frozenset(other for its, other in keyed if its == key) for key, phrase in keyed}


def _first_names(sections: Iterable[Lists]) -> dict[str, tuple[str, ...]]:
    found = [(key, _fold_item(items[0])) for section in sections for key, items in section.items() if items]
    return {key: tuple(name for other, name in found if other == key) for key, _name in found}


def _merge(tables: Iterable[dict[str, Value]]) -> dict[str, Value]:
    merged: dict[str, Value] = {}
    for table in tables:
        for phrase, value in table.items():
            merged.setdefault(phrase, value)
    return merged


def _set(words: Iterable[Words], section: str, key: str) -> frozenset[str]:
    items = (item for entry in words for item in getattr(entry, section).get(key, ()))
    return one_of_equals(frozenset(_folded(items)))


def _one_word(phrases: Iterable[str]) -> frozenset[str]:
    return one_of_equals(frozenset(phrase for phrase in phrases if " " not in phrase))


def _singles(phrases: Iterable[str]) -> frozenset[str]:
    return one_of_equals(frozenset(word for phrase in phrases for word in phrase.split()))
