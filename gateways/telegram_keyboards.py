"""What a message looks like on Telegram: its pieces and its keyboard."""

from __future__ import annotations

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, KeyboardButton, ReplyKeyboardMarkup

from bot.messages import Button, Outgoing
from bot.sms.graphemes import graphemes
from bot.sms.segments import utf16_units

LONGEST_TEXT = 4096
"""UTF-16 units of one message."""

_PLAIN_LABELS = {"contact": "📱", "location": "📍"}


def split_text(text: str, longest: int = LONGEST_TEXT) -> list[str]:
    """Cut a text into messages of at most so many UTF-16 units, at a line or a word where one ends in the last half."""
    parts, start = [], ""
    for piece in graphemes(text):
        if utf16_units(start) + utf16_units(piece) > longest:
            head, rest = _cut(start)
            parts.append(head)
            start = rest
        start += piece
    return [*parts, start]


def _cut(text: str) -> tuple[str, str]:
    for mark in ("\n", " "):
        at = text.rfind(mark)
        if at > len(text) // 2:
            return text[:at], text[at + 1 :]
    return text, ""


def keyboard_of(message: Outgoing) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | None:
    """Return the buttons under a message, or the key that sends a contact card or a place."""
    if message.wants in _PLAIN_LABELS:
        return _asking_keyboard(message, message.wants)
    if not message.buttons:
        return None
    rows = [
        [InlineKeyboardButton(button.label, callback_data=button.data) for button in row] for row in message.buttons
    ]
    return InlineKeyboardMarkup(rows)


def _asking_keyboard(message: Outgoing, wanted: str) -> ReplyKeyboardMarkup:
    """Return a keyboard whose one key sends the contact card or the place.

    A message has one keyboard: the buttons become keys that say their label. A button whose data is `contact` or
    `location` gives the asking key its words.
    """
    rows = [[_key_of(button, wanted) for button in row] for row in message.buttons]
    if not any(button.data == wanted for row in message.buttons for button in row):
        rows.insert(0, [_key_of(Button(_PLAIN_LABELS[wanted], wanted), wanted)])
    return ReplyKeyboardMarkup(rows, resize_keyboard=True, one_time_keyboard=True)


def _key_of(button: Button, wanted: str) -> KeyboardButton:
    asks = button.data == wanted
    return KeyboardButton(
        button.label,
        request_contact=True if asks and wanted == "contact" else None,
        request_location=True if asks and wanted == "location" else None,
    )
