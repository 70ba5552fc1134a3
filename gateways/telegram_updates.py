"""Telegram's updates, read as plain JSON: https://core.telegram.org/bots/api#update.

By hand because it runs on every message and because the library's reader raises whatever it meets on a strange body;
the tests hold it against the types of two independent libraries.
"""

from __future__ import annotations

import re
from typing import Any

from bot.messages import Inbound, Location, Note
from bot.sms.clean import clean_text
from gateways.base import Unreadable
from gateways.bodies import degrees_of, moment_of_seconds, object_of, text_of, whole_of
from gateways.phones import read_international

WANTED = ["message", "edited_message", "callback_query", "my_chat_member"]
"""The kinds of update we ask Telegram for."""

LONGEST_VOICE = 300
"""Seconds."""
LARGEST_VOICE = 4 * 1024 * 1024
"""Bytes; both are those of `services.uploads`, which looks at what is fetched."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}")
# What a person may send that is no speech; the rest (a pin, a new title, a payment) is no message to us at all.
_RECORDED = {"video", "video_note", "animation", "document", "story", "paid_media"}
_UNSUPPORTED = _RECORDED | {"sticker", "poll", "dice", "game", "checklist", "gift"}


def read_update(update: dict[str, Any]) -> list[Inbound]:
    """Return the message in one update, or none; raise `Unreadable` for what is no update."""
    update_id = whole_of(update.get("update_id"))
    if update_id is None:
        raise Unreadable("update_id")
    provider_id = str(update_id)
    if "message" in update:
        return _read_message(provider_id, object_of(update["message"]))
    if "callback_query" in update:
        return _read_button(provider_id, object_of(update["callback_query"]))
    if "edited_message" in update:
        return _read_edit(provider_id, object_of(update["edited_message"]))
    if "my_chat_member" in update:
        return _read_membership(provider_id, object_of(update["my_chat_member"]))
    return []


def callback_id_of(update: dict[str, Any]) -> str | None:
    """Return the id by which a pressed button has to be answered, or None when the update is none."""
    found = text_of(object_of(update.get("callback_query")).get("id"))
    return found if found.isascii() and found.isalnum() else None


def _read_message(provider_id: str, message: dict[str, Any]) -> list[Inbound]:
    chat, person = object_of(message.get("chat")), object_of(message.get("from"))
    sender = _chat_id(chat)
    if person.get("is_bot") is True:
        return []
    if chat.get("type") != "private":
        # Service messages (somebody came, somebody left) and posts of a channel are nobody speaking to us.
        return [Inbound(provider_id, sender, note=Note.GROUP)] if person and "text" in message else []
    content = _read_content(message, person)
    if content is None:
        return []
    moment = moment_of_seconds(message.get("date"))
    return [Inbound(provider_id, sender, event_at=moment, language=_language_of(person), **content)]


def _read_content(message: dict[str, Any], person: dict[str, Any]) -> dict[str, Any] | None:
    """Return the fields of `Inbound` that the content gives; None when the message says nothing to us."""
    if "text" in message:
        return {"text": clean_text(text_of(message["text"]))}
    if "contact" in message:
        return _read_card(object_of(message["contact"]), person)
    if "location" in message:
        place = _read_place(object_of(message["location"]))
        return {"location": place} if place else {"note": Note.UNSUPPORTED}
    if "photo" in message:
        photo = _largest_photo(message["photo"])
        caption = clean_text(text_of(message.get("caption")))
        return {"photo": photo, "text": caption} if photo else {"note": Note.UNSUPPORTED, "text": caption}
    if "voice" in message:
        return {"text": clean_text(text_of(message.get("caption"))), **_read_voice(object_of(message["voice"]))}
    if "audio" in message:
        return {"note": Note.OTHER_SOUND}
    return None if _UNSUPPORTED.isdisjoint(message) else {"note": Note.UNSUPPORTED}


def _read_card(card: dict[str, Any], person: dict[str, Any]) -> dict[str, Any]:
    """Take the number of the sender's own card: anybody can send anybody's, only `user_id` says whose it is."""
    owner = whole_of(card.get("user_id"))
    if owner is None or owner != whole_of(person.get("id")):
        return {"note": Note.FOREIGN_CARD}
    phone = read_international(text_of(card.get("phone_number")))
    return {"phone": phone} if phone else {"note": Note.UNSUPPORTED}


def _read_place(place: dict[str, Any]) -> Location | None:
    latitude, longitude = degrees_of(place.get("latitude"), 90), degrees_of(place.get("longitude"), 180)
    return None if latitude is None or longitude is None else Location(latitude, longitude)


def _read_voice(voice: dict[str, Any]) -> dict[str, Any]:
    """Return the id of a voice message; Telegram records them in Ogg, and tells how long they are and how large."""
    file_id = text_of(voice.get("file_id"))
    if not _is_file_id(file_id):
        return {"note": Note.UNSUPPORTED}
    is_long = (whole_of(voice.get("duration")) or 0) > LONGEST_VOICE
    return (
        {"note": Note.LONG_VOICE}
        if is_long or (whole_of(voice.get("file_size")) or 0) > LARGEST_VOICE
        else {"voice": file_id[:256]}
    )


def _is_file_id(text: str) -> bool:
    return bool(text) and text.isascii() and text.isprintable()


def _largest_photo(sizes: object) -> str | None:
    found = [object_of(size) for size in sizes] if isinstance(sizes, list) else []
    known = [(_area(size), text_of(size.get("file_id"))) for size in found]
    best = max((pair for pair in known if _is_file_id(pair[1])), default=None)
    return best[1][:256] if best else None


def _area(size: dict[str, Any]) -> int:
    return (whole_of(size.get("width")) or 0) * (whole_of(size.get("height")) or 0)


def _read_button(provider_id: str, query: dict[str, Any]) -> list[Inbound]:
    person, chat = object_of(query.get("from")), object_of(object_of(query.get("message")).get("chat"))
    sender = _chat_id(chat or person)
    data = clean_text(text_of(query.get("data")))
    if not data:
        return []
    if chat and chat.get("type") != "private":
        return [Inbound(provider_id, sender, note=Note.GROUP)]
    # The date in a callback is that of the message with the button, not of the press: no event time.
    return [Inbound(provider_id, sender, button=data, language=_language_of(person))]


def _read_edit(provider_id: str, message: dict[str, Any]) -> list[Inbound]:
    """Say that an edit does not count; a place that moves with its phone is edited all the time and says nothing."""
    chat = object_of(message.get("chat"))
    sender = _chat_id(chat)
    if chat.get("type") != "private" or "location" in message:
        return []
    return [Inbound(provider_id, sender, note=Note.EDITED, language=_language_of(object_of(message.get("from"))))]


def _read_membership(provider_id: str, change: dict[str, Any]) -> list[Inbound]:
    chat = object_of(change.get("chat"))
    sender = _chat_id(chat)
    blocked = object_of(change.get("new_chat_member")).get("status") == "kicked"
    return [Inbound(provider_id, sender, note=Note.BLOCKED)] if blocked and chat.get("type") == "private" else []


def _chat_id(chat: dict[str, Any]) -> str:
    found = whole_of(chat.get("id"))
    if found is None:
        raise Unreadable("chat")
    return str(found)


def _language_of(person: dict[str, Any]) -> str | None:
    code = text_of(person.get("language_code"))
    return code if _LANGUAGE.fullmatch(code) else None
