"""The lessons for everybody to read: the country's own, the commune's own, answers folded away without a script."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from models import Commune
from services.lessons import copy_lesson, publish_lesson, save_draft, start_lesson
from services.lessons.texts import SentLesson, SentQuiz
from tests.portal.conftest import Site

QUIZ = tuple(SentQuiz("Vrai <b> ?", ("Oui da", "Non da"), 1, 1) for _ in range(3))
OWN = SentLesson("Notre <i>argent</i>", ("Le marché rapporte.",), QUIZ)


def publish(site: Site, key: str | None, sent: SentLesson, *, draft_only: bool = False) -> None:
    house, commune = site.house, site.commune_id

    def work(session: Session) -> None:
        if key is None:
            taken = start_lesson(session, house, commune, "Titre", "fr", staff_id=None)
        else:
            taken = key
            copy_lesson(session, house, commune, key, "fr", staff_id=None)
        save_draft(session, house, commune, taken, "fr", sent, staff_id=None)
        if not draft_only:
            publish_lesson(session, house, commune, taken, "fr", staff_id=None)

    house.work.write(work)


def in_country(site: Site, country: str) -> None:
    def work(session: Session) -> None:
        session.get_one(Commune, site.commune_id).country = country

    site.house.work.write(work)


@pytest.mark.parametrize(
    ("country", "language", "words"),
    [
        ("MA", "fr", "15 novembre"),
        ("MA", "ar", "15 نونبر"),
        ("ML", "fr", "31 octobre"),
        ("TG", "en", "January 2023"),
        ("BI", "en", "1 July to 30 June"),
        ("CM", "fr", "017"),
        ("GA", "fr", "L&#39;Etat vérifie"),
    ],
)
def test_the_lessons_are_those_of_the_country_in_the_language_asked(
    site: Site, country: str, language: str, words: str
) -> None:
    in_country(site, country)
    text = site.text(f"/zongo/learn?lang={language}")
    assert words in text
    assert "<script" not in text
    assert text.count("<details") >= text.count('class="quiz"') >= 12


def test_a_fact_nobody_confirmed_says_so_beside_its_source(site: Site) -> None:
    in_country(site, "MA")
    text = site.text("/zongo/learn?lang=en")
    assert "arts. 33, 183-189" in text
    assert "not confirmed" in text


def test_the_commune_s_own_text_is_shown_as_text_in_its_language(site: Site) -> None:
    publish(site, "money", OWN)
    text = site.text("/zongo/learn?lang=fr")
    assert "Notre &lt;i&gt;argent&lt;/i&gt;" in text
    assert "Le marché rapporte." in text
    assert "Texte de la commune." in text
    assert "Le marché rapporte." not in site.text("/zongo/learn?lang=ar")


def test_a_lesson_that_one_language_alone_has_is_marked_with_it(site: Site) -> None:
    publish(site, None, OWN)
    text = site.text("/zongo/learn?lang=ar")
    assert '<div lang="fr" dir="ltr">' in text


def test_a_draft_is_not_public(site: Site) -> None:
    publish(site, "money", OWN, draft_only=True)
    assert "Le marché rapporte." not in site.text("/zongo/learn?lang=fr")


def test_the_first_page_leads_there(site: Site) -> None:
    assert "/zongo/learn" in site.text("/zongo/")
