"""What Twilio's error codes and message states mean for us.

Source: https://www.twilio.com/docs/api/errors (one page for each code) and the states listed in the SDK.
"""

from __future__ import annotations

from gateways.base import SendFailure
from gateways.posting import ON_BEHALF

REASONS = {
    20003: "credentials",
    20404: "credentials",  # no such account under this address
    20429: "busy",
    14107: "busy",
    21211: "invalid_number",
    21217: "invalid_number",
    21265: "invalid_number",
    21408: "region_off",
    21606: "own_number",  # the line's address is no number of this account that can send SMS
    21608: "trial_account",
    21610: "opted_out",
    21611: "queue_full",
    21612: "no_route",
    21614: "not_mobile",
    21617: "too_long",
    30001: "queue_full",
    30002: "account_suspended",
    30003: "unreachable",
    30004: "blocked",
    30005: "unknown_number",
    30006: "not_mobile",
    30007: "filtered",
    30008: "unknown",
    30034: "not_registered",
    30036: "expired",
    63003: "unknown_number",  # nobody has WhatsApp there
    63007: "own_number",
    63015: "trial_account",  # the sandbox, to somebody who has not joined it
    63016: "outside_window",
    63018: "busy",
    63024: "unknown_number",
}
_LATER = {"busy": 0.0, "queue_full": 600.0}
# The commune's to mend, not the citizen's fault: the message waits until somebody has seen to it.
_MENDED_BY_STAFF = {"credentials", "own_number", "account_suspended", "trial_account", "region_off", "not_registered"}
_STATES = {
    "sent": "sent",
    "partially_delivered": "sent",
    "delivered": "delivered",
    "read": "delivered",
    "undelivered": "failed",
    "failed": "failed",
    "canceled": "failed",
}


def failure_of(status: int, code: int | None) -> SendFailure:
    """Return what an error answer of the API means: HTTP status and Twilio's own code, if it gave one."""
    reason = REASONS.get(code or 0) or _reason_of_status(status)
    if reason == "opted_out":
        return SendFailure(reason, retry_in=None, gone=True)
    if reason in _MENDED_BY_STAFF:
        return SendFailure(reason, retry_in=600)
    if reason in _LATER or status == 429 or status >= 500:
        return SendFailure(reason, retry_in=_LATER.get(reason, 0), is_unsent=status not in ON_BEHALF)
    return SendFailure(reason, retry_in=None)


def state_of(status: str) -> str | None:
    """Return sent, delivered or failed; None for a state before the hand-over to the operator."""
    return _STATES.get(status)


def _reason_of_status(status: int) -> str:
    if status in (401, 403):
        return "credentials"
    if status == 429:
        return "busy"
    return "server_error" if status >= 500 else "refused"
