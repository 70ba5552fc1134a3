"""A promise that people follow from the doors of their providers: told as it moves, once when late, and no more."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Contact, FollowUpReminder, Outbox
from services.follow_ups.making import NewFollowUp, add_follow_up
from services.follow_ups.moving import Move, move
from services.house import House
from services.telling import PAYLOAD
from tests.conftest import HandClock
from tests.fakes import telegram_api, twilio_api
from tests.hostile import BASE, SIGNERS
from tests.webhooks.conftest import Street
from worker.jobs.remind_follow_ups import remind_follow_ups

AFI, KOFI, CHAT = "+22890112233", "+22890112244", 501
SMS = "/webhooks/twilio/main/inbound"
PUBLIC, PRIVATE = "R1", "R2"
DUE = date(2026, 5, 29)


class Promised:
    """A public promise and one for staff, and people who write of them."""

    def __init__(self, street: Street, house: House) -> None:
        self.street, self.house, self.ids = street, house, count(1)
        for text, visibility in (("Réparer la pompe", "public"), ("Prime du chef", "staff")):
            new = NewFollowUp("corrective_action", text, owner="Voirie", due_on=DUE, visibility=visibility)
            self.do(add_follow_up, new)

    def do(self, act: Any, *given: Any) -> None:
        place = self.street.day.commune_id
        self.house.work.write(lambda db: act(db, self.house, place, *given, staff_id=None))

    def sms(self, sender: str, words: str) -> str:
        headers, body = twilio_api.signed(BASE + SMS, twilio_api.inbound(f"SM{next(self.ids)}", sender, words))
        assert self.street.client.post(SMS, data=body, headers=headers).status_code == 200
        return self.texts()[-1]

    def telegram(self, words: str) -> str:
        update = telegram_api.text_update(next(self.ids), CHAT, words)
        call = SIGNERS["telegram"]("/webhooks/telegram/main/inbound", json.dumps(update).encode())
        assert self.street.client.post(call.path, data=call.body, headers=call.headers).status_code == 200
        return self.texts()[-1]

    def texts(self) -> list[str]:
        return self.street.day.texts()

    def told(self) -> list[tuple[str, str]]:
        """Return the channel and the words of all that was told of promises, without being asked."""

        def work(db: Session) -> list[tuple[str, str]]:
            rows = db.execute(
                select(Contact.channel, Outbox.payload)
                .join(Contact, Contact.id == Outbox.contact_id)
                .where(Outbox.purpose.startswith("follow_up:"))
                .order_by(Outbox.id)
            )
            return [(str(channel), self.house.vault.open_json(one, PAYLOAD)["text"]) for channel, one in rows if one]

        return self.house.work.read(work)


@pytest.fixture
def clock() -> HandClock:
    return HandClock(datetime(2026, 4, 1, 9, tzinfo=UTC))


@pytest.fixture
def promised(street: Street, house: House) -> Promised:
    return Promised(street, house)


def test_who_follows_by_sms_and_on_telegram_is_told_until_they_end_it(promised: Promised) -> None:
    for answer in (promised.sms(AFI, f"SUIVRE {PUBLIC}"), promised.telegram(f"SUIVRE {PUBLIC}")):
        assert f"quand {PUBLIC} avance" in answer
    for answer in (promised.sms(KOFI, f"SUIVRE {PRIVATE}"), promised.telegram(f"SUIVI {PRIVATE}")):
        assert f"Je ne connais pas d'engagement {PRIVATE}" in answer and "Prime" not in answer
    for number in (1, 2):
        promised.do(move, number, Move("in_progress"))
    news = f"{PUBLIC}, Réparer la pompe : en cours."
    assert sorted(promised.told()) == [("sms", news), ("telegram", news)]
    assert f"plus de nouvelles de {PUBLIC}" in promised.sms(AFI, f"NE PLUS SUIVRE {PUBLIC}")
    promised.do(move, 1, Move("abandoned", "Le forage est tari"))
    assert promised.told()[2:] == [("telegram", f"{PUBLIC}, Réparer la pompe : abandonné. Le forage est tari")]


def test_days_pass_and_everybody_is_reminded_once(promised: Promised, clock: HandClock) -> None:
    promised.sms(AFI, f"SUIVRE {PUBLIC}")
    promised.telegram(f"SUIVRE {PUBLIC}")
    kinds: dict[str, int] = {}
    for day in (date(2026, 4, 2), date(2026, 4, 29), date(2026, 5, 21), DUE, date(2026, 6, 1), date(2026, 7, 15)):
        clock.set(datetime(day.year, day.month, day.day, 9, tzinfo=UTC))
        new = [remind_follow_ups(promised.house) for _time in range(3)]
        assert new[1:] == [0, 0]
        kinds[day.isoformat()] = new[0]
    assert list(kinds.values()) == [0, 2, 2, 2, 2, 2]  # one for each promise
    late = f"{PUBLIC}, Réparer la pompe : promis pour le 29/05/2026 et pas encore fait. Vous saurez quand cela avance."
    assert sorted(promised.told()) == [("sms", late), ("telegram", late)]
    rows = promised.house.work.read(lambda db: list(db.scalars(select(FollowUpReminder.kind))))
    assert sorted(map(str, rows)) == sorted(
        [*["reminder_soon"] * 4, *["reminder_last_day"] * 2, *["reminder_escalation"] * 4]
    )
