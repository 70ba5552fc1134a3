"""Our signature against the vendor's own validator, on generated requests."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator, get_signature_algorithm
from werkzeug.datastructures import MultiDict

from gateways.base import Call, LineView
from gateways.twilio_signature import is_signed
from services.line_kinds import ending_for

TOKEN = "12345"
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
names = st.sampled_from(["Body", "From", "MessageSid", "To", "é", "", "a+b", "A", "b"]) | texts
pairs_lists = st.lists(st.tuples(names, texts), max_size=12)
hosts = st.sampled_from(
    ["https://x.org", "https://x.org:8443", "http://x.org", "http://localhost:5000", "https://a.b/p"]
)
queries = st.sampled_from(["", "foo=1&bar=2", "x=%C3%A9", "a", "a=&b=/?"])
algorithms = st.sampled_from(["", "HMAC_SHA1", "HMAC_SHA256", "hmac_sha256", "HMAC_MD5"])


def line_at(public_url: str, token: str = TOKEN) -> LineView:
    return LineView("twilio", "line", "+15005550006", public_url, secrets={"auth_token": token})


def call_of(path: str, query: str, signature: str, algorithm: str = "") -> Call:
    headers = {"x-twilio-signature": signature}
    if algorithm:
        headers["x-twilio-webhooks-signature-settings"] = f"key=webhooks_sharedkey_1,algorithm={algorithm}"
    return Call("POST", path, query, headers, b"")


def test_the_documented_example_is_accepted() -> None:
    pairs = [
        ("CallSid", "CA1234567890ABCDE"),
        ("Caller", "+12349013030"),
        ("Digits", "1234"),
        ("From", "+12349013030"),
        ("To", "+18005551212"),
    ]
    call = call_of("/myapp.php", "foo=1&bar=2", "0/KCTR6DLpKmkAf8muzZqo1nDgQ=")
    assert is_signed(call, pairs, line_at("https://mycompany.com"))
    assert not is_signed(call, pairs, line_at("http://mycompany.com"))
    assert not is_signed(call, pairs[:-1], line_at("https://mycompany.com"))


@given(pairs=pairs_lists, host=hosts, query=queries, algorithm=algorithms, port=st.booleans(), damage=st.booleans())
@example(
    pairs=[("Body", "2"), ("Body", "1"), ("Body", "1")],
    host="https://x.org",
    query="",
    algorithm="",
    port=False,
    damage=False,
)
@settings(max_examples=3000, deadline=None)
def test_we_and_the_vendors_validator_always_agree(
    pairs: list[tuple[str, str]], host: str, query: str, algorithm: str, port: bool, damage: bool
) -> None:
    path = "/webhooks/twilio/line/inbound"
    url = host + path + ("?" + query if query else "")
    # What a server reads from the wire, so that both see the same fields.
    seen = parse_qsl(urlencode(pairs), keep_blank_values=True)
    validator, fields = RequestValidator(TOKEN), MultiDict(seen)
    signed_url = host + ":443" + path + ("?" + query if query else "") if port and host == "https://x.org" else url
    known = algorithm.upper() in ("", "HMAC_SHA1", "HMAC_SHA256")
    signature = validator.compute_signature(signed_url, fields, algorithm if known else None)
    if damage:
        signature = signature[:-2] + ("A=" if signature[-2] != "A" else "B=")
    call = call_of(path, query, signature, algorithm)
    named = get_signature_algorithm(call.headers.get("x-twilio-webhooks-signature-settings", ""))
    theirs = validator.validate(url, fields, signature, named)
    assert is_signed(call, seen, line_at(host)) == theirs
    if not damage and known:
        assert theirs


@pytest.mark.parametrize("token", ["", "12346"])
def test_another_token_is_not_accepted(token: str) -> None:
    signature = RequestValidator(TOKEN).compute_signature("https://x.org/p", {"Body": "1"})
    assert is_signed(call_of("/p", "", signature), [("Body", "1")], line_at("https://x.org"))
    assert not is_signed(call_of("/p", "", signature), [("Body", "1")], line_at("https://x.org", token))


def test_the_ending_that_asks_for_retries_is_neither_sent_nor_signed() -> None:
    # A fragment stays with who calls (RFC 9110, section 4.2.5): the signature is over the address without it.
    entered = "https://x.org/webhooks/twilio/line/inbound" + ending_for("twilio", "inbound")
    called, _, fragment = entered.partition("#")
    assert dict(part.split("=") for part in fragment.split("&")) == {"rc": "5", "rp": "all"}
    validator = RequestValidator(TOKEN)
    call = call_of(called.removeprefix("https://x.org"), "", validator.compute_signature(called, {"Body": "1"}))
    assert is_signed(call, [("Body", "1")], line_at("https://x.org"))
    forged = call_of(call.path, "", validator.compute_signature(entered, {"Body": "1"}))
    assert not is_signed(forged, [("Body", "1")], line_at("https://x.org"))


def test_the_host_that_a_stranger_claims_does_not_matter() -> None:
    signature = RequestValidator(TOKEN).compute_signature("https://evil.example/p", {"Body": "1"})
    call = Call("POST", "/p", "", {"x-twilio-signature": signature, "host": "evil.example"}, b"Body=1")
    assert not is_signed(call, [("Body", "1")], line_at("https://x.org"))
