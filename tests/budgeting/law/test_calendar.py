"""Holidays, their names, and what a commune sets right."""

from __future__ import annotations

import re
from datetime import date

import pytest

from budgeting.law.calendar import Calendar
from budgeting.law.corrections import Correction, CorrectionKind, why_not_correct
from budgeting.law.profiles import find_profiles
from budgeting.law.public_holidays import Origin, holidays_of
from budgeting.law.reasons import LawNo
from budgeting.law.sources import say
from budgeting.refusal import Refusal

EID = date(2026, 3, 20)
"""A Friday; Morocco has the Saturday too."""

ARABIC_LETTER = re.compile(r"[\u0621-\u064a]")
ARABIC = re.compile(r"[\u0621-\u064a; ]+")


def calendar(country: str, *corrections: Correction) -> Calendar:
    return Calendar.of(find_profiles()[country], corrections)


def moved(day: date, to: date) -> Correction:
    return Correction(CorrectionKind.MOVED, day, "Aïd al-Fitr", to)


def test_common_feasts_of_a_country_the_library_has_in_english_alone_have_names_in_french_and_arabic() -> None:
    feasts = Calendar("MG", frozenset({5, 6})).holidays_in(2026)
    named = {holiday.names["en"]: holiday.names for holiday in feasts.values()}
    assert say(named["New Year's Day"], "fr") == "Jour de l'an" and say(named["New Year's Day"], "ar").startswith("رأس")
    assert {"fr", "ar"} <= set(named["Independence Day"])
    assert say(Calendar("BJ", frozenset({5, 6})).holidays_in(2026)[date(2026, 8, 1)].names, "fr") == "Fête Nationale"


def test_a_feast_that_nobody_has_named_keeps_the_name_the_library_gives_it() -> None:
    feasts = Calendar("KM", frozenset({5, 6})).holidays_in(2026)
    (maore,) = (holiday for holiday in feasts.values() if "Maore" in holiday.names["en"])
    assert say(maore.names, "fr") == "Maore Day"


def test_a_moon_sighted_feast_of_a_year_to_come_is_estimated() -> None:
    eid = calendar("MA").holiday_on(EID)
    throne = calendar("MA").holiday_on(date(2026, 7, 30))
    assert eid and eid.is_estimated and eid.origin is Origin.LIBRARY
    assert throne and not throne.is_estimated


@pytest.mark.parametrize("country", sorted(find_profiles()))
@pytest.mark.parametrize("year", [2024, 2026, 2035, 2044])
def test_names_carry_no_marks_of_the_library_and_exist_in_french_and_english(country: str, year: int) -> None:
    found = calendar(country).holidays_in(year)
    assert found
    for holiday in found.values():
        assert holiday.names.get("fr") and holiday.names.get("en")
        assert not any(mark in name for name in holiday.names.values() for mark in ("estim", "observ", "تقديري", "%"))


@pytest.mark.parametrize("country", sorted(find_profiles()))
@pytest.mark.parametrize("year", range(2026, 2031))
def test_no_feast_of_a_country_with_a_profile_is_shown_in_a_foreign_language(country: str, year: int) -> None:
    for holiday in calendar(country).holidays_in(year).values():
        french, arabic, english = (holiday.names.get(tag, "") for tag in ("fr", "ar", "en"))
        assert french and english and french != english, holiday
        assert ARABIC.fullmatch(arabic), holiday
        assert not ARABIC_LETTER.search(french + english), holiday


def test_morocco_has_its_holidays_in_arabic_and_a_name_that_is_missing_falls_back_on_the_local_one() -> None:
    assert say(calendar("MA").holidays_in(2026)[EID].names, "ar") == "عيد الفطر"
    magal = Calendar("SN", frozenset({5, 6})).holidays_in(2026)[date(2026, 8, 1)].names
    assert say(magal, "ar") == say(magal, "fr") == "Grand Magal de Touba"


def test_two_feasts_on_one_day_keep_both_names_and_are_certain_when_one_is() -> None:
    both = calendar("MA").holidays_in(2027)[date(2027, 8, 14)]
    assert both.names["fr"].count(";") == 1
    assert not both.is_estimated


def test_cameroon_has_french_names_the_library_lacks_even_for_two_feasts_on_one_day() -> None:
    both = calendar("CM").holidays_in(2035)[date(2035, 5, 20)]
    assert both.names["fr"] == "Maouloud; Fête nationale"


def test_a_sunday_feast_gives_the_monday_as_a_substitute_in_burundi_and_cameroon_but_not_in_togo() -> None:
    for country, monday in (("BI", date(2026, 11, 2)), ("CM", date(2024, 2, 12))):
        substitute = calendar(country).holiday_on(monday)
        assert substitute and substitute.is_substitute
    assert calendar("TG").holiday_on(date(2026, 11, 2)) is None


def test_unity_day_is_a_moroccan_holiday_from_2026_on() -> None:
    assert calendar("MA").holiday_on(date(2025, 10, 31)) is None
    assert calendar("MA").holiday_on(date(2026, 10, 31)) is not None


