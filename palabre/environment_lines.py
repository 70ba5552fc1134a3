"""The lines set by environment, both called `main`: a Twilio number and a Telegram bot."""

from __future__ import annotations

from palabre.settings import Settings
from palabre.wiring import Installation, is_loopback
from services.line_keeping import LineToKeep, keep_line

MAIN = "main"


def keep_environment_lines(installation: Installation) -> list[str]:
    """Store or update the lines of the environment and return their providers; they serve every commune."""
    wanted = environment_lines(installation)
    house = installation.house
    house.work.write(lambda session: [keep_line(session, house, line) for line in wanted])
    installation.book.forget()
    return [line.provider for line in wanted]


def environment_lines(installation: Installation) -> list[LineToKeep]:
    """Return the lines that the settings describe; a demonstration only those whose provider is on this machine."""
    settings = installation.settings
    found = [line for line in (_twilio(settings), _telegram(settings, installation)) if line is not None]
    if not installation.house.is_demo:
        return found
    return [line for line in found if is_loopback(line.settings["api_url"])]


def _twilio(settings: Settings) -> LineToKeep | None:
    token = settings.twilio_auth_token.get_secret_value()
    if not (settings.twilio_account_sid and token and settings.twilio_number):
        return None
    return LineToKeep(
        provider="twilio",
        key=MAIN,
        channel="sms",
        address=settings.twilio_number,
        settings={"account_sid": settings.twilio_account_sid, "api_url": settings.twilio_api_url},
        secrets={"auth_token": token},
    )


def _telegram(settings: Settings, installation: Installation) -> LineToKeep | None:
    token = settings.telegram_bot_token.get_secret_value()
    if not token:
        return None
    given = settings.telegram_webhook_secret.get_secret_value()
    return LineToKeep(
        provider="telegram",
        key=MAIN,
        channel="telegram",
        address="",
        settings={"api_url": settings.telegram_api_url},
        secrets={"bot_token": token, "webhook_secret": given or installation.house.vault.key_for("telegram webhook")},
    )
