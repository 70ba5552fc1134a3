"""The contract of a provider: what `webhooks` and `worker` may ask of a file in `providers/`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol, runtime_checkable

from bot.messages import Capabilities, DeliveryReport, Inbound, Outgoing, Screen


@dataclass(frozen=True, slots=True)
class LineView:
    """A line as a provider needs it: its key, its own address, settings in clear, secrets decrypted.

    `region` is the ISO country by which a national number is read, empty where none is; `public_url` the configured
    base address of this installation, without a slash at the end, empty where nobody outside reaches it; `local_url`
    where it listens. The setting `own_url` is another base address, for a gateway that stands near.
    """

    provider: str
    key: str
    address: str
    public_url: str
    region: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)
    secrets: Mapping[str, str] = field(default_factory=dict)
    local_url: str = ""

    def url_of(self, door: str) -> str:
        """Return the address of a door (`inbound` or `status`) of this line: the public one, else the local one."""
        base = self.settings.get("own_url", "").rstrip("/") or self.public_url or self.local_url
        return f"{base}/webhooks/{self.provider}/{self.key}/{door}"

    def first_missing(self, settings: tuple[str, ...] = (), secrets: tuple[str, ...] = ()) -> str | None:
        """Return the name of the first of these settings, then secrets, that is empty; None when all are there."""
        absent = [name for name in settings if not self.settings.get(name)]
        absent += [name for name in secrets if not self.secrets.get(name)]
        return absent[0] if absent else None


@dataclass(frozen=True, slots=True)
class Call:
    """One HTTP call at a door, untouched: raw bytes, header names in lower case.

    `query` is the raw query string (without `?`). Nothing in it has been checked.
    """

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes
    remote: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the door says back once everything is durable."""

    body: bytes = b""
    content_type: str = "text/plain; charset=utf-8"
    status: int = 200


class Unsigned(Exception):
    """The call does not prove that it comes from the provider: 403, nothing is kept."""


class Unreadable(Exception):
    """The call is the provider's but its body is not of the documented form: 400, nothing is kept."""


class SendFailure(Exception):
    """A message could not be handed over.

    `reason` is a short stable word for staff; `retry_in` in seconds when trying again makes sense (0 = by the usual
    back-off), `None` when it never will; `gone` when the person can no longer be reached on this address (blocked,
    opted out at the provider). `was_tried` is False when our own pace held the message back before the provider was
    asked: that is no failed attempt. `is_unsent` when the provider surely has not taken the message, so that another
    line may carry it: it was never reached, or said no, as whoever names a pause does. An answer that did not come says
    neither.
    """

    def __init__(
        self,
        reason: str,
        *,
        retry_in: float | None = 0,
        gone: bool = False,
        was_tried: bool = True,
        is_unsent: bool = False,
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.retry_in = retry_in
        self.gone = gone
        self.was_tried = was_tried
        self.is_unsent = is_unsent or not was_tried or bool(retry_in)


class Provider(Protocol):
    """One file in `providers/` holds one of these, named `PROVIDER`."""

    key: str

    def capabilities_of(self, line: LineView) -> Capabilities:
        """Return what this line can carry."""

    def verify(self, call: Call, line: LineView) -> None:
        """Raise `Unsigned` unless the call is the provider's; never raises anything else."""

    def parse(self, call: Call, line: LineView) -> list[Inbound]:
        """Return the messages in the call, none or many; raise `Unreadable` for a body of no known form."""

    def parse_status(self, call: Call, line: LineView) -> list[DeliveryReport]:
        """Return the delivery reports in the call; raise `Unreadable` for a body of no known form."""

    def answer(self, call: Call) -> Answer:
        """Return what the provider expects to hear once its call is taken."""

    def why_not_ready(self, line: LineView) -> str | None:
        """Return the name of the setting or secret that is missing or wrong, or None when the line can be used."""

    def open_sender(self, line: LineView) -> Sender:
        """Return what sends on this line; it is opened once for each line and worker and closed at the end."""


class Sender(Protocol):
    """Sends on one line; lives in one event loop."""

    async def send(self, address: str, message: Outgoing, message_key: str) -> str:
        """Hand one message over and return the provider's id of it; raise `SendFailure` otherwise.

        `message_key` is our own id, the same at every attempt, for providers that know idempotency.
        """

    def room(self) -> int:
        """Return how many messages it can take now without waiting for a pace; the rest stays in the outbox."""

    async def close(self) -> None:
        """Let go of connections."""


@runtime_checkable
class InSession(Protocol):
    """A provider of sessions: each call is answered by the screen that the message in it leads to."""

    def answer_screen(self, screen: Screen) -> Answer:
        """Return what the provider shows to the person whose call it was."""


@runtime_checkable
class Forgetful(Protocol):
    """A sender whose company erases, when asked, the text it keeps of a message that came in or went out."""

    async def forget(self, provider_id: str) -> bool:
        """Ask the company to erase the text of a message; False where it would not, or not yet."""


@runtime_checkable
class Recounting(Protocol):
    """A sender whose company keeps records of what came in, against which ours can be held."""

    async def received_on(self, day: date) -> list[Inbound]:
        """Return what came in on a day (UTC) as the door would have read it, `event_at` by the company's clock.

        A text is empty where the company no longer has it. Raises `SendFailure` where it cannot be asked.
        """


@runtime_checkable
class Resending(Protocol):
    """A sender whose phone brings what it received to our door once more, under new ids, when asked."""

    async def send_again(self, since: datetime, until: datetime) -> None:
        """Ask for what came in between two moments; it comes by the door. Raises `SendFailure` where it cannot be."""


@dataclass(frozen=True, slots=True)
class Balance:
    """What is left on an account: thousandths of a `unit`, a currency (ISO 4217) or `SMS` for a bundle of messages."""

    amount: int
    unit: str


@runtime_checkable
class Prepaid(Protocol):
    """A sender whose company tells what is left on the account from which its messages are paid."""

    async def balance(self) -> Balance:
        """Return what is left now. Raises `SendFailure` where the company does not tell."""


@dataclass(frozen=True, slots=True)
class Track:
    """One SIM of a line: how many messages a minute it bears on average, and how many at once.

    `per_day` is how many segments it may send on a day of the commune's calendar, None where nothing caps them.
    """

    name: str
    per_minute: int
    at_once: int = 3
    per_day: int | None = None


@runtime_checkable
class OnTracks(Protocol):
    """A sender whose SIMs bear so much and no more, however many workers send.

    It keeps no pace itself: the outbox, which all workers share, gives a message its track when its turn has come.
    """

    def tracks(self) -> Sequence[Track]:
        """Return the line's SIMs; at least one, whose name is empty where the provider chooses."""

    async def send_on(self, track: str, address: str, message: Outgoing, message_key: str) -> str:
        """Hand one message over on this SIM; as `Sender.send` does."""