def test_a_feast_of_two_days_is_moved_by_one_and_keeps_its_names() -> None:
    sighted = calendar("MA", moved(EID, date(2026, 3, 21)), moved(date(2026, 3, 21), date(2026, 3, 22)))
    assert sighted.holiday_on(EID) is None
    for day in (date(2026, 3, 21), date(2026, 3, 22)):
        feast = sighted.holiday_on(day)
        assert feast and not feast.is_estimated and feast.origin is Origin.COMMUNE and feast.moved_from
        assert feast.names["ar"] == "عيد الفطر"


def test_a_feast_moved_into_another_year_is_found_there() -> None:
    new_year = moved(date(2027, 1, 1), date(2026, 12, 31))
    assert calendar("TG", new_year).holiday_on(date(2026, 12, 31))
    assert calendar("TG", new_year).holiday_on(date(2027, 1, 1)) is None


def test_a_move_the_library_has_caught_up_with_still_leaves_the_right_day_off() -> None:
    late = calendar("MA", moved(date(2026, 3, 18), EID))
    feast = late.holiday_on(EID)
    assert feast and feast.names == {"": "Aïd al-Fitr"}


def test_a_day_is_added_with_its_name_taken_away_or_confirmed() -> None:
    mourning = calendar("ML", Correction(CorrectionKind.ADDED, date(2026, 9, 23), " Deuil national "))
    added = mourning.holiday_on(date(2026, 9, 23))
    assert added and say(added.names, "ar") == "Deuil national"
    assert calendar("ML", Correction(CorrectionKind.REMOVED, date(2026, 9, 22))).is_working(date(2026, 9, 22))
    sure = calendar("ML", Correction(CorrectionKind.CONFIRMED, EID)).holiday_on(EID)
    assert sure and not sure.is_estimated


def test_corrections_of_days_that_are_no_holidays_do_no_harm() -> None:
    plain, day = calendar("ML"), date(2026, 9, 9)
    for kind in (CorrectionKind.REMOVED, CorrectionKind.CONFIRMED):
        assert calendar("ML", Correction(kind, day)).holidays_in(2026) == plain.holidays_in(2026)


@pytest.mark.parametrize(
    ("kind", "name", "to", "reason"),
    [
        (CorrectionKind.ADDED, "  ", None, LawNo.CORRECTION_WITHOUT_NAME),
        (CorrectionKind.MOVED, "", date(2026, 3, 21), LawNo.CORRECTION_WITHOUT_NAME),
        (CorrectionKind.MOVED, "Aïd", None, LawNo.CORRECTION_WITHOUT_TARGET),
        (CorrectionKind.MOVED, "Aïd", EID, LawNo.CORRECTION_WITHOUT_TARGET),
        (CorrectionKind.REMOVED, "", date(2026, 3, 21), LawNo.CORRECTION_WITHOUT_TARGET),
    ],
)
def test_a_correction_that_says_too_little_is_refused(
    kind: CorrectionKind, name: str, to: date | None, reason: LawNo
) -> None:
    with pytest.raises(Refusal) as refused:
        Correction(kind, EID, name, to)
    assert refused.value.reason is reason


@pytest.mark.parametrize("kind", [CorrectionKind.REMOVED, CorrectionKind.CONFIRMED, CorrectionKind.MOVED])
def test_the_new_day_of_a_moved_feast_is_corrected_by_taking_the_move_back(kind: CorrectionKind) -> None:
    new_day = date(2026, 3, 23)
    first = moved(EID, new_day)
    after = calendar("MA", first).holidays_in(2026)
    second = moved(new_day, date(2026, 3, 24)) if kind is CorrectionKind.MOVED else Correction(kind, new_day)
    no = why_not_correct(second, after, [first])
    assert no is not None and no.reason is LawNo.CORRECTION_TWICE


@pytest.mark.parametrize(
    ("correction", "reason"),
    [
        (Correction(CorrectionKind.ADDED, EID, "Fête"), LawNo.CORRECTION_ALREADY_HOLIDAY),
        (Correction(CorrectionKind.REMOVED, date(2026, 3, 19)), LawNo.CORRECTION_NO_HOLIDAY),
        (moved(date(2026, 3, 19), date(2026, 3, 18)), LawNo.CORRECTION_NO_HOLIDAY),
        (Correction(CorrectionKind.REMOVED, date(2026, 3, 21)), LawNo.CORRECTION_TWICE),
        (Correction(CorrectionKind.REMOVED, EID), None),
    ],
)
def test_staff_hear_why_a_correction_makes_no_sense(correction: Correction, reason: LawNo | None) -> None:
    known = calendar("MA").known_holidays(2026)
    made = [Correction(CorrectionKind.CONFIRMED, date(2026, 3, 21))]
    no = why_not_correct(correction, known, made)
    assert (no.reason if no else None) == reason


def test_the_library_is_asked_the_same_in_any_language_of_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "fr")
    holidays_of.cache_clear()
    assert holidays_of("MA", 2026)[EID].names["en"] == "Eid al-Fitr"
    assert next(iter(holidays_of("MA", 2026)[EID].names)) == "ar"
