from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from locales.page_words import page_languages
from palabre.commands.init import COMMAND
from palabre.init_answers import key_from
from palabre.init_words import FIELD_OF, NOT_DONE, InitReason
from palabre.settings import Settings
from palabre.wiring import install
from services.communes import TAKEN_KEYS, CommuneReason, CommuneView, list_communes
from services.passwords import PasswordReason
from services.zones import zone_tree

GOOD = {
    "languages": "fr,ar",
    "name": "Sokodé 1",
    "country": "tg",
    "population": "12 000",
    "time-zone": "Africa/Lome",
    "zones": "Zongo = ar زونغو, Kouloundè",
    "admin-name": "Afi",
    "admin-email": "afi@example.org",
    "admin-password": "mangue-verte-du-marche",
}


def run(tmp_path: Path, options: dict[str, str], typed: str = "") -> Result:
    nowhere = {"VAR_DIR": str(tmp_path / "var"), "DATABASE_URL": "", "REDIS_URL": "", "SECRET_KEY": ""}
    arguments = [part for name, value in options.items() for part in (f"--{name}", value)]
    return CliRunner(env=nowhere).invoke(COMMAND, arguments, input=typed, catch_exceptions=False)


def communes(tmp_path: Path) -> list[CommuneView]:
    if not (tmp_path / "var").exists():
        return []
    installation = install(Settings(var_dir=tmp_path / "var", database_url="", redis_url=""))
    try:
        return installation.house.work.read(list_communes)
    finally:
        installation.close()


def test_a_commune_is_set_up_and_the_next_step_is_told(tmp_path: Path) -> None:
    result = run(tmp_path, GOOD)
    assert result.exit_code == 0
    assert "Sokodé 1 est prête (sokode-1, XOF)." in result.output
    assert "afi@example.org" in result.output and "mangue-verte-du-marche" in result.output
    assert "palabre run" in result.output and "/panel/" in result.output and "/sokode-1/" in result.output
    (made,) = communes(tmp_path)
    assert (made.key, made.currency, made.population, made.languages) == ("sokode-1", "XOF", 12_000, ("fr", "ar"))
    installation = install(Settings(var_dir=tmp_path / "var", database_url="", redis_url=""))
    zones = installation.house.work.read(lambda session: zone_tree(session, made.id))
    installation.close()
    assert [(zone.name, zone.names) for zone in zones] == [("Kouloundè", {}), ("Zongo", {"ar": "زونغو"})]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"time-zone": "Lomé"}, ("Africa/Lome", "Africa/Casablanca", "--time-zone")),
        ({"time-zone": "../etc"}, ("Africa/Lome", "Africa/Casablanca", "--time-zone")),
        ({"country": "Atlantis"}, ("TG", "MA", "--country")),
        ({"country": "Congo"}, ("(CD)", "(CG)", "--country")),
        ({"country": "ZZ"}, ("XOF", "MAD", "--currency")),
        ({"currency": "FCFA"}, ("XOF", "MAD", "--currency")),
        ({"key": "Sokodé"}, ("sokode", "--key")),
        ({"zones": "Centre, Zongo = زونغو"}, ("Zongo = زونغو", "ar زونغو", "--zones")),
        ({"key": "panel"}, ("panel", "commune-panel", "--key")),
        ({"name": " "}, ("Sokodé", "--name")),
        ({"population": "beaucoup"}, ("12000", "--population")),
        ({"population": "0"}, ("12000", "--population")),
        ({"languages": "fr,klingon"}, ("klingon", "ar, en, fr", "--languages")),
        ({"admin-email": "afi"}, ("name@example.org", "--admin-email")),
        ({"admin-password": "court"}, ("12", "--admin-password")),
    ],
)
@pytest.mark.parametrize("language", page_languages())
def test_a_wrong_option_says_what_to_write_in_the_language_asked_for(
    tmp_path: Path, changed: dict[str, str], told: tuple[str, ...], language: str
) -> None:
    spoken = {name: value.replace("fr", language) for name, value in changed.items() if name == "languages"}
    result = run(tmp_path, {**GOOD, "languages": language, **changed, **spoken})
    assert result.exit_code == 1
    for words in told:
        expected = "nom@example.org" if (words, language) == ("name@example.org", "fr") else words
        assert expected in result.output, result.output
    letters = {"ar": r"[\u0600-\u06ff]", "fr": r"Recommencez", "en": r"Run it again"}
    assert re.search(letters[language], result.output)
    assert communes(tmp_path) == []


