"""Data protection: whose law, whose authority, and a register filled from facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from budgeting.law.processing import CARRIED, DESCRIBED, DataCategory, Measure, Processing, Recipient
from budgeting.law.profiles import find_profiles
from budgeting.law.protection import Duty, EffectiveRegime, effective_regime
from budgeting.law.register import (
    Carrier,
    Installation,
    OpenPoint,
    RegisterEntry,
    Transfer,
    fill_register,
    open_points,
)

SIM = Carrier("Carte SIM locale", "MA")
TELEGRAM = Carrier("Telegram", "AE")
HOST = Carrier("Hébergeur", "FR", Recipient.HOST)
FACTS = Installation(
    commune="Exemple",
    country="MA",
    controller="Le président du conseil",
    contact="accueil@exemple.test",
    carriers=(SIM, TELEGRAM, HOST),
    kept_days=dict.fromkeys(Processing, 365),
)


def protection_of(country: str) -> EffectiveRegime:
    known = {code: profile.protection for code, profile in find_profiles().items()}
    return effective_regime(known[country], known)


def register(country: str, facts: Installation) -> dict[Processing, RegisterEntry]:
    return {entry.processing: entry for entry in fill_register(facts, protection_of(country))}


@pytest.mark.parametrize(("country", "acronym"), [("MA", "CNDP"), ("TG", "IPDCP"), ("ML", "APDP"), ("CM", "APDP")])
def test_a_country_with_a_law_keeps_to_its_own_duties(country: str, acronym: str) -> None:
    regime = protection_of(country)
    assert not regime.is_strictest and regime.regime.acronym == acronym
    assert regime.duties == find_profiles()[country].protection.duties
    assert regime.asks(Duty.PRIOR_DECLARATION) or regime.asks(Duty.PRIOR_AUTHORISATION)


def test_burundi_keeps_to_every_duty_known_anywhere_and_each_says_where_it_is_from() -> None:
    regime = protection_of("BI")
    everywhere = {rule.duty for profile in find_profiles().values() for rule in profile.protection.duties}
    assert regime.is_strictest and not regime.regime.is_in_force
    assert {rule.duty for rule in regime.duties} == everywhere
    assert len(regime.duties) == len(everywhere)
    assert all(rule.country in find_profiles() for rule in regime.duties)


def test_the_strictest_takes_a_duty_from_the_source_that_is_surest() -> None:
    (declaration,) = [rule for rule in protection_of("BI").duties if rule.duty is Duty.PRIOR_DECLARATION]
    assert declaration.source.is_confirmed and declaration.country != "ML"


def test_cameroon_has_a_day_to_comply_by_and_counts_language_as_sensitive() -> None:
    assert protection_of("CM").regime.applies_by == date(2026, 6, 23)
    assert DataCategory.LANGUAGE in register("CM", FACTS)[Processing.QUESTIONS].sensitive
    assert DataCategory.LANGUAGE not in register("MA", FACTS)[Processing.QUESTIONS].sensitive


def test_a_register_has_a_line_for_each_kind_that_is_used_and_only_those() -> None:
    assert list(register("MA", FACTS)) == list(Processing)
    few = replace(FACTS, used=frozenset({Processing.VOTE, Processing.QUESTIONS}))
    assert list(register("MA", few)) == [Processing.QUESTIONS, Processing.VOTE]


def test_what_leaves_the_country_is_a_transfer_and_a_local_card_is_not() -> None:
    lines = register("MA", FACTS)
    assert lines[Processing.QUESTIONS].transfers == (Transfer("Telegram", "AE"), Transfer("Hébergeur", "FR"))
    assert lines[Processing.FORMAL_REQUESTS].transfers == (Transfer("Hébergeur", "FR"),)
    at_home = replace(FACTS, carriers=(SIM,))
    assert all(entry.transfers == () for entry in register("MA", at_home).values())
    assert register("MA", at_home)[Processing.VOTE].recipients[-1] is Recipient.MESSAGE_CARRIER


def test_duties_stand_only_where_they_can_concern_something() -> None:
    lines = register("MA", FACTS)
    with_form = [kind for kind, line in lines.items() if Duty.AUTHORISE_REQUEST_FORM in {d.duty for d in line.duties}]
    with_consent = [
        kind for kind, line in lines.items() if Duty.CONSENT_TO_UNASKED_SMS in {d.duty for d in line.duties}
    ]
    assert (with_form, with_consent) == ([Processing.FORMAL_REQUESTS], [Processing.ANNOUNCEMENTS])
    assert all(Duty.PRIOR_DECLARATION in {duty.duty for duty in line.duties} for line in lines.values())
    assert lines[Processing.VOTE].sensitive == (DataCategory.CHOICES,)


def test_measures_of_this_installation_stand_beside_the_products_own() -> None:
    guarded = register("MA", replace(FACTS, measures=frozenset({Measure.SECOND_FACTOR})))
    assert Measure.SECOND_FACTOR in guarded[Processing.STAFF].security
    assert {Measure.BALLOTS_ENCRYPTED, Measure.KEY_DESTROYED} <= set(guarded[Processing.VOTE].security)
    assert Measure.SECOND_FACTOR not in register("MA", FACTS)[Processing.STAFF].security


def test_what_the_facts_leave_open_is_listed_and_never_filled_in() -> None:
    bare = Installation("Exemple", "BI", carriers=(Carrier("Inconnu", ""),))
    assert set(open_points(bare, protection_of("BI"))) == set(OpenPoint) - {OpenPoint.LAW_UNKNOWN}
    assert open_points(FACTS, protection_of("MA")) == ()
    assert all(entry.kept_days is None for entry in fill_register(bare, protection_of("BI")))


def test_of_a_country_nobody_looked_into_nothing_is_said_of_its_law_and_authority() -> None:
    unknown = replace(protection_of("BI"), is_known=False)
    said = open_points(Installation("Exemple", "MG"), unknown)
    assert OpenPoint.LAW_UNKNOWN in said and OpenPoint.NO_AUTHORITY not in said


def test_a_kind_nobody_keeps_for_days_is_open_only_while_it_is_used() -> None:
    kept = {kind: 90 for kind in Processing if kind is not Processing.ROLL}
    facts = replace(FACTS, kept_days=kept)
    assert open_points(facts, protection_of("MA")) == (OpenPoint.RETENTION,)
    without_roll = replace(facts, used=frozenset(Processing) - {Processing.ROLL})
    assert open_points(without_roll, protection_of("MA")) == ()


def test_every_kind_of_processing_is_described_and_carried() -> None:
    assert set(DESCRIBED) == set(CARRIED) == set(Processing)
    assert all(about.categories and about.recipients and about.security for about in DESCRIBED.values())
