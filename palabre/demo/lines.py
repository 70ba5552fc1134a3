"""The lines of the trial phones: a number to write to, one on WhatsApp, a Telegram-like chat, and a code to dial."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.messages import Channel
from models import Commune
from services.house import House
from services.line_keeping import LineToKeep, keep_line

PRICE = 15_000  # thousandths of a franc a segment: an assumption of the demonstration, a setting in real life


def simulator_lines(house: House) -> list[LineToKeep]:
    """Return the lines of the simulator."""
    secrets = {"secret": house.vault.key_for("simulator")}
    return [
        LineToKeep("simulator", "sms", "sms", "+22870000000", {"kind": "sms"}, secrets, PRICE),
        LineToKeep("simulator", "whatsapp", "whatsapp", "+22870000001", {"kind": "whatsapp"}, secrets, PRICE),
        LineToKeep("simulator", "telegram", "telegram", "palabre_demo", {"kind": "telegram"}, secrets),
        LineToKeep("simulator", "ussd", "ussd", "*384*8282#", {"kind": "ussd"}, secrets),
    ]


def add_simulator_lines(session: Session, house: House, _commune: Commune) -> None:
    """Store the simulator's lines for which its page has phones; they serve the demonstration commune."""
    for line in simulator_lines(house):
        if line.channel != Channel.WHATSAPP:
            keep_line(session, house, line)
