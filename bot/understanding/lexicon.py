"""The words of several languages, folded and ready for look-ups; the contact's own language wins where two clash."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from bot.understanding.fold import fold
from bot.understanding.intents import Intent, Topic
from bot.understanding.typos import ByLetter, by_first_letter
from locales.words import Lists, Words, load_words

Value = TypeVar("Value")


class Phrases(dict[str, Value]):
    """What phrases mean, and the words that they begin with."""

    def __init__(self, table: Mapping[str, Value]) -> None:
        super().__init__(table)
        self.heads = _heads(table)


@dataclass(frozen=True)
class Lexicon:
    """Look-up tables; phrases are folded words joined by spaces.

    `told` are the command words that messages tell people to send: the first that each language lists for a command.
    `natures` and `things` lead to their keys in the words files, `thing_names` from there to one name in each language.
    `own_places` say the place where the writer lives, `other_places` those of them that it is another from now on.
    `attached` are letters that stand for a word and are written onto the next one, `detachable` what they are read
    apart from where that is no known word as it stands.
    `own_no` are words for no in the person's own language that another one writes before a number.
    `polite` are polite words of one word, `polite_phrases` longer ones, `courtesy` the words of both.
    """

    openers: dict[str, Intent]
    alone: dict[str, Intent]
    told: frozenset[str]
    called: dict[str, str]
    topics: dict[str, Topic]
    topic_heads: frozenset[str]
    natures: Phrases[str]
    things: Phrases[str]
    thing_names: dict[str, tuple[str, ...]]
    programme: frozenset[str]
    place: frozenset[str]
    result: frozenset[str]
    compare: frozenset[str]
    this_year: frozenset[str]
    next_year: frozenset[str]
    last_year: frozenset[str]
    price: frozenset[str]
    money: frozenset[str]
    how_many: frozenset[str]
    comes_in: frozenset[str]
    dues: frozenset[str]
    taxes: frozenset[str]
    from_state: frozenset[str]
    left_over: frozenset[str]
    to_share: frozenset[str]
    spends: frozenset[str]
    own_places: Phrases[bool]
    other_places: Phrases[bool]
    year_words: dict[str, int]
    year_heads: frozenset[str]
    number_words: dict[str, int]
    number_heads: frozenset[str]
    weak: frozenset[str]
    before: frozenset[str]
    between: frozenset[str]
    without: frozenset[str]
    but: frozenset[str]
    units: frozenset[str]
    points: frozenset[str]
    points_for: frozenset[str]
    out_of: frozenset[str]
    vote: frozenset[str]
    vote_heads: frozenset[str]
    vote_before: frozenset[str]
    vote_after: frozenset[str]
    vote_reports: frozenset[str]
    blank: frozenset[str]
    against: frozenset[str]
    takes_out: frozenset[str]
    instead: frozenset[str]
    compares: frozenset[str]
    compared_to: frozenset[str]
    adds: frozenset[str]
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
    code: frozenset[str]
    urgent: frozenset[str]
    accuses: frozenset[str]
    broken: frozenset[str]
    splittable: frozenset[str]
    beside_numbers: frozenset[str]
    attached: frozenset[str]
    detachable: frozenset[str]
    prefixes: tuple[str, ...]
    openers_by_letter: ByLetter
    vote_by_letter: ByLetter
    topics_by_letter: ByLetter


LONGEST_PHRASE = 5


PLAIN = {
    "programme": ("budget", "programme"),
    "place": ("budget", "place"),
    "result": ("budget", "result"),
    "compare": ("budget", "compare"),
    "this_year": ("budget", "this_year"),
    "next_year": ("budget", "next_year"),
    "last_year": ("budget", "last_year"),
    "price": ("budget", "price"),
    "money": ("budget", "money"),
    "how_many": ("budget", "how_many"),
    "comes_in": ("budget", "comes_in"),
    "dues": ("budget", "dues"),
    "taxes": ("budget", "taxes"),
    "from_state": ("budget", "from_state"),
    "left_over": ("budget", "left_over"),
    "to_share": ("budget", "to_share"),
    "spends": ("budget", "spends"),
    "weak": ("numbers", "weak"),
    "without": ("numbers", "without"),
    "but": ("numbers", "but"),
    "units": ("numbers", "units"),
    "points": ("numbers", "points"),
    "points_for": ("numbers", "points_for"),
    "out_of": ("numbers", "out_of"),
    "vote_before": ("ballot", "before"),
    "vote_after": ("ballot", "after"),
    "vote_reports": ("ballot", "reports"),
    "blank": ("ballot", "blank"),
    "against": ("ballot", "against"),
    "takes_out": ("ballot", "takes_out"),
    "instead": ("ballot", "instead"),
    "compares": ("ballot", "compares"),
    "compared_to": ("ballot", "compared_to"),
    "adds": ("ballot", "adds"),
    "exchanges": ("ballot", "exchanges"),
    "exchanged_for": ("ballot", "exchanged_for"),
    "corrects": ("ballot", "corrects"),
    "ends": ("ballot", "ends"),
    "deadline": ("ballot", "deadline"),
    "question": ("speech", "question"),
    "asks_anew": ("speech", "asks_anew"),
    "sendings": ("speech", "sendings"),
    "code": ("speech", "code"),
    "urgent": ("speech", "urgent"),
    "accuses": ("speech", "accuses"),
    "broken": ("speech", "broken"),
    "attached": ("numbers", "attached"),
}
"""Fields that hold a list of the words file as it stands: its section and its name there."""


@lru_cache(maxsize=16)
def lexicon_of(tags: tuple[str, ...]) -> Lexicon:
    """The tables of these languages, built once; the first language has the last word."""
    words = [load_words(tag) for tag in tags]
    openers = _intents(entry.commands for entry in words)
    numbers = _merge(_number_words(entry) for entry in words)
    years = _merge(_valued(entry.budget.get("years", ())) for entry in words)
    topics = _merge(
        {phrase: Topic(name) for name, items in entry.topics.items() for phrase in _folded(items)} for entry in words
    )
    vote, courtesy = _set(words, "ballot", "vote"), _set(words, "speech", "polite")
    polite = frozenset(phrase for phrase in courtesy if " " not in phrase)
    other_place = _set(words, "budget", "other_place")
    before, between = _set(words, "numbers", "before"), _set(words, "numbers", "between")
    plain = {field: _set(words, *place) for field, place in PLAIN.items()}
    known = (*openers, *vote, *before, *between, *plain["exchanged_for"])
    splittable = frozenset(phrase for phrase in known if " " not in phrase)
    return Lexicon(
        **plain,
        openers=openers,
        alone=_intents(entry.alone for entry in words),
        told=frozenset(_fold_item(items[0]) for entry in words for items in entry.commands.values() if items),
        called=_merge(dict.fromkeys(_folded((*entry.called, entry.name)), entry.tag) for entry in words),
        topics=topics,
        topic_heads=_heads(topics),
        natures=Phrases(_merge(_keyed(entry.natures) for entry in words)),
        things=Phrases(_merge(_keyed(entry.things) for entry in words)),
        own_places=Phrases(dict.fromkeys((*other_place, *_set(words, "budget", "my_place")), True)),
        other_places=Phrases(dict.fromkeys(other_place, True)),
        thing_names=_first_names(entry.things for entry in words),
        year_words=years,
        year_heads=_heads(years),
        number_words=numbers,
        number_heads=_heads(numbers),
        before=before,
        between=between,
        own_no=_set(words[:1], "ballot", "no"),
        vote=vote,
        vote_heads=_heads(vote),
        polite=polite,
        polite_phrases=courtesy - polite,
        courtesy=_singles(courtesy),
        filler=_singles(_set(words, "speech", "filler")),
        splittable=splittable,
        detachable=splittable | plain["but"] | _heads(plain["without"] | plain["against"]),
        beside_numbers=before | between | polite,
        prefixes=tuple(sorted(_set(words, "speech", "prefixes"), key=len, reverse=True)),
        openers_by_letter=by_first_letter(openers),
        vote_by_letter=by_first_letter(vote),
        topics_by_letter=by_first_letter(topics),
    )


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
    return frozenset(phrase for entry in words for phrase in _folded(getattr(entry, section).get(key, ())))


def _heads(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(phrase.partition(" ")[0] for phrase in phrases)


def _singles(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(word for phrase in phrases for word in phrase.split())


def _number_words(entry: Words) -> dict[str, int]:
    """All number phrases of a language from its ones and tens: twenty one, vingt et un, واحد وعشرون."""
    base = _valued(entry.numbers.get("words", ()))
    joins = [fold(join) for join in entry.numbers.get("join", ())]
    units_first = "units first" in entry.numbers.get("order", ())
    tens = {name: value for name, value in base.items() if value in range(20, 91, 10)}
    ones = {name: value for name, value in base.items() if value in range(1, 10)}
    for ten, tens_value in tens.items():
        for one, value in ones.items():
            for phrase in _joined(ten, one, joins, units_first=units_first):
                base.setdefault(phrase, tens_value + value)
    return base


def _valued(items: Iterable[str]) -> dict[str, int]:
    """Words and the number behind each: "deux mille 2000"."""
    parts = (item.rpartition(" ") for item in items)
    return {fold(name): int(number) for name, _, number in parts}


def _joined(ten: str, one: str, joins: list[str], *, units_first: bool) -> Iterable[str]:
    if not units_first:
        return (f"{ten} {one}", *(f"{ten} {join} {one}" for join in joins if one in ("un", "une")))
    return (*(f"{one} {join} {ten}" for join in joins), *(f"{one} {join}{ten}" for join in joins))