def test_what_is_not_given_is_asked_in_the_commune_s_own_language(tmp_path: Path) -> None:
    typed = "fr\nSokodé\nTG\n12000\n\n\nAfi\nafi@example.org\n"
    result = run(tmp_path, {}, typed)
    assert result.exit_code == 0, result.output
    assert "Nom de la commune" in result.output and "Combien d’habitants" in result.output
    assert [commune.time_zone for commune in communes(tmp_path)] == ["Africa/Lome"]


def test_a_wrong_answer_is_explained_when_it_is_given_and_asked_again_and_the_others_are_kept(tmp_path: Path) -> None:
    typed = "fr\n \nSokodé\nCongo\nAtlantis\nTogo\nbeaucoup\n12000\nLomé\nAfrica/Lome\n\nAfi\nafi\nafi@example.org\n"
    result = run(tmp_path, {}, typed)
    assert result.exit_code == 0, result.output
    for words in ("Africa/Casablanca", "(CD)", "Maroc", "12000", "nom@example.org"):
        assert words in result.output
    (made,) = communes(tmp_path)
    assert (made.name, made.country, made.time_zone, made.population) == ("Sokodé", "TG", "Africa/Lome", 12_000)


def test_a_language_nobody_has_is_asked_again_before_anything_else(tmp_path: Path) -> None:
    result = run(tmp_path, {}, "mg,fr\nfr\nSokodé\nTG\n12000\n\n\nAfi\nafi@example.org\n")
    assert result.exit_code == 0, result.output
    assert "mg" in result.output and result.output.index("ar, en, fr") < result.output.index("Nom de la commune")
    assert [commune.languages for commune in communes(tmp_path)] == [("fr",)]


def test_a_wrong_option_ends_it_before_the_first_question(tmp_path: Path) -> None:
    for wrong in ({"languages": "mg,fr"}, {"languages": "fr", "key": "panel"}, {"languages": "fr", "currency": "FCFA"}):
        result = run(tmp_path, wrong)
        assert result.exit_code == 1 and "Nom de la commune" not in result.output


@pytest.mark.parametrize(
    ("country", "offered", "currency"),
    [
        ("mg", "[Indian/Antananarivo]", "MGA"),
        ("CD", "(Africa/Kinshasa, Africa/Lubumbashi) [Africa/Kinshasa]", "CDF"),
    ],
)
def test_a_country_s_own_hours_and_money_are_offered(tmp_path: Path, country: str, offered: str, currency: str) -> None:
    result = run(tmp_path, {}, f"fr\nAmbato\n{country}\n12000\n\n\nAfi\nafi@example.org\n")
    assert result.exit_code == 0, result.output
    assert offered in result.output and "Africa/Lome]" not in result.output
    (made,) = communes(tmp_path)
    assert made.time_zone in offered and made.currency == currency


def test_a_second_commune_of_the_same_name_is_told_to_take_another_short_name(tmp_path: Path) -> None:
    run(tmp_path, GOOD)
    result = run(tmp_path, GOOD)
    assert result.exit_code == 1 and "sokode-1-2" in result.output and "--key" in result.output
    again = run(tmp_path, {**GOOD, "key": "sokode-1-2"})
    assert again.exit_code == 1 and "--admin-email" in again.output


def test_without_a_password_one_is_made_and_shown(tmp_path: Path) -> None:
    result = run(tmp_path, {name: value for name, value in GOOD.items() if name != "admin-password"})
    assert re.search(r"[a-z0-9-]{12,}\n", result.output)


def test_every_reason_has_a_sentence_and_the_option_it_is_about() -> None:
    reasons = {*InitReason, *PasswordReason, *CommuneReason} - {CommuneReason.UNKNOWN, CommuneReason.NO_LANGUAGE}
    assert {str(reason) for reason in reasons} <= set(NOT_DONE)
    assert set(NOT_DONE) == set(FIELD_OF)


@pytest.mark.parametrize(("name", "key"), [("Sokodé 1", "sokode-1"), ("أكادير", "commune"), ("Kara/Pya", "kara-pya")])
def test_a_short_name_is_made_of_a_name(name: str, key: str) -> None:
    assert key_from(name) == key and key not in TAKEN_KEYS
