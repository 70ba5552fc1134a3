from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.phrases import Speech
from budgeting.refusal import Refusal
from models import AuditEntry, FollowUp, FollowUpEvent, FollowUpFollower
from models.follow_up import FollowUpState
from services.follow_ups.asked import view_of
from services.follow_ups.carrying import NextOccasion, carried_to, carry_over, left_open
from services.follow_ups.evidence import NewEvidence, add_evidence, evidence_of, open_evidence, remove_evidence
from services.follow_ups.following import follow
from services.follow_ups.making import NewFollowUp, add_follow_up
from services.follow_ups.moving import Move, entrust, move, promise_by, show_to
from services.follow_ups.origins import find_origins
from services.follow_ups.reading import (
    LATE,
    MINE,
    OPEN,
    OWNERLESS,
    UNSAID,
    follow_up_page,
    follow_ups_page,
    public_follow_ups,
)
from services.follow_ups.reasons import FollowUpNo
from services.house import House
from services.public_sessions.announcing import NewSession, add_session, remove_session
from services.search import search
from tests.conftest import HandClock
from tests.services.follow_ups.planting import JUNE, LAST_YEAR, TODAY, Hall
from tests.services.townsfolk import NOW, plant_commune, plant_contact, plant_staff, told


def test_a_promise_gets_the_next_number_of_its_commune_whatever_it_came_of(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        hall = Hall(session, house)
        numbers = [hall.promise(origin=key).number for key in ("recommendation", "plan_activity", "corrective_action")]
        elsewhere = plant_commune(session, "kozah")
        new = NewFollowUp("recommendation", "Autre chose")
        other = add_follow_up(session, house, elsewhere.id, new, staff_id=None)
        assert (numbers, other.number) == ([1, 2, 3], 1)

    run(work)


def test_who_follows_hears_when_it_moves_and_why_and_the_history_keeps_who_and_when(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        hall = Hall(session, house)
        row = hall.promise()
        hall.tell_ali(row)
        move(*hall.keys, 1, Move("in_progress", "La radio est d'accord."), **hall.who)
        promise_by(*hall.keys, 1, JUNE, "La radio demande un mois.", **hall.who)
        move(*hall.keys, 1, Move("done", done_on=date(2026, 3, 30)), **hall.who)
        assert told(session, house) == [
            "R1, Multiplier les canaux d'information : en cours. La radio est d'accord.",
            "R1, Multiplier les canaux d'information : promis maintenant pour le 30/06/2026, avant pour le 29/05/2026.",
            "R1, Multiplier les canaux d'information : réalisé.",
        ]
        page = follow_up_page(session, hall.commune.id, 1, today=TODAY)
        assert [(one.kind, one.state, one.note, one.who) for one in page.history] == [
            ("state", "done", None, "Awa"),
            ("due", "in_progress", "La radio demande un mois.", "Awa"),
            ("state", "in_progress", "La radio est d'accord.", "Awa"),
            ("made", "not_started", None, "Awa"),
        ]
        assert {one.happened_at for one in page.history} == {NOW}
        assert (page.row.state, page.row.done_on, page.row.due_on) == ("done", date(2026, 3, 30), JUNE)
        acts = list(session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)))
        assert acts == ["follow_up_made", "follow_up_state", "follow_up_due", "follow_up_state"]

    run(work)


