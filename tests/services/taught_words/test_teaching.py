"""Teaching a word from what was not understood: what is refused, what it changes, at once everywhere, and undone."""

from __future__ import annotations

import secrets
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.understanding.intents import Intent, Topic
from bot.understanding.taught import TEACHABLE, Means
from budgeting.refusal import Refusal
from models import AuditEntry, BudgetInquiry, Commune, Contact, InformationRequest, Project, Proposal, Unheard, Zone
from services.house import House
from services.keyring import Keyring
from services.taught_words.guess import guess_word
from services.taught_words.kept import read_taught, taught_words_of
from services.taught_words.reasons import TaughtNo
from services.taught_words.trial import Trial, Typed, try_word
from services.taught_words.writing import keep_word, list_taught, take_back
from services.unheard import UnheardReason, UnheardRow, keep_unheard, list_unheard, settle_unheard
from services.unit_of_work import UnitOfWork
from tests.conftest import HandClock
from tests.services.polling_day import PollingDay, plant_polling_day

VOTER, OTHER = "+22890112233", "+22890112299"
MEETINGS, WATER = Means(Intent.MEETINGS), Means(topic=Topic.WATER)


@pytest.fixture
def day(house: House) -> PollingDay:
    """A commune on the day of its vote: words are taught while people vote."""
    return plant_polling_day(house, languages=["fr", "ar", "sw"])


def unheard(day: PollingDay, text: str, language: str = "fr") -> int:
    def keep(db: Any) -> int:
        keep_unheard(db, db.get_one(Commune, day.commune_id), language, text, day.house.clock())
        return int(db.scalar(select(func.max(Unheard.id))))

    return day.house.work.write(keep)


def tried(day: PollingDay, row: int, phrase: str, means: Means = MEETINGS, language: str = "fr") -> Trial:
    typed = Typed(language, phrase, means)
    return day.house.work.read(lambda db: try_word(db, day.house, day.commune_id, row, typed))


def teach(day: PollingDay, row: int, phrase: str, means: Means = MEETINGS, language: str = "fr") -> int:
    typed = Typed(language, phrase, means)
    return day.house.work.write(lambda db: keep_word(db, day.house, day.commune_id, row, typed, staff_id=None))


def forget(day: PollingDay, number: int) -> None:
    day.house.work.write(lambda db: take_back(db, day.house, day.commune_id, number, staff_id=None))


def rows(day: PollingDay) -> list[str]:
    return [row.text for row in day.house.work.read(lambda db: list_unheard(db, day.commune_id, 50, 0))[0]]


def said(day: PollingDay, text: str, sender: str = VOTER) -> str:
    reply = day.sms(sender, text, message_id=secrets.token_hex(4)).reply
    assert reply is not None
    return reply.text


def taught(day: PollingDay) -> list[int]:
    return [one.id for one in day.house.work.read(lambda db: list_taught(db, day.commune_id))]


def test_a_word_is_heard_from_the_next_message_on_until_it_is_taken_back(day: PollingDay) -> None:
    assert "pas compris" in said(day, "zorglub")
    row = unheard(day, "zorglub")
    assert rows(day) == ["zorglub"]
    assert teach(day, row, "zorglub") == 1
    assert "réunion" in said(day, "Zorglub !")
    assert rows(day) == []
    forget(day, *taught(day))
    assert "pas compris" in said(day, "zorglub")
    assert rows(day) == ["zorglub"]


def test_another_process_hears_it_at_once(day: PollingDay, clock: HandClock) -> None:
    house = day.house
    other = House(UnitOfWork(house.work._engine), clock, house.vault, Keyring(house.keyring._folder), house.files)
    there = PollingDay(other, day.commune_id, day.cycle_id, day.opens_at, day.closes_at, day.lines)
    teach(day, unheard(day, "zorglub"), "zorglub")
    assert "réunion" in said(there, "zorglub", OTHER)
    forget(there, *taught(there))
    assert "pas compris" in said(day, "zorglub")
    other.work.close()


def test_a_commune_that_taught_nothing_has_nothing_read_for_it(day: PollingDay) -> None:
    def seen(db: Any) -> tuple[str | None, Any]:
        commune = db.get_one(Commune, day.commune_id)
        return commune.teaching, taught_words_of(commune)

    assert day.house.work.read(seen) == (None, {})
    teach(day, unheard(day, "zorglub"), "zorglub")
    assert day.house.work.read(seen)[1] == {("fr", "zorglub"): MEETINGS}
    forget(day, *taught(day))
    assert day.house.work.read(seen) == (None, {})


