"""The contract every law profile keeps, held against whatever files are in `profiles/`."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import holidays
import pytest

from budgeting.law import profiles as profiles_room
from budgeting.law.asking import Asker, FormField, FormNeed, RequestKind, Track, When, missing_fields
from budgeting.law.extending import ExtensionCode
from budgeting.law.profile import Profile
from budgeting.law.profiles import find_profiles, profiles_in
from budgeting.law.sources import Confidence, Doubt, Gap, Source
from budgeting.law.terms import Basis, Term

PROFILES = dict(find_profiles())
FILES = sorted(Path(profiles_room.__path__[0]).glob("[!_]*.py"))
every_profile = pytest.mark.parametrize("profile", PROFILES.values(), ids=list(PROFILES))


def terms_of(profile: Profile) -> Iterator[Term]:
    for delay in profile.delays:
        yield delay.term
        if delay.extension:
            yield delay.extension
    for stage in profile.ladder.stages:
        yield from (term for term in (stage.complain, stage.answer) if term)


def sources_of(profile: Profile) -> Iterator[Source]:
    optional = (profile.form_source, profile.reasoned_refusal, profile.pause, profile.pending)
    yield from (source for source in optional if source)
    yield from (term.source for term in terms_of(profile))
    yield from (stage.source for stage in profile.ladder.stages)
    yield from (ground.source for ground in profile.grounds if ground.source)
    yield from (ground.source for ground in profile.extension_grounds if ground.source)
    yield from (rule.source for rule in profile.protection.duties)
    yield from (profile.weekend.source, profile.protection.source)
    if profile.law:
        yield profile.law.source


def test_every_file_in_the_folder_is_a_profile_of_its_own_country() -> None:
    assert sorted(profile.key for profile in PROFILES.values()) == [file.stem for file in FILES]
    assert {"MA", "TG", "ML", "CM", "BI"} <= set(PROFILES)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_profile_is_data_with_a_head_and_imports_no_other_profile(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    imported = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not [module for module in imported if module.startswith("budgeting.law.profiles")]
    assert not [node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.If, ast.For))]


@every_profile
def test_every_fact_names_an_address_and_how_sure_it_is(profile: Profile) -> None:
    for source in sources_of(profile):
        assert source.address.startswith(("https://", "http://")) and " " not in source.address
        assert source.confidence in Confidence


@every_profile
def test_an_unconfirmed_number_is_never_shown_without_saying_so(profile: Profile) -> None:
    for term in terms_of(profile):
        assert term.days >= 1 and term.basis is Basis.LAW
        assert (Doubt.UNCONFIRMED in term.doubts) == (term.source.confidence is Confidence.UNCONFIRMED)


@every_profile
def test_what_the_law_does_not_give_stands_among_the_gaps(profile: Profile) -> None:
    ordinary = [delay for delay in profile.delays if delay.track is Track.ORDINARY]
    stages = profile.ladder.stages
    missing = {
        Gap.NO_LAW: profile.law is None,
        Gap.NO_ANSWER_PERIOD: not ordinary,
        Gap.UNIT_NOT_STATED: any(delay.term.doubt is Doubt.UNIT_NOT_STATED for delay in ordinary),
        Gap.NO_EXTENSION: not any(delay.extension for delay in ordinary),
        Gap.NO_URGENT_TRACK: len(ordinary) == len(profile.delays),
        Gap.NO_COMPLAINT_PERIODS: not any(stage.complain for stage in stages),
        Gap.NO_PAUSE: profile.pause is None,
        Gap.NO_LIST_OF_GROUNDS: not any(ground.source for ground in profile.grounds),
        Gap.NO_FORM: profile.form_source is None,
    }
    assert set(missing) == set(Gap)
    assert profile.gaps == {gap for gap, is_missing in missing.items() if is_missing}


@every_profile
def test_an_extension_counts_the_same_days_as_what_it_extends(profile: Profile) -> None:
    assert all(delay.extension is None or delay.extension.unit is delay.term.unit for delay in profile.delays)


@every_profile
def test_a_law_with_a_number_has_one_for_everybody_and_none_longer_for_the_few(profile: Profile) -> None:
    for track in {delay.track for delay in profile.delays}:
        everybody = profile.delay_for(Asker.ANYBODY, track)
        assert everybody
        for asker in Asker:
            delay = profile.delay_for(asker, track)
            assert delay and delay.term.days <= everybody.term.days


@every_profile
def test_a_formal_request_exists_only_under_a_law_and_never_travels_by_sms(profile: Profile) -> None:
    is_formal = RequestKind.FORMAL in profile.kinds
    assert RequestKind.QUESTION in profile.kinds
    assert is_formal == (profile.law is not None) == bool(profile.form) == bool(profile.ways)
    assert [need.field for need in profile.form if not need.is_off_sms] == [FormField.DESCRIPTION] * is_formal


@every_profile
def test_grounds_are_told_once_and_a_commune_can_always_say_it_has_nothing(profile: Profile) -> None:
    codes = [str(ground.code) for ground in profile.grounds]
    assert len(codes) == len(set(codes))
    assert {"not_held", "not_communal", "private_life"} <= set(codes)


@every_profile
def test_reasons_for_more_time_are_told_once_and_there_is_always_another_one(profile: Profile) -> None:
    codes = [ground.code for ground in profile.extension_grounds]
    assert len(codes) == len(set(codes)) and ExtensionCode.OTHER in codes


@every_profile
def test_a_country_is_one_the_holidays_are_known_of_and_somebody_works_there(profile: Profile) -> None:
    assert profile.country in holidays.list_supported_countries()
    assert profile.weekend.days <= set(range(7)) and len(profile.weekend.days) < 7


@every_profile
def test_a_law_and_an_authority_have_a_name_in_french_and_english(profile: Profile) -> None:
    named = [profile.law.names] if profile.law else []
    named += [profile.protection.law, profile.protection.authority] if profile.protection.is_in_force else []
    assert all({"fr", "en"} <= set(names) and all(names.values()) for names in named)


def folder_of(files: dict[str, str], path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    folder = ModuleType(f"law_profiles_{len(files)}_{abs(hash(str(files)))}")
    folder.__path__ = [str(path)]
    for name, text in files.items():
        (path / f"{name}.py").write_text(text, encoding="utf-8")
    monkeypatch.setitem(sys.modules, folder.__name__, folder)
    return folder


@pytest.mark.parametrize("text", ["", "PROFILE = 3\n", "from budgeting.law.profiles.togo import PROFILE\n"])
def test_a_file_that_is_no_profile_of_its_own_name_stops_the_start(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(TypeError, match="must declare PROFILE"):
        profiles_in(folder_of({"atlantis": text}, tmp_path, monkeypatch))


def test_two_files_for_one_country_stop_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    again = "from dataclasses import replace\nfrom budgeting.law.profiles import find_profiles\n"
    files = {name: f"{again}PROFILE = replace(find_profiles()['TG'], key={name!r})\n" for name in ("one", "two")}
    with pytest.raises(TypeError, match="a second time"):
        profiles_in(folder_of(files, tmp_path, monkeypatch))


FORM = (
    FormNeed(FormField.NAME),
    FormNeed(FormField.IDENTITY_NUMBER, instead=FormField.RESIDENCE_NUMBER),
    FormNeed(FormField.EMAIL, When.IF_ANSWER_BY_EMAIL),
    FormNeed(FormField.DESCRIPTION),
)


def test_a_form_takes_one_of_two_documents_and_asks_for_an_address_only_where_one_is_used() -> None:
    given = {FormField.DESCRIPTION}
    assert missing_fields(FORM, given, wants_email=False) == (FormField.NAME, FormField.IDENTITY_NUMBER)
    foreign = given | {FormField.NAME, FormField.RESIDENCE_NUMBER}
    assert missing_fields(FORM, foreign, wants_email=True) == (FormField.EMAIL,)
    assert missing_fields(FORM, foreign, wants_email=False) == ()
