"""Sending by Telegram's Bot API, with python-telegram-bot's `Bot` as the typed client."""

# ruff: noqa: ARG002  (a contract names more than each provider needs)
from __future__ import annotations

import json
import logging
import os
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any, TypeVar
from urllib.parse import urlencode

from telegram import Bot, LinkPreviewOptions
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError, TimedOut
from telegram.request import HTTPXRequest

from bot.messages import Outgoing
from gateways.base import Answer, LineView, SendFailure
from gateways.bodies import whole_of
from gateways.pace import Pace, keep_pace
from gateways.telegram_keyboards import keyboard_of, split_text
from gateways.telegram_updates import WANTED

API_URL = "https://api.telegram.org"
TIMEOUT = 10.0
"""Seconds for one call of the API."""
LARGEST_FILE = 10 * 1024 * 1024

# The client's log writes every address, and a bot's token is part of its address.
logging.getLogger("httpx").setLevel(logging.WARNING)
# Telegram's library still gives durations as numbers, with a warning at each, unless told to go with its future.
os.environ.setdefault("PTB_TIMEDELTA", "1")

_T = TypeVar("_T")


class TelegramSender:
    """Sends, polls and fetches for one bot, in one event loop.

    At most 30 messages a second in all and, after a burst of three, one a second to a chat
    (https://core.telegram.org/bots/faq#broadcasting-to-users).

    It deletes nothing in a chat: what stands there, a ballot's receipt too, is the person's own to keep or delete.
    """

    def __init__(self, line: LineView, timeout: float = TIMEOUT) -> None:
        self.line = line
        self.timeout = timeout
        self._bot: Bot | None = None
        self._all = Pace(per_second=30, at_once=30)
        self._each = Pace(per_second=1, at_once=3)

    async def send(self, address: str, message: Outgoing, message_key: str) -> str:
        """Send one message, in several when it is long, and return `chat:message[.message…]`."""
        *before, last = split_text(message.text)
        sent = [await self._send_one(address, text, None) for text in before]
        sent.append(await self._send_one(address, last, keyboard_of(message)))
        return f"{address}:{'.'.join(map(str, sent))}"

    def room(self) -> int:
        """Return how many messages the bot may send now."""
        return self._all.room()

    async def close(self) -> None:
        """Close the connections."""
        if self._bot is not None:
            bot, self._bot = self._bot, None
            # `Bot.shutdown` does nothing to a bot that was never initialised, which would ask `getMe`.
            await bot.request.shutdown()

    async def set_webhook(self) -> bool:
        """Tell Telegram where our door is and by which secret it proves itself."""
        url, secret = self.line.url_of("inbound"), self.line.secrets["webhook_secret"]
        return await self._ask(lambda bot: bot.set_webhook(url, secret_token=secret, allowed_updates=WANTED))

    async def drop_webhook(self) -> bool:
        """Take the door back: no polling while a webhook is set. Waiting updates are kept."""
        return await self._ask(lambda bot: bot.delete_webhook())

    async def poll(self, offset: int, seconds: int = 25) -> tuple[list[dict[str, Any]], int]:
        """Wait up to so many seconds for updates; return them raw and the next offset.

        An offset tells Telegram that everything before it is kept: pass it on only after the commit.
        """
        query = urlencode({"offset": offset, "timeout": seconds, "allowed_updates": json.dumps(WANTED)})
        # Not `Bot.get_updates`: its objects fail on one strange update and with it on all that wait behind it.
        found = await self._ask(
            lambda bot: bot.request.post(f"{bot.base_url}/getUpdates?{query}", read_timeout=seconds + self.timeout)
        )
        updates = [update for update in found if isinstance(update, dict)] if isinstance(found, list) else []
        return updates, max([offset, *((whole_of(update.get("update_id")) or 0) + 1 for update in updates)])

    async def carry_out(self, answer: Answer) -> None:
        """Do what the answer to a webhook would have asked of Telegram (when polling); a failure does not matter."""
        wanted = json.loads(answer.body) if answer.body else {}
        if wanted.get("method") == "answerCallbackQuery":
            with suppress(SendFailure):
                await self._ask(lambda bot: bot.answer_callback_query(wanted["callback_query_id"]))

    async def fetch_file(self, file_id: str) -> bytes:
        """Return the bytes of a photo or a voice message; `SendFailure` when it is gone or larger than 10 MB."""
        file = await self._ask(lambda bot: bot.get_file(file_id))
        if (file.file_size or 0) > LARGEST_FILE:
            raise SendFailure("too_large", retry_in=None)
        return bytes(await self._ask(lambda _: file.download_as_bytearray()))

    async def _send_one(self, address: str, text: str, keyboard: Any) -> int:
        await keep_pace((self._all, ""), (self._each, address))
        preview = LinkPreviewOptions(is_disabled=True)
        sent = await self._ask(
            lambda bot: bot.send_message(address, text, reply_markup=keyboard, link_preview_options=preview)
        )
        return sent.message_id

    async def _ask(self, request: Callable[[Bot], Awaitable[_T]]) -> _T:
        try:
            return await request(self._open())
        except TelegramError as error:
            raise _failure_of(error) from error
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            # Any of these when the library meets an answer that is none of the Bot API.
            raise SendFailure("network") from error

    def _open(self) -> Bot:
        if self._bot is None:
            api_url = (self.line.settings.get("api_url") or API_URL).rstrip("/")
            client = HTTPXRequest(
                connection_pool_size=32,
                connect_timeout=self.timeout,
                read_timeout=self.timeout,
                write_timeout=self.timeout,
                pool_timeout=self.timeout,
            )
            token = self.line.secrets.get("bot_token", "")
            self._bot = Bot(token, f"{api_url}/bot", f"{api_url}/file/bot", request=client, get_updates_request=client)
        return self._bot


def _failure_of(error: TelegramError) -> SendFailure:
    """Name the failure. `BadRequest` comes before its parent `NetworkError`: asking again would fail again."""
    if isinstance(error, RetryAfter):
        wait = error.retry_after
        return SendFailure("busy", retry_in=wait.total_seconds() if isinstance(wait, timedelta) else float(wait))
    if isinstance(error, InvalidToken):
        return SendFailure("credentials", retry_in=600)
    if isinstance(error, Forbidden):
        return SendFailure("blocked", retry_in=None, gone=True)
    if isinstance(error, BadRequest | ChatMigrated):
        return SendFailure("refused", retry_in=None, gone="chat not found" in error.message.lower())
    return SendFailure("timeout" if isinstance(error, TimedOut) else "network")
