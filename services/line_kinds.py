"""What staff give for a line of each provider; the providers' own files say what the fields are for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

PER_DAY = "per_day"
"""The setting that says how many segments each SIM of a line may send in a day; none where nothing caps them."""

COUNTS = {"per_minute": 3, "per_second": 3, PER_DAY: 5}
"""The settings that say how much a line bears, and of how many digits they may be."""

OWN_URL = "own_url"
"""The setting by which a gateway near to this machine calls it at another address than the public one."""

SHOWN_IN_ADDRESS = "?token=TOKEN"
"""Stands behind the addresses of doors; staff write the token they typed in place of the second word."""

TRIES_AGAIN = "#rc=5&rp=all"
"""Without it Twilio tries once more and only where no connection was made. Five tries, at any failure:
https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides"""

THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Kind:
    """What a provider's line needs: settings in clear, secrets to type, secrets that we make ourselves.

    `ending` belongs to the address for messages in where staff enter it at the provider. `bills` is for a company that
    sends nothing for free: without its price a commune's ceilings hold nothing back. A SIM card may have a flat rate.
    `forgets` says that the company erases a message's text when asked: it is for each that we do not keep.
    `is_phone`: a phone of the commune carries its messages, and keeps them in its own list whoever erases theirs.
    `recounts` says that the company lists what came in, so that it can be compared with what we have; `recounts_if`
    names the setting that says it of a line where it is not so of all.
    `shows_token`: it signs nothing, so the addresses it calls bear the line's token, which staff put in there.
    `has_short_codes`: its numbers may be of three to six digits, for one country.
    `reports`: it tells what became of a message, at a door of its own.
    `calls_us`: messages come in only by calls to the public https address, or to `own_url` where the line has that
    setting; nothing is fetched from the company. `a_minute` is how many messages it bears where no setting says, None
    where the company keeps its own queue.
    """

    provider: str
    channel: str
    needed: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    secrets: tuple[str, ...] = ()
    made: tuple[str, ...] = ()
    needs_address: bool = True
    ending: str = ""
    bills: bool = False
    forgets: bool = False
    is_phone: bool = False
    recounts: bool = False
    recounts_if: str = ""
    calls_us: bool = False
    shows_token: bool = False
    has_short_codes: bool = False
    reports: bool = True
    a_minute: int | None = None


KINDS = {
    kind.provider: kind
    for kind in (
        Kind(
            "twilio",
            "sms",
            ("account_sid",),
            ("messaging_service_sid",),
            ("auth_token",),
            ending=TRIES_AGAIN,
            bills=True,
            forgets=True,
            recounts=True,
            calls_us=True,
            has_short_codes=True,
        ),
        Kind(
            "twilio_whatsapp",
            "whatsapp",
            ("account_sid",),
            ("messaging_service_sid", "content_sid"),
            ("auth_token",),
            ending=TRIES_AGAIN,
            bills=True,
            forgets=True,
            recounts=True,
            calls_us=True,
        ),
        Kind("telegram", "telegram", (), (), ("bot_token",), ("webhook_secret",), a_minute=1800),
        Kind(
            "android",
            "sms",
            ("api_url", "username"),
            ("mode", "sims", "per_minute", PER_DAY, "inbox"),
            ("password", "signing_key"),
            is_phone=True,
            recounts_if="inbox",
            calls_us=True,
            a_minute=10,
        ),
        Kind(
            "httpsms",
            "sms",
            (),
            ("api_url", "per_minute", PER_DAY),
            ("api_key", "signing_key"),
            forgets=True,
            is_phone=True,
            calls_us=True,
            a_minute=10,
        ),
        Kind(
            "kannel",
            "sms",
            ("api_url", "username"),
            (OWN_URL, "smsc", "per_second"),
            ("password", "token"),
            # Its own names for what it fills in: the message's id and when it came.
            ending="?id=%I&time=%T",
            bills=True,
            calls_us=True,
            has_short_codes=True,
            a_minute=600,
        ),
        Kind(
            "jasmin",
            "sms",
            ("api_url", "username"),
            (OWN_URL, "per_second"),
            ("password", "token"),
            bills=True,
            calls_us=True,
            shows_token=True,
            has_short_codes=True,
            a_minute=600,
        ),
        Kind(
            "africastalking",
            "sms",
            ("username",),
            ("api_url", "per_second"),
            ("api_key", "token"),
            bills=True,
            calls_us=True,
            shows_token=True,
            has_short_codes=True,
            a_minute=600,
        ),
        Kind(
            "africastalking_ussd",
            "ussd",
            (),
            (),
            ("token",),
            calls_us=True,
            shows_token=True,
            reports=False,
        ),
        Kind(
            "infobip",
            "sms",
            ("api_url",),
            ("per_second",),
            ("api_key", "token"),
            bills=True,
            calls_us=True,
            shows_token=True,
            has_short_codes=True,
            a_minute=600,
        ),
        Kind(
            "orange",
            "sms",
            ("sender",),
            ("sender_name", "api_url", "per_second"),
            ("client_id", "client_secret", "token"),
            bills=True,
            calls_us=True,
            shows_token=True,
            has_short_codes=True,
            a_minute=300,
        ),
    )
}


def lacks_price(provider: str, price: int) -> bool:
    """Is this the price of a line whose company bills every message, not entered yet?"""
    kind = KINDS.get(provider)
    return price == 0 and kind is not None and kind.bills


def lacks_address(provider: str, public_url: str, settings: Mapping[str, str]) -> bool:
    """Does this provider bring messages to a public https address that is not set? One on this machine needs none."""
    kind = KINDS.get(provider)
    if settings.get(OWN_URL):
        return False
    parts = urlsplit(public_url)
    is_enough = bool(parts.hostname) and (parts.scheme == "https" or parts.hostname in THIS_MACHINE)
    return kind is not None and kind.calls_us and not is_enough


def forgets_words(provider: str) -> bool:
    """Does the company of this line erase a message's words when asked?"""
    kind = KINDS.get(provider)
    return kind is not None and kind.forgets


