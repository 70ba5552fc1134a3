"""Voting by a code: in one message or step by step, from any phone, forgivingly, and never kept."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.phrases import say
from bot.render import render
from bot.reply import Reply
from bot.sms.prepare import prepare
from bot.steps import Say
from bot.vote_words import HOW_TO_VOTE_BY_CODE
from bot.voting_code import FAULTS, NO_CODE, SEND_CODE, SHOWN
from budgeting.ballot import BallotFormat, BallotRules
from budgeting.voting_codes import write_code
from tests.bot.code_desk import AFI, KOFI, PASSES, STRANGER, CodeDesk
from tests.bot.talking import CHANNELS, SMS, Talk
from tests.bot.worst_case import LANGUAGES, speech_in

SPACED = write_code(AFI)
ARABIC = AFI.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
WRONG_DIGIT = AFI[:4] + str((int(AFI[4]) + 1) % 10) + AFI[5:]


def talk(language: str = "fr", channel: str = "sms", **desk: Any) -> Talk:
    found = Talk(CHANNELS[channel], language, CodeDesk(**desk))
    found.state.has_language = True
    return found


def casts(one: Talk) -> list[tuple[Any, ...]]:
    return [effect[1:] for effect in one.desk.effects if effect[0] == "cast"]


def holds(one: Talk, *codes: str) -> bool:
    """Is a code, or most of one, in what is kept until the next message?"""
    kept = json.dumps(one.state.as_json()).replace(" ", "")
    return any(code[at : at + 5] in kept for code in codes for at in range(6))


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize(
    "said",
    [
        f"VOTE {AFI} 3 7",
        f"VOTE {SPACED} 3 7",
        f"vote 3 et 7 code {SPACED}",
        f"VOTE {SPACED.replace(' ', '-')} 3,7",
        f"VOTE {SPACED.replace(' ', '.')} 3 et 7",
        f"VOTE {AFI.replace('0', 'O')} 3 7",
        f"VOTE{AFI} 3 7",
        f"VOTE {ARABIC} ٣ ٧",
        f"صوت {ARABIC[:5]} {ARABIC[5:]} ٣ ٧",
        f"{AFI} 3 7",
        f"Bonjour, je vote {SPACED} 3 7 merci",
        f"VOTE 3 et 7 mon code est {SPACED}",
        f"VOTE 3 7 coupon {SPACED}",
        f"je vote 3 et 7 avec mon code {AFI}",
        f"mon code est {SPACED}, je vote 3 et 7",
        f"I vote 3 and 7 with my code {SPACED}",
        f"my code is {SPACED} vote 3 and 7",
        f"صوت 3 7 رمزي {SPACED}",
        f"أصوت 3 و 7 برمزي {SPACED}",
    ],
)
def test_one_message_votes(said: str, channel: str) -> None:
    one = talk(channel=channel)
    one.says(said)
    assert casts(one) == [(PASSES[AFI], (3, 7))]
    assert not holds(one, AFI)
    assert one.spoken is not None
    assert one.spoken.is_private


@pytest.mark.parametrize("channel", CHANNELS)
def test_step_by_step_the_code_is_asked_first_and_only_its_pass_is_kept(channel: str) -> None:
    one = talk(channel=channel)
    assert "code" in one.says("VOTE").text
    one.says(SPACED)
    assert casts(one) == []
    assert not holds(one, AFI)
    one.says("3 7")
    assert casts(one) == [(PASSES[AFI], (3, 7))]
    assert one.state.answers == {}


def test_numbers_sent_before_the_code_are_kept_until_it_comes() -> None:
    one = talk()
    one.says("VOTE 3 7")
    assert casts(one) == []
    one.says(AFI)
    assert casts(one) == [(PASSES[AFI], (3, 7))]


@pytest.mark.parametrize("said", ["{} 4", "VOTE {} 4", "code {} je vote 4"])
@pytest.mark.parametrize("before", ["VOTE 3 7", "VOTE", "VOTE 0", "MON VOTE"])
def test_numbers_beside_a_code_are_the_vote_whatever_waited(before: str, said: str) -> None:
    one = talk()
    one.says(before)
    one.says(said.format(KOFI))
    assert casts(one) == [(PASSES[KOFI], (4,))]


def test_a_whole_vote_beside_a_code_with_a_fault_begins_anew_too() -> None:
    one = talk()
    one.says("VOTE 3 7")
    one.says(f"VOTE {WRONG_DIGIT} 4")
    one.says(AFI)
    assert casts(one) == [(PASSES[AFI], (4,))]


@pytest.mark.parametrize(("answer", "then"), [("1", (3, 7)), ("2", ())])
def test_on_a_shared_phone_numbers_that_came_before_the_code_are_asked_about(
    answer: str, then: tuple[int, ...]
) -> None:
    one = talk(shares=True)
    one.says("VOTE 3 7")
    assert "3, 7" in one.says(KOFI).text
    assert casts(one) == []
    one.says(answer)
    assert casts(one) == ([(PASSES[KOFI], then)] if then else [])
    if not then:
        one.says("4")
        assert casts(one) == [(PASSES[KOFI], (4,))]


@pytest.mark.parametrize("said", ["4 7", "VOTE 4 7", "4 et 7"])
def test_other_numbers_at_the_question_whether_those_before_the_code_are_meant_are_asked_about(said: str) -> None:
    one = talk(shares=True)
    one.says(f"VOTE {WRONG_DIGIT} 3")
    one.says(AFI)
    assert "4, 7" in one.says(said).text
    assert casts(one) == []
    one.says("1")
    assert casts(one) == [(PASSES[AFI], (4, 7))]


def test_the_order_of_the_numbers_before_is_not_that_of_the_other_ones() -> None:
    one = talk(shares=True, ballots=BallotRules(BallotFormat.RANKING, max_choices=3))
    for text in ("VOTE 1) 7 2) 3", AFI, "4 3", "1"):
        one.says(text)
    assert casts(one) == [(PASSES[AFI], (4, 3))]


def test_of_numbers_that_are_not_meant_either_none_is_recorded() -> None:
    one = talk(shares=True)
    for text in ("VOTE 3", AFI, "4 7", "2"):
        one.says(text)
    assert casts(one) == []
    one.says("7")
    assert casts(one) == [(PASSES[AFI], (7,))]


def test_who_cannot_be_asked_votes_by_the_numbers_that_waited() -> None:
    one = talk(shares=True)
    one.says("VOTE 3 7")
    one.desk.replies_left = False
    one.says(KOFI)
    assert casts(one) == [(PASSES[KOFI], (3, 7))]


@pytest.mark.parametrize("vote_open", [True, False])
@pytest.mark.parametrize("said", ["rappelez 70123456", "facture 20260117", "اتصل بي 70123456", "QUESTION le 70123456"])
def test_telephone_and_file_numbers_are_no_bad_codes(said: str, vote_open: bool) -> None:
    one, plain = talk(vote_open=vote_open), Talk(CHANNELS["sms"], "fr")
    plain.desk.vote_open = vote_open
    plain.state.has_language = True
    assert one.says(said).text == plain.says(said).text


@pytest.mark.parametrize("opened", ["QUESTION", "IDEE lampe pour la rue"])
@pytest.mark.parametrize("said", ["Awa Traore 70123456", "70123456", "mon code postal 20260117", f"le {STRANGER}"])
def test_an_answer_in_any_words_is_left_for_no_number_in_it(opened: str, said: str) -> None:
    one, plain = talk(), Talk(CHANNELS["sms"], "fr")
    plain.state.has_language = True
    for text in (opened, said):
        heard, expected = one.says(text).text, plain.says(text).text
    assert heard == expected


@pytest.mark.parametrize("said", ["VOTE 12345 67890 3", f"VOTE {WRONG_DIGIT}", f"code {WRONG_DIGIT}", f"{AFI} 3"])
def test_after_closing_nobody_is_asked_for_a_code(said: str) -> None:
    one = talk(vote_open=False)
    one.says(said)
    assert one.state.open is None or one.state.open.name != SHOWN


def test_five_numbers_of_two_digits_behind_a_vote_word_are_no_code() -> None:
    pairs = " ".join(STRANGER[at : at + 2] for at in range(0, 10, 2))
    one = talk()
    one.says(f"VOTE {pairs}")
    assert one.desk.wrong == 0  # type: ignore[attr-defined]
    assert one.state.opening["numbers"] == [int(number) for number in pairs.split()]


def test_code_and_numbers_together_answer_the_question_for_the_code() -> None:
    one = talk()
    one.says("VOTE")
    one.says(f"{SPACED} 3 7")
    assert casts(one) == [(PASSES[AFI], (3, 7))]


def test_a_number_that_is_refused_behind_the_list_is_asked_about_beside_a_code_too() -> None:
    one = talk()
    assert "Voter pour 5" in one.says(f"VOTE {AFI} 3 5 mais pas 3").text
    assert casts(one) == []
    one.says("oui")
    assert casts(one) == [(PASSES[AFI], (5,))]


def test_a_code_alone_opens_the_vote() -> None:
    one = talk()
    one.says(f"VOTE {AFI}")
    assert not holds(one, AFI)
    one.says("4")
    assert casts(one) == [(PASSES[AFI], (4,))]
    other = talk()
    other.says(AFI)
    other.says("4")
    assert casts(other) == [(PASSES[AFI], (4,))]


def test_two_people_share_a_phone_even_while_one_of_them_is_asked() -> None:
    one = talk()
    one.says(f"VOTE {AFI}")
    one.says(f"VOTE {KOFI} 3 7")
    one.says(f"VOTE {AFI} 4")
    assert casts(one) == [(PASSES[KOFI], (3, 7)), (PASSES[AFI], (4,))]


UNSURE = [
    f"je vote 3 et 7 avec le code de ma femme {SPACED}",
    f"je vote 3 ou 7 {SPACED}",
    f"{SPACED} voici mon choix 3 7 pour le quartier",
]


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("said", UNSURE)
def test_numbers_that_may_be_no_vote_are_asked_about_once_the_code_was_taken(said: str, channel: str) -> None:
    one = talk(channel=channel)
    assert "Voter pour 3, 7" in one.says(said).text
    assert (casts(one), one.desk.effects, holds(one, AFI)) == ([], [], False)
    one.says("oui")
    assert casts(one) == [(PASSES[AFI], (3, 7))]


@pytest.mark.parametrize("said", UNSURE)
def test_who_did_not_mean_the_numbers_chooses_with_the_same_code(said: str) -> None:
    one = talk()
    one.says(said)
    one.says("non")
    one.says("4")
    assert casts(one) == [(PASSES[AFI], (4,))]


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_vote_by_name_keeps_the_pass_of_its_code(channel: str) -> None:
    one = talk(channel=channel)
    assert "Zongo" in one.says(f"VOTE zongo {AFI}").text
    assert not holds(one, AFI)
    one.says("oui")
    assert casts(one) == [(PASSES[AFI], (1,))]


@pytest.mark.parametrize("asked", ["comment voter", "Comment je vote ?", "AIDE VOTE", "how to vote ?", "كيف أصوت؟"])
def test_who_asks_how_to_vote_hears_where_the_code_stands(asked: str) -> None:
    assert "48210 93756 1 2" in talk().says(asked).text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("boxes", "is_told"), [("École, Marché", True), ("", False)])
def test_who_asks_how_to_vote_hears_where_the_boxes_stand(language: str, boxes: str, *, is_told: bool) -> None:
    asked = {"fr": "comment voter", "en": "how to vote", "ar": "كيف أصوت؟"}[language]
    said = Talk(SMS, language, CodeDesk(boxes=boxes)).says(asked).text
    assert ("Marché" in said or "Marche" in said) is is_told
    assert prepare(said).segments <= (2 if language == "ar" else 1)


def test_help_at_the_numbers_tells_where_the_code_stands_and_keeps_the_pass() -> None:
    one = talk()
    one.says(f"VOTE {AFI}")
    assert "48210 93756 1 2" in one.says("?").text
    one.says("3 7")
    assert casts(one) == [(PASSES[AFI], (3, 7))]


def test_my_vote_shows_the_vote_of_the_code_and_asks_for_it() -> None:
    one = talk()
    one.says(f"VOTE {AFI} 4")
    assert "4 " in one.says(f"MON VOTE {SPACED}").text
    assert "4 " not in one.says(f"MON VOTE {KOFI}").text
    assert "code" in one.says("MON VOTE").text
    assert "4 " in one.says(AFI).text
    assert not holds(one, AFI)


def test_a_blank_vote_by_code_is_asked_about_once() -> None:
    one = talk()
    one.says(f"VOTE {AFI} 4")
    one.says(f"VOTE {AFI} 0")
    assert not holds(one, AFI)
    one.says("1")
    assert casts(one) == [(PASSES[AFI], (4,)), (PASSES[AFI], ())]


def test_a_blank_vote_that_names_numbers_goes_on_with_the_same_code() -> None:
    one = talk()
    one.says(f"VOTE 0 3 {AFI}")
    one.says("1")
    assert casts(one) == [(PASSES[AFI], (3,))]
    assert not holds(one, AFI)


def test_a_wrong_digit_is_told_and_the_numbers_are_kept() -> None:
    one = talk()
    answer = one.says(f"VOTE {WRONG_DIGIT} 3 7").text
    assert "chiffre" in answer
    assert not holds(one, WRONG_DIGIT)
    assert one.desk.wrong == 0  # type: ignore[attr-defined]
    one.says(AFI)
    assert casts(one) == [(PASSES[AFI], (3, 7))]


@pytest.mark.parametrize("said", [AFI[:-1], AFI + "4", "12", "oui", "je ne sais pas"])
def test_what_is_no_code_is_asked_again_and_records_nothing(said: str) -> None:
    one = talk()
    one.says("VOTE 3")
    one.says(said)
    assert casts(one) == []
    assert not holds(one, AFI)


def test_a_forged_code_counts_for_nothing_and_is_not_tried_for_ever() -> None:
    one = talk()
    for _try in range(5):
        assert "mairie" in one.says(f"VOTE {STRANGER} 3").text
    assert casts(one) == []
    assert one.says(f"VOTE {AFI} 3").text != one.says("MENU").text
    assert casts(one) == []


def test_without_a_code_one_message_says_how_to_get_one() -> None:
    one = talk()
    assert "mairie" in one.says("VOTE 3 7").text
    assert casts(one) == []


@pytest.mark.parametrize("said", ["MENU", "0", "AIDE", "BUDGET"])
def test_the_question_for_the_code_holds_nobody(said: str) -> None:
    one = talk()
    one.says("VOTE")
    one.says(said)
    one.says(f"VOTE {AFI} 3")
    assert casts(one) == [(PASSES[AFI], (3,))]


def test_five_numbers_of_two_digits_are_no_code_where_numbers_are_asked() -> None:
    one = talk()
    one.says(f"VOTE {AFI}")
    pairs = " ".join(KOFI[at : at + 2] for at in range(0, 10, 2))
    one.says(pairs)
    assert [passed for passed, _numbers in casts(one)] == [PASSES[AFI]]


def test_two_codes_in_one_message_are_asked_about() -> None:
    one = talk()
    assert "Un seul code" in one.says(f"VOTE {AFI} {KOFI} 3").text
    assert not holds(one, AFI, KOFI)
    one.says(KOFI)
    assert casts(one) == [(PASSES[KOFI], (3,))]
    again = talk()
    again.says(f"VOTE {AFI} {AFI} 3")
    assert casts(again) == [(PASSES[AFI], (3,))]


def test_when_the_vote_is_over_no_code_is_asked_for() -> None:
    one = talk(vote_open=False)
    one.says("VOTE 3")
    assert one.state.open is None
    one.says("MON VOTE")
    assert one.state.open is None


IN_OTHER_WORDS = [
    "QUESTION mon code {} ne marche pas",
    "mon code {} ne marche pas",
    "IDEE code {} forage",
    "QUESTION mon papier {} ne marche pas chez moi",
    "QUESTION {} ne marche pas pourquoi ?",
    "Pourquoi le {} ne marche pas chez moi ?",
    "IDEE lampe pour la rue {}",
    "le {} est sur mon papier",
    "rappelez le {}",
    "recherche {}ne marche pas",
    "QUESTION le papier ({}) est perdu",
]


@pytest.mark.parametrize("written", [AFI, SPACED, ARABIC, "/".join((AFI[:5], AFI[5:])), " ".join(AFI)])
@pytest.mark.parametrize("said", IN_OTHER_WORDS)
def test_a_code_in_other_words_stands_in_nothing_that_is_kept(said: str, written: str) -> None:
    one = talk()
    for text in (said.format(written), "2", "1"):
        one.says(text)
        assert not holds(one, AFI, ARABIC)
        assert not any(AFI in "".join(filter(str.isdecimal, str(effect))) for effect in one.desk.effects)
        assert ARABIC not in str(one.desk.effects)
        if text not in {"1", "2"}:
            assert one.spoken is not None
            assert one.spoken.is_private


@pytest.mark.parametrize("said", ["le {} chez moi, rue du marché", "Awa Traore {}", "{}"])
def test_a_code_in_an_answer_is_cut_out_of_it(said: str) -> None:
    one = talk()
    one.says("IDEE lampe pour la rue")
    one.says(said.format(SPACED))
    assert not holds(one, AFI)
    assert not any(AFI in str(effect).replace(" ", "") for effect in one.desk.effects)


def test_to_look_for_codes_in_other_words_teaches_nobody_which_are_good() -> None:
    one = talk()
    one.says(f"QUESTION le {STRANGER} ou le {KOFI} marche ?")
    assert not any(KOFI in str(effect) for effect in one.desk.effects)
    other = talk(looks=1)
    other.says(f"QUESTION le {STRANGER} ou le {KOFI} marche ?")
    assert not any(code in str(effect) for effect in other.desk.effects for code in (STRANGER, KOFI))
    assert (one.desk.wrong, other.desk.wrong) == (0, 0)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("language", "said", "how"),
    [
        ("fr", "je ne vote pas pour le 3", "VOTE + code"),
        ("en", "i don't vote for 3", "VOTE + code"),
        ("ar", "لا أصوت للمشروع 3", "صوت + رمزك"),
    ],
)
def test_who_refuses_a_project_is_told_how_to_vote_with_a_code(language: str, said: str, how: str) -> None:
    one = talk(language)
    reply = one.says(said)
    assert how in reply.text
    assert prepare(reply.text).segments <= (2 if language == "ar" else 1)
    assert casts(one) == []


def test_a_telephone_number_in_a_question_stays_in_it() -> None:
    one = talk()
    one.says(f"QUESTION pouvez-vous appeler la pharmacie au {STRANGER} pour le centre de santé")
    assert any(STRANGER in str(effect) for effect in one.desk.effects)
    assert one.spoken is not None
    assert one.spoken.is_private


def test_at_level_a_ten_digits_are_what_they_were() -> None:
    one = Talk()
    one.says(f"VOTE {AFI} 3 7")
    other = Talk()
    other.says(f"QUESTION mon code {AFI} ne marche pas")
    assert any(AFI in str(effect) for effect in other.desk.effects)
    assert not any(effect[0] == "cast" for effect in one.desk.effects)


@given(
    st.lists(st.sampled_from([AFI, SPACED, KOFI, STRANGER, WRONG_DIGIT, "VOTE", "MON VOTE", "3", "7", "0", "oui", "?"]))
)
@settings(max_examples=60, deadline=None)
def test_whatever_is_said_no_code_is_kept_and_only_good_ones_vote(words: list[str]) -> None:
    one = talk()
    for start in range(0, len(words), 3):
        one.says(" ".join(words[start : start + 3]))
        assert not holds(one, AFI, KOFI, STRANGER, WRONG_DIGIT)
    assert {passed for passed, _choices in casts(one)} <= set(PASSES.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_about_codes_fits_its_sms(language: str) -> None:
    allowed = 1 if language != "ar" else 2
    one = talk(language)
    replies = [one.says("VOTE"), one.says(WRONG_DIGIT), one.says(AFI[:-1]), one.says("12"), one.says(STRANGER)]
    one.says("MENU")
    replies += [one.says("MY VOTE" if language == "en" else "MON VOTE" if language == "fr" else "صوتي"), one.says(KOFI)]
    for reply in replies:
        assert prepare(reply.text).segments <= allowed, reply.text
    for phrase in (SEND_CODE, NO_CODE, *FAULTS.values(), HOW_TO_VOTE_BY_CODE):
        assert render(Reply([Say(phrase)]), speech_in(language), SMS).text


DICTATED = " ".join(AFI)
WRONGLY = " ".join(WRONG_DIGIT)


@pytest.mark.parametrize(
    "said",
    [
        f"VOTE {DICTATED} 3 7",
        f"VOTE 3 7 {DICTATED}",
        f"je vote {DICTATED} 3 et 7",
        f"VOTE {DICTATED.replace(' ', '.')} 3 7",
        f"VOTE {DICTATED.replace(' ', ', ')}, 3, 7",
        f"VOTE {DICTATED.replace('0', 'O')} 3 7",
        f"صوت {' '.join(ARABIC)} ٣ و ٧",
        f"sewet {DICTATED} 3 w 7",
        f"{DICTATED} 3 7",
    ],
)
def test_a_code_dictated_digit_by_digit_stands_before_the_choices(said: str) -> None:
    one = talk()
    one.says(said)
    assert casts(one) == [(PASSES[AFI], (3, 7))]
    assert not holds(one, AFI)


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize(
    "said",
    [
        f"VOTE {WRONGLY} 3 7",
        f"VOTE {WRONGLY}",
        f"VOTE 3 6 {WRONGLY}",
        WRONGLY,
        f"VOTE {WRONGLY[:-2]} 7 7 1 1",
        f"VOTE {DICTATED[:-2]}",
        f"صوت {WRONGLY} 3 7",
    ],
)
def test_digits_of_a_code_with_a_fault_are_offered_as_no_projects(said: str, channel: str) -> None:
    one = talk(channel=channel)
    answer = one.says(said).text
    assert any(say(FAULTS[fault], one.speech) in answer for fault in FAULTS)
    assert one.state.open is not None and one.state.open.name == SHOWN
    one.says(AFI)
    assert casts(one) == []
    one.says("4")
    assert casts(one) == [(PASSES[AFI], (4,))]


def test_a_dictated_code_with_a_fault_leaves_the_points_beside_it() -> None:
    points = BallotRules(BallotFormat.POINTS, max_choices=3, max_points=10, max_each=5)
    for code in (DICTATED, WRONGLY):
        one = talk(ballots=points)
        one.says(f"VOTE {code} 7:5")
        one.says(AFI)
        assert casts(one)[0] == (PASSES[AFI], ((7, 5),))


def test_nine_projects_each_once_are_no_code() -> None:
    one = talk(ballots=BallotRules(max_choices=9))
    one.says("VOTE 1 2 3 4 5 6 7 8 9")
    one.says(AFI)
    assert casts(one) == [(PASSES[AFI], (1, 2, 3, 4, 5, 6, 7, 8, 9))]
