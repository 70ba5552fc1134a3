"""A commune's own words: what is refused, when they are said, and that every process says them at once."""

from __future__ import annotations

import io
import secrets

import pytest
from babel.messages.pofile import read_po
from sqlalchemy import select

from bot.phrases import Phrase, Speech, counted
from budgeting.refusal import Refusal
from models import AuditEntry, Commune
from services.audit import check_chain
from services.house import House
from services.keyring import Keyring
from services.own_words.kept import digest_of, own_words_of, read_words
from services.own_words.reasons import WordsNo
from services.own_words.texts import SaidText, find_text, list_texts, standing_of
from services.own_words.trial import try_words
from services.own_words.writing import export_words, keep_words, take_back
from services.unit_of_work import UnitOfWork
from tests.conftest import HandClock
from tests.services.polling_day import PollingDay, plant_polling_day

VOTER = "+22890112233"
WELCOME = "Welcome to %(commune)s."
DAYS = "%(count)s working day"


@pytest.fixture
def day(house: House, clock: HandClock) -> PollingDay:
    made = plant_polling_day(house, languages=["fr", "ar", "sw"])
    clock.wait(days=30)  # no text is changed while people vote
    return made


def text_of(text: str, language: str = "fr") -> SaidText:
    return next(one for one in list_texts(language, {}) if one.text == text)


def keep(day: PollingDay, text: str, *forms: str, language: str = "fr", accepts: bool = False) -> None:
    key = text_of(text, language).key
    day.house.work.write(
        lambda db: keep_words(db, day.house, day.commune_id, language, key, forms, accepts_price=accepts, staff_id=None)
    )


def give_back(day: PollingDay, text: str, language: str = "fr") -> None:
    key = text_of(text, language).key
    day.house.work.write(lambda db: take_back(db, day.house, day.commune_id, language, key, staff_id=None))


def said(day: PollingDay, text: str, sender: str = VOTER) -> str:
    reply = day.sms(sender, text, message_id=secrets.token_hex(4)).reply
    assert reply is not None
    return reply.text


def test_own_words_are_said_from_the_next_message_on_until_they_are_taken_back(day: PollingDay) -> None:
    assert "Bienvenue" in said(day, "bonjour")
    keep(day, WELCOME, "Soyez chez vous à %(commune)s.")
    assert "Soyez chez vous" in said(day, "bonjour")
    keep(day, WELCOME, "Entrez, %(commune)s vous écoute.")
    assert "vous écoute" in said(day, "bonjour")
    give_back(day, WELCOME)
    assert "Bienvenue" in said(day, "bonjour")


def test_another_process_says_them_at_once(day: PollingDay, clock: HandClock) -> None:
    house = day.house
    other = House(UnitOfWork(house.work._engine), clock, house.vault, Keyring(house.keyring._folder), house.files)
    there = PollingDay(other, day.commune_id, day.cycle_id, day.opens_at, day.closes_at, day.lines)
    keep(day, WELCOME, "Soyez chez vous à %(commune)s.")
    assert "Soyez chez vous" in said(there, "bonjour")
    give_back(there, WELCOME)
    assert "Bienvenue" in said(day, "bonjour", "+22890112299")
    other.work.close()


def test_words_that_come_again_are_said_by_who_found_them_gone(day: PollingDay) -> None:
    words = {("fr", WELCOME): (f"Entrez, {secrets.token_hex(4)} %(commune)s.",)}
    seen = Commune(id=day.commune_id, wording=digest_of(words))  # as a turn has it that began before they were gone
    assert own_words_of(seen) == {}
    keep(day, WELCOME, *words["fr", WELCOME])
    assert day.house.work.read(lambda db: own_words_of(db.get_one(Commune, day.commune_id))) == words


def test_own_words_of_a_draft_come_before_what_it_falls_back_on(day: PollingDay) -> None:
    text = next(one for one in list_texts("sw", {}, missing=True) if not one.is_fixed and "%" not in one.text)
    keep(day, text.text, "maneno yetu", language="sw", accepts=True)
    own = day.house.work.read(lambda db: own_words_of(db.get_one(Commune, day.commune_id)))
    assert own == {("sw", text.text): ("maneno yetu",)}


def test_a_commune_without_own_words_has_nothing_read_for_it(day: PollingDay) -> None:
    commune = day.house.work.read(lambda db: db.get_one(Commune, day.commune_id))
    assert commune.wording is None and own_words_of(commune) == {}
    keep(day, WELCOME, "Salut, %(commune)s.")
    give_back(day, WELCOME)
    assert day.house.work.read(lambda db: db.get_one(Commune, day.commune_id).wording) is None


