# ruff: noqa: ARG002  (a contract names more than each provider needs)
"""An Android phone that is the gateway: SMS Gateway for Android (capcom6), https://docs.sms-gate.app.

The line's address is the number of the SIM. Settings: `api_url` (the cloud's or the commune's own server; with `mode`
= `local`, the phone itself), `username`, `per_minute` (SMS a minute and SIM, 10 unless said), `per_day` (the most
SMS a day and SIM), `sims` ("1,2": the slots that take turns), `inbox` ("yes": the app knows how to say or to repeat
what it received). Secrets: `password`, `signing_key`.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus
from typing import Any

from bot.channels import CAPABILITIES
from bot.messages import Capabilities, Channel, DeliveryReport, Inbound, Outgoing
from gateways.android_events import read_event, read_report
from gateways.android_inbox import list_inbox, send_again, send_again_by_server
from gateways.base import Answer, Call, LineView, Sender, SendFailure, Track, Unsigned
from gateways.bodies import read_json
from gateways.per_second import PER_DAY, cap_in, is_cap, is_pace
from gateways.posting import LATER, TIMEOUT, Answered, Post, failure_of
from gateways.signatures import basic_authorization, is_same, sign_hex

SIGNATURE, TIMESTAMP = "x-signature", "x-timestamp"
# The app signs anew at each attempt, but a phone's clock may be wrong and attempts go on for two days. Old calls are
# harmless: the same event is taken once for ever. The future is refused, a clock set ahead would win every tie.
OLDEST, NEWEST = 3 * 86_400, 600
PER_MINUTE = "10"
LOCAL, KNOWS = "local", "yes"
TIME_TO_LIVE = 86_400
"""Seconds after which a phone that was off no longer sends a reply nobody waits for."""

_SECONDS = re.compile(r"[0-9]{9,11}")
_SIMS = re.compile(r"[1-9](,[1-9])*")


@dataclass(frozen=True, slots=True)
class Android:
    """The provider."""

    clock: Callable[[], float] = time.time
    key: str = "android"

    def capabilities_of(self, line: LineView) -> Capabilities:
        """Return those of SMS."""
        return CAPABILITIES[Channel.SMS]

    def verify(self, call: Call, line: LineView) -> None:
        """Check the signature over the raw body and the timestamp, and that the timestamp can be."""
        stamp = call.headers.get(TIMESTAMP, "")
        if not _SECONDS.fullmatch(stamp):
            raise Unsigned("timestamp")
        expected = sign_hex(line.secrets.get("signing_key", ""), call.body, stamp.encode())
        if not is_same(call.headers.get(SIGNATURE, "").lower(), expected):
            raise Unsigned("signature")
        if not -NEWEST <= self.clock() - int(stamp) <= OLDEST:
            raise Unsigned("time")

    def parse(self, call: Call, line: LineView) -> list[Inbound]:
        """Return the SMS of the event, if it is one."""
        return read_event(read_json(call), line)

    def parse_status(self, call: Call, line: LineView) -> list[DeliveryReport]:
        """Return the report of the event, if it is one."""
        return read_report(read_json(call))

    def answer(self, call: Call) -> Answer:
        """Say nothing: any 2xx within 30 seconds stops the phone from trying again."""
        return Answer()

    def why_not_ready(self, line: LineView) -> str | None:
        """Return what is missing of the server's address, the account and the signing key, or cannot be read."""
        if not is_pace(line, "per_minute"):
            return "per_minute"
        if not is_cap(line):
            return PER_DAY
        if not _SIMS.fullmatch(line.settings.get("sims") or "1"):
            return "sims"
        if line.settings.get("inbox", "") not in ("", KNOWS):
            return "inbox"
        return line.first_missing(("api_url", "username"), ("password", "signing_key"))

    def open_sender(self, line: LineView) -> Sender:
        """Return what asks the phone to send, and where the app knows it what it received."""
        if line.settings.get("inbox") != KNOWS:
            return AndroidSender(line, clock=self.clock)
        return (PhoneSender if line.settings.get("mode") == LOCAL else ServerSender)(line, clock=self.clock)


