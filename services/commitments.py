"""What a commune has bound itself to: its promise, its office, who answers for its data; one JSON record of its row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from budgeting.law.promise import Promise
from budgeting.law.promise_record import MOST_DAYS, promise_from
from budgeting.law.terms import Unit
from budgeting.refusal import Refusal
from models import Commune
from services.audit import record
from services.communes import CommuneReason
from services.house import House
from services.revision import grow_revision

LONGEST = 200
APPEAL_DAYS = 15
"""Days to appeal against a refused idea, of a commune that wrote none."""


@dataclass(frozen=True, slots=True)
class Office:
    """Where and when a form is handed in, in the commune's own words."""

    place: str = ""
    hours: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Whom people are sent to, as the commune wrote it, with a number to call; empty where it has named nobody.

    `emergency` helps in danger, `misconduct` hears that public money is taken or a bribe asked for.
    """

    emergency: str = ""
    misconduct: str = ""


@dataclass(frozen=True, slots=True)
class Declaration:
    """Who answers for personal data, where the machine stands, where each carrier works; countries as ISO codes."""

    controller: str = ""
    contact: str = ""
    host: str = ""
    host_country: str = ""
    carriers: Mapping[str, str] = field(default_factory=dict)


def promise_of(commune: Commune) -> Promise:
    """Return the commune's promise; one that wrote none promises its days, and as many again with a reason."""
    kept = commune.commitments.get("promise")
    if kept is None:
        days = commune.promised_days
        return Promise(days=days, unit=Unit.CALENDAR, extension_days=min(days, MOST_DAYS))
    return promise_from({**kept, "days": commune.promised_days})


def office_of(commune: Commune) -> Office:
    """Return where forms are handed in; empty where the commune has not said."""
    return Office(**commune.commitments.get("office", {}))


def elsewhere_of(commune: Commune) -> Elsewhere:
    """Return whom people are sent to; empty where the commune has not said."""
    return Elsewhere(**commune.commitments.get("elsewhere", {}))


def appeal_days_of(commune: Commune) -> int:
    """Return how many days there are to appeal against a refused idea; 0 where the commune takes no appeal."""
    return int(commune.commitments.get("appeal_days", APPEAL_DAYS))


def declaration_of(commune: Commune) -> Declaration:
    """Return what the commune said of its data; empty where it has not."""
    return Declaration(**commune.commitments.get("declaration", {}))


def change_commitments(
    session: Session,
    house: House,
    *,
    commune_id: int,
    promise: Mapping[str, Any],
    office: Office,
    declaration: Declaration,
    elsewhere: Elsewhere,
    appeal_days: int,
    staff_id: int | None,
) -> None:
    """Write what the commune binds itself to from now on; what was received before keeps the promise of its day.

    `Refusal` (`LawNo.PROMISE_…`) names the field of the promise that is wrong.
    """
    row = session.get(Commune, commune_id)
    if row is None:
        raise Refusal(CommuneReason.UNKNOWN)
    checked = promise_from(dict(promise))
    row.promised_days = checked.days
    row.commitments = {
        "promise": checked.as_record(),
        "office": _short(asdict(office)),
        "declaration": _short(asdict(declaration)),
        "elsewhere": _short(asdict(elsewhere)),
        "appeal_days": min(max(appeal_days, 0), MOST_DAYS),
    }
    grow_revision(session, commune_id)
    record(
        session,
        house,
        act="commitments_changed",
        subject="commune",
        subject_id=commune_id,
        details={"days": checked.days, "unit": str(checked.unit)},
        staff_id=staff_id,
        commune_id=commune_id,
    )


def _short(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.strip()[:LONGEST] if isinstance(value, str) else value for name, value in values.items()}


def read_promise_of(session: Session, commune_id: int) -> Promise:
    """Return the promise of the commune of that id."""
    return promise_of(session.get_one(Commune, commune_id))


def read_office(session: Session, commune_id: int) -> Office:
    """Return the office of the commune of that id."""
    return office_of(session.get_one(Commune, commune_id))


def read_declaration(session: Session, commune_id: int) -> Declaration:
    """Return what the commune of that id said of its data."""
    return declaration_of(session.get_one(Commune, commune_id))


def read_elsewhere(session: Session, commune_id: int) -> Elsewhere:
    """Return whom the commune of that id sends people to."""
    return elsewhere_of(session.get_one(Commune, commune_id))


def read_appeal_days(session: Session, commune_id: int) -> int:
    """Return the days to appeal against a refused idea in the commune of that id."""
    return appeal_days_of(session.get_one(Commune, commune_id))
