"""A stranger's bodies: well signed calls whose content is anything but what a provider would send.

Deterministic by its seed, so that a finding can be played again; the tests take hundreds, `make bench` ten thousand.
"""

from __future__ import annotations

import base64
import hmac
import json
import random
import time
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, quote_from_bytes, urlencode

from tests.fakes import android_api, httpsms_api, kannel_api, telegram_api, twilio_api

BASE = "https://town.example"
PHONE, CHAT = "+22890112233", 501
SECRETS = {"simulator": "the-simulators-own-secret"}
NASTY = """
‮VOTE 3‬|V\u200bOTE 3|\r\n.\r\n|{{7*7}}|%(reference)s %s %n|'; DROP TABLE ballot; --|<script>alert(1)</script>|=1+1
../../etc/passwd|VOTE -1 0 1e9 ٣ ３ ⅷ|VOTE 3,,,,;;;///7|EFFACER|STOP|LANGUE ar|LANGUE xx|SUIVRE 999999999999999999999
NOTE 1 99|Q-26-0001|P-00-99999999999999999999|vote 1 2 3 4 5 6 7 8 9 10|1|0|9|?|OUI|1234|SOUTENIR P-26-0001|PROJET 3
""".replace("\n", "|").split("|")
NASTY += ["", " ", "\0", "a\0b", "\ud83d", "é" * 400, "ﷺ" * 200, "👩‍👩‍👧‍👦" * 60, "٣" * 300, "0" * 3000, "A" * 60_000]
NASTY += ["VOTE " + "9" * 5000, "PROPOSER " + "z" * 9000, "QUESTION " + "mot " * 3000]
ODD: list[Any] = [
    None,
    True,
    -1,
    0,
    2**31,
    2**63,
    2**64,
    10**400,
    1.5,
    float("1e308"),
    [],
    {},
    [[]],
    {"a": {"b": []}},
    "",
    "x",
]


@dataclass(frozen=True)
class Sent:
    """One call: where, with what."""

    path: str
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)


def hostile_calls(door: str, count: int, seed: int = 1) -> Iterator[Sent]:
    """Yield well signed calls at a door such as `twilio/inbound`."""
    chance = random.Random(f"{door} {seed}")
    provider, kind = door.split("/")
    make, sign = MAKERS[provider], SIGNERS[provider]
    for number in range(count):
        path = f"/webhooks/{provider}/main/{kind}"
        yield sign(path, make(chance, kind, number))


def forged_calls(door: str, count: int, seed: int = 1) -> Iterator[Sent]:
    """Yield calls whose proof is missing, wrong, of another door or another body, or no ASCII."""
    chance = random.Random(f"forged {door} {seed}")
    for number, call in enumerate(hostile_calls(door, count, seed)):
        proof = next(name for name in call.headers if name not in ("Content-Type", "X-Timestamp"))
        good = call.headers[proof]
        forged = chance.choice(["", good[:-1], good + "=", "é" * 20, "x" * 900, good[::-1], f"{number}"])
        headers = {name: value for name, value in call.headers.items() if name != proof or chance.random() > 0.2}
        if proof in headers:
            headers[proof] = forged if forged != good else "none"
        yield Sent(call.path, call.body, headers)


# --- bodies ----------------------------------------------------------------------------------------------------------


def nasty_text(chance: random.Random) -> str:
    """Return what nobody would write, or what somebody would who means harm."""
    if chance.random() < 0.7:
        return chance.choice(NASTY)
    return "".join(chr(chance.randrange(1, 0x2FFF)) for _ in range(chance.randrange(1, 200)))


def _value(chance: random.Random) -> Any:
    return deepcopy(chance.choice(ODD)) if chance.random() < 0.6 else nasty_text(chance)


def twist(chance: random.Random, good: dict[str, Any], times: int = 3) -> dict[str, Any]:
    """Change, drop or add a few fields at any depth."""
    for _ in range(chance.randrange(times)):
        inside = chance.choice(dicts_in(good))
        name = chance.choice([*inside, "extra"])
        if chance.random() < 0.3:
            inside.pop(name, None)
        else:
            inside[name] = _value(chance)
    return good


def dicts_in(value: dict[str, Any]) -> list[dict[str, Any]]:
    """Return an object and all that are inside it by name."""
    return [value, *(found for child in value.values() if isinstance(child, dict) for found in dicts_in(child))]


def as_json(chance: random.Random, value: Any) -> bytes:
    """Return it as JSON, which now and then is cut off or none at all."""
    raw = json.dumps(value).encode()
    spoil = chance.random()
    if spoil < 0.05:
        return raw[: chance.randrange(len(raw))]
    if spoil < 0.08:
        return b"[" * 3000
    if spoil < 0.11:
        return chance.randbytes(chance.randrange(300))
    return raw


def _twilio(chance: random.Random, kind: str, number: int) -> bytes:
    if kind == "inbound":
        good: dict[str, Any] = twilio_api.inbound(f"SM{number}", PHONE, nasty_text(chance))
    else:
        good = twilio_api.status(f"SM{number}", chance.choice(["sent", "delivered", "failed", "x"]), "30003")
    twisted = twist(chance, good)
    pairs = [(name, str(value).encode("utf-8", "replace")) for name, value in twisted.items()]
    if chance.random() < 0.05:
        pairs += [(f"f{extra}", b"x") for extra in range(chance.randrange(400))]
    if chance.random() < 0.05:
        pairs.append(pairs[0])
    body = urlencode(pairs).encode()
    return body + b"&x=" + quote_from_bytes(chance.randbytes(8)).encode() + b"%ff%zz" if chance.random() < 0.1 else body


