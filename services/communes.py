"""The communes of an installation: how one begins, what its staff set, its zones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.phrases import Counted
from bot.request_words import days_of
from budgeting.law.terms import Unit
from budgeting.refusal import Refusal
from models import Commune, Zone
from services.audit import record
from services.house import House
from services.line_keeping import serve_with_every_line
from services.revision import grow_revision
from services.territory import is_country, is_currency, is_time_zone
from services.zones import ZoneDraft, all_names, cleaned_names, heard_name, read_zone

KEY = re.compile(r"[a-z][a-z0-9-]{1,47}")
TAKEN_KEYS = ("panel", "webhooks", "simulator", "assets", "healthz", "static")
"""First parts of addresses that lead elsewhere: a commune of that name could not be reached."""


class CommuneReason(StrEnum):
    """Why a commune cannot be set up or set so."""

    UNKNOWN = "commune_unknown"
    KEY_WRONG = "commune_key_wrong"
    KEY_TAKEN = "commune_key_taken"
    KEY_RESERVED = "commune_key_reserved"
    NAME_MISSING = "commune_name_missing"
    COUNTRY_WRONG = "commune_country_wrong"
    COUNTRY_UNCLEAR = "commune_country_unclear"
    CURRENCY_WRONG = "commune_currency_wrong"
    TIME_ZONE_WRONG = "commune_time_zone_wrong"
    NO_LANGUAGE = "commune_no_language"
    ZONES_ALIKE = "commune_zones_alike"
    NUMBER_WRONG = "commune_number_wrong"


@dataclass(frozen=True, slots=True)
class NewCommune:
    """A commune to set up; the first language is its own; `zones` are neighbourhoods and villages for `read_zone`."""

    name: str
    key: str
    country: str
    currency: str
    time_zone: str
    languages: tuple[str, ...]
    population: int | None = None
    zones: tuple[str, ...] = ()
    promised_days: int = 15


@dataclass(frozen=True, slots=True)
class CommuneSettings:
    """What staff may change later; ceilings in minor units, None for no ceiling."""

    name: str
    languages: tuple[str, ...]
    population: int | None
    promised_days: int
    replies_an_hour: int
    daily_ceiling: int | None
    monthly_ceiling: int | None
    echo_choices: bool
    ussd_by_sms: bool = False


@dataclass(frozen=True, slots=True)
class CommuneView:
    """A commune as pages need it; ceilings in minor units."""

    id: int
    key: str
    name: str
    country: str
    currency: str
    population: int | None
    time_zone: str
    languages: tuple[str, ...]
    revision: int
    promised_days: int
    promised_unit: str
    replies_an_hour: int
    daily_ceiling: int | None
    monthly_ceiling: int | None
    echo_choices: bool
    ussd_by_sms: bool
    is_demo: bool

    @property
    def promised(self) -> Counted:
        """In how many days of which kind the commune promises an answer."""
        return days_of(self.promised_days, self.promised_unit)


def has_commune(session: Session) -> bool:
    """Is there a commune at all?"""
    return session.scalar(select(Commune.id).limit(1)) is not None


def list_communes(session: Session) -> list[CommuneView]:
    """Return all communes by name."""
    return [view_of(row) for row in session.scalars(select(Commune).order_by(func.lower(Commune.name)))]


def find_commune(session: Session, commune_id: int) -> CommuneView | None:
    """Return a commune, None when there is none of that id."""
    row = session.get(Commune, commune_id)
    return None if row is None else view_of(row)


def create_commune(
    session: Session, house: House, new: NewCommune, *, staff_id: int | None = None, is_demo: bool = False
) -> CommuneView:
    """Set a commune up with its zones; `Refusal` (`CommuneReason`) names what is wrong."""
    _refuse_wrong(session, new)
    row = Commune(
        key=new.key,
        name=new.name.strip(),
        country=new.country,
        currency=new.currency,
        population=new.population,
        time_zone=new.time_zone,
        languages=list(dict.fromkeys(new.languages)),
        promised_days=new.promised_days,
        is_demo=is_demo,
        created_at=house.clock(),
    )
    session.add(row)
    session.flush()
    zones = _zones(new)
    session.add_all(Zone(commune_id=row.id, name=zone.name, names=cleaned_names(zone.names)) for zone in zones)
    serve_with_every_line(session, row.id)
    record(
        session,
        house,
        act="commune_created",
        subject="commune",
        subject_id=row.id,
        details={"key": row.key, "zones": len(zones)},
        staff_id=staff_id,
        commune_id=row.id,
    )
    return view_of(row)


def change_settings(
    session: Session, house: House, commune_id: int, settings: CommuneSettings, *, staff_id: int | None
) -> None:
    """Write a commune's settings and note which ones changed."""
    row = session.get(Commune, commune_id)
    if row is None:
        raise Refusal(CommuneReason.UNKNOWN)
    _refuse_settings(settings)
    changed = _apply(row, settings)
    if changed:
        grow_revision(session, commune_id)
        record(
            session,
            house,
            act="commune_settings_changed",
            subject="commune",
            subject_id=commune_id,
            details={"changed": changed},
            staff_id=staff_id,
            commune_id=commune_id,
        )


