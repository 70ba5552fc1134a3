"""How lines do, as staff see it: what fails, what is left, whom they hold back, what is spent."""

from __future__ import annotations

from flask.testing import FlaskClient
from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from gateways.base import Balance
from models import Commune, HeldNumbers, LineTrack, Spending
from services.balances import note_balance
from services.clock import day_in
from services.held_numbers.noticing import SHOWN
from services.lines import list_lines
from services.other_lines import rest_line
from services.roles import RoleName
from tests.admin.conftest import Panel
from tests.admin.test_line_pages import ANDROID, LINE, boss
from tests.admin.test_panel_sign_in import send, token_in


def troubled(panel: Panel, browser: FlaskClient) -> int:
    """Add a line that rests, is nearly out of money and holds numbers back; return it."""
    send(browser, "/panel/lines/new/twilio", **LINE)
    house = panel.house
    line: int = house.work.read(lambda db: list_lines(db, house))[0].id

    def trouble(session: Session) -> None:
        now = house.clock()
        rest_line(session, line, "no_credit", now)
        note_balance(session, line, Balance(0, "KES"), now)
        shown = house.vault.seal("+22890112", SHOWN)
        session.add(HeldNumbers(line_id=line, block="b", shown=shown, reason="adjacent", numbers=120, since=now))

    house.work.write(trouble)
    return line


def test_a_line_tells_that_it_fails_what_is_left_and_whom_it_holds_back(panel: Panel) -> None:
    browser = boss(panel)
    line = troubled(panel, browser)
    for page in ("/panel/lines/", f"/panel/lines/{line}"):
        shown = browser.get(page).text
        assert "This line fails since" in shown and "no money is left at the provider" in shown
        assert "Left on the account" in shown and "covers less than a day" in shown
        assert "+22890112" in shown and "as a machine full of SIM cards does" in shown
    assert "1 line needs somebody to look at it" in browser.get("/panel/today/").text


def test_a_line_tells_what_its_sims_sent_of_their_day(panel: Panel) -> None:
    browser, house = boss(panel), panel.house
    send(
        browser,
        "/panel/lines/new/android",
        **{**ANDROID, "address": "+22890000000", "setting_per_day": "200", "setting_sims": "1,2"},
    )
    line: int = house.work.read(lambda db: list_lines(db, house))[0].id
    day = day_in(house.clock(), panel.communes[0].time_zone)

    def sent(one: int, two: int) -> str:
        def note(session: Session) -> None:
            session.execute(delete(LineTrack))
            tracks = (("1", one), ("2", two))
            session.add_all(
                LineTrack(line_id=line, name=name, free_at=house.clock(), day=day, sent=count) for name, count in tracks
            )

        house.work.write(note)
        return browser.get(f"/panel/lines/{line}").text

    calm, near, over = sent(120, 0), sent(160, 0), sent(200, 200)
    assert "Sent today by SIM 1" in calm and "120 of 200 SMS" in calm and "nearly used up" not in calm
    assert "nearly used up" in near and "1 line needs somebody" in browser.get("/panel/today/").text
    assert "may send nothing more today" in over


def test_a_cap_that_is_no_number_is_refused_in_words(panel: Panel) -> None:
    answer = send(
        boss(panel),
        "/panel/lines/new/android",
        **{**ANDROID, "address": "+22890000000", "setting_per_day": "200 a day"},
    )
    assert "How much the line sends is a whole number, such as 10." in answer.text
    assert panel.house.work.read(lambda db: list_lines(db, panel.house)) == []


def test_an_observer_sees_that_numbers_are_held_and_not_which(panel: Panel) -> None:
    troubled(panel, boss(panel))
    shown = panel.browser(panel.person(RoleName.OBSERVER)).get("/panel/lines/").text
    assert "as a machine full of SIM cards does" in shown
    assert "+22890112" not in shown and "answer them" not in shown


def test_staff_answer_people_again_who_were_taken_for_a_machine(panel: Panel) -> None:
    browser = boss(panel)
    troubled(panel, browser)
    token = token_in(browser.get("/panel/lines/").text)
    done = browser.post("/panel/lines/held/1/release", data={"csrf_token": token}, follow_redirects=True).text
    assert "These numbers are answered again." in done and "as a machine full of SIM cards does" not in done
    again = browser.post("/panel/lines/held/1/release", data={"csrf_token": token}, follow_redirects=True).text
    assert "answered again already" in again


def test_an_administrator_of_another_commune_releases_nothing(panel: Panel) -> None:
    troubled(panel, boss(panel))
    stranger = panel.browser(panel.person(RoleName.ADMINISTRATOR, 1))
    token = token_in(stranger.get("/panel/lines/").text)
    stranger.post("/panel/lines/held/1/release", data={"csrf_token": token})
    assert panel.house.work.read(lambda db: db.get_one(HeldNumbers, 1).released_at) is None


def test_messages_say_what_is_spent_and_what_is_cut_first(panel: Panel) -> None:
    house, commune = panel.house, panel.communes[0].id

    def spend(session: Session) -> None:
        session.execute(update(Commune).where(Commune.id == commune).values(daily_ceiling=1000))
        session.add(Spending(commune_id=commune, day=house.clock().date(), segments=9, cost=850_000))

    house.work.write(spend)
    browser = boss(panel)
    for page in ("/panel/messages/", "/panel/today/"):
        assert "85 percent is spent" in browser.get(page).text
