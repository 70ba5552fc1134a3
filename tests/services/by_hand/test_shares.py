"""One person's share of a vote: how many ballots they typed, never which, told from five on."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from admin.watch_words import signs_of
from services.by_hand.entered import HandShare, shares_of
from services.house import House
from services.voting.log import append_pending
from services.watching.anomalies import watch_all, watched
from tests.conftest import HandClock
from tests.services.hand_town import plant_hand_day, plant_paper_day
from tests.services.polling_day import plant_polling_day


def shares(day: Any) -> list[HandShare]:
    found: list[HandShare] = day.house.work.read(lambda session: shares_of(session, day.cycle_id))
    return found


def test_what_each_person_typed_is_told_with_their_share_of_all_votes(house: House) -> None:
    day = plant_paper_day(house, found=30)
    codes = day.hand_out(30)
    for place, code in enumerate(codes[:8]):
        day.sms(f"+228901122{place:02d}", f"VOTE {code} 3")
    for code in codes[8:23]:
        day.help(code, "3")
    for code in codes[23:28]:
        day.sheet(code, "3")
    for code in codes[28:]:
        day.help(code, "3", day.bio)
    assert shares(day) == [HandShare("Awa", 20, 66, helped=15, paper=5, booth=0)]
    assert shares(day)[0].stands_out
    assert watch_all(house) == 1
    vote = house.work.read(lambda session: watched(session, day.commune_id, day.cycle_id))
    assert vote
    sign = signs_of(vote)[-1]
    assert sign.stands_out
    assert "15 with help, 5 on paper; 66 in 100" in sign.found and "Bio" not in sign.found


def test_few_ballots_stand_out_for_nobody(house: House) -> None:
    day = plant_hand_day(house)
    for code in day.hand_out(5):
        day.help(code, "3")
    (share,) = shares(day)
    assert (share.helped, share.paper, share.share, share.stands_out) == (5, 0, 100, False)


def test_of_few_people_helped_beside_many_sheets_only_the_sum_is_told(house: House) -> None:
    day = plant_paper_day(house, found=30)
    codes = day.hand_out(7)
    day.help(codes[0], "3")
    for code in codes[1:]:
        day.sheet(code, "3")
    assert shares(day) == [HandShare("Awa", 7, 100)]
    watch_all(house)
    vote = house.work.read(lambda session: watched(session, day.commune_id, day.cycle_id))
    assert vote and "Awa\u2069: 7 ballots; 100 in 100" in signs_of(vote)[-1].found


def test_sheets_entered_after_the_vote_are_no_votes_at_night(house: House, clock: HandClock) -> None:
    day = plant_paper_day(house, found=30)
    codes = day.hand_out(26)
    day.help(codes[0], "3")
    clock.set((day.closes_at + timedelta(days=1)).replace(hour=23))
    for code in codes[1:]:
        day.sheet(code, "3")
    house.work.write(lambda session: append_pending(session, house, day.cycle_id))
    watch_all(house)
    vote = house.work.read(lambda session: watched(session, day.commune_id, day.cycle_id))
    assert vote and (vote.figures["night"], vote.figures["night_hours"]) == (None, [])
    told = {sign.name: sign.innocent for sign in signs_of(vote)}
    assert "entered in batches" in told["Votes at night"]


def test_where_only_phones_vote_nothing_is_said_of_it(house: House) -> None:
    day = plant_polling_day(house)
    watch_all(house)
    vote = house.work.read(lambda session: watched(session, day.commune_id, day.cycle_id))
    assert vote and vote.hands is None
    assert not any("typed" in sign.name for sign in signs_of(vote))
