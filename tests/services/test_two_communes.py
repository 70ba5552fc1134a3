"""A phone that writes to two communes, on a line of each or on one line of both, and one that writes before any."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import count
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.messages import Inbound as Message
from bot.messages import Note
from models import Commune, Contact, Inbound, InformationRequest, Line, LineCommune, Outbox, Spending
from services.communes import NewCommune, create_commune
from services.house import House
from services.line_keeping import LineToKeep, keep_line
from services.outbox import claim, record_sent
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
        message = Message(f"m{next(self.ids)}", sender, text, phone=sender if sender.startswith("+") else None, **more)
        return take(self.house, self.lines[line], SMS if sender.startswith("+") else TELEGRAM, message)

    def serve(self, line: str, *communes: int) -> int:
        def plant(session: Any) -> int:
            channel = "telegram" if line == "chat" else "sms"
            row = session.scalar(select(Line).where(Line.key == line)) or keep_line(
                session, self.house, LineToKeep("android", line, channel, "7070", price=15_000)
            )
            session.query(LineCommune).filter_by(line_id=row.id).delete()
            session.add_all(LineCommune(line_id=row.id, commune_id=one) for one in communes)
            return int(row.id)

        self.lines[line] = self.house.work.write(plant)
        self.house.memory.clear()
        return self.lines[line]

    def found(self, name: str) -> int:
        """Found another commune."""

        def plant(session: Any) -> int:
            new = NewCommune(name, name.lower().replace(" ", "-"), "TG", "XOF", "Africa/Lome", ("fr",))
            return int(create_commune(session, self.house, new).id)

        return self.house.work.write(plant)

    def set_ceilings(self, francs: int | None) -> None:
        self.house.work.write(lambda session: session.execute(update(Commune).values(daily_ceiling=francs)))

    def send_all(self, line: str) -> None:
        house = self.house
        due = house.work.write(lambda session: claim(session, house, self.lines[line], house.clock(), 1000))
        for message in due:
            house.work.write(lambda session, m=message: record_sent(session, m, f"SM{m.id}", house.clock()))

    def rows(self, query: Any) -> list[Any]:
        return self.house.work.read(lambda session: [tuple(row) for row in session.execute(query)])


@pytest.fixture
def country(house: House) -> Country:
    day = plant_polling_day(house, name="Alpha")
    found = Country(house, day.commune_id, 0, {}, count(1))
    found.beta = found.found("Beta")
    for line, communes in {
        "alpha": (found.alpha,), "beta": (found.beta,), "both": (found.alpha, found.beta),
        "chat": (found.alpha, found.beta),
    }.items():  # fmt: skip
        found.serve(line, *communes)
    return found


def erase(country: Country, line: str, sender: str = AFI) -> str:
    asked = country.say(line, "EFFACER", sender)
    code = re.search(r"\b\d{4}\b", asked)
    assert code
    return country.say(line, code[0], sender)


def requests(country: Country) -> list[Any]:
    return country.rows(select(InformationRequest.commune_id, InformationRequest.line_id))


def contacts(country: Country) -> list[Any]:
    """Who is known in a commune; who stands at an entrance is not."""
    known = select(Contact.commune_id, Contact.wants_news).where(Contact.commune_id.is_not(None))
    return country.rows(known.order_by(Contact.id))


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


def test_lines_that_share_a_commune_remember_each_their_own_choice(country: Country) -> None:
    gamma = country.found("Gamma")
    country.serve("east", country.beta, gamma)
    for line, answer in (("east", "2"), ("both", "2")):
        country.say(line, "BONJOUR")
        country.say(line, answer)
    assert "Gamma" in country.say("east", "BONJOUR")
    assert "Beta" in country.say("both", "BONJOUR")
    for line in ("both", "east"):
        country.say(line, "COMMUNE")
        country.say(line, "1")
    assert "Beta" in country.say("east", "BONJOUR")
    assert "Alpha" in country.say("both", "BONJOUR")


def test_what_is_kept_at_an_entrance_outlives_a_message_to_another_line(country: Country) -> None:
    country.say("both", QUESTION)
    country.say("alpha", "BONJOUR")
    country.say("chat", "BONJOUR", "501")
    country.say("both", "2")
    country.say("both", "1")
    assert requests(country) == [(country.beta, country.lines["both"])]


def test_each_line_has_an_entrance_of_its_own(country: Country) -> None:
    gamma, delta = country.found("Gamma"), country.found("Delta")
    country.serve("other", gamma, delta)
    country.say("both", QUESTION)
    assert "1 Delta" in country.say("other", "1")
    country.say("both", "2")
    country.say("both", "1")
    assert requests(country) == [(country.beta, country.lines["both"])]


def test_a_commune_that_left_the_line_cannot_be_chosen_from_an_old_list(country: Country) -> None:
    gamma = country.found("Gamma")
    country.say("both", "BONJOUR")
    country.serve("both", country.beta, gamma)
    asked = country.say("both", "1")
    assert "1 Beta" in asked and "2 Gamma" in asked
    assert contacts(country) == []


def test_what_was_heard_after_the_choice_is_not_heard_once_more_after_another(country: Country) -> None:
    gamma = country.found("Gamma")
    country.say("alpha", "BONJOUR")
    for said in (QUESTION, "1", "1"):
        country.say("both", said)
    country.serve("both", country.beta, gamma)
    assert "1 Beta" in country.say("both", "1")
    country.say("both", "2")
    country.say("both", "1")
    assert requests(country) == [(country.alpha, country.lines["both"])]


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
    country.serve("gamma", country.found("Gamma"))
    country.say("gamma", "BONJOUR")
    assert [wants for _commune, wants in contacts(country)] == [True, True, True]
    reached = select(Contact.gone_at.is_(None)).where(Contact.commune_id.is_not(None)).order_by(Contact.id)
    assert country.rows(reached) == [(True,), (False,), (True,)]


@pytest.mark.parametrize(("gone", "back"), [("all", "alpha"), ("all", "both"), ("beta", "both"), ("all", "START")])
def test_who_comes_back_is_reached_again_by_every_commune(country: Country, gone: str, back: str) -> None:
    country.say("beta", "BONJOUR")
    for said in ("BONJOUR", "1"):
        country.say("both", said)
    lost = update(Contact).values(gone_at=country.house.clock())
    if gone == "beta":
        lost = lost.where(Contact.commune_id == country.beta)
    country.house.work.write(lambda session: session.execute(lost))
    if back == "START":
        country.take("alpha", "START", note=Note.OPTED_IN)
    else:
        country.say(back, "BONJOUR")
    assert country.rows(select(Contact.id).where(Contact.gone_at.is_not(None))) == []


def test_who_comes_back_says_nothing_of_other_phones(country: Country) -> None:
    country.say("alpha", "BONJOUR", "+22890445566")
    country.house.work.write(lambda session: session.execute(update(Contact).values(gone_at=country.house.clock())))
    country.say("both", "BONJOUR")
    assert len(country.rows(select(Contact.id).where(Contact.gone_at.is_not(None)))) == 1


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
    assert [row[0] for row in contacts(country)] == [country.alpha]


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
    erase(country, "both")
    assert "1 Alpha" in country.say("both", "BONJOUR")


def test_who_is_forgotten_is_so_in_every_commune_of_the_line(country: Country) -> None:
    gamma = country.found("Gamma")
    country.serve("gamma", gamma)
    country.say("gamma", "BONJOUR")
    for line in ("alpha", "beta"):
        for said in (QUESTION, "1"):
            country.say(line, said)
    done = erase(country, "both")
    assert "2" in done  # a question stays open in each
    forgotten = select(Contact.commune_id).where(Contact.erased_at.is_not(None), Contact.commune_id.is_not(None))
    assert sorted(country.rows(forgotten)) == [(country.alpha,), (country.beta,)]
    written = select(Inbound.line_id).where(Inbound.body.is_not(None)).distinct()
    assert country.rows(written) == [(country.lines["gamma"],)]


def test_one_commune_forgets_nothing_that_was_written_to_another_on_its_own_line(country: Country) -> None:
    country.say("alpha", "BONJOUR")
    country.say("beta", "BONJOUR")
    erase(country, "alpha")
    assert country.rows(select(Contact.commune_id).where(Contact.erased_at.is_not(None))) == [(country.alpha,)]


def test_a_ballot_that_waits_at_the_entrance_of_another_line_is_kept_for_the_commune_it_is_for(
    country: Country,
) -> None:
    country.say("both", "VOTE 3")
    erase(country, "beta")
    assert "Projet 3" in country.say("both", "1")


def test_who_is_forgotten_is_so_at_the_entrances_of_other_lines_of_the_same_communes(country: Country) -> None:
    country.serve("again", country.alpha, country.beta)
    for said in ("BONJOUR", "1"):
        country.say("both", said)
    country.say("again", QUESTION)
    erase(country, "both")
    country.say("again", "2")
    assert requests(country) == []


def test_of_a_vote_in_another_commune_of_the_line_who_is_forgotten_is_told_too(country: Country) -> None:
    country.say("alpha", "VOTE 3")
    country.say("both", "BONJOUR")
    country.say("both", "2")
    assert "urne" in erase(country, "both")
    assert "urne" not in erase(country, "both", "+22890445566")


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


def test_who_chose_after_a_button_that_meant_nothing_sees_what_there_is(country: Country) -> None:
    country.take("chat", "", "501", button="7:1")
    menu = country.say("chat", "2", "501")
    assert country.say("chat", "0", "501") in menu
    chosen = select(Inbound.contact_id, Inbound.intent).where(Inbound.provider_id == "m2")
    assert country.rows(chosen)[0][0] is not None
    assert country.rows(chosen)[0][1] == "menu"


def test_a_page_that_could_not_be_sent_is_shown_when_it_is_asked_for_again(country: Country) -> None:
    names = [f"Commune {letter}" for letter in "CDEFGHIJKLMNOPQ"]
    country.serve("wide", *(country.found(name) for name in names))
    first = country.say("wide", "BONJOUR")
    country.set_ceilings(0)
    assert country.say("wide", "8") == ""
    country.set_ceilings(None)
    assert names[0] in first and names[7] not in first
    assert names[7] in country.say("wide", "8")


def test_a_list_that_could_not_be_sent_makes_no_button_old(country: Country) -> None:
    shown = country.take("chat", "BONJOUR", "501").reply
    assert shown is not None
    set_replies = update(Contact).values(replies=1000)
    country.house.work.write(lambda session: session.execute(set_replies))
    assert country.take("chat", "MENU", "501").reply is None
    country.take("chat", "", "501", button=shown.buttons[0][1].data)
    assert [row[0] for row in contacts(country)] == [country.beta]


def test_what_is_answered_at_an_entrance_is_held_by_the_ceilings_of_its_communes(country: Country) -> None:
    country.set_ceilings(30)  # two SMS a day in each commune
    answered = [
        country.say("both", "BONJOUR", f"+228900000{number:02}") != "" for number in range(20) for _time in range(3)
    ]
    assert sum(answered) <= 4
    country.send_all("both")
    assert country.say("both", "BONJOUR", AFI) == ""
    assert country.say("both", "STOP", AFI) != ""
    spent = dict(country.rows(select(Spending.commune_id, Spending.cost)))
    assert set(spent) == {country.alpha, country.beta}
    assert country.rows(select(Outbox.id).where(Outbox.commune_id.is_(None))) == []


def test_communes_of_a_line_share_what_its_entrance_costs(country: Country) -> None:
    paid = []
    for number in range(24):
        person = f"+228900000{number:02}"
        country.say("both", "BONJOUR", person)
        paid += country.rows(select(Outbox.commune_id).order_by(Outbox.id.desc()).limit(1))[0]
        country.say("both", "1", person)  # who goes in changes nothing of whose turn comes next
    assert set(contacts(country)) == {(country.alpha, True)} and len(contacts(country)) == 24
    assert len(paid) == 24 and min(paid.count(country.alpha), paid.count(country.beta)) >= 4


def test_an_entrance_asks_while_one_of_its_communes_has_room(country: Country) -> None:
    empty = update(Commune).where(Commune.id == country.alpha).values(daily_ceiling=0)
    country.house.work.write(lambda session: session.execute(empty))
    for number in range(4):
        assert country.say("both", "BONJOUR", f"+2289000000{number}")
    assert {row[0] for row in country.rows(select(Outbox.commune_id))} == {country.beta}


def test_who_wrote_before_there_was_a_commune_is_heard_as_soon_as_there_is_one(country: Country) -> None:
    country.serve("new")
    assert "Beta" not in country.say("new", "BONJOUR")
    country.say("new", "xyzzy")  # not understood, and nobody to count it for
    assert contacts(country) == []
    country.house.work.write(
        lambda session: session.add(LineCommune(line_id=country.lines["new"], commune_id=country.beta))
    )
    assert "Beta" in country.say("new", "BONJOUR")
    assert [row[0] for row in contacts(country)] == [country.beta]


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


@pytest.mark.parametrize("said", ["COMMUNE Beta", "commune de beta", "je suis de la commune de Beta"])
def test_a_first_message_that_names_a_commune_goes_in_at_once(country: Country, said: str) -> None:
    assert "Alpha" not in country.say("both", said)
    assert "Beta" in country.say("both", "BONJOUR")


def test_a_name_goes_in_with_what_was_kept_and_changes_the_commune_later(country: Country) -> None:
    assert "1 Alpha" in country.say("both", QUESTION)
    country.say("both", "COMMUNE Beta")
    country.say("both", "1")
    assert requests(country) == [(country.beta, country.lines["both"])]
    assert "Alpha" in country.say("both", "COMMUNE Alpha")
    assert "Alpha" in country.say("both", "BONJOUR")


def test_the_word_commune_at_the_entrance_asks_once(country: Country) -> None:
    assert "1 Alpha" in country.say("both", "COMMUNE")
    assert "1 Alpha" not in country.say("both", "1")


def test_all_that_was_kept_is_answered_in_its_order(country: Country) -> None:
    country.say("both", "PROJETS")
    country.say("both", "CONFIDENTIALITE")
    first, second = country.take("both", "1").replies
    assert "Projets" in first.text and "chiffr" in second.text


def test_a_voice_message_at_the_entrance_is_heard_in_the_commune_that_is_chosen(country: Country) -> None:
    country.serve("chat", country.alpha, country.beta)
    assert "À quelle commune" in country.say("chat", "", "501", voice="AwAD")
    assert "message vocal" in country.say("chat", "1", "501")