def test_a_trial_says_both_answers_and_which_rows_it_explains_and_keeps_nothing(day: PollingDay) -> None:
    row, other = unheard(day, "zorglub"), unheard(day, "les zorglub du village")
    unheard(day, "zorg lub")
    found = tried(day, row, "zorglub")
    assert "pas compris" in found.now and "réunion" in found.then
    assert [one.id for one in found.explained] == [row, other]
    counted = (Contact, InformationRequest, Proposal, BudgetInquiry)
    assert (
        day.house.work.read(lambda db: [db.scalar(select(func.count()).select_from(one)) for one in counted]) == [0] * 4
    )
    assert rows(day) != [] and day.house.work.read(lambda db: read_taught(db, day.commune_id)) == {}


def test_every_meaning_can_be_tried(day: PollingDay) -> None:
    row = unheard(day, "zorglub blabli")
    for means in (*map(Means, TEACHABLE), *(Means(topic=topic) for topic in Topic)):
        found = tried(day, row, "zorglub blabli", means)
        assert found.then and found.then != found.now, means


def test_all_rows_that_a_word_explains_leave_the_list_and_come_back_with_it(day: PollingDay) -> None:
    first, _second, third = unheard(day, "zorglub"), unheard(day, "les zorglub du village"), unheard(day, "kwak")
    day.house.work.write(lambda db: settle_unheard(db, day.house, day.commune_id, third, staff_id=None))
    unheard(day, "blurb")
    assert teach(day, first, "zorglub") == 2
    assert rows(day) == ["blurb"]
    assert [one.explained for one in day.house.work.read(lambda db: list_taught(db, day.commune_id))] == [2]
    forget(day, *taught(day))
    assert sorted(rows(day)) == ["blurb", "les zorglub du village", "zorglub"]


@pytest.mark.parametrize(
    ("text", "phrase", "reason"),
    [
        ("zo lub", "zo", TaughtNo.TOO_SHORT),
        ("zorglub # kwak", "zorglub kwak", TaughtNo.NOT_SAID),
        ("zorglub", "zorg", TaughtNo.NOT_SAID),
        ("zorglub", "autre chose", TaughtNo.NOT_SAID),
        ("a b c d e f g zorglub", "a b c d e f g zorglub", TaughtNo.TOO_LONG),
        ("zorglub vote kwak", "zorglub vote", TaughtNo.GUARDED),
        ("zorglub voté kwak", "voté kwak", TaughtNo.GUARDED),
        ("zorglub trois kwak", "zorglub trois", TaughtNo.GUARDED),
        ("zorglub premier", "premier", TaughtNo.GUARDED),
        ("zorglub 7 kwak", "zorglub 7", TaughtNo.GUARDED),
        ("zorglub x7 kwak", "zorglub x7", TaughtNo.GUARDED),
        ("pas zorglub", "pas zorglub", TaughtNo.GUARDED),
        ("zorglub stop", "zorglub stop", TaughtNo.GUARDED),
        ("zorglub annuler", "annuler", TaughtNo.GUARDED),
        ("zorglub effacer", "zorglub effacer", TaughtNo.GUARDED),
        ("zorglub incendie", "incendie", TaughtNo.GUARDED),
        ("zorglub volé", "zorglub volé", TaughtNo.GUARDED),
        ("zorglub blanc", "zorglub blanc", TaughtNo.GUARDED),
        ("zorglub i vote", "i vote", TaughtNo.GUARDED),
        ("pour le zorglub", "pour le", TaughtNo.TOO_COMMON),
        ("combien zorglub", "combien", TaughtNo.TOO_COMMON),
        ("zorglub merci", "merci", TaughtNo.TOO_COMMON),
        ("oui zorglub", "oui", TaughtNo.TOO_COMMON),
        ("zorglub eau", "eau", TaughtNo.CHANGES_KNOWN),
        ("zorglub projets", "projets", TaughtNo.CHANGES_KNOWN),
        ("budget santé zorglub", "zorglub", TaughtNo.CHANGES_NOTHING),
    ],
)
def test_what_cannot_be_taught_is_refused(day: PollingDay, text: str, phrase: str, reason: TaughtNo) -> None:
    row = unheard(day, text)
    for act in (tried, teach):
        with pytest.raises(Refusal) as no:
            act(day, row, phrase)
        assert no.value.reason is reason


