"""Numbers that are no projects: counts, ordinals, brackets and votes said twice never make a ballot unasked."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.intents import Intent
from bot.understanding.understand import Understanding, understand

LANGUAGES = ("fr", "ar", "en")

DOUBTFUL = {
    "VOTE one vote for 7": (7,),
    "VOTE 1 vote for 7": (7,),
    "VOTE one vote for 7 one vote for 5": (7, 5),
    "VOTE une voix pour le 7": (7,),
    "je donne une voix au 7": (7,),
    "VOTE un 7": (7,),
    "VOTE 7 (un)": (7,),
    "VOTE 7 (one)": (7,),
    "VOTE 7 & 5 (two)": (7, 5),
    "VOTE 7 et 5 (deux)": (7, 5),
    "VOTE 7 et 5 (2)": (7, 5),
    "VOTE 7 5 deux": (7, 5),
    "VOTE deux, 7, 5": (7, 5),
    "two votes for 7": (7,),
    "deux voix pour le 7": (7,),
    "VOTE 1er 7": (7,),
    "VOTE 2: 7 et 5": (7, 5),
    "VOTE 3 7 VOTE 2": (2,),
    "VOTE 3 vote 7": (7,),
    "VOTE 3 7\nVOTE 2 5": (2, 5),
    "صوت 3 صوت 7": (7,),
    "صوت الأول 7": (7,),
    "صوت رقم واحد 7": (7,),
    "صوت واحد 7": (7,),
    "صوت 7 (واحد)": (7,),
    "صوت 7 و 5 (اثنان)": (7, 5),
    "sewet wahed 7": (7,),
    "sewet jouj 7 w 5": (7, 5),
    "اثنان 7 و 5": (7, 5),
    "واحد 7": (7,),
    "الأول 7": (7,),
    "je prends 2 projets: 7 et 5": (7, 5),
    "VOTE 7²": (72,),
    "vote 4 project 7": (7,),
    "vote 4 the project 7": (7,),
    "vote 4 number 7": (7,),
    "vote 4 projet 7": (7,),
    "صوت 4 المشروع 7": (7,),
    "sewet 4 machrou3 7": (7,),
}
"""Messages and the ballot that is left without what may count or rank: it may be offered, never recorded unasked."""

CERTAIN = {
    "VOTE mes 2 choix 7 et 5": (7, 5),
    "VOTE mes deux choix 7 et 5": (7, 5),
    "VOTE my 2 choices 7 and 5": (7, 5),
    "VOTE my three choices 7, 5 and 2": (7, 5, 2),
    "صوت 2 اختيارات 7 و 5": (7, 5),
    "صوت جوج مشاريع 7 و 5": (7, 5),
    "VOTE un et 7": (1, 7),
    "VOTE 7 et un": (7, 1),
    "VOTE 3, sept": (3, 7),
    "VOTE trois et 7": (3, 7),
    "VOTE 7 sept": (7,),
    "VOTE 7 (sept)": (7,),
    "VOTE (7) (5)": (7, 5),
    "VOTE (7 et 5)": (7, 5),
    "VOTE vingt et un": (21,),
    "VOTE deux sept": (2, 7),
    "VOTE choix 2 choix 7": (2, 7),
    "VOTE 4 and project 7": (4, 7),
    "VOTE 4, project 7": (4, 7),
    "صوت 4 والمشروع 7": (4, 7),
    "VOTE projet 2 projet 7 projet 5": (2, 7, 5),
    "VOTE n°2 n°7 n°5": (2, 7, 5),
    "je vote 3 et je vote 7": (3, 7),
    "vote pour 3 pour 7": (3, 7),
    "صوت ٧ و واحد": (7, 1),
    "صوت الأول والثالث": (1, 3),
}


def heard(text: str, language: str = "fr") -> Understanding:
    return understand(text, language, LANGUAGES)


def offered(said: Understanding) -> set[tuple[int, ...]]:
    return {said.numbers, said.instead} - {()}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("text", "numbers"), DOUBTFUL.items())
def test_a_number_that_may_be_no_project_is_asked_about(text: str, numbers: tuple[int, ...], language: str) -> None:
    said = heard(text, language)
    assert said.intent in {Intent.VOTE, Intent.NUMBER_ONLY}
    assert not said.sure and numbers in offered(said)
    assert said.looks_like_ballot


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("text", "numbers"), CERTAIN.items())
def test_what_can_be_read_in_one_way_is_read_so(text: str, numbers: tuple[int, ...], language: str) -> None:
    said = heard(text, language)
    assert (said.intent, said.sure, said.numbers, said.instead) == (Intent.VOTE, True, numbers, ())


ONES = {"fr": ("un", "une"), "en": ("one",), "ar": ("واحد", "واحدة", "الأول", "wahed", "wa7ed")}
TWOS = {"fr": ("deux",), "en": ("two",), "ar": ("اثنان", "جوج", "jouj")}
VOTES = {"fr": ("VOTE", "je vote", "je vote pour", "mon choix"), "en": ("VOTE", "I vote"), "ar": ("صوت", "nsewet 3la")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_counting_word_beside_figures_is_never_voted_for_unasked(language: str) -> None:
    for vote, one, two in product(VOTES[language], ONES[language], TWOS[language]):
        for text in (f"{vote} {one} 7", f"{vote} 7 {one}", f"{vote} 7 ({one})", f"{vote} 7, {one}"):
            assert not heard(text, language).sure, text
        for text in (f"{vote} {two} 7 5", f"{vote} 7 5 {two}", f"{vote} 7, 5 ({two})", f"{vote} {two}, 7, 5"):
            assert not heard(text, language).sure, text


@given(
    st.lists(st.integers(1, 99), min_size=1, max_size=4, unique=True),
    st.sampled_from(["({})", "[{}]", "( {} )"]),
    st.integers(1, 99),
    st.sampled_from(["VOTE", "je vote", "صوت"]),
)
def test_a_number_in_brackets_is_never_voted_for_unasked(numbers: list[int], form: str, other: int, vote: str) -> None:
    said = heard(f"{vote} {' '.join(map(str, numbers))} {form.format(other)}")
    assert other in numbers or not said.sure
    assert other not in numbers or (said.sure and said.numbers == tuple(numbers))


@given(st.lists(st.integers(1, 99), min_size=1, max_size=4, unique=True), st.sampled_from([" ", ", ", " et ", "; "]))
def test_a_plain_list_is_never_doubted(numbers: list[int], between: str) -> None:
    said = heard("VOTE " + between.join(map(str, numbers)))
    assert (said.sure, said.numbers, said.instead, said.places) == (True, tuple(numbers), (), ())


@pytest.mark.parametrize(
    ("text", "numbers", "points"),
    [
        ("VOTE 5 à 13 et 2 à 14", (13, 14), (5, 2)),
        ("VOTE 5 for 13 and 2 for 14", (13, 14), (5, 2)),
        ("je vote 5 pour 13, 2 pour 14", (13, 14), (5, 2)),
        ("je donne 5 à 13", (13,), (5,)),
        ("add 20:3", (20,), (3,)),
        ("VOTE 20:3 too", (20,), (3,)),
        ("ajouter 20:3", (20,), (3,)),
        ("VOTE l3:5", (13,), (5,)),
        ("VOTE 1O:5 I1:2", (10, 11), (5, 2)),
    ],
)
def test_points_in_doubtful_votes_stay_points(text: str, numbers: tuple[int, ...], points: tuple[int, ...]) -> None:
    said = heard(text)
    assert (said.intent, said.sure, said.numbers, said.points) == (Intent.VOTE, False, numbers, points)


@pytest.mark.parametrize("text", ["3 votes", "le 3 a 7 voix", "le projet 7 a eu deux votes", "how many votes for 7"])
def test_who_speaks_of_votes_casts_none(text: str) -> None:
    said = heard(text)
    assert not (said.intent is Intent.VOTE and said.sure)


ANYTHING = [
    *(
        "VOTE",
        "vote",
        "صوت",
        "7",
        "5",
        "1",
        "un",
        "two",
        "الأول",
        "1er",
        "premier",
        "(",
        ")",
        ":",
        ".",
        ",",
        "et",
        "pour",
    ),
    *("à", "voix", "choix", "projets", "2", "-", "\n", "²", "واحد", "و"),
]


@given(st.lists(st.sampled_from(ANYTHING), max_size=9))
def test_whatever_is_sent_a_sure_ballot_has_one_reading(words: list[str]) -> None:
    said = heard(" ".join(words))
    assert not (said.sure and said.instead)
    assert len(said.points) in (0, len(said.numbers))
    assert set(said.places) <= {*said.numbers, *(each for each in said.points if each is not None)}


@pytest.mark.parametrize(
    "text",
    ["VOTE les deux", "je vote pour les 2", "VOTE mes 3", "VOTE les trois svp", "vote my two", "صوت للاثنين"],
)
def test_how_many_are_voted_for_is_no_project_unasked(text: str) -> None:
    meant = understand(text, "fr", LANGUAGES)
    assert not meant.sure and len(meant.numbers) == 1


@pytest.mark.parametrize("text", ["VOTE le 2", "VOTE pour le deux", "VOTE les 3 et 7", "VOTE projet 3", "صوت ل2"])
def test_a_number_that_counts_nothing_stays_a_ballot(text: str) -> None:
    assert understand(text, "fr", LANGUAGES).sure


def test_both_together_may_be_what_is_not_wanted() -> None:
    meant = understand("VOTE 3 et 7 pas les deux", "fr", LANGUAGES)
    assert not meant.sure and meant.numbers == (3, 7)


def test_a_no_behind_a_number_is_no_yes() -> None:
    assert not understand("VOTE 3 no", "en", ("en", "fr", "ar")).sure
    assert understand("VOTE no. 3", "en", ("en", "fr", "ar")).sure