def test_nothing_is_given_up_or_put_off_without_its_reason(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        hall = Hall(session, house)
        hall.promise()
        assert hall.why(move, 1, Move("abandoned", "  ")) == FollowUpNo.REASON_NEEDED
        assert hall.why(promise_by, 1, JUNE, "") == FollowUpNo.DUE_REASON_NEEDED
        assert hall.why(promise_by, 1, None, "") == FollowUpNo.DUE_REASON_NEEDED
        assert hall.why(move, 1, Move("done", done_on=date(2026, 4, 2))) == FollowUpNo.DONE_DAY_LATER
        assert hall.why(move, 1, Move("not_started")) == FollowUpNo.NOTHING_NEW
        assert hall.why(move, 1, Move("forgotten")) == FollowUpNo.STATE_WRONG
        move(*hall.keys, 1, Move("abandoned", "La loi l'interdit."), **hall.who)
        assert hall.why(promise_by, 1, JUNE, "encore") == FollowUpNo.IS_OVER
        page = follow_up_page(session, hall.commune.id, 1, today=TODAY)
        assert page.row.reason == "La loi l'interdit."
        move(*hall.keys, 1, Move("in_progress", "La loi a changé."), **hall.who)
        assert follow_up_page(session, hall.commune.id, 1, today=TODAY).row.reason is None

    run(work)


def test_a_note_is_news_where_nothing_else_moves(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        hall = Hall(session, house)
        hall.tell_ali(hall.promise())
        move(*hall.keys, 1, Move("not_started", "Le conseil en parle en mai."), **hall.who)
        assert told(session, house) == ["R1, Multiplier les canaux d'information : Le conseil en parle en mai."]

    run(work)


def test_a_list_shows_what_is_late_first_what_is_mine_and_what_lacks_somebody_or_a_state(
    house: House, run: Any
) -> None:
    def work(session: Session) -> None:
        hall = Hall(session, house)
        hall.promise("Sans date", due_on=None, owner="Mairie")
        hall.promise("En retard", due_on=LAST_YEAR, owner="Mairie")
        hall.promise("À moi", person_id=hall.staff.id)
        hall.promise("Sans état", state=None)
        hall.promise("Faite", state=FollowUpState.DONE, due_on=LAST_YEAR)

        def listed(state: str | None) -> list[str]:
            rows, total = follow_ups_page(session, hall.commune.id, reader=hall.reader(), today=TODAY, state=state)
            assert total == len(rows)
            return [row.text for row in rows]

        assert listed(None) == ["En retard", "Sans état", "À moi", "Sans date", "Faite"]
        assert listed(LATE) == ["En retard"]
        assert listed(MINE) == ["À moi"]
        assert listed(UNSAID) == ["Sans état"]
        assert listed(OWNERLESS) == ["Sans état"]
        assert listed("done") == ["Faite"]
        assert listed("by:Mairie") == ["En retard", "Sans date"]
        assert listed("from:plan_activity") == []
        assert len(listed(OPEN)) == 4

    run(work)


def test_only_what_is_public_is_read_by_everybody_and_what_is_named_by_those_it_names(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        hall = Hall(session, house)
        other = plant_staff(session, hall.commune, "Bawa")
        hall.promise("Publique")
        hall.promise("Interne", visibility="staff")
        hall.promise("Contrat", visibility="named", origin="contract_target", person_id=None)
        rows, total = public_follow_ups(session, hall.commune.id, today=TODAY)
        assert ([row.text for row in rows], total) == (["Publique"], 1)

        def seen(staff_id: int, *, administers: bool = False) -> set[str]:
            reader = type(hall.reader())(staff_id, administers)
            found, _total = follow_ups_page(session, hall.commune.id, reader=reader, today=TODAY)
            return {row.text for row in found}

        assert seen(hall.staff.id) == {"Publique", "Interne", "Contrat"}  # who wrote it
        assert seen(other.id) == {"Publique", "Interne"}
        assert seen(other.id, administers=True) == {"Publique", "Interne", "Contrat"}
        entrust(*hall.keys, 3, "", other.id, **hall.who)
        assert "Contrat" in seen(other.id)

    run(work)


def test_who_follows_what_is_hidden_hears_no_more_of_it(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        hall = Hall(session, house)
        hall.tell_ali(hall.promise())
        show_to(*hall.keys, 1, "staff", **hall.who)
        move(*hall.keys, 1, Move("in_progress"), **hall.who)
        assert told(session, house) == []
        assert session.scalars(select(FollowUpFollower)).all() == []

    run(work)


def test_what_was_written_for_staff_stays_theirs_unless_they_choose_to_show_it(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        hall = Hall(session, house)
        hall.promise(visibility="staff")
        for note in ("Le maire hésite.", "Le devis est signé."):
            move(*hall.keys, 1, Move("not_started", note), **hall.who)
        for words in ("Lettre du préfet", "Devis"):
            add_evidence(*hall.keys, 1, NewEvidence(words), **hall.who)
        inside = follow_up_page(session, hall.commune.id, 1, today=TODAY, reader=hall.reader())
        wanted = [one.id for one in inside.history if one.note == "Le devis est signé."]
        proof = [one.id for one in inside.evidence if one.words == "Devis"]
        show_to(*hall.keys, 1, "public", notes=wanted, proofs=proof, **hall.who)
        move(*hall.keys, 1, Move("in_progress", "Les travaux commencent."), **hall.who)

        def public() -> tuple[set[str | None], list[str], set[str]]:
            page = follow_up_page(session, hall.commune.id, 1, today=TODAY)
            shown = {one.note for one in page.history if one.note}
            words = {one.details["words"] for one in page.history if one.kind == "evidence"}
            return shown, [one.words for one in page.evidence], words

        assert public() == ({"Le devis est signé.", "Les travaux commencent."}, ["Devis"], set())
        staffs = follow_up_page(session, hall.commune.id, 1, today=TODAY, reader=hall.reader())
        assert {one.note for one in staffs.history if one.is_inside and one.note} == {"Le maire hésite."}
        hidden = next(one.id for one in staffs.evidence if one.is_inside)
        with pytest.raises(Refusal):
            open_evidence(session, house, staffs.id, hidden, with_inside=False)
        heard = view_of(session, house, hall.commune, session.get_one(FollowUp, staffs.id), [hall.bio.id])
        assert heard.note == "Les travaux commencent."
        show_to(*hall.keys, 1, "public", notes=[one.id for one in staffs.history], **hall.who)  # chosen later
        assert "Le maire hésite." in public()[0]

    run(work)


def test_a_note_for_staff_is_told_to_nobody_who_asks_by_phone(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        hall = Hall(session, house)
        row = hall.promise(visibility="staff")
        move(*hall.keys, 1, Move("not_started", "Le maire hésite."), **hall.who)
        show_to(*hall.keys, 1, "public", **hall.who)
        assert view_of(session, house, hall.commune, row, [hall.bio.id]).note is None

    run(work)


def test_who_follows_on_two_channels_hears_it_once(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        hall = Hall(session, house)
        row = hall.promise()
        hall.tell_ali(row)
        hall.ali.phone_hash = "ali's phone"
        chat = plant_contact(session, house, hall.commune, "4711", channel="telegram", phone_hash="ali's phone")
        follow(session, house, row, chat.id, hall.line.id)
        follow(session, house, row, hall.bio.id, hall.line.id)
        move(*hall.keys, 1, Move("in_progress"), **hall.who)
        assert len(told(session, house)) == 2
        hall.ali.gone_at = house.clock()  # reached on the other channel alone
        move(*hall.keys, 1, Move("done"), **hall.who)
        assert len(told(session, house)) == 4

    run(work)


def test_what_is_public_is_found_by_its_words(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        hall = Hall(session, house)
        hall.promise(owner="Service technique")
        hall.promise("Canaux secrets", visibility="staff")
        found = search(session, hall.commune.id, "canaux", address="https://x.org/zongo")
        assert [(one.kind, one.code, one.link) for one in found] == [
            ("follow_up", "R1", "https://x.org/zongo/follow-ups/1")
        ]
        assert [one.code for one in search(session, hall.commune.id, "technique")] == ["R1"]

    run(work)


def test_carrying_over_twice_at_the_same_moment_is_written_once(house: House) -> None:
    commune = house.work.write(lambda session: _town_with_one_promise(session, house))

    def press(_time: int) -> str:
        to = NextOccasion("recommendation", "Séance de mai")
        try:
            return str(len(house.work.write(lambda session: carry_over(session, house, commune, to, staff_id=None))))
        except Refusal as no:
            return str(no.reason)

    with ThreadPoolExecutor(3) as pool:
        pressed = sorted(pool.map(press, range(3)))
    assert pressed == ["1", FollowUpNo.NOTHING_OPEN, FollowUpNo.NOTHING_OPEN]
    kinds = house.work.read(lambda session: list(session.scalars(select(FollowUpEvent.kind))))
    assert kinds.count("carried") == 1


def _town_with_one_promise(session: Session, house: House) -> int:
    hall = Hall(session, house)
    hall.promise()
    return hall.commune.id


def test_a_promise_is_entrusted_to_who_works_here(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        hall = Hall(session, house)
        stranger = plant_staff(session, plant_commune(session, "kozah"), "Kofi")
        hall.promise()
        assert hall.why(entrust, 1, "", stranger.id) == FollowUpNo.NO_SUCH_STAFF
        assert hall.why(entrust, 1, "", None) == FollowUpNo.NOTHING_NEW
        entrust(*hall.keys, 1, "Service  technique", hall.staff.id, **hall.who)
        page = follow_up_page(session, hall.commune.id, 1, today=TODAY)
        assert (page.row.owner, page.row.person) == ("Service technique", "Awa")
        assert page.history[0].details == {"owner": "Service technique", "before": ""}  # the trail names no person

    run(work)


def test_evidence_is_a_document_a_figure_or_words_and_goes_for_a_reason(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        hall = Hall(session, house)
        row = hall.promise()
        first = add_evidence(*hall.keys, 1, NewEvidence("PV du 3 mars"), **hall.who)
        add_evidence(*hall.keys, 1, NewEvidence("Personnes formées", figure=42_000, unit="personnes"), **hall.who)
        assert hall.why(add_evidence, 1, NewEvidence(" ")) == FollowUpNo.EVIDENCE_WITHOUT_WORDS
        assert hall.why(add_evidence, 1, NewEvidence("x", document_id=99)) == FollowUpNo.NO_SUCH_DOCUMENT
        assert hall.why(remove_evidence, 1, first, "") == FollowUpNo.REASON_NEEDED
        remove_evidence(*hall.keys, 1, first, "Mauvais PV", **hall.who)
        assert [(one.kind, one.words, one.figure, one.unit) for one in evidence_of(session, row.id)] == [
            ("figure", "Personnes formées", 42_000, "personnes")
        ]
        page = follow_up_page(session, hall.commune.id, 1, today=TODAY)
        assert (page.history[0].note, page.history[0].details["step"]) == ("Mauvais PV", "removed")

    run(work)


def test_what_is_left_goes_on_to_the_next_session_until_it_is_done(house: House, run: Any, clock: HandClock) -> None:
    def work(session: Session) -> None:
        hall = Hall(session, house)
        hall.promise("Faite", state=FollowUpState.DONE)
        hall.promise("Ouverte")
        hall.promise("D'un dialogue", origin="corrective_action")
        starts = NOW.replace(month=12)
        second, third = (
            add_session(session, house, hall.commune.id, NewSession(title, "Mairie", starts), staff_id=None)
            for title in ("Débat d'orientation", "Suivi")
        )

        def carry(name: str, source: int) -> list[str]:
            to = NextOccasion("recommendation", name, source)
            return [row.text for row in carry_over(*hall.keys, to, **hall.who)]

        assert carry("Débat d'orientation", second) == ["Ouverte"]
        assert hall.why(carry_over, NextOccasion("recommendation", "Débat d'orientation", second)) == (
            FollowUpNo.NOTHING_OPEN
        )
        hall.promise("Née du débat", source_id=second, occasion="")
        assert carry("Suivi", third) == ["Ouverte", "Née du débat"]
        move(*hall.keys, 2, Move("done"), **hall.who)
        assert [row.text for row in carried_to(session, hall.commune.id, "recommendation", third)] == [
            "Ouverte",
            "Née du débat",
        ]
        assert [row.number for row in left_open(session, hall.commune.id, "recommendation")] == [4]
        row = follow_up_page(session, hall.commune.id, 4, today=TODAY).row
        assert row.source is not None and row.occasion == "Débat d'orientation"

    run(work)


def test_a_session_that_is_removed_leaves_its_name_behind(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        hall = Hall(session, house)
        new = NewSession("Débat", "Mairie", NOW.replace(month=12))
        held = add_session(session, house, hall.commune.id, new, staff_id=None)
        hall.promise(source_id=held, occasion="")
        remove_session(session, house, hall.commune.id, held, staff_id=None)
        row = follow_up_page(session, hall.commune.id, 1, today=TODAY).row
        assert (row.source, row.occasion) == (None, "Débat")

    run(work)


def test_what_an_origin_needs_is_asked_for(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        hall = Hall(session, house)

        def why(**fields: Any) -> str:
            new = NewFollowUp(**{"origin": "recommendation", "text": "Former", **fields})
            return hall.why(add_follow_up, new)

        assert why(origin="rumour") == FollowUpNo.ORIGIN_UNKNOWN
        assert why(origin="milestone") == FollowUpNo.SOURCE_UNKNOWN
        assert why(origin="request", source_id=7) == FollowUpNo.SOURCE_UNKNOWN
        assert why(text=" ") == FollowUpNo.WITHOUT_TEXT
        assert why(text="x" * 1001) == FollowUpNo.TEXT_TOO_LONG
        assert why(state=FollowUpState.ABANDONED) == FollowUpNo.REASON_NEEDED
        assert why(visibility="nobody") == FollowUpNo.VISIBILITY_WRONG
        assert why(due_on=date(1066, 1, 1)) == FollowUpNo.DAY_WRONG

    run(work)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_every_origin_has_its_file_its_key_and_its_name(language: str) -> None:
    origins = find_origins()
    assert {"recommendation", "corrective_action", "contract_target", "plan_activity", "milestone", "request"} <= set(
        origins
    )
    names = [origin.name.spoken(Speech((language,))) for origin in origins.values()]
    assert len(set(names)) == len(origins)
