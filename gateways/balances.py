"""Reading what a company says is left on an account, whatever it says."""

from __future__ import annotations

import json
import re
from decimal import Decimal, InvalidOperation
from typing import Any

from gateways.base import Balance, SendFailure
from gateways.bodies import object_of
from gateways.posting import Answered, failure_of

SMS_LEFT = "SMS"
"""The unit of a bundle of messages."""

_CURRENCY = re.compile(r"[A-Z]{3}")
_SAID = re.compile(r"\s*([A-Z]{3})\s*(-?[0-9.]+)\s*")
_LARGEST = Decimal(10**14)


def anything_in(answered: Answered) -> Any:
    """Return the JSON of a good answer; raise `SendFailure` where there is none."""
    if not answered.is_taken:
        raise failure_of(answered)
    try:
        return json.loads(answered.body)
    except (ValueError, RecursionError) as error:
        raise SendFailure("server_error") from error


def json_of(answered: Answered) -> dict[str, Any]:
    """Return the JSON object of a good answer, an empty one where it is none."""
    return object_of(anything_in(answered))


def said_balance(said: str) -> Balance:
    """Return a balance written as currency and number; raise `SendFailure` where it is none."""
    found = _SAID.fullmatch(said[:64])
    return balance_of(found[2] if found else None, found[1] if found else None)


def balance_of(amount: object, currency: object) -> Balance:
    """Return a balance of an amount written in digits and a currency; raise `SendFailure` where it is none."""
    try:
        value = Decimal(str(amount)[:32])
    except InvalidOperation as error:
        raise SendFailure("server_error") from error
    is_known = isinstance(currency, str) and _CURRENCY.fullmatch(currency)
    if not is_known or not value.is_finite() or abs(value) >= _LARGEST:
        raise SendFailure("server_error")
    return Balance(int(value * 1000), str(currency))
