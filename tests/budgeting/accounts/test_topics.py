"""The topic a citizen would name for a line."""

from __future__ import annotations

import pytest

from budgeting.accounts.stages import Section, Side
from budgeting.accounts.topics import Topic, mentions, topic_of, topics_named


@pytest.mark.parametrize(
    ("label", "topic"),
    [
        ("Adduction d'eau", Topic.WATER),
        ("Construction d'un forage", Topic.WATER),
        ("Bâtiments scolaires", Topic.EDUCATION),
        ("Subsidies to schools", Topic.EDUCATION),
        ("Médicaments du CSB", Topic.HEALTH),
        ("Maintenance of council roads", Topic.ROADS),
        ("Construction ou réhabilitation réseau d'irrigation", Topic.AGRICULTURE),
        ("Electricity consumption for street lighting", Topic.ENERGY),
        ("Halle du marché central", Topic.MARKETS),
        ("Commission de passation des marchés", Topic.ADMINISTRATION),
        ("Enlèvement des ordures", Topic.SANITATION),
        ("Subsidies to sport associations", Topic.YOUTH_SPORT),
        ("Fêtes et cérémonies officielles", Topic.CULTURE),
        ("Secours aux indigents", Topic.SOCIAL),
        ("Cotisations de sécurité sociale", Topic.ADMINISTRATION),
        ("Reboisement", Topic.ENVIRONMENT),
        ("Police municipale", Topic.SECURITY),
        ("Remboursement d'emprunts", Topic.DEBT),
        ("Salaires du personnel permanent", Topic.ADMINISTRATION),
        ("Fanamboarana lalana", Topic.ROADS),
        ("النفقات الخاصة بالصحة", Topic.HEALTH),
        ("صيانة الطرق", Topic.ROADS),
    ],
)
def test_a_label_tells_its_topic(label: str, topic: Topic) -> None:
    assert topic_of(label) is topic


def test_the_wage_of_a_nurse_is_health_where_the_programme_says_so() -> None:
    assert topic_of("Salaires", ["SANTE"]) is Topic.HEALTH
    assert topic_of("Salaires", ["DEVELOPPEMENT ECONOMIQUE ET SOCIAL"]) is Topic.ADMINISTRATION


def test_a_label_that_names_a_topic_is_stronger_than_its_programme() -> None:
    assert topic_of("Adduction d'eau", ["Santé"]) is Topic.WATER


def test_what_comes_in_is_revenue_and_a_loan_is_debt() -> None:
    assert topic_of("Taxe sur le bétail", side=Side.REVENUE) is Topic.REVENUE
    assert topic_of("Emprunts à long terme", side=Side.REVENUE) is Topic.DEBT


def test_an_account_of_loans_is_debt_whatever_it_is_called() -> None:
    assert topic_of("Banque", code="1641", section=Section.INVESTMENT) is Topic.DEBT
    assert topic_of("Divers", code="2188", section=Section.INVESTMENT) is Topic.ADMINISTRATION


@pytest.mark.parametrize(
    ("label", "topic"),
    [
        ("Construction of road networks (roads, ferries, drains, electricity, water, public lighting)", Topic.ROADS),
        ("Council building housing services (general service, school, clinics, etc.)", Topic.ADMINISTRATION),
        ("Bâtiments (école de Zongo)", Topic.EDUCATION),
        ("(École) de Zongo", Topic.EDUCATION),
    ],
)
def test_the_words_before_a_bracket_win_over_the_examples_in_it(label: str, topic: Topic) -> None:
    assert topic_of(label) is topic


@pytest.mark.parametrize(
    ("label", "topic"),
    [
        ("Water consumption in municipal authority's residence", Topic.ADMINISTRATION),
        ("Electricity consumption in council building", Topic.ADMINISTRATION),
        ("Consommation d'eau et d'électricité", Topic.ADMINISTRATION),
        ("استهلاك الماء والكهرباء", Topic.ADMINISTRATION),
        ("Consommation d'eau des bornes-fontaines", Topic.WATER),
        ("Facture d'eau du centre de santé", Topic.HEALTH),
    ],
)
def test_what_the_town_hall_uses_is_running_it_unless_the_line_says_whose_it_is(label: str, topic: Topic) -> None:
    assert topic_of(label) is topic


def test_a_line_that_names_several_topics_names_them_all() -> None:
    assert topics_named("Construction of water and electricity networks") == (Topic.ENERGY, Topic.WATER)
    assert topics_named("Latrines de l'école") == (Topic.EDUCATION, Topic.SANITATION)
    assert topics_named("Éclairage des rues") == topics_named("Street lighting") == (Topic.ENERGY,)
    assert topics_named("Divers") == ()


def test_a_title_mentions_what_it_names_beside_other_things_and_what_the_town_hall_uses() -> None:
    assert mentions("Construction of water and electricity networks", "water")
    assert mentions("Consommation d'eau de la mairie", "water")
    assert not mentions("Passation des marchés publics", "markets")
    assert not mentions("Construction of water and electricity networks", "total")
