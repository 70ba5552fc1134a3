"""The register of processing, filled from the facts of an installation; a page or a form is made of it elsewhere.

What the product does is known here; what a commune decides (who answers for it, how long things are kept, where the
machine stands) comes as facts, and what they leave open is listed by `open_points`, never filled in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from budgeting.law.processing import CARRIED, DESCRIBED, DataCategory, Measure, Processing, Purpose, Recipient
from budgeting.law.protection import Duty, DutyRule, EffectiveRegime


@dataclass(frozen=True)
class Carrier:
    """A company that carries messages or keeps the machine, and the country it does it from (ISO code, or empty)."""

    name: str
    country: str
    recipient: Recipient = Recipient.MESSAGE_CARRIER


@dataclass(frozen=True)
class Installation:
    """The facts; `kept_days` says for how many days each kind of processing keeps its data, None for "not decided".

    `used` are the kinds of processing this commune really does. `measures` are those that depend on how it is run,
    beside the ones the product always has.
    """

    commune: str
    country: str
    controller: str = ""
    contact: str = ""
    carriers: tuple[Carrier, ...] = ()
    used: frozenset[Processing] = frozenset(Processing)
    kept_days: Mapping[Processing, int | None] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    measures: frozenset[Measure] = frozenset()


@dataclass(frozen=True)
class Transfer:
    """Data that leaves the country: to whom, and to which country (empty where that is not known)."""

    to: str
    country: str


@dataclass(frozen=True)
class RegisterEntry:
    """One line of the register; `kept_days` is None where the commune has not decided."""

    processing: Processing
    purpose: Purpose
    categories: tuple[DataCategory, ...]
    recipients: tuple[Recipient, ...]
    kept_days: int | None
    security: tuple[Measure, ...]
    transfers: tuple[Transfer, ...]
    sensitive: tuple[DataCategory, ...]
    duties: tuple[DutyRule, ...]


class OpenPoint(StrEnum):
    """What is still to be said before anything can be declared."""

    CONTROLLER = "open_controller"
    CONTACT = "open_contact"
    RETENTION = "open_retention"
    CARRIER_COUNTRY = "open_carrier_country"
    NO_AUTHORITY = "open_no_authority"
    LAW_UNKNOWN = "open_law_unknown"


def fill_register(facts: Installation, regime: EffectiveRegime) -> tuple[RegisterEntry, ...]:
    """Return the register of an installation under the duties it keeps to."""
    return tuple(_entry(kind, facts, regime) for kind in Processing if kind in facts.used)


def open_points(facts: Installation, regime: EffectiveRegime) -> tuple[OpenPoint, ...]:
    """Return what the facts leave open."""
    is_open = {
        OpenPoint.CONTROLLER: not facts.controller.strip(),
        OpenPoint.CONTACT: not facts.contact.strip(),
        OpenPoint.RETENTION: any(facts.kept_days.get(kind) is None for kind in facts.used),
        OpenPoint.CARRIER_COUNTRY: any(not carrier.country for carrier in facts.carriers),
        OpenPoint.NO_AUTHORITY: regime.is_known and not regime.regime.authority,
        OpenPoint.LAW_UNKNOWN: not regime.is_known,
    }
    return tuple(point for point in OpenPoint if is_open[point])


def _entry(kind: Processing, facts: Installation, regime: EffectiveRegime) -> RegisterEntry:
    about = DESCRIBED[kind]
    carriers = [carrier for carrier in facts.carriers if carrier.recipient in CARRIED[kind]]
    return RegisterEntry(
        processing=kind,
        purpose=about.purpose,
        categories=about.categories,
        recipients=about.recipients + tuple(dict.fromkeys(carrier.recipient for carrier in carriers)),
        kept_days=facts.kept_days.get(kind),
        security=tuple(measure for measure in Measure if measure in about.security | facts.measures),
        transfers=tuple(Transfer(c.name, c.country) for c in carriers if c.country != facts.country),
        sensitive=_sensitive(about.categories, regime),
        duties=_duties(kind, about.categories, regime),
    )


def _sensitive(categories: tuple[DataCategory, ...], regime: EffectiveRegime) -> tuple[DataCategory, ...]:
    marks = {
        DataCategory.LANGUAGE: Duty.LANGUAGE_IS_SENSITIVE,
        DataCategory.CHOICES: Duty.OPINION_IS_SENSITIVE,
    }
    return tuple(one for one in categories if one in marks and regime.asks(marks[one]))


def _duties(kind: Processing, categories: tuple[DataCategory, ...], regime: EffectiveRegime) -> tuple[DutyRule, ...]:
    """Leave out what cannot concern this kind of processing; the rest concerns all of them."""
    only = {
        Duty.AUTHORISE_REQUEST_FORM: kind is Processing.FORMAL_REQUESTS,
        Duty.CONSENT_TO_UNASKED_SMS: kind is Processing.ANNOUNCEMENTS,
        Duty.NOTIFY_POLITICAL_SMS: kind in {Processing.ANNOUNCEMENTS, Processing.VOTE},
        Duty.PHONE_IS_PERSONAL: DataCategory.ADDRESS in categories,
        Duty.LANGUAGE_IS_SENSITIVE: DataCategory.LANGUAGE in categories,
        Duty.OPINION_IS_SENSITIVE: DataCategory.CHOICES in categories,
    }
    return tuple(rule for rule in regime.duties if only.get(rule.duty, True))
