"""What a message costs by the country of a number: known when somebody first writes, told of nobody, and forgotten."""

from __future__ import annotations

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.phrases import _ as phrase
from budgeting.refusal import Refusal
from models import AuditEntry, Broadcast, Commune, Contact, Line, Outbox
from services.broadcasts.estimate import estimate
from services.by_sms import line_by_sms
from services.commune_place import Place, change_place
from services.documents import audience_of, follow_documents
from services.documents.follow import listeners_of
from services.erasure import erase_contact
from services.house import House
from services.limits import is_over_ceiling
from services.lines import AbroadReason, LineReason, set_prices_abroad
from services.message_list import list_messages
from services.prices import NOWHERE, OTHER, country_of, price_of
from services.staff import Boss
from services.telling import tell
from tests.services.broadcast_town import BroadcastTown, plant_broadcast_town
from tests.services.other_lines.lines_town import LinesTown, plant_lines_town
from tests.services.polling_day import PollingDay, plant_polling_day
from tests.services.townsfolk import plant_commune, plant_contact, plant_line

HOME, BENIN, FRANCE = "+22890112233", "+22990112233", "+33612345678"
PRICES = {"BJ": 40_000, OTHER: 90_000}
EVERYWHERE = Boss(None, None)


def price_abroad(house: House, line_id: int, prices: dict[str, int]) -> None:
    house.work.write(lambda db: set_prices_abroad(db, house, line_id, prices, EVERYWHERE))


