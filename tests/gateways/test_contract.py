"""What every provider promises, whatever is in the folder."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels import CAPABILITIES
from bot.messages import Capabilities, DeliveryReport, Inbound, Note
from gateways.base import Answer, Call, LineView, Provider, Unreadable, Unsigned
from gateways.registry import find_providers
from tests.gateways.recorded import CASES, Recorded, everything, line_of, recorded

PROVIDERS = sorted(find_providers())
DOORS = ("inbound", "status")
SHOW_IN_ADDRESS = {
    "africastalking",
    "africastalking_ussd",
    "infobip",
    "jasmin",
    "orange",
}  # in the query, not in a header
PROVE_BY_SECRET = {"telegram", "kannel", "httpsms", *SHOW_IN_ADDRESS}  # what they show is the same with every body
NO_PROOF = ("content-type", "x-kannel-", "x-event-type")  # headers that are part of what is said
cases = pytest.mark.parametrize("case", everything(), ids=lambda case: case.name)
providers = pytest.mark.parametrize("key", PROVIDERS)


@providers
def test_every_provider_has_its_recorded_cases_and_a_line_that_is_ready(key: str) -> None:
    assert (CASES / key / "line.json").exists()
    assert any("expect" in case.data and case.data["expect"] for case in recorded(key))
    assert find_providers()[key].why_not_ready(line_of(key)) is None
    assert isinstance(find_providers()[key].capabilities_of(line_of(key)), Capabilities)


@providers
def test_what_a_line_can_carry_is_what_its_channel_is_known_for(key: str) -> None:
    can = find_providers()[key].capabilities_of(line_of(key))
    assert can == CAPABILITIES[can.channel]


@providers
def test_a_line_without_settings_and_secrets_says_what_is_missing(key: str) -> None:
    bare = line_of(key, settings={}, secrets={})
    assert find_providers()[key].why_not_ready(bare)


@cases
def test_a_recorded_call_bears_its_providers_signature(case: Recorded) -> None:
    case.provider.verify(case.call, case.line)


@cases
def test_a_recorded_call_is_understood(case: Recorded) -> None:
    outcomes = [name for name in ("expect", "expect_status", "unreadable") if name in case.data]
    assert outcomes, "the case expects nothing"
    if "expect" in case.data:
        assert case.provider.parse(case.call, case.line) == case.expected()
    if "expect_status" in case.data:
        assert case.provider.parse_status(case.call, case.line) == case.expected_reports()
    if "unreadable" in case.data:
        with pytest.raises(Unreadable):
            _reader(case.provider, case.door)(case.call, case.line)


@cases
def test_a_recorded_call_gets_the_answer_its_provider_waits_for(case: Recorded) -> None:
    answer = case.provider.answer(case.call)
    if "answer" in case.data:
        assert answer.content_type == case.data["answer"]["content_type"]
        assert answer.body.decode() == case.data["answer"]["body"]
    assert answer.status == 200


FORGERIES: dict[str, Callable[[str], str]] = {
    "empty": lambda good: "",
    "one sign changed": lambda good: ("B" if good[0] != "B" else "C") + good[1:],
    "cut": lambda good: good[:-1],
    "longer": lambda good: good + "=",
    "not ASCII": lambda good: "é" + good,
    "NUL": lambda good: "\0" + good,
    "half an emoji": lambda good: "\ud83d" + good,
    "100 kB": lambda good: good[0] * 100_000,
    "100 kB not ASCII": lambda good: "é" * 50_000,
    "line ends": lambda good: good + "\r\nX-Other: 1",
}


by_header = pytest.mark.parametrize("key", sorted(set(PROVIDERS) - SHOW_IN_ADDRESS))


@by_header
@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forged_header_is_unsigned_and_nothing_else(key: str, forgery: str) -> None:
    for case in recorded(key):
        for name, value in case.call.headers.items():
            if name.startswith(NO_PROOF) or name.endswith("signature-settings"):
                continue
            forged = replace(case.call, headers={**case.call.headers, name: FORGERIES[forgery](value)})
            with pytest.raises(Unsigned):
                case.provider.verify(forged, case.line)


@pytest.mark.parametrize("key", sorted(SHOW_IN_ADDRESS))
@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forged_token_is_unsigned_and_nothing_else(key: str, forgery: str) -> None:
    for case in recorded(key):
        (token,) = (value for name, value in parse_qsl(case.call.query) if name == "token")
        forged = urlencode({"token": FORGERIES[forgery](token)}, errors="replace")
        for query in (forged, "", "token=", f"{case.call.query}&token={token}", "&" * 10_000, f"x={token}"):
            with pytest.raises(Unsigned):
                case.provider.verify(replace(case.call, query=query), case.line)


@providers
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", ""])
def test_a_call_without_headers_is_unsigned(key: str, method: str) -> None:
    for door in DOORS:
        call = Call(method, f"/webhooks/{key}/line/{door}", "", {}, b"{}")
        with pytest.raises(Unsigned):
            find_providers()[key].verify(call, line_of(key))


@cases
def test_a_line_without_secrets_accepts_nobody(case: Recorded) -> None:
    with pytest.raises(Unsigned):
        case.provider.verify(case.call, replace(case.line, secrets={}))


@pytest.mark.parametrize(
    "case",
    [case for case in everything() if case.provider.key not in PROVE_BY_SECRET],
    ids=lambda case: case.name,
)
def test_a_signature_is_not_good_for_another_body(case: Recorded) -> None:
    changed = replace(case.call, body=case.call.body + b"&x=1", query=case.call.query + "&x=1")
    with pytest.raises(Unsigned):
        case.provider.verify(changed, case.line)


@given(value=st.text(max_size=300), name=st.sampled_from(["", "HMAC_SHA1", "HMAC_SHA256", "algorithm=é"]))
@settings(max_examples=200, deadline=None)
def test_whatever_stands_in_the_headers_verify_raises_unsigned_only(value: str, name: str) -> None:
    for key in set(PROVIDERS) - SHOW_IN_ADDRESS:
        case = recorded_once(key)[0]
        headers = dict.fromkeys(case.call.headers, value) | {"x-timestamp": value or "1750000030"}
        headers["x-twilio-webhooks-signature-settings"] = name
        with pytest.raises(Unsigned):
            case.provider.verify(replace(case.call, headers=headers), case.line)


# --- bodies


_KEPT: dict[str, list[Recorded]] = {}


def recorded_once(key: str) -> list[Recorded]:
    return _KEPT.setdefault(key, recorded(key))


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([10**18, 2**63, 10**40, -1, 0])
    | st.floats()
    | st.text()
    | st.sampled_from(["\0", "\ud83d", "\u202e", "x" * 5000]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def as_bytes(value: Any) -> bytes:
    return json.dumps(value).encode("utf-8", "surrogatepass")


def _mutate_bytes(body: bytes, seed: int) -> bytes:
    """Change, take out, double or reverse a few bytes of a good body."""
    chance, changed = random.Random(seed), bytearray(body)
    for _ in range(chance.randint(1, 5)):
        if not changed:
            break
        at = chance.randrange(len(changed))
        change = chance.randrange(4)
        if change == 0:
            changed[at] = chance.randrange(256)
        elif change == 1:
            del changed[at : at + chance.randint(1, 20)]
        elif change == 2:
            changed[at:at] = changed[at : at + chance.randint(1, 20)]
        else:
            changed[at : at + 8] = changed[at : at + 8][::-1]
    return bytes(changed)


def _paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    return [path, *(found for name, below in inner for found in _paths(below, (*path, name)))]


def _put(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    if not path:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = _put(value[path[0]], path[1:], new)
    return copy


@st.composite
def bodies(draw: st.DrawFn, key: str) -> bytes:
    """Random bytes, random JSON, good bodies damaged in their bytes, good bodies with one strange value inside."""
    kind = draw(st.sampled_from(["bytes", "json", "damaged", "strange", "strange", "nested"]))
    if kind == "bytes":
        return draw(st.binary(max_size=400))
    if kind == "json":
        return as_bytes(draw(json_values))
    if kind == "nested":
        depth = draw(st.sampled_from([10, 1_000, 100_000]))
        return draw(st.sampled_from([b"[" * depth, b'{"a":' * depth, b'{"message":' * 900 + b"1" + b"}" * 900]))
    good = draw(st.sampled_from(recorded_once(key))).call.body
    if kind == "damaged":
        return _mutate_bytes(good, draw(st.integers(0, 2**32)))
    try:
        parsed = json.loads(good)
    except ValueError:
        fields = good.split(b"&")
        return b"&".join([*fields, draw(st.sampled_from(fields)), draw(st.binary(max_size=40))])
    return as_bytes(_put(parsed, draw(st.sampled_from(_paths(parsed))), draw(json_values)))


def _reader(provider: Provider, door: str) -> Callable[[Call, LineView], list[Any]]:
    return provider.parse if door == "inbound" else provider.parse_status


def _check_text(text: str, longest: int, *, may_be_empty: bool = True) -> None:
    assert isinstance(text, str)
    text.encode("utf-8")  # no lone surrogates: a database would refuse them
    assert "\0" not in text
    assert len(text) <= longest
    assert text or may_be_empty


def _check(found: list[Any]) -> None:
    for item in found:
        _check_text(item.provider_id, 128, may_be_empty=False)
        if isinstance(item, DeliveryReport):
            assert item.state in ("sent", "delivered", "failed")
            _check_text(item.error or "", 200)
            continue
        assert isinstance(item, Inbound)
        _check_text(item.sender, 128, may_be_empty=False)
        _check_text(item.text, 2000)
        for optional in (item.button, item.photo, item.language, item.phone):
            _check_text(optional or "", 2000)
        assert item.note is None or isinstance(item.note, Note)
        assert item.event_at is None or (isinstance(item.event_at, datetime) and item.event_at.tzinfo is not None)


@pytest.mark.parametrize("door", DOORS)
@providers
def test_a_strangers_bytes_give_messages_or_unreadable_and_nothing_else(key: str, door: str) -> None:
    provider = find_providers()[key]
    lines = [line_of(key)] + ([line_of(key, settings={"kind": "telegram"})] if key == "simulator" else [])

    @given(body=bodies(key), query=st.text(max_size=60), method=st.sampled_from(["POST", "GET"]))
    @settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
    def read(body: bytes, query: str, method: str) -> None:
        good = recorded_once(key)[0].call
        for line in lines:
            call = Call(method, good.path, query or body.decode("latin-1"), good.headers, body)
            with suppress(Unreadable):
                _check(_reader(provider, door)(call, line))
            assert isinstance(provider.answer(call), Answer)
            with suppress(Unsigned):
                provider.verify(call, line)

    read()
