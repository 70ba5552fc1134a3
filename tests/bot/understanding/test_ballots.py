from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.intents import Intent
from bot.understanding.lexicon import lexicon_of
from bot.understanding.understand import understand

LANGUAGES = ("fr", "ar", "en")
LEXICON = lexicon_of(LANGUAGES)

BALLOTS = {
    "VOTE 3 7": (3, 7),
    "slt jveu voté pr le 3 é le 7 svp": (3, 7),
    "I wan vote 3 and 7": (3, 7),
    "choix 3 7": (3, 7),
    "CHOIX : 3;7": (3, 7),
    "vote٣ و٧": (3, 7),
    "bghit nsewet 3la 3 w 7": (3, 7),
    "أصوت للمشروع 3 والمشروع 7 من فضلكم": (3, 7),
    "vote 7 3": (7, 3),
    "vote 3 3": (3,),
    "VOTE 1O et 2O": (10, 20),
    "vote 101 102 103": (101, 102, 103),
    "je vote 3 et je vote 7": (3, 7),
    "vote quatre vingt dix neuf": (99,),
    "s'il vous plaît je vote 3": (3,),
    "vote 3 pas le 7": (3,),
    "vote 3 et 7 sauf 8 et 9": (3, 7),
    "vote 3 et pas 8 mais 9": (3, 9),
    "mon vote est le 3": (3,),
    "VOTE 3/7": (3, 7),
    "vote le 3 et le 7": (3, 7),
}

TALK = """
le vote 3
le vote est le 3
the vote is on 3
is my vote 3
s'il vote 3
si je vote 3
il vote 3
elle a voté 3
j'ai voté 3
jai voté 3 et 7
g voté 3
on a voté 3 et 7
nous avons voté pour le 3
voted 3
i voted 3 and 7
they vote 3
he votes 3
3 votes
le 3 a 7 votes
votes 3
vote 3 ?
vote 3؟
vote 3 ou 7
vote 3 or 7
أصوت 3 أو 7
nsewet 3 wla 7
vote 3 à 7
vote 3 to 7
vote pour 3 projets
vote for 2 projects
je vote 3 projets
nsewet 3la 3 machari3
vote 3 fois
vote le 3 mars
vote le 12 mai 2026
vote en 2026
vote 2026
ne votez pas 3
vote pas 3
vote pas le 3 mais peut-être
don't vote 3
do not vote 3
i no vote 3
je ne vote pas 3
je vote pas pour le 3
je ne vote ni 3 ni 7
mabghitch nsewet 3
ma nsewetch 3la 3
لا أصوت على 3
لن أصوت 3
صوتت على 3
sewett 3
sewett 3la 3 w 7
nas sewtou 3
votez-vous 3
faut-il voter 3
pour voter 3
comment voter 3
how to vote 3
why vote 3
quand est-ce qu'on vote le 3
combien de gens ont voté pour le 3
le projet 3 va-t-il être voté
est-ce que je peux voter 3
puis-je voter 3 et 7
can i vote 3
wach nsewet 3
هل أصوت 3
annuler vote 3
cancel vote 3
supprimer mon vote 3
changer mon vote 3
note 3 7
cote 3
3 7
le 3
projet 3
vote blanc
vote nul
vote
vote pour le forage
vote trop cher 3
vote 3 est nul
vote 3 gagne
vote 3 ne marche pas
vote 3 millions
vote 3 000 000
vote du budget 3
QUESTION vote 3
IDEE vote 3
mon vote n'est pas 3
mon frère vote 3
votre 3
voler 3
boat 3
vite 3
vide 3
""".strip().splitlines()


@pytest.mark.parametrize(("text", "numbers"), BALLOTS.items())
def test_a_plain_vote_is_read_exactly(text: str, numbers: tuple[int, ...]) -> None:
    meant = understand(text, "fr", LANGUAGES)
    assert (meant.intent, meant.numbers, meant.sure) == (Intent.VOTE, numbers, True)
    assert meant.looks_like_ballot