def pace_of(provider: str, settings: Mapping[str, str]) -> int | None:
    """Return how many messages a minute a line bears, all its SIMs together; None where nobody here knows."""
    kind = KINDS.get(provider)
    if kind is None or kind.a_minute is None:
        return None
    for setting, seconds in (("per_minute", 1), ("per_second", 60)):
        if setting in kind.optional and (typed := settings.get(setting, "")).isdecimal():
            return int(typed) * seconds * len(_sims(kind, settings))
    return kind.a_minute * len(_sims(kind, settings))


def has_wrong_count(settings: Mapping[str, str]) -> bool:
    """Is one of the settings that say how much a line bears no number that its sender could keep to?"""
    typed = ((settings.get(name, ""), digits) for name, digits in COUNTS.items())
    return any(value and not re.fullmatch(rf"[1-9][0-9]{{0,{digits - 1}}}", value) for value, digits in typed)


def caps_of(provider: str, settings: Mapping[str, str]) -> dict[str, int]:
    """Return how many segments a day each SIM of a line may send, by its name; nothing where no day caps them."""
    kind = KINDS.get(provider)
    typed = settings.get(PER_DAY, "")
    if kind is None or PER_DAY not in kind.optional or not typed.isdecimal():
        return {}
    return dict.fromkeys(_sims(kind, settings), int(typed))


def _sims(kind: Kind, settings: Mapping[str, str]) -> list[str]:
    return settings.get("sims", "").split(",") if "sims" in kind.optional else [""]


def lists_inbound(provider: str, settings: Mapping[str, str]) -> bool:
    """Does the company of this line list what came in, or send it again?"""
    kind = KINDS.get(provider)
    return kind is not None and (kind.recounts or bool(settings.get(kind.recounts_if)))


def doors_of(provider: str) -> tuple[str, ...]:
    """Return the names of the doors at which this provider calls."""
    kind = KINDS.get(provider)
    return ("inbound", "status") if kind is None or kind.reports else ("inbound",)


def ending_for(provider: str, door: str) -> str:
    """Return what staff add to the address of a door when they enter it at this provider; mostly nothing."""
    kind = KINDS.get(provider)
    if kind is None:
        return ""
    if kind.shows_token:
        return SHOWN_IN_ADDRESS
    return kind.ending if door == "inbound" else ""
