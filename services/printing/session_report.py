"""The report of a public session, in the order in which such reports are written.

Opening, bureau, method, agenda, concerns, recommendations, what became of the earlier ones, who came, press. What
nobody wrote down is said to be missing; of questions that nobody has read only their number is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.follow_up_words import STATES
from bot.phrases import counted
from bot.session_words import KINDS, PRESS_KINDS
from models import Commune, FollowUp, PublicSession
from models.public_session import SessionState
from models.session_question import RoomQuestionState, RoomVoteState
from printing.written_report import Facts, Heading, Paragraph, Part, Points, WrittenReport
from services.clock import day_in
from services.follow_ups.finding import EVERYBODY, OVER
from services.follow_ups.reading import some_follow_ups
from services.follow_ups.table_words import state_said
from services.house import House
from services.printing.papers import commune_in
from services.printing.said_parts import NOTHING, missing, prose, table, told
from services.printing.session_people import FEW, associations, attendance, few
from services.printing.session_promises import answered_by_promise, promised
from services.printing.voice import Voice, isolated
from services.printing.voice import marked as _
from services.public_sessions.finding import find_session
from services.public_sessions.reading import SessionPage, public_session_page
from services.public_sessions.recommendations import (
    IN_ANSWER,
    Recommendations,
    Recommended,
    numbers_carried_to,
    own_numbers,
    recommendations_of,
    remarked,
)
from services.session_rooms.reading import QuestionView, VoteView, questions_of, votes_of
from services.session_rooms.told import asked_told, let_in
from services.session_rooms.voting import RECOMMENDATION

ABSTENTIONS = counted("%(count)s abstention", "%(count)s abstentions")
SIGNED = _("Signed: %(names)s")
WAYS = {"hands": _("show of hands"), "phones": _("SMS from the room")}


def session_report(session: Session, house: House, commune_id: int, session_id: int, language: str) -> WrittenReport:
    """Return the report of a session in one language; `Refusal` for a session or a language there is not."""
    voice = Voice(language, commune_in(session, commune_id, language))
    row = find_session(session, commune_id, session_id)
    page = public_session_page(session, house, commune_id, row.id)
    today = day_in(house.clock(), voice.commune.time_zone)
    recommended = recommendations_of(session, row, today=today)
    questions, votes = questions_of(session, house, row.id), votes_of(session, row.id)
    parts = [
        *_opening(voice, row, page),
        *_bureau(voice, page),
        *told(voice, _("Method"), page.method),
        *_agenda(voice, page),
        *_concerns(voice, questions),
        *answered_by_promise(voice, questions, recommended.promised),
        *_recommendations(voice, recommended, votes),
        *promised(voice, recommended.promised),
        *_more_hands(voice, votes, page),
        *_earlier(voice, earlier_of(session, row)),
        *attendance(voice, page.attendance),
        *associations(voice, page.took_part),
        *_press(voice, page),
    ]
    return WrittenReport(
        title=voice.name(_("Report of the public session of %(day)s"), day=voice.day(_day(voice, row))),
        commune=voice.commune.name,
        date=today.isoformat(),
        language=language,
        parts=tuple(parts),
        about=f"{row.title} – {row.place}",
    )


def missing_parts(session: Session, house: House, commune_id: int, session_id: int) -> list[str]:
    """Return the headings, in English, under which the report of a session would say that nothing is written down."""
    row = find_session(session, commune_id, session_id)
    page = public_session_page(session, house, commune_id, row.id)
    today = day_in(house.clock(), session.get_one(Commune, commune_id).time_zone)
    recommended = recommendations_of(session, row, today=today)
    asked = let_in(questions_of(session, house, row.id))
    there = {
        _("Opening"): page.opening,
        _("Bureau"): page.bureau,
        _("Method"): page.method,
        _("Agenda and presentations"): page.agenda,
        _("Concerns of those present"): asked,
        _("Recommendations"): recommended.own or votes_of(session, row.id),
        _("State of the earlier recommendations"): earlier_of(session, row),
        _("Who came"): page.attendance.is_counted,
        _("Associations that took part"): page.took_part,
        _("Press"): page.articles,
    }
    return [heading for heading, content in there.items() if not content]


def earlier_of(session: Session, row: PublicSession) -> tuple[Recommended, ...]:
    """Return what earlier sessions recommended: what this one opened with, and what ended since the one before it."""
    today = day_in(row.starts_at, session.get_one(Commune, row.commune_id).time_zone)
    mine = (FollowUp.commune_id == row.commune_id, FollowUp.origin.in_((RECOMMENDATION, IN_ANSWER)))
    before = select(func.max(PublicSession.starts_at)).where(
        PublicSession.commune_id == row.commune_id,
        PublicSession.state == SessionState.HELD,
        PublicSession.starts_at < row.starts_at,
    )
    last = session.scalar(before)
    ended = select(FollowUp.number).where(
        *mine,
        FollowUp.state.in_(OVER),
        FollowUp.promised_on < today,
        FollowUp.number.not_in(own_numbers(session, row)),
    )
    if last is not None:
        ended = ended.where(FollowUp.moved_at > last)
    numbers = numbers_carried_to(session, row) | set(session.scalars(ended))
    rows = some_follow_ups(session, row.commune_id, numbers, today=today, reader=EVERYBODY)
    return remarked(session, row.commune_id, rows)


def _day(voice: Voice, row: PublicSession) -> date:
    return day_in(row.starts_at, voice.commune.time_zone)


def _opening(voice: Voice, row: PublicSession, page: SessionPage) -> list[Part]:
    facts = [
        (voice.text(_("Subject")), row.title),
        *([(voice.text(_("Kind")), voice.value(KINDS[row.kind]))] if row.kind else []),
        (voice.text(_("Place")), row.place),
        (voice.text(_("Began")), voice.moment(row.opened_at or row.starts_at)),
    ]
    if row.closed_at:
        facts.append((voice.text(_("Ended")), voice.moment(row.closed_at)))
    return [Heading(voice.text(_("Opening"))), Facts(tuple(facts)), prose(voice, page.opening)]


def _bureau(voice: Voice, page: SessionPage) -> list[Part]:
    head = Heading(voice.text(_("Bureau")))
    if not page.bureau:
        return [head, missing(voice)]
    return [head, Facts(tuple((one.role, one.name or NOTHING) for one in page.bureau))]


def _agenda(voice: Voice, page: SessionPage) -> list[Part]:
    head = Heading(voice.text(_("Agenda and presentations")))
    if not page.agenda:
        return [head, missing(voice)]
    rows = tuple(
        (f"{one.at:%H:%M}" if one.at else NOTHING, one.title, one.speaker or NOTHING, one.document or NOTHING)
        for one in page.agenda
    )
    names = (_("Hour"), _("Item"), _("Presented by"), _("Document"))
    return [head, table(voice, _("Agenda"), names, rows, shares=(1, 4, 3, 3))]


def _concerns(voice: Voice, questions: Sequence[QuestionView]) -> list[Part]:
    parts: list[Part] = [Heading(voice.text(_("Concerns of those present")))]
    told = let_in(questions)
    rows = tuple((one.words, _asked(voice, one), _answer(voice, one)) for one in told)
    if rows:
        names = (_("Question"), _("Asked by"), _("Answer"))
        parts.append(table(voice, _("Questions and answers"), names, rows, figures=(1,), shares=(10, 3, 12)))
        if any(asked_told(one) is None for one in told):
            parts.append(few(voice))
    else:
        parts.append(missing(voice))
    for state, sentence in (
        (RoomQuestionState.WAITING, _("Questions that came by phone and were not read to the room: %(count)s.")),
        (RoomQuestionState.HIDDEN, _("Questions that staff kept from the room, each for a reason: %(count)s.")),
    ):
        count = sum(1 for one in questions if one.state == state)
        if count:
            parts.append(Paragraph(voice.text(sentence, count=voice.number(count))))
    return parts


def _asked(voice: Voice, one: QuestionView) -> str:
    """Return how many ask it, or what stands for few."""
    asked = asked_told(one)
    return FEW if asked is None else voice.number(asked)


def _answer(voice: Voice, one: QuestionView) -> str:
    said = []
    if one.answer:
        said.append(f"{one.answer} ({one.answered_by})")
    elif one.state == RoomQuestionState.WRITTEN:
        said.append(voice.text(_("To be answered in writing.")))
    else:
        said.append(voice.text(_("No answer was written down.")))
    if one.reference:
        said.append(voice.text(_("Followed as %(reference)s."), reference=one.reference))
    return " ".join(map(isolated, said))


def _recommendations(voice: Voice, recommended: Recommendations, votes: Sequence[VoteView]) -> list[Part]:
    head = Heading(voice.text(_("Recommendations")))
    voted = {one.follow_up: one for one in votes if one.follow_up}
    rows = tuple(
        (
            one.row.reference,
            one.row.text,
            _vote(voice, voted.get(one.row.number)),
            one.row.owner or NOTHING,
            voice.day(one.row.due_on),
        )
        for one in recommended.own
    )
    parts: list[Part] = [head]
    if rows:
        names = (_("Number"), _("Recommendation"), _("Vote"), _("In charge"), _("By"))
        parts.append(table(voice, _("Recommendations of this session"), names, rows, shares=(3, 8, 6, 5, 4)))
    else:
        parts.append(missing(voice))
    rejected = [one for one in votes if one.state == RoomVoteState.REJECTED]
    if rejected:
        parts.append(Paragraph(voice.text(_("Put to the vote and not adopted:"))))
        parts.append(Points(tuple(f"{one.text} ({_vote(voice, one)})" for one in rejected)))
    return parts


def _more_hands(voice: Voice, votes: Sequence[VoteView], page: SessionPage) -> list[Part]:
    """Point out votes in which more hands were counted than people at the door; the hands stay as they were signed."""
    there = page.attendance
    more = [one.text for one in votes if there.is_counted and one.hands > (there.came or 0)]
    if not more:
        return []
    people = FEW if there.came is None else voice.number(there.came)
    said = _("To be looked at: more hands were counted than people at the door (%(people)s).")
    return [Paragraph(voice.text(said, people=people)), Points(tuple(more))]


def _vote(voice: Voice, vote: VoteView | None) -> str:
    if vote is None or vote.votes_for is None:
        return NOTHING
    counted = voice.text(
        _("%(way)s: %(yes)s for, %(no)s against, %(abstentions)s"),
        way=voice.text(WAYS[vote.way]),
        yes=voice.number(vote.votes_for),
        no=voice.number(vote.votes_against or 0),
        abstentions=voice.count(ABSTENTIONS, vote.abstained or 0),
    )
    if not vote.signers:
        return counted
    return f"{counted}. {voice.text(SIGNED, names=', '.join(vote.signers))}"


def _earlier(voice: Voice, earlier: Sequence[Recommended]) -> list[Part]:
    head = Heading(voice.text(_("State of the earlier recommendations")))
    if not earlier:
        return [head, missing(voice)]
    rows = tuple((one.row.reference, one.row.text, _state(voice, one), one.observation or NOTHING) for one in earlier)
    names = (_("Number"), _("Recommendation"), _("State of execution"), _("Observations"))
    return [head, table(voice, _("Recommendations of earlier sessions"), names, rows, shares=(2, 8, 4, 4))]


def _state(voice: Voice, one: Recommended) -> str:
    """Return the words as they were written while they still hold, else the state that was said since."""
    written = one.row.as_written.get("state", "")
    if written and state_said(written) == one.row.state:
        return written
    return voice.value(STATES[one.row.state]) if one.row.state else voice.text(_("Not written down"))


def _press(voice: Voice, page: SessionPage) -> list[Part]:
    head = Heading(voice.text(_("Press")))
    if not page.articles:
        return [head, missing(voice)]
    rows = tuple(
        (
            one.outlet,
            voice.value(PRESS_KINDS[one.kind]),
            voice.day(one.dated_on),
            " ".join(part for part in (one.title, one.link) if part) or NOTHING,
        )
        for one in page.articles
    )
    names = (_("Who told of it"), _("Where"), _("Day"), _("What"))
    return [head, table(voice, _("Told in the press"), names, rows, shares=(3, 2, 2, 5))]
