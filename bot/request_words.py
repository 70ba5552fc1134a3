"""How a request is said: its number, its date and what the date was reckoned from, where it stands, where to turn."""

from __future__ import annotations

from collections.abc import Sequence

from bot.follow_up_words import STATES as PROMISES
from bot.follow_up_words import UNSAID
from bot.law_words import GROUNDS, PAPERS, TO_BRING, VERDICTS, body_named, last_day
from bot.phrases import Counted, Day, Phrase, Value, _, counted
from bot.records import Record
from bot.wording import Clipped, Roomy, Series

WORKING_DAYS = counted("%(count)s working day", "%(count)s working days")
CALENDAR_DAYS = counted("%(count)s day", "%(count)s days")
HOLIDAYS = counted("%(count)s holiday", "%(count)s holidays")
STATES: dict[str, Phrase] = {
    "prepared": _("form prepared, to be handed in"),
    "received": _("received, being worked on"),
    "paused": _("your answer is awaited"),
    "extended": _("more time is needed"),
    "answered": _("answered"),
    "refused": _("refused"),
    "closed": _("closed"),
}
AT_THE_TOWN_HALL = _("To hear the rest, come to the town hall with this number.").brief(
    _("More at the town hall, with this number.")
)
"""What who is not known to have asked does to hear what is not public: visitors of the office left no number."""
AT_ONCE = _("published information was sent to you; it also waits for the town hall")
PLACE, HOURS, OFFICE = 60, 40, 24
"""Characters of an office's place and hours where text is paid, and of the place beside whom to turn to."""


def days_of(number: int, unit: str) -> Counted:
    """Return so many days of a unit, working or calendar, counted in words."""
    return (WORKING_DAYS if unit == "working" else CALENDAR_DAYS).of(number)


def standing(found: Record) -> list[Value]:
    """Return everything there is to say of a request to who asks for it; what is withheld waits at the town hall."""
    has_much = found.is_withheld and found.ground
    parts: list[Value] = [_head_in_short(found) if has_much or found.promise else _head(found), *due(found)]
    if found.promise:
        parts.append(_promised(found.promise))
    if found.asked:
        parts.append(
            _("The town hall asks: %(why)s To answer, send REPLY %(reference)s and your words.",
              why=found.asked, reference=found.reference)
        )  # fmt: skip
    if found.ground and not found.reason:
        parts.append(_("Ground: %(ground)s.", ground=GROUNDS[found.ground]))
    if found.reason:
        parts.append(_("Reason: %(reason)s", reason=found.reason))
    if found.answer:
        parts.append(_("Answer: %(answer)s", answer=found.answer))
    if found.is_withheld:
        parts.append(AT_THE_TOWN_HALL)
    if found.complaint:
        parts = _with_complaint(found, parts)
    if found.stage and (found.complaint or found.state != "answered"):
        parts.append(_turn_to(found))
    if found.objection:
        return [_head_in_short(found), *parts[1:], _objected(found)]
    return _with_appeal(found, parts) if _may_say_why_not(found) else parts


def _promised(promise: Record) -> Phrase:
    """Return what came of it, and how to see it."""
    state = PROMISES.get(promise.state or "", UNSAID)
    return _(
        "Promise %(reference)s: %(state)s. To see it: TRACK %(reference)s", reference=promise.reference, state=state
    )


def _objected(found: Record) -> Phrase:
    """Return under which number somebody's words against it are with the town hall."""
    return _("Your appeal is with the town hall: TRACK %(reference)s", reference=found.objection)


def _may_say_why_not(found: Record) -> bool:
    """Is it a refusal, or a silence, to its own author, who has turned to nobody yet?"""
    is_undone = found.state == "refused" or (found.stage and found.state != "answered")
    return bool(found.text is not None and is_undone and not found.complaint and not found.asked)


