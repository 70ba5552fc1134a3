"""A phone that writes to two communes, on a line of each or on one line of both, and one that writes before any."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import Any

import pytest
from sqlalchemy import select

from bot.messages import Inbound, Note
from models import Contact, InformationRequest, Line, LineCommune, Outbox
from services.communes import NewCommune, create_commune
from services.house import House
from services.line_keeping import LineToKeep, keep_line
from services.turn import Taken, take
from tests.services.polling_day import SMS, TELEGRAM, plant_polling_day

AFI = "+22890112233"
QUESTION = "QUESTION Combien coûte la route du marché ?"


@dataclass
class Country:
    """Alpha, where a vote is open, and Beta; a number of each and one of both."""

    house: House
    alpha: int
    beta: int
    lines: dict[str, int]
    ids: Any

    def say(self, line: str, text: str, sender: str = AFI, **more: Any) -> str:
        taken = self.take(line, text, sender, **more)
        return taken.reply.text if taken.reply else ""

    def take(self, line: str, text: str, sender: str = AFI, **more: Any) -> Taken:
        message = Inbound(f"m{next(self.ids)}", sender, text, phone=sender if sender.startswith("+") else None, **more)
        return take(self.house, self.lines[line], SMS if sender.startswith("+") else TELEGRAM, message)

    def serve(self, line: str, *communes: int) -> int:
        def plant(session: Any) -> int:
            channel = "telegram" if line == "chat" else "sms"
            row = session.scalar(select(Line).where(Line.key == line)) or keep_line(
                session, self.house, LineToKeep("android", line, channel, "7070")
            )
            session.query(LineCommune).filter_by(line_id=row.id).delete()
            session.add_all(LineCommune(line_id=row.id, commune_id=one) for one in communes)
            return int(row.id)

        self.lines[line] = self.house.work.write(plant)
        self.house.memory.clear()
        return self.lines[line]

    def rows(self, query: Any) -> list[Any]:
        return self.house.work.read(lambda session: [tuple(row) for row in session.execute(query)])


@pytest.fixture
def country(house: House) -> Country:
    day = plant_polling_day(house, name="Alpha")

    def beta(session: Any) -> int:
        return int(create_commune(session, house, NewCommune("Beta", "beta", "TG", "XOF", "Africa/Lome", ("fr",))).id)

    found = Country(house, day.commune_id, house.work.write(beta), {}, count(1))
    for line, communes in {
        "alpha": (found.alpha,), "beta": (found.beta,), "both": (found.alpha, found.beta),
        "chat": (found.alpha, found.beta),
    }.items():  # fmt: skip
        found.serve(line, *communes)
    return found


def requests(country: Country) -> list[Any]:
    return country.rows(select(InformationRequest.commune_id, InformationRequest.line_id))


def contacts(country: Country) -> list[Any]:
    return country.rows(select(Contact.commune_id, Contact.wants_news).order_by(Contact.id))


def communes_of_ballots(country: Country) -> list[int]:
    return [row[0] for row in country.rows(select(Outbox.commune_id).where(Outbox.is_secret))]


def test_a_phone_that_writes_to_two_communes_is_two_contacts(country: Country) -> None:
    assert "Alpha" in country.say("alpha", "BONJOUR")
    assert "Beta" in country.say("beta", "BONJOUR")
    country.say("beta", QUESTION)
    country.say("beta", "1")
    assert [row[0] for row in contacts(country)] == [country.alpha, country.beta]
    assert requests(country) == [(country.beta, country.lines["beta"])]


def test_each_commune_has_its_own_conversation_and_language(country: Country) -> None:
    country.say("alpha", "IDEE")
    assert "Beta" in country.say("beta", "BONJOUR")
    country.say("alpha", "LANGUE anglais")
    assert "Beta" in country.say("beta", "BONJOUR")
    assert country.rows(select(Contact.language).where(Contact.commune_id == country.beta)) != [("en",)]


@pytest.mark.parametrize("line", ["alpha", "both"])
def test_stop_is_heard_for_every_commune_and_for_the_next_one_too(country: Country, line: str) -> None:
    country.say("alpha", "BONJOUR")
    country.say(line, "STOP")
    country.say("beta", "BONJOUR")
    assert {wants for _commune, wants in contacts(country)} == {False}
    country.say("beta", "START")
    assert {wants for _commune, wants in contacts(country)} == {True}


def test_a_stop_that_the_provider_took_counts_everywhere_and_a_block_where_it_happened(country: Country) -> None:
    country.say("alpha", "BONJOUR")
    country.say("beta", "BONJOUR")
    country.take("alpha", "STOP", note=Note.OPTED_OUT)
    assert [wants for _commune, wants in contacts(country)] == [False, False]
    country.take("beta", "START", note=Note.OPTED_IN)
    assert [wants for _commune, wants in contacts(country)] == [True, True]
    country.take("beta", "", note=Note.BLOCKED)
    assert [wants for _commune, wants in contacts(country)] == [True, False]


def test_on_a_line_of_two_communes_one_is_chosen_and_what_came_first_is_heard_there(country: Country) -> None:
    asked = country.say("both", QUESTION)
    assert "1 Alpha" in asked
    assert "2 Beta" in asked
    country.say("both", "2")
    country.say("both", "1")
    assert requests(country) == [(country.beta, country.lines["both"])]
    assert [row[0] for row in contacts(country)] == [country.beta]
    assert "Beta" in country.say("both", "BONJOUR")


def test_the_name_of_the_commune_is_an_answer_too(country: Country) -> None:
    country.say("both", "BONJOUR")
    assert "Beta" in country.say("both", "beta")


def test_a_ballot_before_the_choice_is_cast_in_the_commune_that_is_chosen(country: Country) -> None:
    country.say("both", "VOTE 3")
    country.say("both", "VOTE 5")
    assert "Projet 5" in country.say("both", "1")
    assert communes_of_ballots(country) == [country.alpha, country.alpha]
    assert country.rows(select(Contact.commune_id)) == [(country.alpha,)]


def test_nothing_that_is_no_commune_is_taken_for_one(country: Country) -> None:
    for said in ("BONJOUR", "7", "0", "?", "zut alors", QUESTION):
        assert "1 Alpha" in country.say("both", said)
    country.say("both", "2")
    country.say("both", "1")
    assert [commune for commune, _line in requests(country)] == [country.beta]


def test_the_commune_can_be_changed_by_a_word(country: Country) -> None:
    country.say("both", "BONJOUR")
    country.say("both", "1")
    assert "2 Beta" in country.say("both", "COMMUNE")
    assert "Beta" in country.say("both", "2")
    assert "Beta" in country.say("both", "BONJOUR")
    country.say("both", "COMMUNE Alpha")
    country.say("both", "COMMUNE")
    country.say("both", "1")
    assert "Alpha" in country.say("both", "BONJOUR")
    assert sorted(row[0] for row in contacts(country)) == [country.alpha, country.beta]


def test_who_is_forgotten_is_asked_anew(country: Country) -> None:
    country.say("both", "BONJOUR")
    country.say("both", "1")
    asked = country.say("both", "EFFACER")
    code = next(word.strip(".") for word in asked.split() if word.strip(".").isdecimal())
    country.say("both", code)
    assert "1 Alpha" in country.say("both", "BONJOUR")


def test_buttons_choose_a_commune_and_old_ones_do_not(country: Country) -> None:
    first = country.take("chat", "BONJOUR", "501").reply
    assert first is not None
    again = country.take("chat", "MENU", "501").reply
    assert again is not None
    old, fresh = first.buttons[0][1].data, again.buttons[0][1].data
    assert old != fresh
    refused = country.take("chat", "", "501", button=old).reply
    assert refused is not None
    assert "Beta" in country.say("chat", "", "501", button=refused.buttons[0][1].data)


def test_who_wrote_before_there_was_a_commune_is_heard_as_soon_as_there_is_one(country: Country) -> None:
    country.serve("new")
    assert "Beta" not in country.say("new", "BONJOUR")
    country.say("new", "xyzzy")  # not understood, and nobody to count it for
    assert country.rows(select(Contact.commune_id)) == [(None,)]
    country.house.work.write(
        lambda session: session.add(LineCommune(line_id=country.lines["new"], commune_id=country.beta))
    )
    assert "Beta" in country.say("new", "BONJOUR")
    assert country.rows(select(Contact.commune_id)) == [(country.beta,)]


def test_a_line_that_goes_to_another_commune_takes_its_people_along_to_neither(country: Country) -> None:
    country.say("alpha", "BONJOUR")
    country.serve("alpha", country.beta)
    assert "Beta" in country.say("alpha", "BONJOUR")
    country.serve("alpha", country.alpha, country.beta)
    assert "1 Alpha" in country.say("alpha", "BONJOUR")


def test_on_a_line_of_one_commune_the_word_says_which_it_is(country: Country) -> None:
    country.say("alpha", "BONJOUR")
    assert "Alpha" in country.say("alpha", "COMMUNE")


def test_a_chat_that_shows_the_card_of_a_phone_that_stopped_its_news_gets_none(house: House) -> None:
    day = plant_polling_day(house)
    day.sms(AFI, "STOP")
    day.telegram("501", "", phone=AFI)
    wants = house.work.read(lambda session: list(session.scalars(select(Contact.wants_news))))
    assert wants == [False, False]
