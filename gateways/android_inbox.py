"""The phone's own inbox: listed in local mode, and sent again in every mode.

Documented at https://docs.sms-gate.app/features/reading-messages/. Nothing is read from the list but who wrote and
when: its texts are called previews, and a ballot is never guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from http import HTTPStatus
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.messages import Inbound
from gateways.android_events import mark_of
from gateways.base import LineView, SendFailure
from gateways.bodies import moment_of_text, object_of, text_of
from gateways.phones import read_phone

TIMEOUT = 60.0
PAGE = 500
MOST_PAGES = 400


async def list_inbox(line: LineView, api: str, headers: Mapping[str, str], day: date) -> list[Inbound]:
    """Return who wrote on a day (UTC) and when, by the list of the phone itself; no texts.

    Senders nobody can answer to are left out, as at the door. Raises `SendFailure` where the phone cannot be asked.
    """
    found: list[Any] = []
    for _page in range(MOST_PAGES):
        asked = {"type": "SMS", "limit": str(PAGE), "offset": str(len(found)), "from": _first(day), "to": _last(day)}
        page = await _ask("GET", f"{api}/inbox", headers, params=asked)
        if not isinstance(page, list):
            raise SendFailure("no_list")
        found += page
        if len(page) < PAGE:
            break
    read = (_read(object_of(one), number, line) for number, one in enumerate(found))
    return [message for message in read if message is not None]


async def send_again(api: str, headers: Mapping[str, str], since: datetime, until: datetime) -> None:
    """Ask the phone itself to send what it received between two moments to our door once more."""
    await _ask("POST", f"{api}/inbox/refresh", headers, body=_period(since, until))


async def send_again_by_server(api: str, headers: Mapping[str, str], since: datetime, until: datetime) -> None:
    """Have every phone of the account asked by the server they listen to."""
    listed = await _ask("GET", f"{api}/devices", headers)
    phones = [text_of(object_of(one).get("id")) for one in listed] if isinstance(listed, list) else []
    for phone in filter(None, phones):
        await _ask("POST", f"{api}/inbox/refresh", headers, body={"deviceId": phone, **_period(since, until)})


async def _ask(
    method: str,
    url: str,
    headers: Mapping[str, str],
    params: Mapping[str, str] | None = None,
    body: Mapping[str, str] | None = None,
) -> Any:
    try:
        async with (
            ClientSession(timeout=ClientTimeout(total=TIMEOUT), headers=headers) as session,
            session.request(method, url, params=params, json=body, allow_redirects=False) as response,
        ):
            if response.status >= HTTPStatus.MULTIPLE_CHOICES:
                raise SendFailure(f"http {response.status}")
            return None if body is not None else await response.json(content_type=None)
    except TimeoutError as error:
        raise SendFailure("timeout") from error
    except (ClientError, OSError, ValueError) as error:
        raise SendFailure("network") from error


def _read(record: dict[str, Any], number: int, line: LineView) -> Inbound | None:
    at = text_of(record.get("createdAt"))
    sender, moment = read_phone(text_of(record.get("sender")), line.region), moment_of_text(at)
    if sender is None or moment is None:
        return None
    same = mark_of(sender, at, line)
    return Inbound(f"{same}:listed-{number}", sender, event_at=moment, phone=sender, same=same)


def _period(since: datetime, until: datetime) -> dict[str, str]:
    return {"since": _text(since), "until": _text(until), "webhookDelivery": "Individual"}


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _first(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _last(day: date) -> str:
    return f"{day.isoformat()}T23:59:59Z"