def _with_appeal(found: Record, parts: list[Value]) -> list[Value]:
    """Add the word that tells the town hall why one does not agree; where text is paid the head makes room for it."""
    why_not = _("To tell the town hall why: APPEAL %(reference)s and your words.", reference=found.reference).brief(
        _("Or: APPEAL %(reference)s and your words.")
    )
    return [_head_in_short(found), *parts[1:], why_not]


def complaint(found: Record, office: str | None) -> list[Value]:
    """Return where a request stands, to whom its author may turn about that, and how: by message or at the office.

    One that was closed without an answer, or whose answer does not satisfy, may be objected to as well, before the law
    says to whom. Who has done so hears under which number.
    """
    is_open = found.stage or found.state == "answered" or (found.state == "closed" and not found.answer)
    if found.text is None or not is_open:
        return standing(found)
    where_to = [_turn_to(found)] if found.stage else []
    if found.objection:
        return [_head_in_short(found), *where_to, _objected(found)]
    where: Value = Clipped(office, OFFICE) if office else _("town hall")
    how = _(
        "To tell the town hall why, send APPEAL %(reference)s and your words, or go there: %(where)s.",
        reference=found.reference,
        where=where,
    ).brief(_("APPEAL %(reference)s and your words, or go to: %(where)s."))
    return [_head_in_short(found), *where_to, how]


def objection_received(kept: Record, about: Record) -> list[Value]:
    """Return that somebody's words on a request are with the staff, by when they answer, and to whom to turn."""
    said = _(
        "Thank you. Your words on %(about)s go to the town hall as %(reference)s.",
        about=about.reference,
        reference=kept.reference,
    ).brief(_("Thank you. Received as %(reference)s, on %(about)s."))
    return [said, _date(kept), *([_turn_to(about)] if about.stage else [])]


def _head_in_short(found: Record) -> Phrase:
    head = _head(found)
    return Phrase(head.text, head.values).brief(_("%(reference)s: %(state)s."))


def _with_complaint(found: Record, before: list[Value]) -> list[Value]:
    """Add what became of a complaint; where text is paid only the news is told: that, or how it was settled since."""
    told = _complained(found.reference, found.complaint)
    return [*before, *map(Roomy, told)] if found.complaint.is_past else [*map(Roomy, before), *told]


def _complained(reference: str, complaint: Record) -> list[Value]:
    """Return that a complaint waits for its decision, or how it was decided."""
    values: dict[str, Value] = {"reference": reference, "body": body_named(complaint.body, complaint.name)}
    if complaint.verdict:
        said = _(
            "Your complaint about %(reference)s, heard by: %(body)s. Decision: %(verdict)s.",
            verdict=VERDICTS[complaint.verdict],
            **values,
        ).brief(_("Complaint about %(reference)s, decision: %(verdict)s."))
        words = [Roomy(_("What it says: %(answer)s", answer=complaint.decision))] if complaint.decision else []
        return [said, *words]
    if complaint.due_on:
        noted = _(
            "Your complaint about %(reference)s is noted: %(body)s. The answer is due by %(due_on)s.",
            due_on=last_day(Day.of(complaint.due_on), is_unconfirmed=complaint.is_unconfirmed),
            **values,
        )
        return [noted.brief(_("Complaint about %(reference)s noted, answer due by %(due_on)s."))]
    noted = _("Your complaint about %(reference)s is noted: %(body)s.", **values)
    return [noted.brief(_("Complaint about %(reference)s noted, not decided yet."))]


def due(found: Record) -> list[Value]:
    """Return by when the answer is due, or that the clock stands still, with the date without the wait."""
    if found.state == "paused" and found.strict_on:
        return [_("The clock stands still. Without the wait: %(due_on)s.", due_on=Day.of(found.strict_on))]
    if found.state not in {"received", "extended"} or not found.due_on:
        return []
    parts: list[Value] = [_date(found)]
    if found.days:
        parts.append(Roomy(_reckoned(found)))
    if found.strict_on:
        parts.append(Roomy(_("Without the wait: %(due_on)s.", due_on=Day.of(found.strict_on))))
    return parts


