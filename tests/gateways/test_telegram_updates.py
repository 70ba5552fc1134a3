"""What we read by hand, held against the types of two independent libraries."""

from __future__ import annotations

import json
from typing import Any

import pytest
from aiogram import types
from telegram import Bot, Update

from bot.messages import Inbound, Note
from gateways.telegram_updates import read_update
from tests.gateways.recorded import Recorded, recorded

# Bodies that Telegram would never send: the libraries may do with them what they like.
_STRANGE = {"half-emoji", "far-date", "no-update"}
CASES = [case for case in recorded("telegram") if case.name.partition("/")[2] not in _STRANGE]
cases = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


def update_of(case: Recorded) -> dict[str, Any]:
    update: dict[str, Any] = json.loads(case.call.body)
    return update


@cases
def test_a_recorded_update_is_one_for_both_libraries(case: Recorded) -> None:
    types.Update.model_validate(update_of(case))
    Update.de_json(update_of(case), Bot("1:x"))


@cases
def test_we_read_what_aiogram_reads(case: Recorded) -> None:
    update = types.Update.model_validate(update_of(case))
    for message in read_update(update_of(case)):
        assert message.provider_id == str(update.update_id)
        _compare_with_aiogram(message, update)


def _compare_with_aiogram(message: Inbound, update: types.Update) -> None:
    query, said = update.callback_query, update.message
    if query is not None and message.note is None:
        assert message.button == query.data
        assert message.sender == str(query.message.chat.id if query.message else query.from_user.id)
        assert message.language == query.from_user.language_code
    if said is not None:
        assert message.sender == str(said.chat.id)
        assert (message.note is Note.GROUP) == (said.chat.type != "private")
    if said is not None and message.note is None:
        assert message.event_at == said.date
        assert message.text == (said.text or said.caption or "")
        assert bool(message.phone) == bool(said.contact)
        if said.contact:
            assert (message.phone or "").lstrip("+") == said.contact.phone_number.lstrip("+")
        if said.location and message.location:
            place = message.location
            assert (place.latitude, place.longitude) == (said.location.latitude, said.location.longitude)
        if said.photo:
            assert message.photo == max(said.photo, key=lambda size: size.width * size.height).file_id


@cases
def test_we_read_what_python_telegram_bot_reads(case: Recorded) -> None:
    update = Update.de_json(update_of(case), Bot("1:x"))
    for message in read_update(update_of(case)):
        assert update.effective_chat is not None
        assert message.sender == str(update.effective_chat.id)
        if update.callback_query and message.note is None:
            assert message.button == update.callback_query.data
        if update.message and message.note is None:
            assert message.event_at == update.message.date
            assert message.text == (update.message.text or update.message.caption or "")