def costs_a_segment(house: House) -> list[int]:
    rows = house.work.read(lambda db: list(db.scalars(select(Outbox).order_by(Outbox.id))))
    return [row.cost // row.segments for row in rows]


@pytest.mark.parametrize(
    ("number", "country"),
    [
        (HOME, "TG"),
        (BENIN, "BJ"),
        (FRANCE, "FR"),
        ("+12045550123", "CA"),
        ("+19995550123", "US"),
        ("+881612345678", NOWHERE),
        ("7070", None),
        ("", None),
        (None, None),
    ],
)
def test_a_number_tells_its_country(number: str | None, country: str | None) -> None:
    assert country_of(number) == country


def test_an_answer_costs_what_the_country_of_its_reader_costs(house: House) -> None:
    day = plant_polling_day(house)
    price_abroad(house, day.lines["sms"], PRICES)
    for number in (HOME, BENIN, FRANCE):
        day.sms(number, "MENU")
    assert costs_a_segment(house) == [15_000, 40_000, 90_000]
    house.work.write(lambda db: db.execute(update(Commune).values(daily_ceiling=140)))  # at home they would cost 45
    assert house.work.read(lambda db: is_over_ceiling(db, db.scalars(select(Commune)).one(), house.clock()))


def test_without_a_price_for_any_other_country_the_line_s_own_counts(house: House) -> None:
    day = plant_polling_day(house)
    price_abroad(house, day.lines["sms"], {"BJ": 40_000})
    for number in (FRANCE, BENIN):
        day.sms(number, "MENU")
    assert costs_a_segment(house) == [15_000, 40_000]


def test_where_no_country_is_known_the_line_s_own_price_counts() -> None:
    line = Line(price=15_000, prices=PRICES, country="TG")
    assert [price_of(line, Contact(country=one)) for one in (None, "TG", "BJ", "FR", NOWHERE)] == [
        15_000,
        15_000,
        40_000,
        90_000,
        90_000,
    ]
    assert price_of(line, None) == 15_000


def test_the_country_goes_with_the_number(house: House) -> None:
    day = plant_polling_day(house)
    day.sms(BENIN, "MENU")
    assert contact_in(house).country == "BJ"
    house.work.write(lambda db: erase_contact(db, db.scalars(select(Contact)).one(), house.clock()))
    assert contact_in(house).country is None


def contact_in(house: House) -> Contact:
    return house.work.read(lambda db: db.scalars(select(Contact)).one())


def test_no_list_of_messages_tells_by_a_cost_where_a_number_is_from(house: House) -> None:
    day = plant_polling_day(house)
    day.sms(BENIN, "MENU")
    assert listed_costs(day) != [None]
    price_abroad(house, day.lines["sms"], PRICES)
    price_abroad(house, day.lines["sms"], {})  # what was sent before still costs what it did
    day.sms(FRANCE, "MENU")
    assert listed_costs(day) == [None, None]


def listed_costs(day: PollingDay) -> list[int | None]:
    rows, _count = day.house.work.read(lambda db: list_messages(db, day.house, day.commune_id))
    return [row.cost for row in rows]


def test_another_line_reckons_the_country_anew(house: House) -> None:
    town: LinesTown = plant_lines_town(house)
    second = town.add_line("second")
    price_abroad(house, town.lines["sms"], PRICES)
    price_abroad(house, second, {"BJ": 55_000})
    for number in (HOME, BENIN, FRANCE):
        town.says("sms", number, "MENU")
    assert costs_a_segment(house) == [15_000, 40_000, 90_000]
    town.rests("sms")
    town.claims("sms")
    assert costs_a_segment(house) == [20_000, 55_000, 20_000]


def test_a_broadcast_is_estimated_and_sent_at_the_price_of_each_country(house: House) -> None:
    town: BroadcastTown = plant_broadcast_town(house)
    at_home = len(town.people)
    town.add_readers(6, country="BJ")
    town.add_readers(5, country="FR")
    price_abroad(house, town.line, PRICES)
    number = town.draft()
    commune = town.day.commune_id
    told = town.read(lambda db: estimate(db, house, db.get_one(Commune, commune), db.get_one(Broadcast, number)))
    (group,) = told.groups
    assert (at_home, group.people, told.people) == (6, 20, 10 + 10 + 5)  # up to fives, for each country
    assert told.cost == group.segments * (10 * 15_000 + 10 * 40_000 + 5 * 90_000)
    assert not town.approve(number, 0)
    assert town.approve(number, 1)
    town.minute()
    town.send()
    rows = town.read(lambda db: list(db.scalars(select(Outbox).where(Outbox.broadcast_id == number))))
    spent = group.segments * (at_home * 15_000 + 6 * 40_000 + 5 * 90_000)
    assert sum(row.cost for row in rows) == spent < told.cost == town.row(number).cost


def test_who_follows_documents_is_reckoned_by_country_and_the_cheapest_comes_first(house: House) -> None:
    def act(session: Session) -> None:
        commune = plant_commune(session)
        line = plant_line(session, commune)
        line.price = 15_000
        people = []
        for place, country in enumerate(("FR", "BJ", "TG", None)):
            one = plant_contact(session, house, commune, f"+2289011223{place}", country=country)
            follow_documents(session, house, commune.id, one.id, line.id)
            people.append(one)
        before = audience_of(session, house, commune.id)
        commune.country = "TG"
        session.flush()
        set_prices_abroad(session, house, line.id, PRICES, EVERYWHERE)
        far, near, home, unknown = people
        assert [who for who, _line in listeners_of(session, commune)] == [home, unknown, near, far]
        after = audience_of(session, house, commune.id)
        assert (after.people, after.segments) == (before.people, before.segments)
        assert after.cost == after.segments // 4 * (15_000 + 15_000 + 40_000 + 90_000)
        assert tell(session, house, far.id, line.id, phrase("Hello"), purpose="document:1")
        assert session.scalars(select(Outbox.cost)).one() == 90_000

    house.work.write(act)


def test_who_dialled_is_written_to_by_the_line_that_costs_least_to_their_country(house: House) -> None:
    town = plant_lines_town(house)
    second = town.add_line("second")

    def way(session: Session) -> int:
        session.execute(update(Commune).values(ussd_by_sms=True))
        commune = session.get_one(Commune, town.day.commune_id)
        caller = plant_contact(session, house, commune, BENIN, channel="ussd", country="BJ")
        line = line_by_sms(session, caller)
        assert line is not None
        return line.id

    price_abroad(house, town.lines["sms"], {"BJ": 40_000})
    assert house.work.write(way) == second


def test_prices_are_entered_by_who_may_and_the_trail_keeps_it(house: House) -> None:
    day = plant_polling_day(house)
    line_id = day.lines["sms"]
    refused(house, line_id, {"TG": 1}, AbroadReason.HOME)
    refused(house, line_id, {"Benin": 1}, AbroadReason.WRONG)
    refused(house, line_id, {"BJ": -1}, AbroadReason.WRONG)
    refused(house, day.lines["telegram"], {"BJ": 1}, LineReason.UNKNOWN)
    price_abroad(house, line_id, PRICES)
    price_abroad(house, line_id, PRICES)
    (entry,) = house.work.read(
        lambda db: list(db.scalars(select(AuditEntry).where(AuditEntry.act == "line_prices_changed")))
    )
    assert (entry.subject_id, entry.details["countries"]) == (str(line_id), ["BJ"])


def refused(house: House, line_id: int, prices: dict[str, int], why: AbroadReason | LineReason) -> None:
    with pytest.raises(Refusal) as no:
        price_abroad(house, line_id, prices)
    assert no.value.reason == why


def test_a_commune_put_in_its_right_country_is_at_home_there(house: House) -> None:
    def act(session: Session) -> None:
        commune = plant_commune(session)
        commune.country = "TG"
        line = plant_line(session, commune)
        set_prices_abroad(session, house, line.id, {OTHER: 90_000}, EVERYWHERE)
        right = Place("BJ", commune.currency, commune.time_zone)
        assert change_place(session, house, commune.id, right, staff_id=None) == ["country"]
        session.refresh(line)
        assert (line.country, price_of(line, Contact(country="BJ"))) == ("BJ", line.price)

    house.work.write(act)
