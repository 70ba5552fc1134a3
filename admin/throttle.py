"""How often somebody may try to sign in: counted before any password is hashed.

Counted by account and address together, so that nobody can lock somebody else out; a second count by address alone
bounds what one machine can make us hash. Waiting is all that is asked: there is no lock to open.
"""

from __future__ import annotations

import unicodedata
from typing import Any, cast

from flask import Flask, Request, Response, request, session
from flask_login import current_user
from limits import RateLimitItem, parse_many
from limits.storage import MemoryStorage, Storage, storage_from_string
from limits.strategies import MovingWindowRateLimiter

from services.clock import system_clock

BY_ACCOUNT = parse_many("10/minute;40/hour")  # the second one is the back-off: who goes on trying waits longer
BY_ADDRESS = parse_many("60/minute;600/hour")
GUESSED = frozenset(
    {
        "security.login",
        "security.verify",
        "security.change_password",
        "security.two_factor_token_validation",
        "security.two_factor_setup_validate",
        "security.mf_recovery",
        "security.wan_signin_response",
        "security.wan_verify_response",
        "panel.first_run",
    }
)


class Throttle:
    """Counts tries in memory or in Redis; while Redis is down it counts in memory."""

    def __init__(self, uri: str) -> None:
        self._shared = _limiter(cast(Storage, storage_from_string(uri)))
        self._local = _limiter(MemoryStorage())

    def seconds_to_wait(self, who: str, where: str) -> int:
        """Count one try and return 0, or how long to wait when there were too many."""
        waits = [self._count(item, "account", who, where) for item in BY_ACCOUNT]
        waits += [self._count(item, "address", where) for item in BY_ADDRESS]
        return max(waits)

    def _count(self, item: RateLimitItem, *keys: str) -> int:
        try:
            return _wait(self._shared, item, *keys)
        except Exception:  # a cache that is down must neither open the door nor close it
            return _wait(self._local, item, *keys)


def attach_throttle(app: Flask, uri: str) -> Throttle:
    """Refuse too many tries with 429, whatever they try."""
    throttle = Throttle(uri)

    def refuse() -> Response | None:
        if request.method != "POST" or request.endpoint not in GUESSED:
            return None
        seconds = throttle.seconds_to_wait(_account_of(request), request.remote_addr or "")
        if not seconds:
            return None
        raise TooManyTries(seconds)

    app.before_request(refuse)
    return throttle


class TooManyTries(Exception):
    """Somebody has to wait before trying again."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def _account_of(asked: Request) -> str:
    account: Any = current_user
    if account and account.is_authenticated:
        return f"signed in {account.id}"
    pending = session.get("tf_user_id")
    if pending and asked.endpoint != "security.login":
        return f"pending {pending}"
    return unicodedata.normalize("NFKC", asked.form.get("email", "")).strip().casefold()[:255]


def _limiter(storage: Storage) -> MovingWindowRateLimiter:
    return MovingWindowRateLimiter(storage)


def _wait(limiter: MovingWindowRateLimiter, item: RateLimitItem, *keys: str) -> int:
    if limiter.hit(item, *keys):
        return 0
    return max(1, round(limiter.get_window_stats(item, *keys).reset_time - system_clock().timestamp()))
