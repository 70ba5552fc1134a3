"""Why a project won or lost: every reason that any rule gives has a sentence in every language that fits one SMS."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from bot.naming import short_name_of
from bot.phrases import Speech
from bot.ports import ResultLine
from bot.pot_words import told_reason
from bot.reasons import LOST, REASONS, WON, reason_phrase
from bot.records import plain, record
from bot.sms.prepare import prepare
from bot.tight_reasons import TIGHT
from budgeting.counting.count import count_election
from budgeting.counting.election import Ballot, CountedProject, Election
from budgeting.counting.explain import explain
from budgeting.counting.outcome import Verdict
from budgeting.counting.rules import find_rules
from budgeting.counting.terms import Terms, TieBreak
from tests.bot.worst_case import ALLOWED, LANGUAGES, speech_in

Kind = tuple[str, str, tuple[str, ...]]
"""A rule, a reason, and the names of the numbers that come with it."""

ELECTIONS = 60
MOST_MONEY, LONGEST_MONEY = 99_950_000_000, 999_900_000
"""`100 Md FBu`, and what is longest in letters: `999,9 M FBu`."""
TITLES = {"fr": "m" * 60, "ar": "م" * 60, "en": "m" * 60}
ENDING = Election(
    tuple(CountedProject(str(number), cost, number) for number, cost in enumerate((5, 10, 5), 1)),
    (Ballot(("1",), 15), Ballot(("2",), 6), Ballot(("3",), 3)),
    10,
)
"""Phragmén ends with 2, which is level with 3 and no longer fits; by chance that is rare."""
IS_MONEY = ("_money", "left", "cost")
NAMED = re.compile(r"%\((\w+)\)s")
SHORT_ENOUGH = (Verdict.LOST_NO_VOTES, Verdict.LOST_BELOW_MINIMUM)
"""Reasons whose sentence is one segment in Arabic with usual names and amounts."""


def small_election(chance: random.Random) -> Election:
    """A handful of projects and voters: ties, exact fits and lone supporters are common."""
    ids = [str(number) for number in range(1, chance.randint(3, 6))]
    projects = tuple(CountedProject(one, chance.randint(1, 12), order) for order, one in enumerate(ids, 1))
    groups = [chance.sample(ids, chance.randint(0, len(ids))) for _ in range(chance.randint(2, 6))]
    ballots = tuple(Ballot(tuple(sorted(group)), chance.randint(1, 3)) for group in groups)
    return Election(projects, ballots, chance.randint(4, 20))


def announced(key: str, chance: random.Random) -> Iterator[Terms]:
    """Every way in which a commune can announce a rule."""
    rule = find_rules()[key]
    ways = itertools.product(*(parameter.choices or (parameter.default,) for parameter in rule.parameters))
    for values in ways:
        yield Terms(
            key,
            tie_break=(TieBreak.MORE_VOTES, TieBreak.LOWER_COST, TieBreak.ORDER),
            minimum_votes=chance.randint(0, 3),
            incompatible=(("1", "2"),) if chance.random() < 0.3 else (),
            parameters={parameter.key: value for parameter, value in zip(rule.parameters, values, strict=True)},
        )


@cache
def kinds() -> frozenset[Kind]:
    """Return every kind of explanation that some hundred small counts by each rule give."""
    chance = random.Random(1894)
    found: set[Kind] = set()
    for election in (ENDING, ENDING, ENDING, *(small_election(chance) for _ in range(ELECTIONS))):
        for key in find_rules():
            for terms in announced(key, chance):
                for why in explain(count_election(election, terms), election, terms).values():
                    found.add((key, why.reason, tuple(sorted(why.values))))
    return frozenset(found)


def line_of(kind: Kind, money: int = MOST_MONEY) -> ResultLine:
    """Return a line of that kind with the longest name and the largest numbers there can be."""
    _rule, reason, names = kind
    values = {name: money if name.endswith(IS_MONEY) else 99_999 for name in names}
    values |= {name: 100 for name in ("rank", "rival") if name in names}
    return ResultLine(100, TITLES, TITLES, money, 99_999, reason == Verdict.WON, reason, values)


def sentence(kind: Kind, speech: Speech) -> str:
    return reason_phrase(record(plain(line_of(kind)))).spoken(speech)


def test_every_reason_there_is_comes_up_and_has_sentences() -> None:
    told = set(Verdict) - {Verdict.LOST_UNTOLD}  # which no count gives: it is published where ballots are few
    assert {reason for _rule, reason, _names in kinds()} == told == set(REASONS)
    assert {rule for rule, _reason, _names in kinds()} == set(find_rules())


def test_no_reason_is_said_without_its_numbers() -> None:
    bare = {WON.text, LOST.text}
    assert not [kind for kind in kinds() if reason_phrase(record(plain(line_of(kind)))).text in bare]


def test_every_sentence_is_said_of_something() -> None:
    said = {reason_phrase(record(plain(line_of(kind)))).text for kind in kinds()}
    assert {phrase.text for phrases in REASONS.values() for phrase in phrases} == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_of_every_rule_fits_one_sms(language: str) -> None:
    said = {kind: prepare(sentence(kind, speech_in(language))) for kind in kinds()}
    assert {kind: sent.text for kind, sent in said.items() if sent.segments > ALLOWED[language]} == {}


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_reason_of_every_rule_is_said_in_the_language(language: str) -> None:
    for is_brief in (True, False):
        other = Speech((language,), is_brief=is_brief)
        english = Speech(("en",), is_brief=is_brief)
        assert not [kind for kind in kinds() if sentence(kind, other) == sentence(kind, english)]


def test_what_a_project_lacked_is_said_in_votes_and_in_money() -> None:
    names = {"left": 1_000_000, "missing_money": 1_200_000, "missing_votes": 14, "rival": 3}
    line = ResultLine(7, {"fr": "Pont"}, {"fr": "Pont"}, 2_200_000, 398, False, Verdict.LOST_TOO_DEAR_FOR_REST, names)
    said = reason_phrase(record(plain(line))).spoken(Speech(("fr",), is_brief=True))
    assert said == "Pont: non retenu (398 voix). Il manquait 1,2 M F ou 14 voix."


@pytest.mark.parametrize("pot", [None, {"ar": "حي السوق الكبير"}])
@pytest.mark.parametrize("kind", sorted(kinds()))
def test_a_project_is_called_by_less_only_where_its_name_would_cost_another_sms(
    kind: Kind, pot: dict[str, str] | None
) -> None:
    titles, short = {"ar": "بناء ثلاث قاعات للدراسة في حي السوق"}, {"ar": "قاعات السوق"}
    _rule, reason, names = kind
    values = {name: 1_500_000 if name.endswith(IS_MONEY) else 27 for name in names}
    won = reason == Verdict.WON
    line = record(plain(ResultLine(7, titles, short, 4_500_000, 27, won, reason, values, pot=pot)))
    said = told_reason(line).spoken(speech_in("ar"))
    assert prepare(said).segments == 1
    names_it = [
        reason_phrase(line).spoken(speech_in("ar")),
        reason_phrase(line, short_name_of(line)).spoken(speech_in("ar")),
    ]
    if any(prepare(one).segments == 1 for one in names_it):
        assert any(said.endswith(one) for one in names_it)
    assert reason not in SHORT_ENOUGH or any(said.endswith(one) for one in names_it)


@pytest.mark.parametrize("money", [MOST_MONEY, LONGEST_MONEY])
@pytest.mark.parametrize("pot", [None, {}, dict.fromkeys(LANGUAGES, "Z" * 40)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_reason_that_a_citizen_gets_costs_a_second_segment(
    language: str, pot: dict[str, str] | None, money: int
) -> None:
    lines = [record(plain(replace(line_of(kind, money), pot=pot))) for kind in kinds()]
    said = [prepare(told_reason(line).spoken(speech_in(language))) for line in lines]
    assert [sent.text for sent in said if sent.segments > 1] == []


def test_a_tight_sentence_tells_the_same_reason_as_the_whole_one() -> None:
    """The same one of its reason: each is said of numbers that the other one is said of too."""
    assert {reason: len(sentences) for reason, sentences in TIGHT.items()} == {
        reason: len(sentences) for reason, sentences in REASONS.items()
    }
    for kind in kinds():
        line = record(plain(line_of(kind)))
        whole, tight = reason_phrase(line), reason_phrase(line, None, TIGHT)
        at = [phrase.text for phrase in REASONS[kind[1]]].index(whole.text)
        assert tight.text == TIGHT[kind[1]][at].text
        assert set(NAMED.findall(tight.text)) <= set(NAMED.findall(whole.text))


def test_a_project_whose_name_does_not_fit_is_told_of_by_its_number_and_its_rival_too() -> None:
    line = record(plain(line_of(("", Verdict.LOST_TIE, ("missing_money", "rival")), LONGEST_MONEY)))
    said = told_reason(line).spoken(speech_in("ar"))
    assert said.startswith("المشروع 100: لم يختر") and "عادل 100" in said