@pytest.mark.parametrize(
    ("text", "forms", "reason"),
    [
        (WELCOME, ("Bienvenue.",), WordsNo.VALUE_MISSING),
        (WELCOME, ("Bienvenue à %(comune)s et %(commune)s.",), WordsNo.VALUE_UNKNOWN),
        (WELCOME, ("Bienvenue à %(commune)s, 100%.",), WordsNo.STRAY_PERCENT),
        (WELCOME, ("Bienvenue à %(commune)d.",), WordsNo.STRAY_PERCENT),
        (WELCOME, ("  ",), WordsNo.EMPTY),
        (WELCOME, ("Bienvenue à %(commune)s.", "de trop"), WordsNo.EMPTY),
        (WELCOME, ("Bienvenue à %(commune)s. " + "x" * 160,), WordsNo.DEARER),
        (WELCOME, ("Bienvenue à %(commune)s \u2014 ŋ " + "x" * 60,), WordsNo.DEARER),
        (DAYS, ("%(count)s jour",), WordsNo.EMPTY),
        (DAYS, ("un jour", "des jours"), WordsNo.VALUE_MISSING),
        ("yes, y, ok, yeah, sure", ("oui, ouais",), WordsNo.FIXED),
    ],
)
def test_words_that_cannot_be_said_are_refused(
    day: PollingDay, text: str, forms: tuple[str, ...], reason: WordsNo
) -> None:
    with pytest.raises(Refusal) as refused:
        keep(day, text, *forms)
    assert refused.value.reason == reason
    assert day.house.work.read(lambda db: read_words(db, day.commune_id)) == {}


def test_dearer_words_are_taken_where_their_price_is_accepted(day: PollingDay) -> None:
    keep(day, WELCOME, "Bienvenue à %(commune)s. " + "x" * 160, accepts=True)
    assert "xxx" in said(day, "bonjour")


def test_arabic_has_six_forms_of_what_is_counted_and_the_number_chooses(day: PollingDay) -> None:
    arabic = text_of(DAYS, "ar")
    assert arabic.wanted == 6 and text_of(DAYS).wanted == 2
    own = {("ar", DAYS): ("صفر", "واحد", "اثنان", "%(count)s قليل", "%(count)s كثير", "%(count)s غير")}
    speech = Speech(("ar", "fr"), own=own)
    said = [counted(*arabic.english).of(number).spoken(speech) for number in (0, 1, 2, 5, 11, 100)]
    assert said == ["صفر", "واحد", "اثنان", "5 قليل", "11 كثير", "100 غير"]


def test_a_language_has_its_own_words_before_the_next_one_in_line() -> None:
    other = {("ar", WELCOME): ("أهلا %(commune)s",)}
    assert Phrase(WELCOME, {"commune": "X"}).spoken(Speech(("fr", "ar"), own=other)).startswith("Bienvenue")
    assert Phrase(WELCOME, {"commune": "X"}).spoken(Speech(("ar", "fr"), own=other)) == "أهلا X"


def test_each_change_stands_in_the_trail_with_the_words_before_and_after(day: PollingDay) -> None:
    house, first, second = "Bienvenue. %(commune)s.", "Soyez chez vous à %(commune)s.", "Bonjour de %(commune)s."
    keep(day, WELCOME, first)
    keep(day, WELCOME, second)
    give_back(day, WELCOME)
    trail = select(AuditEntry).where(AuditEntry.subject == "words").order_by(AuditEntry.id)
    rows = day.house.work.read(lambda db: list(db.scalars(trail)))
    assert [row.act for row in rows] == ["words_changed", "words_changed", "words_taken_back"]
    told = [(row.details["said_before"], row.details["said_now"]) for row in rows]
    assert told == [([house], [first]), ([first], [second]), ([second], [house])]
    assert {row.details["language"] for row in rows} == {"fr"}
    assert day.house.work.read(check_chain).is_whole


def test_the_file_for_translators_holds_the_communes_own_words(day: PollingDay) -> None:
    keep(day, WELCOME, "Karibu sana %(commune)s.", language="sw")
    content = day.house.work.read(lambda db: export_words(db, day.commune_id, "sw"))
    catalogue = read_po(io.BytesIO(content))
    assert catalogue[WELCOME].string == "Karibu sana %(commune)s."
    assert catalogue["Water"].string == "Maji"
    assert b"BROUILLON" in content


def test_how_far_a_language_is() -> None:
    french, swahili = standing_of("fr", {}), standing_of("sw", {("sw", WELCOME): ("x",)})
    assert french.said == french.texts > 1000 and not french.is_draft
    assert 100 < swahili.said < swahili.texts == french.texts and swahili.is_draft and swahili.own == 1


def test_texts_are_found_in_english_and_in_the_language() -> None:
    assert {one.text for one in list_texts("sw", {}, "karibu")} >= {WELCOME}
    assert WELCOME in {one.text for one in list_texts("sw", {}, "welcome to")}
    assert list_texts("fr", {}, missing=True) == []
    assert find_text("fr", {}, "nothing") is None


@pytest.mark.parametrize("language", ["fr", "ar", "en", "sw", "zgh", "kbp"])
def test_every_text_of_the_house_can_itself_be_tried(language: str) -> None:
    texts = [one for one in list_texts(language, {}) if one.house]
    assert texts
    for one in texts:
        trial = try_words(one, language, one.house)
        assert not trial.is_dearer, one.text


def test_no_text_is_changed_while_people_vote(house: House) -> None:
    day = plant_polling_day(house, languages=["fr"])
    for change in (lambda: keep(day, WELCOME, "Soyez chez vous à %(commune)s."), lambda: give_back(day, WELCOME)):
        with pytest.raises(Refusal) as no:
            change()
        assert no.value.reason is WordsNo.VOTE_OPEN