def refuse_wrong_key(key: str) -> None:
    """Raise a `Refusal` where a short name cannot stand in addresses."""
    if not KEY.fullmatch(key):
        raise Refusal(CommuneReason.KEY_WRONG)
    if key in TAKEN_KEYS:
        raise Refusal(CommuneReason.KEY_RESERVED, key=key)


def refuse_wrong_place(country: str, currency: str, time_zone: str) -> None:
    """Raise a `Refusal` where a country, a currency or a time zone cannot be."""
    if not is_country(country):
        raise Refusal(CommuneReason.COUNTRY_WRONG)
    if not is_currency(currency):
        raise Refusal(CommuneReason.CURRENCY_WRONG)
    if not is_time_zone(time_zone):
        raise Refusal(CommuneReason.TIME_ZONE_WRONG)


def view_of(row: Commune) -> CommuneView:
    """Return a row as pages need it."""
    return CommuneView(
        id=row.id,
        key=row.key,
        name=row.name,
        country=row.country,
        currency=row.currency,
        population=row.population,
        time_zone=row.time_zone,
        languages=tuple(row.languages),
        revision=row.revision,
        promised_days=row.promised_days,
        promised_unit=str(row.commitments.get("promise", {}).get("unit", Unit.CALENDAR)),
        replies_an_hour=row.replies_an_hour,
        daily_ceiling=row.daily_ceiling,
        monthly_ceiling=row.monthly_ceiling,
        echo_choices=row.echo_choices,
        ussd_by_sms=row.ussd_by_sms,
        is_demo=row.is_demo,
    )


def _apply(row: Commune, settings: CommuneSettings) -> list[str]:
    values = {
        "name": settings.name.strip(),
        "languages": list(dict.fromkeys(settings.languages)),
        "population": settings.population,
        "promised_days": settings.promised_days,
        "replies_an_hour": settings.replies_an_hour,
        "daily_ceiling": settings.daily_ceiling,
        "monthly_ceiling": settings.monthly_ceiling,
        "echo_choices": settings.echo_choices,
        "ussd_by_sms": settings.ussd_by_sms,
    }
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    return changed


def _refuse_wrong(session: Session, new: NewCommune) -> None:
    _refuse_plain(new.name, new.languages, (new.population or 0, new.promised_days))
    refuse_wrong_key(new.key)
    if session.scalar(select(Commune.id).where(Commune.key == new.key)) is not None:
        raise Refusal(CommuneReason.KEY_TAKEN, key=new.key)
    refuse_wrong_place(new.country, new.currency, new.time_zone)
    _refuse_alike(_zones(new))


def _refuse_alike(zones: Sequence[ZoneDraft]) -> None:
    named: dict[str, tuple[ZoneDraft, str]] = {}
    for zone in zones:
        for name in all_names(zone.name, cleaned_names(zone.names)):
            first, called = named.setdefault(heard_name(name), (zone, name))
            if first != zone:
                raise Refusal(CommuneReason.ZONES_ALIKE, first=called, second=name)


def _refuse_settings(settings: CommuneSettings) -> None:
    numbers = (settings.population, settings.promised_days, settings.replies_an_hour)
    ceilings = (settings.daily_ceiling, settings.monthly_ceiling)
    _refuse_plain(settings.name, settings.languages, [number or 0 for number in (*numbers, *ceilings)])
    if not settings.promised_days or not settings.replies_an_hour:
        raise Refusal(CommuneReason.NUMBER_WRONG)


def _refuse_plain(name: str, languages: Sequence[str], numbers: Sequence[int]) -> None:
    if not name.strip():
        raise Refusal(CommuneReason.NAME_MISSING)
    if not languages:
        raise Refusal(CommuneReason.NO_LANGUAGE)
    if any(number < 0 or number >= 2**53 for number in numbers):
        raise Refusal(CommuneReason.NUMBER_WRONG)


def _zones(new: NewCommune) -> list[ZoneDraft]:
    typed = dict.fromkeys(line.strip() for line in new.zones if line.strip())
    return [read_zone(line, new.languages) for line in typed]
