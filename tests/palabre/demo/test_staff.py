from __future__ import annotations

from passlib.totp import TOTP

from palabre.demo.load import read_demo
from palabre.demo.staff import demo_sign_ins
from services.house import House
from services.staff import read_address


def test_the_sign_ins_are_two_people_that_the_panel_would_take(house: House) -> None:
    people = demo_sign_ins(house, read_demo())
    assert len({person.email for person in people}) == len({person.password for person in people}) == 2
    assert [read_address(person.email) for person in people] == [person.email for person in people]


def test_every_start_prints_the_same_sign_ins_and_codes_come_of_them(house: House) -> None:
    first, again = demo_sign_ins(house, read_demo()), demo_sign_ins(house, read_demo())
    assert first == again
    assert len(TOTP(key=first[0].totp_secret, format="base32").generate().token) == 6
