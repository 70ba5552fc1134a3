"""Telegram's Bot API as far as we use it, every call and every answer held against aiogram's types."""

from __future__ import annotations

import asyncio
import json
from itertools import count
from typing import Any

from aiogram import methods
from aiogram.types import File, Message, Update, User
from aiohttp import web

from tests.fakes.server import FakeServer, Fault

TOKEN = "123456:TEST-token_for_the_cases-0123456789"
SECRET = "a-webhook-secret_0123456789"
NAME = "tsevie_budget_bot"
PHOTO = b"\xff\xd8 a photo \xff\xd9"

_METHODS = {
    "getMe": methods.GetMe,
    "sendMessage": methods.SendMessage,
    "answerCallbackQuery": methods.AnswerCallbackQuery,
    "setWebhook": methods.SetWebhook,
    "deleteWebhook": methods.DeleteWebhook,
    "getUpdates": methods.GetUpdates,
    "getFile": methods.GetFile,
}


def error(status: int, description: str, **parameters: int) -> Fault:
    """Return the fault that the API answers with, for example `error(429, "Too Many Requests", retry_after=3)`."""
    body: dict[str, Any] = {"ok": False, "error_code": status, "description": description}
    return Fault(status, body | ({"parameters": parameters} if parameters else {}))


class FakeTelegram(FakeServer):
    """`messages` holds what was sent (fields of `sendMessage` and `message_id`), `answered` the ids,
    `updates` what waits for `getUpdates`; `webhook` is the last `setWebhook`."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[dict[str, Any]] = []
        self.answered: list[str] = []
        self.updates: list[dict[str, Any]] = []
        self.webhook: dict[str, Any] | None = None
        self.strange: list[str] = []
        self._numbers = count(1)

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post(f"/bot{TOKEN}/{{method}}", self._call),
            web.post("/bot{token}/{method}", self._refuse),
            web.get(f"/file/bot{TOKEN}/{{path}}", self._file),
        ]

    def texts_to(self, chat: str) -> list[str]:
        return [message["text"] for message in self.messages if str(message["chat_id"]) == chat]

    async def _refuse(self, request: web.Request) -> web.Response:
        return web.json_response({"ok": False, "error_code": 401, "description": "Unauthorized"}, status=401)

    async def _file(self, request: web.Request) -> web.Response:
        return web.Response(body=PHOTO)

    async def _call(self, request: web.Request) -> web.Response:
        name = request.match_info["method"]
        fields = {key: _read(str(value)) for key, value in {**request.query, **await request.post()}.items()}
        try:
            _METHODS[name].model_validate(fields, strict=False)
        except (KeyError, ValueError) as problem:
            self.strange.append(f"{name}: {problem}")
            return web.json_response(
                {"ok": False, "error_code": 400, "description": "Bad Request: strange"}, status=400
            )
        result = await getattr(self, f"_{name}")(fields)
        return web.json_response({"ok": True, "result": result})

    async def _getMe(self, fields: dict[str, Any]) -> dict[str, Any]:
        return _checked(User, {"id": 123456, "is_bot": True, "first_name": "Budget", "username": NAME})

    async def _sendMessage(self, fields: dict[str, Any]) -> dict[str, Any]:
        number = next(self._numbers)
        self.messages.append({**fields, "message_id": number})
        chat = {"id": int(fields["chat_id"]), "type": "private", "first_name": "Afi"}
        me = {"id": 123456, "is_bot": True, "first_name": "Budget", "username": NAME}
        return _checked(
            Message, {"message_id": number, "date": 1750000000, "chat": chat, "from": me, "text": fields["text"]}
        )

    async def _answerCallbackQuery(self, fields: dict[str, Any]) -> bool:
        self.answered.append(str(fields["callback_query_id"]))
        return True

    async def _setWebhook(self, fields: dict[str, Any]) -> bool:
        self.webhook = fields
        return True

    async def _deleteWebhook(self, fields: dict[str, Any]) -> bool:
        self.webhook = None
        return True

    async def _getUpdates(self, fields: dict[str, Any]) -> list[dict[str, Any]]:
        offset = int(fields.get("offset", 0))
        self.updates = [update for update in self.updates if update["update_id"] >= offset]
        if not self.updates:
            await asyncio.sleep(min(float(fields.get("timeout", 0)), 0.2))
        return list(self.updates)

    async def _getFile(self, fields: dict[str, Any]) -> dict[str, Any]:
        file = {"file_id": fields["file_id"], "file_unique_id": "u", "file_size": len(PHOTO), "file_path": "photo.jpg"}
        return _checked(File, file)


def text_update(update_id: int, person: int, text: str, date: int = 1750000000) -> dict[str, Any]:
    """Return the update of a text that somebody wrote in a private chat."""
    chat, who = {"id": person, "type": "private", "first_name": "Afi"}, _person(person)
    message = {"message_id": update_id, "date": date, "chat": chat, "from": who, "text": text}
    return _checked(Update, {"update_id": update_id, "message": message})


def card_update(update_id: int, person: int, phone: str, date: int = 1750000000) -> dict[str, Any]:
    """Return the update of somebody who shared their own card by the button that asks for it."""
    chat, who = {"id": person, "type": "private", "first_name": "Afi"}, _person(person)
    card = {"phone_number": phone, "first_name": "Afi", "user_id": person}
    message = {"message_id": update_id, "date": date, "chat": chat, "from": who, "contact": card}
    return _checked(Update, {"update_id": update_id, "message": message})


def button_update(update_id: int, person: int, data: str) -> dict[str, Any]:
    """Return the update of a pressed button."""
    chat = {"id": person, "type": "private", "first_name": "Afi"}
    message = {"message_id": 1, "date": 1750000000, "chat": chat, "text": "1. Oui"}
    query = {"id": f"{update_id}", "from": _person(person), "chat_instance": "1", "data": data, "message": message}
    return _checked(Update, {"update_id": update_id, "callback_query": query})


def _person(number: int) -> dict[str, Any]:
    return {"id": number, "is_bot": False, "first_name": "Afi", "language_code": "fr"}


def _checked(kind: Any, data: dict[str, Any]) -> dict[str, Any]:
    kind.model_validate(data)
    return data


def _read(value: str) -> Any:
    """Return a form field as the API reads it: JSON where it is an object or a list, else the text."""
    return json.loads(value) if value[:1] in "[{" else value
