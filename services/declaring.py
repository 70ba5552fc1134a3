"""The register of data processing of a commune, filled from what the installation does and what the commune said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.law.processing import Measure, Processing, Recipient
from budgeting.law.profiles import find_profiles
from budgeting.law.protection import Duty, EffectiveRegime, effective_regime
from budgeting.law.register import Carrier, Installation, OpenPoint, RegisterEntry, fill_register, open_points
from models import Commune, Line, LineCommune
from services.commitments import declaration_of
from services.house import House
from services.kept import TABLE, Kept
from services.requests.clock import law_of
from services.requests.formal import is_formal_here

NOT_DONE = frozenset({Processing.ROLL})
"""Kinds of processing that this product does not do yet: nobody's roll is imported."""
OWN = frozenset({"simulator"})
"""Providers that are no company: the phone for trying out is this machine."""


@dataclass(frozen=True, slots=True)
class Register:
    """The register, what is still open, and whose law it is under; `is_strictest` where the country has none."""

    regime: EffectiveRegime
    entries: tuple[RegisterEntry, ...]
    open: tuple[OpenPoint, ...]
    facts: Installation


def register_of(session: Session, house: House, commune_id: int) -> Register:
    """Return the register of a commune as of now."""
    commune = session.get_one(Commune, commune_id)
    facts, regime = _facts(session, house, commune), regime_of(commune)
    still = tuple(one for one in open_points(facts, regime) if one is not OpenPoint.RETENTION or not _is_decided(facts))
    return Register(regime, fill_register(facts, regime), still, facts)


def regime_of(commune: Commune) -> EffectiveRegime:
    """Return the duties to keep: the country's, or the strictest known where it has none or none was written here."""
    known = {code: profile.protection for code, profile in find_profiles().items()}
    return effective_regime(law_of(commune).protection, known, is_known=commune.country in known)


def needs_consent(commune: Commune) -> bool:
    """Must people have agreed before they are written to unasked?"""
    return regime_of(commune).asks(Duty.CONSENT_TO_UNASKED_SMS)


def carriers_of(session: Session, commune_id: int) -> list[str]:
    """Return the companies that carry the commune's messages."""
    query = (
        select(Line.provider)
        .join(LineCommune, LineCommune.line_id == Line.id)
        .where(LineCommune.commune_id == commune_id, Line.enabled.is_(True), Line.provider.not_in(OWN))
        .distinct()
        .order_by(Line.provider)
    )
    return list(session.scalars(query))


def _facts(session: Session, house: House, commune: Commune) -> Installation:
    said = declaration_of(commune)
    carriers = [Carrier(name, said.carriers.get(name, "")) for name in carriers_of(session, commune.id)]
    if said.host:
        carriers.append(Carrier(said.host, said.host_country, Recipient.HOST))
    return Installation(
        commune=commune.name,
        country=commune.country,
        controller=said.controller,
        contact=said.contact,
        carriers=tuple(carriers),
        used=_used(commune),
        kept_days=_kept_days(),
        measures=_measures(house),
    )


def _used(commune: Commune) -> frozenset[Processing]:
    not_done = NOT_DONE if is_formal_here(commune) else NOT_DONE | {Processing.FORMAL_REQUESTS}
    return frozenset(Processing) - not_done


def _kept_days() -> dict[Processing, int | None]:
    """Return the days of the kinds all of whose data goes by days; the others end otherwise, as their rows say."""
    return {kind: _days_of([row for row in TABLE if row.processing is kind]) for kind in Processing}


def _days_of(rows: Sequence[Kept]) -> int | None:
    periods = [row.period for row in rows if row.period is not None]
    return max(periods).days if periods and len(periods) == len(rows) else None


def _is_decided(facts: Installation) -> bool:
    """Does the table say of every kind of processing when its data goes?"""
    return facts.used <= {row.processing for row in TABLE}


def _measures(house: House) -> frozenset[Measure]:
    """Return what can be known from here: the second factor can be used, the public address is encrypted or not."""
    found = {Measure.SECOND_FACTOR}
    if house.public_url.startswith("https://"):
        found.add(Measure.ENCRYPTED_LINE)
    return frozenset(found)
