"""What staff give for a line of each provider; the providers' own files say what the fields are for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """What a provider's line needs: settings in clear, secrets to type, secrets that we make ourselves."""

    provider: str
    channel: str
    needed: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    secrets: tuple[str, ...] = ()
    made: tuple[str, ...] = ()
    needs_address: bool = True


KINDS = {
    kind.provider: kind
    for kind in (
        Kind("twilio", "sms", ("account_sid",), ("messaging_service_sid",), ("auth_token",)),
        Kind("telegram", "telegram", (), (), ("bot_token",), ("webhook_secret",)),
        Kind("android", "sms", ("api_url", "username"), ("mode", "sims", "per_minute"), ("password", "signing_key")),
    )
}