@pytest.mark.parametrize("text", TALK)
@pytest.mark.parametrize("language", LANGUAGES)
def test_talk_about_a_vote_is_never_a_ballot(text: str, language: str) -> None:
    meant = understand(text, language, LANGUAGES)
    assert not (meant.intent is Intent.VOTE and meant.sure and meant.numbers)


@pytest.mark.parametrize("text", ["votte 3", "vtoe 3 7", "vode 3"])
def test_a_vote_word_badly_misspelt_is_asked_about(text: str) -> None:
    meant = understand(text, "fr", LANGUAGES)
    assert (meant.intent, meant.sure, meant.looks_like_ballot) == (Intent.VOTE, False, True)


BLANKS = """
VOTE 0
VOTE0
/vote 0
vote zéro
vote 0 svp
VOTE BLANC
je vote blanc
vote pour aucun projet
VOTE BLANK
vote for no project
ANNULER MON VOTE
annulez mon vote pour le 3 svp
CANCEL MY VOTE
please withdraw my vote
تصويت 0
صوت ٠
إلغاء تصويتي
ألغوا صوتي
nlghi lvote dyali
vote 0 ?
""".strip().splitlines()


@pytest.mark.parametrize("text", BLANKS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_vote_for_no_project_is_read_whatever_it_is_called(text: str, language: str) -> None:
    meant = understand(text, language, LANGUAGES)
    assert (meant.intent, meant.numbers, meant.sure) == (Intent.BLANK_VOTE, (), True)
    assert meant.looks_like_ballot


@pytest.mark.parametrize("text", ["VOTE 0 3", "vote 3 et 0", "vote blanc 3", "صوت 0 و3", "je vote 3 et zéro"])
def test_a_nought_beside_numbers_keeps_them_to_be_asked_about(text: str) -> None:
    meant = understand(text, "fr", LANGUAGES)
    assert (meant.intent, meant.numbers, meant.sure) == (Intent.BLANK_VOTE, (3,), True)


NOT_BLANK = ["VOTE 10", "vote 20 30", "vote 0,5 million", "vote 3 0 F", "vote rien compris", "ANNULER", "0", "NOTE 0"]


@pytest.mark.parametrize("text", [*NOT_BLANK, "annuler ma demande", "QUESTION vote 0", "projet blanc"])
def test_other_noughts_are_no_blank_vote(text: str) -> None:
    assert understand(text, "fr", LANGUAGES).intent is not Intent.BLANK_VOTE


REVEALING = ["j'ai voté blanc", "j'ai voté 3 et 7", "je vote pour le forage", "3 7", "vote 3 ?", "votte 3", "le vote 3"]


@pytest.mark.parametrize("text", REVEALING)
def test_what_may_reveal_a_choice_is_marked_so_that_it_is_not_kept(text: str) -> None:
    assert understand(text, "fr", LANGUAGES).looks_like_ballot


@pytest.mark.parametrize("text", ["VOTE", "QUESTION pourquoi le vote", "BUDGET SANTE", "PROJET 3", "SUIVI DI-26-0042"])
def test_what_reveals_no_choice_is_not_marked(text: str) -> None:
    assert not understand(text, "fr", LANGUAGES).looks_like_ballot


def test_the_bare_word_opens_the_vote_and_casts_nothing() -> None:
    meant = understand("VOTE", "fr", LANGUAGES)
    assert (meant.intent, meant.numbers, meant.sure) == (Intent.VOTE, (), True)


@pytest.mark.parametrize("minus", "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212")
@pytest.mark.parametrize(
    "text", ["VOTE {}3", "vote 3 {}5", "vote 3, {}5", "VOTE 3 7 {}5", "صوت {}3", "صوت 3 {}5", "3 {}7"]
)
def test_a_number_that_a_minus_may_take_out_is_never_voted_for(text: str, minus: str) -> None:
    meant = understand(text.format(minus), "fr", LANGUAGES)
    assert (meant.intent, meant.sure) == (Intent.VOTE, False)
    assert meant.refused and not set(meant.refused) & set(meant.numbers)


HARMLESS = LEXICON.vote_before | LEXICON.vote_after | LEXICON.between | LEXICON.before | LEXICON.polite | LEXICON.vote
QUESTIONS = sorted(word for word in LEXICON.question if " " not in word and word not in HARMLESS)


@given(st.sampled_from(sorted(BALLOTS)), st.sampled_from(QUESTIONS), st.integers(0, 8))
def test_a_question_word_anywhere_makes_it_talk(text: str, asked: str, place: int) -> None:
    words = text.split()
    words.insert(min(place, len(words)), asked)
    meant = understand(" ".join(words), "fr", LANGUAGES)
    assert not (meant.intent is Intent.VOTE and meant.sure and meant.numbers)


LISTS = st.lists(st.integers(1, 99), min_size=1, max_size=6, unique=True)


@given(LISTS, st.sampled_from([" ", ", ", " et ", " w ", " o ", "+", ";"]))
def test_any_list_of_numbers_is_voted_for_as_written(numbers: list[int], joint: str) -> None:
    meant = understand("VOTE " + joint.join(map(str, numbers)), "fr", LANGUAGES)
    assert (meant.numbers, meant.sure) == (tuple(numbers), True)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "je regrette ma voix"),
        ("fr", "je ne veux plus de mon choix"),
        ("fr", "je veux noter un projet"),
        ("en", "i am sorry about my vote"),
        ("ar", "ندمت على صوتي"),
    ],
)
def test_a_blank_vote_is_never_guessed_by_resemblance(language: str, text: str) -> None:
    found = understand(text, language, LANGUAGES)
    assert Intent.BLANK_VOTE not in (found.intent, found.runner_up)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "s'il vous plaît je voudrais annuler mon vote"),
        ("fr", "peut-on voter blanc"),
        ("en", "i would like to cancel my vote"),
        ("en", "put a blank vote for me"),
        ("ar", "أود إلغاء تصويتي"),
        ("ar", "كيف أصوت بورقة بيضاء"),
    ],
)
def test_its_own_words_ask_for_a_blank_vote_anywhere_in_a_sentence(language: str, text: str) -> None:
    found = understand(text, language, LANGUAGES)
    assert found.intent is Intent.BLANK_VOTE
    assert found.sure


