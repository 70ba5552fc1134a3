"""Whom to ask: numbers, bots, the page, and the square code that opens one of them."""

from __future__ import annotations

from collections.abc import Sequence

from services.printing.codes import bot_of, square_code
from services.printing.leaflet import ContactPart, Fact
from services.printing.voice import Voice
from services.printing.voice import marked as _
from services.public import PublicLine

MOST_LINES = 4
NAMES = {"sms": _("SMS"), "telegram": _("Telegram"), "ussd": _("Dial"), "whatsapp": _("WhatsApp")}


def contact_part(lines: Sequence[PublicLine], voice: Voice, page: str, has_page: bool) -> ContactPart:
    """Return how the commune is reached; its page only where the installation knows its own address."""
    rows = [Fact(voice.text(name_of(line)), shown(line)) for line in lines[:MOST_LINES]]
    if has_page:
        rows.append(Fact(voice.text(_("Web page")), page))
    bot = next((address for line in lines if (address := bot_of(line))), None)
    target = bot or (page if has_page else "")
    words = _("Opens the commune’s bot on Telegram") if bot else _("Opens this page")
    if lines:
        days = voice.value(voice.commune.promised)
        said = _("Send QUESTION and your question. The commune promises an answer within %(days)s.")
        lede = voice.text(said, days=days)
    else:
        lede = voice.text(_("No number is connected yet: ask at the town hall."))
    return ContactPart(
        voice.text(_("Whom to ask")), lede, tuple(rows), square_code(target) if target else "", voice.text(words)
    )


def name_of(line: PublicLine) -> str:
    """Return the English name of a line's channel, to be translated."""
    return NAMES.get(line.channel, NAMES["sms"])


def shown(line: PublicLine) -> str:
    """Return the address of a line as people write it."""
    return f"@{line.address.lstrip('@')}" if line.channel == "telegram" else line.written or line.address
