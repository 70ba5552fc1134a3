"""What Twilio's own records say came in on a day: https://www.twilio.com/docs/messaging/api/message-resource."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.messages import Inbound, Note
from bot.sms.clean import clean_text
from gateways.base import LineView
from gateways.bodies import identifier_of
from gateways.phones import read_phone

PAGE = 1000
MOST = 200_000
"""Messages of a day that are asked for; more than any line bears."""


async def received_on(client: Any, line: LineView, day: date, scheme: str = "") -> list[Inbound]:
    """Return what came in on a line on a day (UTC), as its door would have read it; `event_at` is Twilio's own time.

    Senders nobody can answer to are left out, as at the door; so are messages of the account's other numbers.
    `scheme` stands before the numbers where it is no SMS that is asked for.
    """
    service = line.settings.get("messaging_service_sid")
    to = {"to": scheme + line.address} if line.address.startswith("+") or not service else {}
    # The documented form is a day; the SDK would make an instant of a date.
    found = await client.messages.list_async(date_sent=day.isoformat(), page_size=PAGE, limit=MOST, **to)
    mine = [one for one in found if one.direction == "inbound" and (to or one.messaging_service_sid == service)]
    return [message for one in mine if (message := _read(one, line)) is not None]


def _read(record: Any, line: LineView) -> Inbound | None:
    sender = read_phone(record.from_ or "", line.region)
    if sender is None:
        return None
    text = clean_text(record.body or "")
    note = Note.UNSUPPORTED if not text and str(record.num_media or "0") != "0" else None
    moment = record.date_sent or record.date_created
    return Inbound(identifier_of(record.sid), sender, text=text, event_at=moment, phone=sender, note=note)