REFUSED = {
    "fr": ["je ne vote pas pour le 3", "je ne veux pas du 3", "pas le 3", "je suis contre le 3", "vote contre le 3",
           "j vote pa 3", "ne votez pas 3", "je n'ai pas voté pour le 3", "je refuse de voter 3", "non au 3"],
    "en": ["i don't vote for 3", "i dont want 3", "not 3", "against 3", "i no vote 3", "never 3", "i won't vote for 3",
           "neither 3"],
    "ar": ["لا أصوت للمشروع 3", "لا أريد 3", "ولا 3", "وليس 3", "مش 3", "ما عدا 3",
           "ما نصوتش 3", "ضد 3", "لن أصوت للمشروع 3", "ma bghitch 3",
           "ma tsowtouch 3", "matsewtouch 3la 3", "la tsowtou 3", "ما تصوتوش على 3", "ma tvotich 3la 3",
           "ما تصوتيش على 3", "ma tsowtich 3", "ma tsowetouch 3la 3", "ma votich 3"],
}  # fmt: skip


@pytest.mark.parametrize(("language", "text"), [(tag, text) for tag, texts in REFUSED.items() for text in texts])
def test_a_project_that_is_refused_is_never_offered(language: str, text: str) -> None:
    found = understand(text, language, LANGUAGES)
    assert (found.refused, found.numbers, found.sure, found.looks_like_ballot) == ((3,), (), False, True)


@pytest.mark.parametrize(
    "text",
    ["ni 3 ni 7", "je ne vote ni 3 ni 7", "neither 3 nor 7", "i vote neither 3 nor 7", "لا 3 ولا 7", "لا أصوت 3 ولا 7",
     "لا 3 و لا 7"],
)  # fmt: skip
def test_two_projects_that_are_refused_are_never_offered(text: str) -> None:
    for language in LANGUAGES:
        found = understand(text, language, LANGUAGES)
        assert (found.refused, found.numbers, found.sure, found.looks_like_ballot) == ((3, 7), (), False, True)


