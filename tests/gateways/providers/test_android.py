from __future__ import annotations

import pytest

from gateways.base import Call, LineView, Unsigned
from gateways.providers.android import PROVIDER, Android
from tests.fakes.android_api import KEY, received, signed

NOW = 1750000000.0
LINE = LineView("android", "line", "+22890000002", "https://x.org", secrets={"signing_key": KEY})
DAY = 86_400


def call_of(body: bytes, sent_at: float) -> Call:
    headers = {name.lower(): value for name, value in signed(body, sent_at).items()}
    return Call("POST", "/webhooks/android/line/inbound", "", headers, body)


def sms(event_id: str = "e1", sender: str = "+22890112233", text: str = "1", at: str = "2025-06-15T15:06:40Z") -> bytes:
    return received(event_id, sender, text, at)


@pytest.mark.parametrize("age", [0, 60, 2 * DAY, 3 * DAY - 1, -599])
def test_a_delivery_repeated_for_two_days_is_taken(age: float) -> None:
    Android(clock=lambda: NOW).verify(call_of(sms(), NOW - age), LINE)


@pytest.mark.parametrize("age", [3 * DAY + 1, 400 * DAY, -601, -DAY])
def test_a_signature_from_the_future_or_the_far_past_is_not(age: float) -> None:
    with pytest.raises(Unsigned):
        Android(clock=lambda: NOW).verify(call_of(sms(), NOW - age), LINE)


def test_an_upper_case_signature_is_the_same() -> None:
    call = call_of(sms(), NOW)
    headers = {**call.headers, "x-signature": call.headers["x-signature"].upper()}
    Android(clock=lambda: NOW).verify(Call("POST", call.path, "", headers, call.body), LINE)


def test_a_repeated_event_has_the_id_it_had() -> None:
    ids = [PROVIDER.parse(call_of(sms(), at), LINE)[0].provider_id for at in (NOW, NOW + DAY)]
    assert ids[0] == ids[1]


def test_two_people_who_say_the_same_are_two_messages() -> None:
    bodies = [
        sms(sender="+22890112233"),
        sms(sender="+22890445566"),
        sms(event_id="e2"),
        sms(at="2025-06-15T15:06:41Z"),
    ]
    assert len({PROVIDER.parse(call_of(body, NOW), LINE)[0].provider_id for body in bodies}) == 4


def test_the_id_says_nothing_about_the_text() -> None:
    ids = {PROVIDER.parse(call_of(sms(text=text), NOW), LINE)[0].provider_id for text in ("VOTE 3", "VOTE 7")}
    assert len(ids) == 1


@pytest.mark.parametrize(
    ("settings", "missing"),
    [
        ({}, "api_url"),
        ({"api_url": "https://x"}, "username"),
        ({"api_url": "https://x", "username": "u", "per_minute": "fast"}, "per_minute"),
        ({"api_url": "https://x", "username": "u", "per_minute": "0"}, "per_minute"),
        ({"api_url": "https://x", "username": "u", "sims": "one"}, "sims"),
        ({"api_url": "https://x", "username": "u", "sims": "1,2"}, "password"),
    ],
)
def test_a_line_says_what_it_lacks(settings: dict[str, str], missing: str) -> None:
    line = LineView("android", "line", "", "https://x.org", settings=settings, secrets={"signing_key": KEY})
    assert PROVIDER.why_not_ready(line) == missing
