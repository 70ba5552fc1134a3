"""The phones on the page: their numbers, their talks, and what each SMS costs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from bot.messages import Button
from bot.sms.segments import measure
from budgeting.money import round_half_away
from gateways.handsets import HANDSETS, Handsets, Received
from gateways.phones import read_international
from portal.simulator.diary import Diary, Sent, in_order

FIRST_NUMBER = 22890000001
MOST_PHONES = 6
WANTS_CONTACT, WANTS_LOCATION = "contact", "location"


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message on a screen; the measure is of SMS only, `price` in minor units and only for what the commune pays.

    `choices` are rows of buttons; `is_last` when they belong to the newest message.
    """

    text: str
    is_mine: bool
    encoding: str = ""
    units: int = 0
    segments: int = 0
    price: int | None = None
    choices: tuple[tuple[Button, ...], ...] = ()
    is_last: bool = False


@dataclass(frozen=True, slots=True)
class Bill:
    """What the commune paid for a talk: messages, segments, price in minor units."""

    messages: int
    segments: int
    price: int


@dataclass(frozen=True, slots=True)
class Phone:
    """One person's two devices: a basic phone and a chat; `number` without its plus names both in addresses."""

    number: str
    texts: tuple[Bubble, ...]
    bill: Bill
    chat: tuple[Bubble, ...]

    @property
    def shown(self) -> str:
        """The number as people read it."""
        return f"+{self.number}"


@dataclass(frozen=True, slots=True)
class Exchange:
    """Where the talks of all phones are read: what they sent and what they received."""

    diary: Diary
    handsets: Handsets = HANDSETS

    def phone(self, number: str, price: int) -> Phone:
        """Return a phone as it stands; `price` of one segment in thousandths of the minor unit."""
        texts = [text_bubble(message, price) for message in self._talk(f"+{number}")]
        chat = list(self._talk(number))
        return Phone(
            number=number,
            texts=tuple(texts),
            bill=_bill(texts, price),
            chat=tuple(chat_bubble(message, message is chat[-1]) for message in chat),
        )

    def last_received(self, address: str) -> int:
        """Return the number of the last message an address received, 0 where it has none."""
        received = self.handsets.read(address)
        return received[-1].number if received else 0

    def label_of(self, address: str, data: str) -> str | None:
        """Return what a button says that an address was offered, the latest first; None for one it never saw."""
        for received in reversed(self.handsets.read(address)):
            for row in received.message.buttons:
                for button in row:
                    if button.data == data:
                        return button.label
        return None

    def _talk(self, address: str) -> Iterable[Sent | Received]:
        return in_order(self.diary.read(address), self.handsets.read(address))


def numbers_of(wishes: Sequence[str]) -> list[str]:
    """Return the numbers an address asks for, without their plus and each once; the first one of all for none."""
    read = (read_international(f"+{wish.strip().lstrip('+')}") for wish in wishes[: 2 * MOST_PHONES])
    found = dict.fromkeys(number.lstrip("+") for number in read if number)
    return list(found)[:MOST_PHONES] or [str(FIRST_NUMBER)]


def next_number(taken: Sequence[str]) -> str:
    """Return a number that is not on the page yet."""
    return next(str(FIRST_NUMBER + step) for step in range(MOST_PHONES + 1) if str(FIRST_NUMBER + step) not in taken)


def text_bubble(message: Sent | Received, price: int) -> Bubble:
    """Return an SMS with its measure; the price stands only on what the commune pays."""
    is_mine = isinstance(message, Sent)
    text = message.text if isinstance(message, Sent) else message.message.text
    encoding, units, segments = measure(text)
    cost = None if is_mine else price_of(segments, price)
    return Bubble(text, is_mine, encoding.value, units, segments, cost)


def chat_bubble(message: Sent | Received, is_last: bool) -> Bubble:
    """Return a message of the chat with its buttons."""
    if isinstance(message, Sent):
        return Bubble(message.text, is_mine=True)
    rows = message.message.buttons
    return Bubble(message.message.text, is_mine=False, choices=rows, is_last=is_last)


def price_of(segments: int, price: int) -> int:
    """Return the price of segments in minor units, from a price in thousandths."""
    return round_half_away(Fraction(segments * price, 1000))


def _bill(bubbles: Sequence[Bubble], price: int) -> Bill:
    paid = [bubble for bubble in bubbles if not bubble.is_mine]
    segments = sum(bubble.segments for bubble in paid)
    return Bill(len(paid), segments, price_of(segments, price))