def bring(law: Record, reference: str) -> list[Value]:
    """Return what to bring to the office for a form, and from when the days run."""
    place, hours = Clipped(law.place, PLACE), Clipped(law.hours, HOURS)
    where: Value = _("at the town hall")
    if law.place:
        where = _("%(place)s, %(hours)s", place=place, hours=hours) if law.hours else law.place
    parts: list[Value] = [
        _("Your form %(reference)s is prepared. Hand it in here: %(where)s.", reference=reference, where=where).brief(
            _("Form %(reference)s ready. Hand it in: %(where)s.")
        )
    ]
    if law.needs:
        parts.append(_needed([[str(name) for name in need] for need in law.needs]))
    parts.append(_("Then the town hall has %(days)s.", days=days_of(law.days, law.unit)))
    return parts


def _needed(needs: list[list[str]]) -> Value:
    """Return what the law asks for; where text is paid only what is taken along, nothing where that is nothing."""
    papers = [need for need in needs if PAPERS.intersection(need)]
    asked = _("The law asks for: %(needs)s. Never send them by message.", needs=_series(needs)).brief(
        _("Bring: %(papers)s (never by SMS).", papers=_series(papers))
    )
    return asked if papers else Roomy(asked)


def _series(needs: list[list[str]]) -> Series:
    return Series([_either([TO_BRING[name] for name in need]) for need in needs])


def _either(names: list[Phrase]) -> Phrase:
    return names[0] if len(names) == 1 else _("%(paper)s (or %(other_paper)s)", paper=names[0], other_paper=names[1])


def _head(found: Record) -> Phrase:
    values: dict[str, Value] = {
        "reference": found.reference,
        "received_on": Day.of(found.received_on),
        "state": AT_ONCE if found.is_at_once else STATES.get(found.state, _("unknown")),
    }
    if found.kind == "formal":
        return _("Formal request %(reference)s of %(received_on)s: %(state)s.", **values)
    if found.is_appeal:
        return _("Appeal %(reference)s of %(received_on)s: %(state)s.", **values)
    return _("Question %(reference)s of %(received_on)s: %(state)s.", **values)


def _date(found: Record) -> Phrase:
    if found.basis == "law":
        return _("Answer due by law by %(due_on)s.", due_on=Day.of(found.due_on))
    return _("Answer promised by %(promised_on)s.", promised_on=Day.of(found.due_on))


def _reckoned(found: Record) -> Phrase:
    days = days_of(found.days, found.unit)
    if not found.holidays:
        return _("That is %(days)s.", days=days)
    return _("That is %(days)s, %(holidays)s not counted.", days=days, holidays=HOLIDAYS.of(found.holidays))


def turn_to(ways: Sequence[tuple[Value, Value | None]]) -> Phrase:
    """Return to which bodies one may turn now, each with its last day where it has one."""
    if len(ways) > 1:
        bodies = Series([_way(body, until) for body, until in ways])
        told = _("If you do not agree, you may turn to any of these: %(bodies)s.", bodies=bodies)
        return told.brief(_("To complain, any of these: %(bodies)s."))
    ((body, until),) = ways
    if until is None:
        return _("If you do not agree, you may turn to: %(body)s.", body=body).brief(_("To complain: %(body)s."))
    return _("If you do not agree, you may turn to: %(body)s, by %(due_on)s.", body=body, due_on=until).brief(
        _("To complain: %(body)s, by %(due_on)s.")
    )


def _way(body: Value, until: Value | None) -> Value:
    return body if until is None else _("%(body)s (by %(due_on)s)", body=body, due_on=until)


def _turn_to(found: Record) -> Phrase:
    return turn_to([_body_and_day(stage) for stage in (found.stage, *(found.other_stages or ()))])


def _body_and_day(stage: Record) -> tuple[Value, Value | None]:
    until = last_day(Day.of(stage.until), is_unconfirmed=stage.is_unconfirmed) if stage.until else None
    return body_named(stage.body, stage.name), until
