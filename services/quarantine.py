"""Where a message ends that can neither be answered nor put aside."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy.orm import Session

from models import Inbound
from models.message import InboundState
from services.redaction import note_buried
from services.rows import put_new


def bury(session: Session, line_id: int, provider_id: str, arrived_at: datetime) -> bool:
    """Keep that there was a message, by a digest of its id; False when that is kept already.

    Nothing else of the message is written: whatever in it made everything fail cannot make this fail. It may have been
    a ballot: the company that carried it is to erase its words.
    """
    digest = hashlib.sha256(provider_id.encode("utf-8", "surrogatepass")).hexdigest()
    row = {"line_id": line_id, "provider_id": f"buried-{digest}", "state": InboundState.QUARANTINED}
    inbound_id = put_new(session, Inbound, "line_id", "provider_id", **row, arrived_at=arrived_at)
    if inbound_id is None:
        return False
    note_buried(session, line_id, inbound_id, provider_id, arrived_at)
    return True