@pytest.mark.parametrize(
    ("means", "language"),
    [
        (Means(Intent.VOTE), "fr"),
        (Means(Intent.STOP), "fr"),
        (Means(Intent.ERASE), "fr"),
        (Means(Intent.CANCEL), "fr"),
        (Means(), "fr"),
        (Means(Intent.BUDGET, Topic.WATER), "fr"),
        (MEETINGS, "en"),
        (MEETINGS, "xx"),
    ],
)
def test_only_what_asks_or_answers_is_taught_in_a_language_of_the_commune(
    day: PollingDay, means: Means, language: str
) -> None:
    row = unheard(day, "zorglub")
    with pytest.raises(Refusal) as no:
        teach(day, row, "zorglub", means, language)
    assert no.value.reason is TaughtNo.NO_MEANING


def test_what_changes_a_known_message_is_refused_and_names_it(day: PollingDay) -> None:
    row = unheard(day, "zorglub il au courant")
    with pytest.raises(Refusal) as no:
        teach(day, row, "il au courant")
    assert no.value.reason is TaughtNo.CHANGES_KNOWN and "maire" in str(no.value.values["words"])


@pytest.mark.parametrize(("text", "phrase"), [("kwak forage zing", "forage zing"), ("à gbadago zing", "gbadago")])
def test_the_name_of_a_project_or_a_zone_is_not_taught(day: PollingDay, text: str, phrase: str) -> None:
    def name(db: Any) -> None:
        db.scalars(select(Project)).first().titles = {"fr": "Le forage Zing de Kossi"}
        db.add(Zone(commune_id=day.commune_id, name="Zogbé", names={"fr": "Gbadago"}))

    day.house.work.write(name)
    row = unheard(day, text)
    with pytest.raises(Refusal) as no:
        teach(day, row, phrase)
    assert no.value.reason is TaughtNo.NAMES_SOMETHING


def test_a_word_is_taught_once_and_what_another_explains_stays_so(day: PollingDay) -> None:
    teach(day, unheard(day, "les zorglub kwak du village"), "zorglub", WATER)
    for text, phrase, reason in (
        ("zing zorglubs", "zorglubs", TaughtNo.TAUGHT_ALREADY),
        ("kwak zing blurb", "kwak", TaughtNo.CHANGES_KNOWN),
    ):
        with pytest.raises(Refusal) as no:
            teach(day, unheard(day, text), phrase)
        assert no.value.reason is reason


def test_it_belongs_to_its_commune(day: PollingDay) -> None:
    row = unheard(day, "zorglub")
    teach(day, row, "zorglub")
    number = taught(day)[0]
    with pytest.raises(Refusal) as no:
        day.house.work.write(lambda db: take_back(db, day.house, day.commune_id + 1, number, staff_id=None))
    assert no.value.reason is TaughtNo.UNKNOWN
    with pytest.raises(Refusal) as no:  # a row that left the list
        tried(day, row, "zorglub")
    assert no.value.reason is UnheardReason.UNKNOWN


def test_each_change_stands_in_the_trail_and_never_the_words(day: PollingDay) -> None:
    teach(day, unheard(day, "zorglub"), "zorglub")
    forget(day, *taught(day))
    trail = select(AuditEntry).where(AuditEntry.subject == "taught_word").order_by(AuditEntry.id)
    found = day.house.work.read(lambda db: list(db.scalars(trail)))
    assert [row.act for row in found] == ["word_taught", "word_taken_back"]
    assert all(row.details == {"language": "fr", "meaning": "meetings", "topic": None} for row in found)


def test_a_vote_is_cast_and_changed_as_if_nothing_were_taught(day: PollingDay) -> None:
    for number, means in enumerate((WATER, Means(Intent.PROJECTS), Means(Intent.HELP), Means(Intent.START))):
        word = f"zorglub{'abcd'[number]}"
        teach(day, unheard(day, word), word, means)
        said(day, f"vote 3 {word}")
        said(day, "VOTE")
        said(day, word)
        said(day, "3 7")
        assert day.choices() == [[3, 7]]
        said(day, "VOTE 7")
        assert day.choices() == [[7]]


@pytest.mark.parametrize(
    ("text", "language", "phrase", "guessed"),
    [
        ("combien pour le zorglub blabli", "fr", "zorglub blabli", "fr"),
        ("appelez # zorglub", "fr", "zorglub", "fr"),
        ("كم من المال لـ زرغلوب", "fr", "زرغلوب", "ar"),
        ("le la les", "fr", "le la les", "fr"),
        ("zzz", "xx", "zzz", "fr"),
    ],
)
def test_the_unknown_words_of_a_row_are_offered(text: str, language: str, phrase: str, guessed: str) -> None:
    row = UnheardRow(1, language, text, 1, None)  # type: ignore[arg-type]
    found = guess_word(row, ("fr", "ar"))
    assert (found.phrase, found.language) == (phrase, guessed)
    assert found.means.intent is None or found.means.intent in TEACHABLE
