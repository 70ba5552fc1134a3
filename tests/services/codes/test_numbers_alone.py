"""After a vote by code: numbers without one leave box and log as they were; a wrong number among good ones is named."""

from __future__ import annotations

from bot.sms.prepare import prepare
from services.house import House
from tests.services.codes_town import plant_code_day

PHONE = "+22890112233"


def test_numbers_without_the_code_leave_the_box_as_it_was_and_say_so(house: House) -> None:
    day = plant_code_day(house)
    (code,) = day.hand_out(1)
    day.sms(PHONE, f"VOTE {code} 3")
    before = (day.records(), day.log_of("cast"), day.log_of("replaced"))
    for said in ("2 5", "pas 3", "2"):
        day.sms(PHONE, said)
    assert (day.records(), day.log_of("cast"), day.log_of("replaced")) == before
    told = [text for text in day.texts() if "un vote par code reste" in text]
    assert len(told) == 3, day.texts()
    assert told[0].endswith("VOTE + code + 2 5")
    assert all(prepare(text).segments == 1 for text in told)


def test_a_number_on_no_ballot_is_named_and_the_others_are_recorded(house: House) -> None:
    day = plant_code_day(house)
    (code,) = day.hand_out(1)
    day.sms(PHONE, f"VOTE {code} 3 99 4")
    assert day.choices() == [[3, 4]]
    assert "Pas au vote: 99" in day.texts()[-1]
    assert prepare(day.texts()[-1]).segments == 1
