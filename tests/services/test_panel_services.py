"""Approvals of two people, accounts, lines, zones and the list of messages, on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from passlib.context import CryptContext
from sqlalchemy import Engine, select

from bot.messages import Outgoing
from budgeting.refusal import Refusal
from models import Commune, Contact, Line, Outbox
from models.message import OutboxState
from services import lines, zones
from services.accounts import find_account, use_counter, use_recovery_code
from services.approvals import approvals_of, approve
from services.communes import TAKEN_KEYS, CommuneReason, CommuneView, NewCommune, create_commune
from services.house import House
from services.line_book import SECRETS, read_lines
from services.line_keeping import LineToKeep, keep_line
from services.message_list import contact_code, list_messages
from services.passwords import COST, HASHING, hash_password, temporary_password
from services.roles import RoleName
from services.staff import Boss, NewStaff, StaffReason, add_staff
from services.telling import PAYLOAD
from services.today import today_of
from services.unit_of_work import UnitOfWork
from services.zones import ZoneDraft
from tests.services.townsfolk import plant_staff

SYSTEM = Boss(None, None)
DIGEST = "a" * 64
TOWN = NewCommune(
    "Sokodé", "sokode", "TG", "XOF", "Africa/Lome", ("fr",), 100_000, ("Kossobio", " ", "Kossobio", "Komah")
)


@pytest.fixture
def town(house: House) -> CommuneView:
    return house.work.write(lambda db: create_commune(db, house, TOWN))


def person(house: House, town: CommuneView, name: str) -> int:
    new = NewStaff(name, f"{name}@example.org", (RoleName.ADMINISTRATOR,), town.id)
    return house.work.write(lambda db: add_staff(db, house, new, SYSTEM, password="x" * 12))[0]


def reason_of(refused: pytest.ExceptionInfo[Refusal]) -> str:
    return str(refused.value.reason)


def test_a_commune_begins_with_its_zones_once_each(house: House, town: CommuneView) -> None:
    names = [name for _, name in house.work.read(lambda db: zones.flat_zones(db, town.id))]
    assert names == ["Komah", "Kossobio"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"name": "  "}, CommuneReason.NAME_MISSING),
        ({"key": "Sokodé"}, CommuneReason.KEY_WRONG),
        ({"country": "Togo"}, CommuneReason.COUNTRY_WRONG),
        ({"currency": "FCFA"}, CommuneReason.CURRENCY_WRONG),
        ({"time_zone": "Africa/Nowhere"}, CommuneReason.TIME_ZONE_WRONG),
        ({"time_zone": "../../etc/passwd"}, CommuneReason.TIME_ZONE_WRONG),
        ({"languages": ()}, CommuneReason.NO_LANGUAGE),
        ({"population": -1}, CommuneReason.NUMBER_WRONG),
        ({"key": "sokode"}, CommuneReason.KEY_TAKEN),
        *(({"key": key}, CommuneReason.KEY_RESERVED) for key in TAKEN_KEYS),
    ],
)
def test_a_commune_that_cannot_be_is_refused(house: House, town: CommuneView, change: dict, reason: str) -> None:  # type: ignore[type-arg]
    with pytest.raises(Refusal) as refused:
        house.work.write(lambda db: create_commune(db, house, replace(TOWN, **{"key": "kara", **change})))
    assert reason_of(refused) == reason


def test_two_different_people_are_two_and_one_person_twice_is_one(house: House, town: CommuneView) -> None:
    one, other = person(house, town, "afi"), person(house, town, "kodjo")
    assert house.work.write(lambda db: approve(db, house, "cycle_plan", 7, DIGEST, one)) == 1
    with pytest.raises(Refusal):
        house.work.write(lambda db: approve(db, house, "cycle_plan", 7, DIGEST, one))
    assert house.work.write(lambda db: approve(db, house, "cycle_plan", 7, DIGEST, other)) == 2


def test_a_changed_text_needs_new_approvals(house: House, town: CommuneView) -> None:
    one = person(house, town, "afi")
    house.work.write(lambda db: approve(db, house, "cycle_plan", 7, DIGEST, one))
    assert house.work.read(lambda db: approvals_of(db, "cycle_plan", 7, "b" * 64)) == ()


def test_one_time_step_is_taken_once_by_many_at_the_same_time(house: House, town: CommuneView, engine: Engine) -> None:
    one = person(house, town, "afi")
    writers = [UnitOfWork(engine) for _ in range(3)]
    with ThreadPoolExecutor(9) as pool:
        taken = list(pool.map(lambda n: writers[n % 3].write(lambda db: use_counter(db, one, 59_000_000)), range(18)))
    for work in writers:
        work.close()
    assert taken.count(True) == 1
    assert not house.work.write(lambda db: use_counter(db, one, 58_999_999))
    assert house.work.write(lambda db: use_counter(db, one, 59_000_001))


def test_a_recovery_code_nobody_has_strikes_nothing(house: House, town: CommuneView) -> None:
    one = person(house, town, "afi")
    assert not house.work.write(lambda db: use_recovery_code(db, one, "no such code"))
    assert not house.work.write(lambda db: use_recovery_code(db, 424242, "no such code"))


def test_accounts_are_found_by_their_keys_alone(house: House, town: CommuneView) -> None:
    person(house, town, "afi")
    found = house.work.read(lambda db: find_account(db, "email", "AFI@example.org", any_case=True))
    assert found and found.roles == ("administrator",)
    assert house.work.read(lambda db: find_account(db, "password", found.password)) is None
    assert house.work.read(lambda db: find_account(db, "email", "a%@example.org", any_case=True)) is None


def test_an_e_mail_is_taken_whatever_its_case(house: House, town: CommuneView) -> None:
    person(house, town, "afi")
    new = NewStaff("Afi", " AFI@example.org", (RoleName.OBSERVER,), town.id)
    with pytest.raises(Refusal) as refused:
        house.work.write(lambda db: add_staff(db, house, new, SYSTEM, password="x" * 12))
    assert reason_of(refused) == StaffReason.EMAIL_TAKEN


def test_passwords_are_argon2id_and_short_ones_are_refused() -> None:
    assert HASHING.verify("mangue-verte-ab", hash_password("mangue-verte-ab"))
    assert CryptContext(schemes=["argon2"], **COST).hash("x" * 12).startswith("$argon2id$v=19$m=65536,t=2,p=1$")
    assert hash_password("x" * 12).startswith("$argon2id$")
    assert len({temporary_password() for _ in range(50)}) == 50
    for wrong in ("short", "x" * 129):
        with pytest.raises(Refusal):
            hash_password(wrong)


def bot_line(*communes: int) -> lines.LineDraft:
    return lines.LineDraft("telegram", "main", "@sokode_bot", secrets={"bot_token": "123:abc"}, communes=communes)


def test_secrets_of_a_line_are_sealed_and_the_webhook_secret_is_made_here(house: House, town: CommuneView) -> None:
    line_id = house.work.write(lambda db: lines.add_line(db, house, bot_line(town.id), SYSTEM))
    row = house.work.read(lambda db: db.get_one(Line, line_id))
    assert row.secrets and b"123:abc" not in row.secrets
    opened = house.vault.open_json(row.secrets, SECRETS)
    assert opened["bot_token"] == "123:abc" and len(opened["webhook_secret"]) >= 32
    (facts,) = house.work.read(lambda db: read_lines(db, house))
    assert facts.secrets == opened and facts.region == "TG"


def test_of_a_line_of_the_environment_price_and_letters_are_changed_here_and_the_rest_there(
    house: House, town: CommuneView
) -> None:
    number = LineToKeep("twilio", "main", "sms", "+22870000000", {"account_sid": "AC1"}, {"auth_token": "t"})
    line_id = house.work.write(lambda db: keep_line(db, house, number).id)
    assert house.work.read(lines.unpriced_lines) == ["twilio main"]
    draft = lines.LineDraft("twilio", "main", number.address, price=24_500, ascii_only=True)
    for more in (replace(draft, secrets={"auth_token": "x"}), replace(draft, address="+22871111111")):
        with pytest.raises(Refusal) as refused:
            house.work.write(lambda db, more=more: lines.change_line(db, house, line_id, more, SYSTEM))
        assert reason_of(refused) == lines.LineReason.FROM_ENVIRONMENT
    house.work.write(lambda db: lines.change_line(db, house, line_id, draft, SYSTEM))
    house.work.write(lambda db: keep_line(db, house, number).id)
    (line,) = house.work.read(lambda db: lines.list_lines(db, house))
    assert (line.price, line.ascii_only, line.settings, line.communes) == (24_500, True, number.settings, (town.id,))
    assert house.work.read(lines.unpriced_lines) == []


def test_a_line_that_serves_no_commune_guesses_no_country(house: House) -> None:
    house.work.write(lambda db: keep_line(db, house, LineToKeep("twilio", "main", "sms", "+22870000000")).id)
    (facts,) = house.work.read(lambda db: read_lines(db, house))
    assert facts.region == ""


def test_a_line_without_its_token_or_commune_is_refused(house: House, town: CommuneView) -> None:
    for draft in (replace(bot_line(town.id), secrets={}), bot_line(424242), replace(bot_line(town.id), key="A b")):
        with pytest.raises(Refusal):
            house.work.write(lambda db, draft=draft: lines.add_line(db, house, draft, SYSTEM))
    assert house.work.read(lambda db: lines.list_lines(db, house)) == []


def test_who_is_bound_to_a_commune_cannot_change_a_line_shared_with_another(house: House, town: CommuneView) -> None:
    other = house.work.write(lambda db: create_commune(db, house, replace(TOWN, key="kara", name="Kara")))
    line_id = house.work.write(lambda db: lines.add_line(db, house, bot_line(town.id, other.id), SYSTEM))
    with pytest.raises(Refusal) as refused:
        house.work.write(lambda db: lines.switch_line(db, house, line_id, on=False, boss=Boss(None, town.id)))
    assert reason_of(refused) == lines.LineReason.OF_OTHERS


@pytest.mark.parametrize("alike", ["agou gare", "AGOU-GARÉ", "Agou  Gare"])
def test_no_two_zones_have_a_name_that_messages_cannot_tell_apart(house: House, town: CommuneView, alike: str) -> None:
    with pytest.raises(Refusal) as refused:
        twins = replace(TOWN, key="kara", zones=("Centre", "Agou-Gare", alike))
        house.work.write(lambda db: create_commune(db, house, twins))
    assert refused.value.values == {"first": "Agou-Gare", "second": alike}

    def add(name: str) -> int:
        return house.work.write(lambda db: zones.add_zone(db, house, town.id, ZoneDraft(name), staff_id=None))

    zone_id = add("Agou-Gare")
    with pytest.raises(Refusal) as refused:
        add(alike)
    assert refused.value.values == {"name": "Agou-Gare"}
    draft = ZoneDraft(alike)  # it may be written otherwise itself
    house.work.write(lambda db: zones.change_zone(db, house, town.id, zone_id, draft, staff_id=None))


def test_no_zone_has_a_name_that_another_has_in_another_language(house: House, town: CommuneView) -> None:
    def add(draft: ZoneDraft) -> int:
        return house.work.write(lambda db: zones.add_zone(db, house, town.id, draft, staff_id=None))

    zone_id = add(ZoneDraft("Lac", names={"ar": " البُحيرة ", "en": ""}))
    node = next(one for one in house.work.read(lambda db: zones.zone_tree(db, town.id)) if one.id == zone_id)
    assert node.names == {"ar": "البُحيرة"}
    for draft in (ZoneDraft("البحيرة"), ZoneDraft("Marais", names={"ar": "البحيره"})):
        with pytest.raises(Refusal) as refused:
            add(draft)
        assert refused.value.values == {"name": "البُحيرة"}


def test_a_commune_begins_with_the_names_its_zones_have_in_other_languages(house: House) -> None:
    new = replace(TOWN, key="kara", languages=("fr", "ar"), zones=("Zongo = ar: زونغو", "Lac=AR：البحيرة", "Gare"))
    made = house.work.write(lambda db: create_commune(db, house, new))
    found = house.work.read(lambda db: zones.zone_tree(db, made.id))
    assert {one.name: one.names for one in found} == {"Zongo": {"ar": "زونغو"}, "Lac": {"ar": "البحيرة"}, "Gare": {}}


@pytest.mark.parametrize("line", ["Zongo = زونغو", "Zongo = de: Sango", "= ar: زونغو", "Zongo = ar:", "Zongo ="])
def test_a_zone_is_refused_whose_other_name_is_of_no_language_of_the_commune(house: House, line: str) -> None:
    with pytest.raises(Refusal) as refused:
        new = replace(TOWN, key="kara", languages=("fr", "ar"), zones=("Centre", line))
        house.work.write(lambda db: create_commune(db, house, new))
    assert (reason_of(refused), refused.value.values) == (zones.ZoneReason.NAMES_WRONG, {"zone": line})


def test_a_zone_never_stands_inside_itself(house: House, town: CommuneView) -> None:
    def add(name: str, parent: int | None) -> int:
        return house.work.write(lambda db: zones.add_zone(db, house, town.id, ZoneDraft(name, parent), staff_id=None))

    top = add("Centre", None)
    inner = add("Marché", top)
    for parent in (top, inner):
        with pytest.raises(Refusal) as refused:
            draft = ZoneDraft("Centre", parent)
            house.work.write(lambda db, draft=draft: zones.change_zone(db, house, town.id, top, draft, staff_id=None))
        assert reason_of(refused) == zones.ZoneReason.IN_ITSELF


def outbox_row(house: House, town: CommuneView, text: str, *, is_secret: bool, state: OutboxState) -> None:
    line_id = house.work.read(lambda db: db.scalar(select(Line.id)))
    sealed = house.vault.seal_json(Outgoing(text).as_json(), PAYLOAD)
    now = house.clock()
    contact = Contact(channel="sms", address_hash=text, created_at=now, seen_at=now, commune_id=town.id)

    def add(db):  # type: ignore[no-untyped-def]
        db.add(contact)
        db.flush()
        row = Outbox(line_id=line_id, contact_id=contact.id, commune_id=town.id, purpose="reply", payload=sealed)
        row.is_secret, row.state, row.due_at, row.created_at, row.cost, row.segments = is_secret, state, now, now, 25, 1
        db.add(row)

    house.work.write(add)


def test_texts_that_name_a_choice_are_never_shown_and_others_only_to_who_may(house: House, town: CommuneView) -> None:
    house.work.write(lambda db: lines.add_line(db, house, bot_line(town.id), SYSTEM))
    outbox_row(house, town, "Your vote: forage", is_secret=True, state=OutboxState.FAILED)
    outbox_row(house, town, "Hello", is_secret=False, state=OutboxState.QUEUED)
    seen, total = house.work.read(lambda db: list_messages(db, house, town.id, with_texts=True))
    assert total == 2 and [message.text for message in seen] == ["Hello", None]
    unseen, _ = house.work.read(lambda db: list_messages(db, house, town.id))
    assert [message.text for message in unseen] == [None, None]
    failed, count = house.work.read(lambda db: list_messages(db, house, town.id, state=OutboxState.FAILED))
    assert count == 1 and failed[0].is_secret


def test_a_contact_code_is_stable_and_short_and_says_nothing(house: House) -> None:
    assert contact_code(house, 12) == contact_code(house, 12) != contact_code(house, 13)
    assert len(contact_code(house, 12)) == 6


def test_today_counts_failures_of_the_last_seven_days_only(house: House, town: CommuneView) -> None:
    house.work.write(lambda db: lines.add_line(db, house, bot_line(town.id), SYSTEM))
    outbox_row(house, town, "late", is_secret=False, state=OutboxState.FAILED)
    awa = house.work.write(lambda db: plant_staff(db, db.get_one(Commune, town.id)).id)
    assert house.work.read(lambda db: today_of(db, house, town, awa)).failed_messages == 1
    later = replace(house, clock=lambda: house.clock() + timedelta(days=8))
    assert house.work.read(lambda db: today_of(db, later, town, awa)).failed_messages == 0
    assert house.work.read(lambda db: today_of(db, later, town, awa)).is_calm
