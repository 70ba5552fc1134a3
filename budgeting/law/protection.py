"""The protection of personal data: a country's law and authority, and what they ask of an installation.

Each country's `Regime` stands in its profile. Where a country has none in force that was found, the strictest is
applied: every duty any known regime has, each still naming where it comes from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from budgeting.law.sources import Source


class Duty(StrEnum):
    """What an authority or a law asks of whoever runs the installation."""

    PRIOR_DECLARATION = "duty_prior_declaration"
    PRIOR_AUTHORISATION = "duty_prior_authorisation"
    AUTHORISE_SENSITIVE = "duty_authorise_sensitive"
    AUTHORISE_REQUEST_FORM = "duty_authorise_request_form"
    CONSENT_TO_UNASKED_SMS = "duty_consent_to_unasked_sms"
    NOTIFY_POLITICAL_SMS = "duty_notify_political_sms"
    KEEP_CONFIDENTIAL = "duty_keep_confidential"
    SECURE = "duty_secure"
    PROTECTED_TRANSFERS = "duty_protected_transfers"
    LANGUAGE_IS_SENSITIVE = "duty_language_is_sensitive"
    OPINION_IS_SENSITIVE = "duty_opinion_is_sensitive"
    PHONE_IS_PERSONAL = "duty_phone_is_personal"


@dataclass(frozen=True)
class DutyRule:
    """A duty and where it comes from; `country` is set where it was taken over from another country's regime."""

    duty: Duty
    source: Source
    country: str = ""


@dataclass(frozen=True)
class Regime:
    """A country's law on personal data, its authority and its duties; without `law` none in force was found.

    `applies_by` is the day by which an installation must comply, where the law gives one. `pending` is a text on its
    way that was seen announced but not in force.
    """

    source: Source
    law: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    authority: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    acronym: str = ""
    duties: tuple[DutyRule, ...] = ()
    applies_by: date | None = None
    pending: Source | None = None

    @property
    def is_in_force(self) -> bool:
        """Is there a law of the country itself?"""
        return bool(self.law)


@dataclass(frozen=True)
class EffectiveRegime:
    """What an installation keeps to: its country's regime, or (`is_strictest`) every duty known anywhere.

    `is_known` is false where the country has no profile: nobody looked whether it has a law.
    """

    regime: Regime
    duties: tuple[DutyRule, ...]
    is_strictest: bool
    is_known: bool = True

    def asks(self, duty: Duty) -> bool:
        """Is this duty among those to keep?"""
        return any(rule.duty is duty for rule in self.duties)


def effective_regime(regime: Regime, known: Mapping[str, Regime], *, is_known: bool = True) -> EffectiveRegime:
    """Return what to keep to; `known` holds the regimes of all profiles by country code."""
    if regime.is_in_force:
        return EffectiveRegime(regime, regime.duties, is_strictest=False)
    return EffectiveRegime(regime, _strictest(known), is_strictest=True, is_known=is_known)


def _strictest(known: Mapping[str, Regime]) -> tuple[DutyRule, ...]:
    """Every duty once, from the best confirmed source that has it."""
    found: dict[Duty, DutyRule] = {}
    for country, rule in _all_rules(known):
        best = found.get(rule.duty)
        if best is None or rule.source.confidence < best.source.confidence:
            found[rule.duty] = DutyRule(rule.duty, rule.source, country)
    return tuple(found[duty] for duty in Duty if duty in found)


def _all_rules(known: Mapping[str, Regime]) -> Iterable[tuple[str, DutyRule]]:
    for country in sorted(known):
        for rule in known[country].duties:
            yield country, rule


def duties(source: Source, *names: Duty) -> tuple[DutyRule, ...]:
    """Return duties taken from one source."""
    return tuple(DutyRule(name, source) for name in names)