@pytest.mark.parametrize("text", ["je ne vote pas 3 mais 7", "i don't vote for 3 but for 7", "vote 7 et jamais le 3"])
def test_what_is_wanted_instead_is_all_that_is_left(text: str) -> None:
    found = understand(text, "fr", LANGUAGES)
    assert found.numbers == (7,) and set(found.refused) <= {3}


@pytest.mark.parametrize(
    ("text", "is_sure"),
    [
        ("vote 7 et pas 3", True),
        ("vote 7 and not 3", True),
        ("vote 7 but neither 3 nor 4", True),
        ("صوت 7 وليس 3", True),
        ("صوت 7 وماشي 3", True),
        ("صوت 7 ومش 3", True),
        ("صوت 7 وبدون 3", True),
        ("أصوت 7 وبلا 3", True),
        ("صوت 7 ما عدا 3", False),
        ("صوت 7 ولا 3", False),  # 'and not 3' to some, 'or 3' to others
        ("صوت 7 والا 3", False),
        ("أصوت 7 ولا أصوت 3", False),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_written_onto_its_and_is_one_all_the_same(language: str, text: str, *, is_sure: bool) -> None:
    found = understand(text, language, LANGUAGES)
    assert (found.intent, found.numbers, found.sure, found.looks_like_ballot) == (Intent.VOTE, (7,), is_sure, True)


@pytest.mark.parametrize(
    "text",
    ["vote 3", "3 7", "PROJET 3", "note 3 5", "pas de réunion le 3 mars", "ne plus suivre 3", "RESULTATS 3", "non"],
)
def test_other_messages_refuse_nothing(text: str) -> None:
    assert understand(text, "fr", LANGUAGES).refused == ()


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("VOTE I", (1,)),
        ("vote l", (1,)),
        ("VOTE I 7", (1, 7)),
        ("vote 3 l", (3, 1)),
        ("vote 1l", (11,)),
        ("VOTE 2l", (21,)),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_that_looks_like_a_figure_is_asked_about(language: str, text: str, numbers: tuple[int, ...]) -> None:
    found = understand(text, language, LANGUAGES)
    assert (found.intent, found.numbers, found.sure, found.looks_like_ballot) == (Intent.VOTE, numbers, False, True)


@pytest.mark.parametrize("text", ["vote il", "vote lol", "vote i am"])
def test_other_letters_are_no_figures(text: str) -> None:
    assert understand(text, "fr", LANGUAGES).numbers == ()


@pytest.mark.parametrize(
    ("text", "wanted", "refused"),
    [
        ("VOTE 3 and no 4", (3,), (4,)),
        ("VOTE 3 no 4", (3,), (4,)),
        ("vote 3 no 4 please", (3,), (4,)),
        ("3, 7 and no 4", (3, 7), (4,)),
        ("vote no 4", (), (4,)),
        ("vote no 3 no 7", (), (3, 7)),
        ("VOTE 3:5 no 4:2", (3,), (4,)),
    ],
)
def test_a_no_before_a_number_may_be_a_refusal_where_it_is_the_persons_own(
    text: str, wanted: tuple[int, ...], refused: tuple[int, ...]
) -> None:
    read = understand(text, "en", ("en", "fr", "ar"))
    assert (read.intent, read.numbers, read.refused, read.sure) == (Intent.VOTE, wanted, refused, False)
    assert len(read.points) in {0, len(wanted)}
    assert read.looks_like_ballot


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("VOTE 3 no. 4", "en"),
        ("VOTE No. 3, No. 4", "en"),
        ("vote project no 3 and no 4", "en"),
        ("vote for no 3 and no 4", "en"),
        ("VOTE 3 no4", "en"),
        ("VOTE 3 no 4", "fr"),
        ("VOTE no 3 no 4", "fr"),
    ],
)
def test_a_no_that_is_a_number_is_one(text: str, language: str) -> None:
    read = understand(text, language, LANGUAGES)
    assert (read.intent, read.numbers, read.sure) == (Intent.VOTE, (3, 4), True)