class AndroidSender:
    """Asks the phone, or the server it listens to, to send; its connections open with the first message."""

    def __init__(self, line: LineView, timeout: float = TIMEOUT, clock: Callable[[], float] = time.time) -> None:
        self.line = line
        self.clock = clock
        self._post = Post(timeout)

    def tracks(self) -> tuple[Track, ...]:
        """Return the SIMs that take turns; one without a name where the phone is to choose."""
        per_minute = int(self.line.settings.get("per_minute") or PER_MINUTE)
        sims = (self.line.settings.get("sims") or "").split(",")
        return tuple(Track(sim, per_minute, per_day=cap_in(self.line)) for sim in sims)

    async def send(self, address: str, message: Outgoing, message_key: str) -> str:
        """Hand one message over on the first SIM."""
        return await self.send_on(self.tracks()[0].name, address, message, message_key)

    async def send_on(self, track: str, address: str, message: Outgoing, message_key: str) -> str:
        """Hand one message over under an id of ours: an attempt repeated after a timeout is no second SMS."""
        message_id = self._id_of(message_key, address)
        body: dict[str, Any] = {
            "id": message_id,
            "textMessage": {"text": message.text},
            "phoneNumbers": [address],
            "withDeliveryReport": True,
            "ttl": TIME_TO_LIVE,
        }
        body |= {"simNumber": int(track)} if track else {}
        answered = await self._post.call(self._url(), self._headers(), json=body)
        if not answered.is_taken and answered.status != HTTPStatus.CONFLICT:
            raise _failure_of(answered)
        return message_id

    def room(self) -> int:
        """Return how many messages the SIMs ever send at once; whether they may now is for the outbox to know."""
        return sum(track.at_once for track in self.tracks())

    async def close(self) -> None:
        """Close the connections."""
        await self._post.close()

    def _id_of(self, message_key: str, address: str) -> str:
        """Return an id of at most 36 characters, the same for the attempts within an hour.

        The server refuses an id it knows. Our keys begin again at 1 in a new database, so the hour is part of it: else
        the first messages of a fresh installation would be taken for old ones and never go out.
        """
        about = f"{message_key}|{address}|{int(self.clock() // 3600)}"
        return sign_hex(self.line.secrets.get("signing_key", ""), about.encode())[:32].decode()

    def _headers(self) -> dict[str, str]:
        name, password = self.line.settings.get("username", ""), self.line.secrets.get("password", "")
        return {"Authorization": basic_authorization(name, password)}

    def _url(self) -> str:
        return f"{self._api()}/messages"

    def _api(self) -> str:
        api_url = self.line.settings.get("api_url", "").rstrip("/")
        return api_url if self.line.settings.get("mode") == LOCAL else f"{api_url}/3rdparty/v1"


class ServerSender(AndroidSender):
    """One behind a server, which lists nothing: what came in can only be sent again."""

    async def send_again(self, since: datetime, until: datetime) -> None:
        """Ask for what came in between two moments; it comes by the door."""
        await send_again_by_server(self._api(), self._headers(), since, until)


class PhoneSender(AndroidSender):
    """The phone itself on the same network: it lists what it received, and sends it again."""

    async def received_on(self, day: date) -> list[Inbound]:
        """Return what came in on a day (UTC), without texts."""
        return await list_inbox(self.line, self._api(), self._headers(), day)

    async def send_again(self, since: datetime, until: datetime) -> None:
        """Ask for what came in between two moments; it comes by the door."""
        await send_again(self._api(), self._headers(), since, until)


def _failure_of(answered: Answered) -> SendFailure:
    found = failure_of(answered)
    is_phones = answered.status == HTTPStatus.BAD_REQUEST and "device" in answered.text[:500].lower()
    is_astray = found.reason == "refused" and answered.status != HTTPStatus.BAD_REQUEST
    if is_phones or is_astray or found.reason == "wrong_address":
        # A wrong address, a phone not registered: for the staff to mend, the message waits.
        return SendFailure("not_connected", retry_in=LATER)
    return found


PROVIDER = Android()
