"""Square codes that a telephone's camera opens, and the addresses and messages that stand in them."""

from __future__ import annotations

import re
from io import BytesIO

import segno

from services.public import PublicLine

BOT = re.compile(r"[A-Za-z][A-Za-z0-9_]{4,31}")


def bot_of(line: PublicLine) -> str | None:
    """Return the address of a line's bot; None for a number, and for a bot of the demonstration, which is nobody's."""
    name = line.address.lstrip("@")
    is_bot = line.channel == "telegram" and line.provider == "telegram" and BOT.fullmatch(name)
    return f"https://t.me/{name}" if is_bot else None


def message_to(line: PublicLine | None, words: str) -> str:
    """Return what a camera makes of a square: an SMS ready to be sent, or its words where there is no number."""
    # The form that cameras know best; RFC 5724 writes sms:NUMBER?body=, which some of them open without the words.
    return f"SMSTO:{line.address}:{words}" if line and line.channel == "sms" else words


def square_code(address: str) -> str:
    """Return an address or a message as a QR code, an SVG picture that stands alone."""
    # Never a Micro QR code, which few cameras read.
    picture = BytesIO()
    segno.make_qr(address, error="m").save(picture, kind="svg", xmldecl=False, omitsize=True, nl=False)
    return picture.getvalue().decode()