def _telegram(chance: random.Random, _kind: str, number: int) -> bytes:
    text = nasty_text(chance).encode("utf-8", "replace").decode() or "x"
    shape = chance.random()
    if shape < 0.25:
        update = telegram_api.button_update(number + 1, CHAT, "9:1")
        update["callback_query"]["data"] = nasty_text(chance)
    else:
        update = telegram_api.text_update(number + 1, CHAT, "x")
        update["message"]["text"] = text
    if shape > 0.9:
        update["message"].pop("text")
        update["message"]["contact"] = {"phone_number": _value(chance), "first_name": "A", "user_id": _value(chance)}
    return as_json(chance, twist(chance, update))


def _android(chance: random.Random, kind: str, number: int) -> bytes:
    if kind == "inbound":
        body = json.loads(android_api.received(f"e{number}", PHONE, "x", "2026-11-20T10:00:00Z"))
        body["payload"]["message"] = nasty_text(chance)
    else:
        body = json.loads(android_api.event(f"e{number}", "sms:delivered", {"messageId": f"m{number}"}))
    return as_json(chance, twist(chance, body))


def _httpsms(chance: random.Random, kind: str, number: int) -> bytes:
    data = {
        "contact": PHONE,
        "content": nasty_text(chance),
        "message_id": f"h{number}",
        "timestamp": "2026-11-20T10:00:00Z",
    }
    event = "message.phone.received" if chance.random() < 0.7 else "message.call.missed"
    if kind == "status":
        event, data = "message.phone.delivered", {"id": f"m{number}"}
    return as_json(chance, twist(chance, {"id": f"e{number}", "type": event, "data": data}))


def _kannel(chance: random.Random, _kind: str, _number: int) -> bytes:
    text = nasty_text(chance).encode(chance.choice(["utf-8", "utf-16-be"]), "replace")
    return text if chance.random() < 0.9 else chance.randbytes(chance.randrange(300))


def _simulator(chance: random.Random, kind: str, number: int) -> bytes:
    good: dict[str, Any] = {"id": f"s{number}", "from": PHONE, "text": nasty_text(chance)}
    if kind == "status":
        good = {"id": f"s{number}", "state": "delivered"}
    return as_json(chance, twist(chance, good))


MAKERS: dict[str, Callable[[random.Random, str, int], bytes]] = {
    "twilio": _twilio,
    "telegram": _telegram,
    "android": _android,
    "httpsms": _httpsms,
    "kannel": _kannel,
    "simulator": _simulator,
}

# --- proofs ----------------------------------------------------------------------------------------------------------


def _sign_twilio(path: str, body: bytes) -> Sent:
    from_body = {"X-Twilio-Signature": _twilio_signature(path, body), "Content-Type": twilio_api.FORM}
    return Sent(path, body, from_body)


def _twilio_signature(path: str, body: bytes) -> str:
    pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, errors="replace")
    text = BASE + path + "".join(name + value for name, value in sorted(set(pairs)))
    return base64.b64encode(hmac.digest(twilio_api.TOKEN.encode(), text.encode("utf-8", "replace"), "sha1")).decode()


def _sign_telegram(path: str, body: bytes) -> Sent:
    return Sent(
        path, body, {"X-Telegram-Bot-Api-Secret-Token": telegram_api.SECRET, "Content-Type": "application/json"}
    )


def _sign_android(path: str, body: bytes) -> Sent:
    return Sent(path, body, android_api.signed(body, time.time()))


def _sign_httpsms(path: str, body: bytes) -> Sent:
    token = httpsms_api.token(httpsms_api.claims_at(time.time(), BASE + path))
    return Sent(path, body, {"Authorization": f"Bearer {token}", "Content-Type": "application/json"})


def _sign_kannel(path: str, body: bytes) -> Sent:
    """Return the call; what else Kannel says of the message depends on the body, so that it can be played again."""
    chance = random.Random(body)
    proof = base64.b64encode(f"kannel:{kannel_api.TOKEN}".encode()).decode()
    kinds = ['text/plain; charset="UTF-8"', 'text/plain; charset="UTF-16BE"', "application/octet-stream", "text/html"]
    said = {"id": f"k{chance.randrange(10**9)}", "time": chance.choice(["1795424605", "0", "x"])}
    query = urlencode(said | {"state": chance.choice(["1", "8", "16", "4", "x"])})
    sender = chance.choice([PHONE, PHONE, "22890112233", "TOGOCOM", "", "+" * 50])
    headers = {"Authorization": f"Basic {proof}", "Content-Type": chance.choice(kinds), "X-Kannel-From": sender}
    return Sent(f"{path}?{query}", body, headers)


def _sign_simulator(path: str, body: bytes) -> Sent:
    proof = hmac.new(SECRETS["simulator"].encode(), body, "sha256").hexdigest()
    return Sent(path, body, {"X-Simulator-Signature": proof, "Content-Type": "application/json"})


SIGNERS: dict[str, Callable[[str, bytes], Sent]] = {
    "twilio": _sign_twilio,
    "telegram": _sign_telegram,
    "android": _sign_android,
    "httpsms": _sign_httpsms,
    "kannel": _sign_kannel,
    "simulator": _sign_simulator,
}
DOORS = [f"{provider}/{kind}" for provider in MAKERS for kind in ("inbound", "status")]
