"""Telegram: https://core.telegram.org/bots/api. The line's address is the bot's username.

Setting: `api_url` (another address of the API). Secrets: `bot_token`, `webhook_secret`.
"""

# ruff: noqa: ARG002  (a contract names more than each provider needs)
from __future__ import annotations

import json
import re

from bot.channels import CAPABILITIES
from bot.messages import Capabilities, Channel, DeliveryReport, Inbound
from gateways.base import Answer, Call, LineView, Unreadable, Unsigned
from gateways.bodies import read_json
from gateways.signatures import is_same
from gateways.telegram_sending import TelegramSender
from gateways.telegram_updates import callback_id_of, read_update

PROOF = "x-telegram-bot-api-secret-token"

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


class Telegram:
    """The provider."""

    key = "telegram"

    def capabilities_of(self, line: LineView) -> Capabilities:
        """Return those of a chat with a bot."""
        return CAPABILITIES[Channel.TELEGRAM]

    def verify(self, call: Call, line: LineView) -> None:
        """Compare the secret that Telegram sends back with every update."""
        if not is_same(call.headers.get(PROOF, ""), line.secrets.get("webhook_secret", "").encode()):
            raise Unsigned("secret")

    def parse(self, call: Call, line: LineView) -> list[Inbound]:
        """Return the message in the update, from the webhook or from polling."""
        return read_update(read_json(call))

    def parse_status(self, call: Call, line: LineView) -> list[DeliveryReport]:
        """Refuse: Telegram reports nothing after the answer to `sendMessage`."""
        raise Unreadable("no reports")

    def answer(self, call: Call) -> Answer:
        """Return the method call that stops the pressed button from spinning; Telegram does what an answer asks."""
        if b"callback_query" not in call.body:
            return Answer()
        try:
            callback_id = callback_id_of(read_json(call))
        except Unreadable:
            return Answer()
        if callback_id is None:
            return Answer()
        method = {"method": "answerCallbackQuery", "callback_query_id": callback_id}
        return Answer(json.dumps(method).encode(), "application/json")

    def why_not_ready(self, line: LineView) -> str | None:
        """Return the missing secret; the one of the webhook also when Telegram would not take it or it is short."""
        if not line.secrets.get("bot_token"):
            return "bot_token"
        return None if _SECRET.fullmatch(line.secrets.get("webhook_secret", "")) else "webhook_secret"

    def open_sender(self, line: LineView) -> TelegramSender:
        """Return what sends, polls and fetches for this bot."""
        return TelegramSender(line)


PROVIDER = Telegram()
