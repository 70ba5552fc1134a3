"""Sessions are announced, changed, opened, held, cancelled, and taken off the list where nothing hangs on them."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from models import Document
from models.document import DocumentCategory
from services.house import House
from services.public_sessions.agenda import NewItem, add_item, change_item, move_item, remove_item
from services.public_sessions.announcing import NewSession, add_session, change_session, remove_session
from services.public_sessions.coming import answer_session
from services.public_sessions.preparing import Official, set_bureau, set_planned, set_texts
from services.public_sessions.press import NewArticle, add_article, remove_article
from services.public_sessions.reading import list_sessions
from services.public_sessions.reasons import SessionNo
from services.public_sessions.running import cancel_session, close_session, open_session
from services.public_sessions.told import next_session
from tests.services.session_town import SessionTown
from tests.services.townsfolk import NOW, plant_commune, planted


def next_title(town: SessionTown) -> str | None:
    found = town.house.work.read(lambda db: next_session(db, town.commune, town.clock()))
    return found.title if found else None


def test_the_next_session_is_the_first_that_has_not_begun_and_is_not_cancelled(town: SessionTown) -> None:
    assert next_title(town) is None
    town.announce(30, title="Mai")
    april = town.announce(10, title="Avril")
    found = town.house.work.read(lambda db: next_session(db, town.commune, town.clock()))
    # Nine o'clock in Porto-Novo is eight o'clock UTC.
    assert found is not None
    assert (found.title, found.starts_at) == ("Avril", datetime(2026, 4, 10, 8, tzinfo=UTC))
    town.do(cancel_session, april, "La salle est prise.")
    assert next_title(town) == "Mai"
    town.clock.set(datetime(2026, 4, 30, 8, tzinfo=UTC))
    assert next_title(town) is None


@pytest.mark.parametrize(
    ("starts_at", "values", "reason"),
    [
        (datetime(2026, 5, 1, 9), {"title": " "}, SessionNo.WITHOUT_TITLE),
        (datetime(2026, 5, 1, 9), {"place": ""}, SessionNo.WITHOUT_PLACE),
        (datetime(2026, 5, 1, 9), {"place": "x" * 201}, SessionNo.TOO_LONG),
        (datetime(2026, 5, 1, 9), {"kind": "picnic"}, SessionNo.KIND_WRONG),
        (datetime(2026, 5, 1, 9), {"ends_at": datetime(2026, 5, 1, 9)}, SessionNo.ENDS_TOO_EARLY),
        (datetime(2026, 5, 1, 9), {"ends_at": datetime(2026, 7, 1, 9)}, SessionNo.ENDS_TOO_EARLY),
        (datetime(2026, 5, 1, 9), {"was_held": True}, SessionNo.NOT_HELD_YET),
        (NOW.replace(hour=10), {}, SessionNo.IN_THE_PAST),
        (datetime(1, 1, 1), {}, SessionNo.IN_THE_PAST),
        (datetime(9999, 12, 31, 23), {}, SessionNo.TOO_FAR),
        (NOW + timedelta(days=1000), {}, SessionNo.TOO_FAR),
    ],
)
def test_a_session_that_cannot_be_announced_says_why(
    town: SessionTown, starts_at: datetime, values: dict[str, Any], reason: SessionNo
) -> None:
    given = {"title": "Débat", "place": "Mairie", "starts_at": starts_at, **values}
    assert town.why_not(add_session, NewSession(**given)) == reason


def test_a_session_that_was_held_is_written_down_with_its_day(town: SessionTown) -> None:
    held = town.announce(-3000, was_held=True, kind="follow_up")
    row = town.page(held).row
    assert (row.state, row.kind, row.is_past) == ("held", "follow_up", True)
    assert next_title(town) is None


def test_a_session_is_removed_by_its_own_commune_and_only_while_nothing_hangs_on_it(
    town: SessionTown, house: House
) -> None:
    first, second = town.announce(10), town.announce(20)
    town.do(add_item, first, NewItem("Ouverture"))
    other = house.work.write(lambda db: plant_commune(db, "tokan").id)
    mine, town.commune = town.commune, other
    assert town.why_not(remove_session, first) == SessionNo.UNKNOWN
    town.commune = mine
    town.do(remove_session, first)
    town.answer(answer_session, second, town.person("+22890000001"), comes=True)
    assert town.why_not(remove_session, second) == SessionNo.IN_USE
    rows, total = house.work.read(lambda db: list_sessions(db, house, mine))
    assert ([row.id for row in rows], total) == ([second], 1)


def test_whoever_said_that_they_come_is_told_of_another_day_and_of_its_end(town: SessionTown) -> None:
    held = town.announce(10)
    comes, stays = town.person("+22890000001"), town.person("+22890000002")
    town.answer(answer_session, held, comes, comes=True)
    town.answer(answer_session, held, stays, comes=False)
    same = NewSession("Débat budgétaire", "Mairie", datetime(2026, 4, 10, 9), kind="account")
    assert not town.do(change_session, held, same)
    assert town.do(change_session, held, NewSession("Débat budgétaire", "École", datetime(2026, 4, 12, 15, 30)))
    assert town.do(cancel_session, held, "Le trésorier est malade.") == 1
    moved, cancelled = town.told()
    assert moved.startswith("Changement : la réunion publique Débat budgétaire aura lieu le 12/04 15:30, École.")
    assert cancelled == "Annulée : la réunion publique Débat budgétaire du 12/04 15:30. Le trésorier est malade."
    assert town.why_not(change_session, held, same) == SessionNo.CANCELLED
    assert town.why_not(open_session, held) == SessionNo.CANCELLED


def test_who_comes_is_told_in_the_morning_where_it_is_night(town: SessionTown) -> None:
    held = town.announce(10)
    town.answer(answer_session, held, town.person("+22890000001"), comes=True)
    town.clock.set(NOW.replace(hour=23))
    town.do(cancel_session, held, "La salle est prise.")
    from_when = town.house.work.read(lambda db: db.connection().exec_driver_sql("SELECT due_at FROM outbox").scalar())
    assert "07:00" in str(from_when) or "06:00" in str(from_when)


def test_a_session_opens_on_its_day_is_held_and_can_be_taken_up_again_that_day(town: SessionTown) -> None:
    held = town.announce(10)
    assert town.why_not(open_session, held) == SessionNo.NOT_ITS_DAY
    assert town.why_not(close_session, held) == SessionNo.NOT_HELD_YET
    assert town.why_not(cancel_session, held, " ") == SessionNo.REASON_NEEDED
    town.go_to(10)
    town.do(open_session, held)
    assert town.why_not(open_session, held) == SessionNo.STANDS_SO
    assert town.why_not(cancel_session, held, "Trop tard") == SessionNo.BEGAN
    town.do(close_session, held)
    assert town.why_not(close_session, held) == SessionNo.STANDS_SO
    town.do(open_session, held)
    town.do(close_session, held)
    town.go_to(1)
    assert town.why_not(open_session, held) == SessionNo.NOT_ITS_DAY
    assert town.page(held).row.state == "held"


def test_who_leads_it_how_it_works_and_how_many_are_awaited_are_written_down(town: SessionTown) -> None:
    held = town.announce()
    assert town.why_not(set_bureau, held, [Official("", "Awa")]) == SessionNo.OFFICIAL_WITHOUT_ROLE
    assert town.why_not(set_bureau, held, [Official("Rapporteur")] * 21) == SessionNo.TOO_MANY_OFFICIALS
    assert town.why_not(set_planned, held, {"citizens": -1}) == SessionNo.PLAN_WRONG
    assert town.why_not(set_planned, held, {"ghosts": 1}) == SessionNo.PLAN_WRONG
    assert town.why_not(set_texts, held, "x" * 5001, "") == SessionNo.TOO_LONG
    town.do(set_bureau, held, [Official(" Président ", "Le  maire"), Official(""), Official("Secrétaire")])
    town.do(set_texts, held, "Le maire ouvre.\n\nIl salue.", "")
    town.do(set_planned, held, {"council": 10, "citizens": 30, "media": None})
    page = town.page(held)
    assert page.bureau == (Official("Président", "Le maire"), Official("Secrétaire"))
    assert (page.opening, page.method) == ("Le maire ouvre.\n\nIl salue.", None)
    assert (page.planned, page.attendance.planned) == ({"council": 10, "citizens": 30}, 40)


def test_the_agenda_keeps_its_order_and_names_only_documents_that_are_published(
    town: SessionTown, house: House
) -> None:
    held = town.announce()

    def publish(db: Any) -> int:
        fields = {"category": DocumentCategory.ACCOUNT, "language": "fr", "dated_on": NOW.date(), "published_at": NOW}
        return planted(db, Document(commune_id=town.commune, title="Compte 2025", link="/x", **fields)).id

    account = house.work.write(publish)
    first = town.do(add_item, held, NewItem("Ouverture", time(9), "Le maire"))
    second = town.do(add_item, held, NewItem("Le compte", time(9, 30), "Le comptable", account))
    third = town.do(add_item, held, NewItem("Questions"))
    assert town.why_not(add_item, held, NewItem(" ")) == SessionNo.ITEM_WITHOUT_TITLE
    assert town.why_not(add_item, held, NewItem("x", document_id=99)) == SessionNo.NO_SUCH_DOCUMENT
    assert town.why_not(move_item, town.announce(20), first, up=True) == SessionNo.ITEM_UNKNOWN
    town.do(move_item, held, third, up=True)
    town.do(move_item, held, first, up=True)
    town.do(remove_item, held, first)
    items = town.page(held).agenda
    assert [(one.place, one.title) for one in items] == [(1, "Questions"), (2, "Le compte")]
    assert (items[1].at, items[1].speaker, items[1].document) == (time(9, 30), "Le comptable", "Compte 2025")

    def withdraw(db: Any) -> None:
        db.get_one(Document, account).withdrawn_at = NOW

    house.work.write(withdraw)
    assert (town.public(held).agenda[1].document_id, town.public(held).agenda[1].document) == (None, "Compte 2025")
    town.do(change_item, held, second, NewItem("Le compte administratif", document_id=account))
    assert town.why_not(change_item, held, third, NewItem("x", document_id=account)) == SessionNo.NO_SUCH_DOCUMENT


def test_what_the_press_told_is_listed_by_day(town: SessionTown) -> None:
    held = town.announce()
    assert town.why_not(add_article, held, NewArticle("", "radio")) == SessionNo.WITHOUT_OUTLET
    assert town.why_not(add_article, held, NewArticle("Radio", "gossip")) == SessionNo.PRESS_KIND_WRONG
    assert town.why_not(add_article, held, NewArticle("Radio", "radio", link="ftp://x")) == SessionNo.LINK_WRONG
    tomorrow = NewArticle("Radio", "radio", NOW.date() + timedelta(days=1))
    assert town.why_not(add_article, held, tomorrow) == SessionNo.PRESS_DAY_WRONG
    town.do(add_article, held, NewArticle("Sans date", "other"))
    told = town.do(add_article, held, NewArticle("L'Essor", "newspaper", NOW.date(), "Le budget", "https://essor.ml/1"))
    assert [one.outlet for one in town.public(held).articles] == ["L'Essor", "Sans date"]
    town.do(remove_article, held, told)
    assert town.why_not(remove_article, held, told) == SessionNo.ARTICLE_UNKNOWN
