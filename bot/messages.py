"""Messages as values, the same for every channel and provider."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class Channel(StrEnum):
    """The kind of way a person reaches us."""

    SMS = "sms"
    TELEGRAM = "telegram"
    USSD = "ussd"
    WHATSAPP = "whatsapp"


@dataclass(frozen=True, slots=True)
class Location:
    """A place sent from a phone, in degrees (WGS 84)."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Inbound:
    """One message from a person, as a gateway has understood it.

    `provider_id` is unique for ever on the line. `sender` is the address to answer to (E.164 on phone channels, the
    chat id on Telegram). `event_at` is set only where the provider's own time can be trusted. `button` is the data of
    a pressed button. `phone` is the sender's own number, proven (E.164): the address itself on SMS, the sender's own
    contact card on Telegram. `photo` and `voice` are the provider's ids of files. `note` names a message that is no
    speech: see `Note`. `same` is what a message keeps when its company sends it once more under a new id; empty where
    none does. On a channel with sessions `session` is the provider's id of one, `typed` how many characters have been
    typed in it so far, and `text` the end of all that was: what is new in it is known to who remembers the session.
    """

    provider_id: str
    sender: str
    text: str = ""
    event_at: datetime | None = None
    phone: str | None = None
    button: str | None = None
    location: Location | None = None
    photo: str | None = None
    voice: str | None = None
    language: str | None = None
    note: Note | None = None
    same: str = ""
    session: str = ""
    typed: int = 0


class Note(StrEnum):
    """Messages that are no speech, or that may not count."""

    GROUP = "group"  # said in a group chat: nothing that counts is taken there
    EDITED = "edited"  # an old message changed: said so, never applied
    FOREIGN_CARD = "foreign_card"  # a contact card that is not the sender's own
    UNSUPPORTED = "unsupported"  # a sticker, a video: answered with help
    LONG_VOICE = "long_voice"  # a voice message that nobody could listen to
    OTHER_SOUND = "other_sound"  # a file of sound that is no voice message
    BLOCKED = "blocked"  # the person has blocked the bot: unsolicited messages stop, no reply
    OPTED_OUT = "opted_out"  # the provider took STOP and answered by itself: no reply
    OPTED_IN = "opted_in"
    MISSED_CALL = "missed_call"  # somebody rang: a sign of interest, told once a day how to write


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a channel can carry; a renderer looks at nothing else.

    `max_length` in characters of one message; `is_paid` when every segment counts: it is paid for, or is a screen;
    `page_size` the number of choices shown at once; `has_session` where a conversation lasts while the person stays on
    their phone, screen after screen; `answers_inline` where a reply is the answer to the call that brought the message;
    `open_hours` for how long after their last message people may be written to freely, None for ever.
    """

    channel: Channel
    max_length: int
    page_size: int
    has_buttons: bool = False
    is_paid: bool = False
    has_session: bool = False
    answers_inline: bool = False
    asks_contact: bool = False
    asks_location: bool = False
    has_photos: bool = False
    open_hours: int | None = None


@dataclass(frozen=True, slots=True)
class Button:
    """One button: what the person reads, what comes back (at most 64 bytes)."""

    label: str
    data: str


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One rendered message, ready for a gateway.

    `wants` is `contact` or `location` where the channel can offer a button that sends one. `is_late` when it goes to
    somebody silent for longer than the channel lets them be written to freely (`Capabilities.open_hours`).
    """

    text: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    wants: str | None = None
    is_late: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return the message as plain JSON."""
        return asdict(self)

    @staticmethod
    def from_json(data: dict[str, Any]) -> Outgoing:
        """Return the message that `as_json` wrote."""
        rows = tuple(tuple(Button(**button) for button in row) for row in data.get("buttons", ()))
        return Outgoing(data["text"], rows, data.get("wants"))


@dataclass(frozen=True, slots=True)
class Screen:
    """What a session shows; after the last one it is over."""

    text: str
    is_last: bool


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """What a provider says became of a message we handed over; `state` is sent, delivered or failed."""

    provider_id: str
    state: str
    error: str | None = None
    details: dict[str, str] = field(default_factory=dict)
