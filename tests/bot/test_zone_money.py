"""A vote in which zones have money of their own: what is asked, refused at once, and told of the rules and results."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.money_shared import shared_told
from bot.phrases import Speech, say
from bot.pot_words import pot_told, told_reason
from bot.records import plain, record
from bot.rule_words import rules_told
from bot.sms.prepare import prepare
from bot.views.votes import PaperPot, PotResult, SharedMoney
from budgeting.ballot import BallotFormat, BallotRules, Pot
from budgeting.counting.outcome import Verdict
from tests.bot.fake_desk import FakeDesk
from tests.bot.talking import CHANNELS, Talk
from tests.bot.test_reasons import Kind, kinds, line_of
from tests.bot.worst_case import ALLOWED, LANGUAGES, speech_in

AGLA = {"": "Agla", "ar": "أغلا"}
POTS = (Pot(5_000_000, (3, 4), AGLA), Pot(9_000_000, (1, 2, 5, 6, 7, 8, 9)))
BASKET = BallotRules(BallotFormat.KNAPSACK, max_choices=3, envelope=9_000_000, pots=POTS)
LONGEST = {"fr": "m" * 40, "ar": "م" * 40, "en": "m" * 40}


class ZonesOfTheirOwn(FakeDesk):
    """A commune with the zone that has money in this vote."""

    def zone_named(self, words: str) -> str | None:
        return "Agla" if "agla" in words or "اغلا" in words or "أغلا" in words else super().zone_named(words)


def talk(ballots: BallotRules, channel: str = "sms") -> Talk:
    return Talk(CHANNELS[channel], desk=FakeDesk(ballots=ballots, proven=True))


def test_one_message_names_projects_of_any_zone() -> None:
    person = talk(BASKET)
    person.says("VOTE 3 7")
    assert person.desk.effects[-1] == ("cast_ballot", (3, 7))


def test_what_is_over_the_money_of_a_zone_is_told_at_once_with_the_projects_and_the_excess() -> None:
    person = talk(BASKET)
    answer = person.says("VOTE 3 7 4").text
    assert "3, 4" in answer and "8,8 M F" in answer and "3,8 M F" in answer and "5 M F" in answer
    assert not person.desk.effects


@pytest.mark.parametrize(
    ("languages", "told"), [(("fr", "ar"), "Agla"), (("en", "fr", "ar"), "Agla"), (("ar", "fr"), "أغلا")]
)
def test_a_zone_is_called_as_the_commune_writes_it_where_the_reader_has_no_name_for_it(
    languages: tuple[str, ...], told: str
) -> None:
    speech = replace(speech_in(languages[0]), languages=languages)
    line = replace(line_of(min(kinds(), key=repr)), pot=AGLA)
    assert told in told_reason(record(plain(line))).spoken(speech)
    assert told in say(pot_told(record(plain(PotResult(AGLA, 5, 3, 0)))), speech)


def test_buttons_offer_what_each_envelope_still_pays_for() -> None:
    person = talk(BASKET, "telegram")
    assert "l'argent de chaque zone" in person.says("VOTE").text.replace("’", "'")
    answer = person.presses("3 Lampadaires")
    labels = [button.label for row in answer.buttons for button in row]
    assert "4 Pont de Kossi" not in labels and "7 Marché couvert" in labels
    assert "Choisis: 3. Agla: il reste 1 250 000 F. Un autre?" in answer.text
    answer = person.presses("7 Marché couvert")
    labels = [button.label for row in answer.buttons for button in row]
    assert "1 Forage à Zongo" not in labels


def test_what_is_left_is_told_of_the_envelope_that_was_just_drawn_on() -> None:
    for first, said in (("7 Marché couvert", "7. Toute la commune"), ("3 Lampadaires", "3. Agla")):
        person = talk(BASKET, "telegram")
        person.says("VOTE")
        assert person.presses(first).text.startswith(f"Choisis: {said}: il reste ")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("pot", [LONGEST, {}], ids=["zone", "commune"])
def test_every_reason_fits_one_sms_in_a_vote_with_several_envelopes(language: str, pot: dict[str, str]) -> None:
    def sentence(kind: Kind) -> str:
        return told_reason(record(plain(replace(line_of(kind), pot=pot)))).spoken(speech_in(language))

    assert not [kind for kind in kinds() if prepare(sentence(kind)).segments > ALLOWED[language]]


@pytest.mark.parametrize(
    ("language", "zone", "commune"),
    [("fr", "Agla : ", "Toute la commune : "), ("ar", "أغلا: ", "البلدية كلها: "), ("en", "Agla: ", "Whole commune: ")],
)
def test_a_reason_begins_with_whose_money_it_was(language: str, zone: str, commune: str) -> None:
    won = next(line_of(kind) for kind in kinds() if kind[0] == "greedy" and kind[1] == Verdict.WON)
    speech = Speech((language,))
    assert told_reason(record(plain(replace(won, pot=AGLA)))).spoken(speech).startswith(zone)
    assert told_reason(record(plain(replace(won, pot={})))).spoken(speech).startswith(commune)
    assert zone not in told_reason(record(plain(won))).spoken(speech)


def test_of_a_zone_nobody_is_told_that_a_project_costs_more_than_all_the_money_there_is() -> None:
    kind = next(kind for kind in kinds() if kind[1] == Verdict.LOST_TOO_DEAR_ALONE)
    line = replace(line_of(kind), cost=7_000, values={"left": 5_000, "missing_money": 1_000}, pot=AGLA)
    said = told_reason(record(plain(line))).spoken(Speech(("en",)))
    assert "all the money there is" not in said and "5 000" in said.replace("\u202f", " ").replace(",", " ")
    assert "2 000" in said.replace("\u202f", " ").replace(",", " ")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("leftovers", ["stay", "to_commune"])
def test_the_rules_say_that_zones_are_counted_apart_and_what_becomes_of_the_rest(language: str, leftovers: str) -> None:
    rules = record(
        {"state": "open", "rule": "greedy", "format": "approval", "minimum_votes": 0, "leftovers": leftovers}
    )
    said = rules_told(rules, "counted").spoken(Speech((language,)))
    word = {"fr": "zones qui ont leur propre argent", "ar": "المناطق التي لها مال خاص", "en": "money of their own"}
    assert word[language] in said
    others = {one: rules_told(record({**rules, "leftovers": one}), "counted").spoken(Speech((language,)))
              for one in ("stay", "to_commune")}  # fmt: skip
    assert len(set(others.values())) == 2
    for rule in ("greedy", "greedy_per_cost", "equal_shares", "phragmen"):
        told = rules_told(record({**rules, "rule": rule, "minimum_votes": 99_999}), "counted")
        assert prepare(told.spoken(speech_in(language))).segments <= ALLOWED[language]
    assert word[language] not in rules_told(record({**rules, "leftovers": None}), "counted").spoken(Speech((language,)))


def test_what_was_spent_of_each_envelope_is_told() -> None:
    found = PotResult(AGLA, 5_000, 3_000)
    assert say(pot_told(record(plain(found))), Speech(("en",), currency="XOF")).startswith("Agla: ")
    assert "2 000" in say(pot_told(record(plain(found))), Speech(("fr",), currency="XOF")).replace("\u202f", " ")
    assert found.left == 2_000


@pytest.mark.parametrize(
    ("language", "word"), [("fr", "laissés par des zones"), ("en", "left by zones"), ("ar", "المناطق")]
)
def test_of_the_money_of_the_commune_it_is_said_what_zones_had_left(language: str, word: str) -> None:
    speech = Speech((language,), currency="XOF")
    assert word in say(pot_told(record(plain(PotResult({}, 9_000, 3_000, 2_000)))), speech)
    assert word not in say(pot_told(record(plain(PotResult({}, 7_000, 3_000)))), speech)


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize(
    ("language", "asked", "told"),
    [
        ("fr", "enveloppe", ["12,5 M F", "Agla 5 M F", "Toute la commune 9 M F"]),
        ("fr", "quelle enveloppe pour le vote", ["12,5 M F", "Agla 5 M F", "Toute la commune 9 M F"]),
        ("fr", "combien d'argent pour Agla dans le vote", ["Agla a 5 M F à part", "3, 4"]),
        ("fr", "enveloppe Agla", ["Agla a 5 M F à part", "3, 4"]),
        ("fr", "combien d'argent pour Zongo dans le vote", ["Zongo n'a pas d'argent à part", "9 M F"]),
        ("en", "how much money for Agla in the vote", ["Agla has 5 M F of its own", "3, 4"]),
        ("en", "envelope", ["12.5 M F", "Agla 5 M F"]),
        ("ar", "كم المال لأغلا في التصويت", ["3، 4"]),
        ("ar", "الغلاف المالي", ["12,5"]),
    ],
)
def test_the_money_of_the_vote_and_of_a_zone_in_it_is_told(
    channel: str, language: str, asked: str, told: list[str]
) -> None:
    person = Talk(CHANNELS[channel], language, ZonesOfTheirOwn(ballots=BASKET))
    said = person.says(asked).text.replace("\u00a0", " ").replace("\u202f", " ")
    assert all(part in said or channel == "telegram" for part in told), said
    assert "Agla" in said or "أغلا" in said or "Zongo" in said


def test_where_no_zone_has_money_of_its_own_that_is_said() -> None:
    said = Talk(CHANNELS["sms"]).says("combien d'argent pour Zongo dans le vote").text
    assert said.startswith("Dans ce vote, aucune zone n'a son propre argent. Le vote partage 12,5 M F")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("zones", [0, 1, 12])
@pytest.mark.parametrize("zone", ["", "Agla", "Zongo"])
def test_what_is_shared_out_fits_its_sms(language: str, zones: int, zone: str) -> None:
    names = {"fr": "m" * 40, "ar": "م" * 40, "en": "m" * 40}
    pots = (
        *(PaperPot(99_950_000_000, (101, 102, 103), names) for _ in range(zones)),
        PaperPot(99_950_000_000, (1,), {}),
    )
    shared = record(plain(SharedMoney(99_950_000_000, pots if zones else ())))
    sent = prepare(say(shared_told(shared, zone), speech_in(language)))
    assert sent.segments <= ALLOWED[language], sent.text


@pytest.mark.parametrize(
    "said",
    [
        "il a pris une enveloppe",
        "le maire a reçu une enveloppe de Zongo",
        "on m'a donné une enveloppe pour voter",
        "le maire donne des enveloppes pour voter",
    ],
)
def test_who_tells_of_an_envelope_that_was_taken_hears_no_figure(said: str) -> None:
    assert "M F" not in talk(BASKET).says(said).text


@pytest.mark.parametrize(
    "asked",
    [
        "combien il faut payer pour voter ?",
        "le sms pour voter coûte combien",
        "qui paie pour voter",
        "combien on paye pour le vote ?",
        "who pays for the vote",
        "كم ندفع للتصويت",
    ],
)
def test_who_asks_what_it_costs_to_vote_is_not_told_what_the_vote_shares_out(asked: str) -> None:
    assert "M F" not in talk(BASKET).says(asked).text
