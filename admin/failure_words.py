"""Why a message did not go out, as staff read it; the keys are the reasons that gateways give."""

from __future__ import annotations

from admin.tongue import _ as say
from admin.tongue import marked as _

FAILURES = {
    "address or text erased": _("the number or the text was erased before it was sent"),
    "account_suspended": _("the account at the provider is suspended"),
    "blocked": _("the person or the operator blocks messages of this line"),
    "busy": _("the provider is busy"),
    "credentials": _("the provider does not accept the access keys of the line"),
    "expired": _("the time to deliver it is over"),
    "filtered": _("the operator filtered it"),
    "invalid_number": _("the number is not valid"),
    "line_off": _("the line was switched off for a day while it waited"),
    "network": _("no connection to the provider"),
    "no_credit": _("no money is left at the provider"),
    "no_route": _("no way to this number"),
    "not_connected": _("the gateway phone is not connected"),
    "not_mobile": _("the number receives no SMS"),
    "not_registered": _("the sender is not registered with the operators"),
    "not_wanted": _("the person wants no such news any more, or is not reached here"),
    "opted_out": _("the person has opted out at the provider"),
    "outside_window": _("the person was silent for too long: the channel lets us write to them no more"),
    "own_number": _("the number of the line cannot send"),
    "paced": _("waiting: so many a minute and no more"),
    "queue_full": _("too many messages wait at the provider"),
    "refused": _("the provider refused it"),
    "region_off": _("the country is switched off at the provider"),
    "server_error": _("an error at the provider"),
    "slow": _("the provider takes very long for each message"),
    "timeout": _("the provider did not answer in time"),
    "too_large": _("the file is too large for the channel"),
    "too_long": _("the text is too long"),
    "trial_account": _("the account at the provider is a trial"),
    "unknown": _("the provider gives no reason"),
    "unknown_number": _("nobody has this number"),
    "unreachable": _("the phone was off or out of reach"),
    "waited too long": _("it waited too long; its text was erased because it names choices"),
    "wrong_address": _("nothing that sends answers at the address of the server"),
}


def say_failure(reason: str | None) -> str:
    """Return why, in the language of this request; a reason of a provider's own as it is, nothing for none."""
    return say(FAILURES[reason]) if reason in FAILURES else reason or ""