@pytest.mark.parametrize(
    ("text", "language", "wanted", "refused"),
    [
        ("VOTE 3 5 mais pas 3", "fr", (5,), (3,)),
        ("VOTE 2, 4 et 6 mais pas le 4", "fr", (2, 6), (4,)),
        ("je vote 3 et 5 sauf le 3", "fr", (5,), (3,)),
        ("vote 3 5 9 but not 3", "en", (5, 9), (3,)),
        ("vote 1 8 except 8", "en", (1,), (8,)),
        ("vote 1 2 3 no not 2", "en", (1, 3), (2,)),
        ("صوت 3 5 وليس 3", "ar", (5,), (3,)),
        ("صوت 3 و 5 و 9 ماشي 3", "ar", (5, 9), (3,)),
        ("vote 3 w 5 w 9 machi 3", "ar", (5, 9), (3,)),
        ("VOTE 3:5 7:2 mais pas 3", "fr", (7,), (3,)),
        ("VOTE 1er 7, 2e 3 mais pas 3", "fr", (7,), (3,)),
        ("3 5 mais pas 3", "fr", (5,), (3,)),
    ],
)
def test_a_number_of_the_list_that_is_refused_in_the_same_message_is_never_voted_for(
    text: str, language: str, wanted: tuple[int, ...], refused: tuple[int, ...]
) -> None:
    read = understand(text, language, LANGUAGES)
    assert (read.intent, read.numbers, read.refused, read.sure) == (Intent.VOTE, wanted, refused, False)
    assert len(read.points) in {0, len(wanted)}
    assert read.looks_like_ballot


@pytest.mark.parametrize(
    ("text", "language", "numbers"),
    [
        ("Vte 2 n 5 plz", "en", (2, 5)),
        ("vte 2 5", "fr", (2, 5)),
        ("vt 2 et 5", "fr", (2, 5)),
        ("v 3 5", "fr", (3, 5)),
        ("V 3", "en", (3,)),
        ("صوتوا 3 و 7", "ar", (3, 7)),
        ("صوتو 3", "ar", (3,)),
        ("swt 3 w 7", "ar", (3, 7)),
    ],
)
def test_a_vote_word_that_is_cut_short_is_asked_about_and_never_recorded(
    text: str, language: str, numbers: tuple[int, ...]
) -> None:
    read = understand(text, language, LANGUAGES)
    assert (read.intent, read.numbers, read.sure, read.looks_like_ballot) == (Intent.VOTE, numbers, False, True)


@pytest.mark.parametrize("text", ["vite 2 minutes", "p 3", "v", "vte", "vu 3 fois", "chaises 3"])
def test_a_word_that_only_begins_like_one_is_no_vote(text: str) -> None:
    assert understand(text, "fr", LANGUAGES).intent is not Intent.VOTE


@pytest.mark.parametrize(
    "said",
    [
        "donner ma voix le 30/11",
        "je vote le 30/11",
        "je veux voter le 3/12",
        "je vote samedi 3/12/26",
        "I vote on 30/11",
        "I want to vote on the 3/12",
        "أصوت يوم 30/11",
        "nsewet nhar 30/11",
    ],
)
def test_who_says_on_which_day_they_vote_names_no_project(said: str) -> None:
    meaning = understand(said, "fr", LANGUAGES)
    assert (meaning.intent, meaning.sure, meaning.numbers, meaning.looks_like_ballot) == (Intent.VOTE, True, (), False)


@pytest.mark.parametrize("said", ["je vote 3 le 30/11", "I vote 3 on 30/11", "أصوت للمشروع 3 يوم 30/11"])
def test_a_vote_with_a_day_is_asked_about(said: str) -> None:
    meaning = understand(said, "fr", LANGUAGES)
    assert (meaning.intent, meaning.sure, meaning.numbers) == (Intent.VOTE, False, (3,))
