"""Adding and changing lines: only whoever may, with secrets that stay sealed and a note in the trail."""

from __future__ import annotations

import re
import secrets as randomness
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.channels import ON_PHONES
from budgeting.refusal import Refusal
from models import Commune, Line, LineCommune
from services.audit import record
from services.house import House
from services.line_book import SECRETS, opened_secrets
from services.line_kinds import KINDS, OWN_URL, Kind, has_wrong_count
from services.line_numbers import read_dialled, read_number
from services.lines.listing import communes_of
from services.staff import Boss

KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,47}")
SECRET_BYTES = 32
USSD = "ussd"


class LineReason(StrEnum):
    """Why a line is not added or changed."""

    UNKNOWN = "line_unknown"
    KIND_UNKNOWN = "line_kind_unknown"
    KEY_WRONG = "line_key_wrong"
    KEY_TAKEN = "line_key_taken"
    FIELD_MISSING = "line_field_missing"
    ADDRESS_WRONG = "line_address_wrong"
    COUNT_WRONG = "line_count_wrong"
    NUMBER_WRONG = "line_number_wrong"
    CODE_WRONG = "line_code_wrong"
    NO_COMMUNE = "line_no_commune"
    OF_OTHERS = "line_of_others"
    FROM_ENVIRONMENT = "line_from_environment"
    NOTHING_HELD = "line_nothing_held"


@dataclass(frozen=True, slots=True)
class LineDraft:
    """A line as staff describe it; empty secrets leave those that are there; `price` as in `models.Line`."""

    provider: str
    key: str
    address: str
    settings: Mapping[str, str] = field(default_factory=dict)
    secrets: Mapping[str, str] = field(default_factory=dict)
    communes: tuple[int, ...] = ()
    price: int = 0
    ascii_only: bool = False


def add_line(session: Session, house: House, draft: LineDraft, boss: Boss) -> int:
    """Add a line with its secrets sealed and return its id."""
    kind = _kind(draft)
    if not KEY.fullmatch(draft.key):
        raise Refusal(LineReason.KEY_WRONG)
    taken = select(Line.id).where(Line.provider == draft.provider, Line.key == draft.key)
    if session.scalar(taken) is not None:
        raise Refusal(LineReason.KEY_TAKEN, key=draft.key)
    made = {name: randomness.token_urlsafe(SECRET_BYTES) for name in kind.made}
    line = Line(provider=kind.provider, key=draft.key, channel=kind.channel, created_at=house.clock(), settings={})
    line.address = ""
    _write(house, line, kind, draft, made, _country(session, draft.communes, boss))
    _set_tariff(line, draft)
    session.add(line)
    session.flush()
    _serve(session, line, draft.communes, boss)
    _note(session, house, boss, line, "line_added")
    return line.id


def change_line(session: Session, house: House, line_id: int, draft: LineDraft, boss: Boss) -> None:
    """Change a line; the provider and the key stay, because they stand in addresses given to the company.

    Of a line of the environment only price and letters change here: who it is and its secrets stay the environment's.
    """
    line = line_of_boss(session, line_id, boss)
    if not line.from_environment:
        country = _country(session, draft.communes, boss)
        _write(house, line, _kind(draft), draft, opened_secrets(house, line), country)
        _serve(session, line, draft.communes, boss)
    elif draft.settings or draft.secrets or draft.communes or draft.address.strip() != line.address:
        raise Refusal(LineReason.FROM_ENVIRONMENT)
    _set_tariff(line, draft)
    _note(session, house, boss, line, "line_changed")


def switch_line(session: Session, house: House, line_id: int, *, on: bool, boss: Boss) -> None:
    """Switch a line on or off; while it is off nothing is taken from it and nothing is sent on it."""
    line = line_of_boss(session, line_id, boss)
    line.enabled = on
    _note(session, house, boss, line, "line_enabled" if on else "line_disabled")


def _kind(draft: LineDraft) -> Kind:
    kind = KINDS.get(draft.provider)
    if kind is None:
        raise Refusal(LineReason.KIND_UNKNOWN)
    return kind


def _write(house: House, line: Line, kind: Kind, draft: LineDraft, kept: Mapping[str, str], country: str) -> None:
    typed = {name: draft.secrets[name] for name in kind.secrets if draft.secrets.get(name)}
    opened = {**kept, **typed}
    names = (*kind.needed, *kind.optional)
    settings = {name: draft.settings[name].strip() for name in names if draft.settings.get(name, "").strip()}
    missing = [name for name in kind.needed if name not in settings]
    missing += [name for name in (*kind.secrets, *kind.made) if name not in opened]
    if kind.needs_address and not draft.address.strip():
        missing.append("address")
    if missing:
        raise Refusal(LineReason.FIELD_MISSING, field=missing[0])
    for name in ("api_url", OWN_URL):
        if name in settings and not settings[name].startswith(("https://", "http://")):
            raise Refusal(LineReason.ADDRESS_WRONG)
    if has_wrong_count(settings):
        raise Refusal(LineReason.COUNT_WRONG)
    line.address = _address(kind, draft.address.strip(), country)
    line.settings = settings
    line.secrets = house.vault.seal_json(opened, SECRETS)


def _address(kind: Kind, typed: str, country: str) -> str:
    """Return the number as E.164, a code to dial without spaces, or the name of a bot as it is."""
    if kind.channel == USSD:
        code = read_dialled(typed)
        if code is None:
            raise Refusal(LineReason.CODE_WRONG)
        return code
    if kind.channel not in ON_PHONES or not typed:
        return typed
    number = read_number(typed, country, may_be_short=kind.has_short_codes)
    if number is None:
        raise Refusal(LineReason.NUMBER_WRONG)
    return number


def _set_tariff(line: Line, draft: LineDraft) -> None:
    line.price = max(0, draft.price)
    line.ascii_only = draft.ascii_only


def _wanted(communes: Collection[int], boss: Boss) -> set[int]:
    return set(communes) if boss.commune_id is None else {boss.commune_id}


def _country(session: Session, communes: Collection[int], boss: Boss) -> str:
    """Return the country as whose national number an address is read: that of the line's first commune."""
    query = select(Commune.country).where(Commune.id.in_(_wanted(communes, boss))).order_by(Commune.id).limit(1)
    return session.scalar(query) or ""


def _serve(session: Session, line: Line, communes: Collection[int], boss: Boss) -> None:
    wanted = _wanted(communes, boss)
    known = set(session.scalars(select(Commune.id).where(Commune.id.in_(wanted))))
    if not known:
        raise Refusal(LineReason.NO_COMMUNE)
    session.execute(delete(LineCommune).where(LineCommune.line_id == line.id))
    session.add_all(LineCommune(line_id=line.id, commune_id=commune_id) for commune_id in sorted(known))


def line_of_boss(session: Session, line_id: int, boss: Boss) -> Line:
    """Return a line the boss may change: of the installation's administrators any, of a commune's its own alone."""
    line = session.get(Line, line_id)
    served = communes_of(session, line_id)
    if line is None or (boss.commune_id is not None and boss.commune_id not in served):
        raise Refusal(LineReason.UNKNOWN)
    if boss.commune_id is not None and served != (boss.commune_id,):
        raise Refusal(LineReason.OF_OTHERS)
    return line


def _note(session: Session, house: House, boss: Boss, line: Line, act: str) -> None:
    record(
        session,
        house,
        act=act,
        subject="line",
        subject_id=line.id,
        details={"provider": line.provider, "key": line.key, "communes": list(communes_of(session, line.id))},
        staff_id=boss.staff_id,
        commune_id=boss.commune_id,
    )
