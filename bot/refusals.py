"""The words for every named refusal a citizen can meet."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from bot.fitting import Fitted, Spare
from bot.naming import numbers_phrase
from bot.phrases import Amount, Hour, Phrase, Spoken, Value, _
from bot.ports import Offer
from bot.vote_words import not_in_vote, of_other_zone
from bot.wording import Clipped, Sentences
from budgeting.refusal import Refusal

LONGEST = {"vote": 30, "because": 50, "part": 15}
"""Letters of what people wrote themselves that a refusal has room for in one SMS; pages say it whole."""


def phrase_of(no: Refusal) -> Phrase:
    """Return the sentence of a refusal; one without words of its own still says what to do next."""
    found = PHRASES.get(str(no.reason))
    values = {name: _spoken(name, value) for name, value in no.values.items()}
    if found is None or not _has_values(found, values):
        return OTHERWISE
    return Phrase(found.text, values, found.short)


def complaint_of(no: Refusal) -> Spoken:
    """Return the sentence of a refusal at an open question, with the numbers of a ballot that are in no vote."""
    return Sentences([phrase_of(no), *_unknown_of(no), *_sent_before(no)])


def _unknown_of(no: Refusal) -> list[Phrase]:
    """Name the numbers that stood beside others for which nothing was recorded."""
    said = ((not_in_vote, no.values.get("unknown")), (of_other_zone, no.values.get("elsewhere")))
    return [
        say(numbers_phrase([int(number) for number in str(numbers).split(", ")])) for say, numbers in said if numbers
    ]


def said_of(no: Refusal, offers: Callable[[], Collection[Offer]]) -> Spoken:
    """Return the sentence of a refusal, without sending anybody to what is not there; what comes next where it fits."""
    return Fitted([_said_here(no, offers), *_unknown_of(no), *_sent_before(no), *when_next(no)])


def _sent_before(no: Refusal) -> list[Phrase]:
    """Say that a code that was sent before still counts: for the vote that its own SMS names, whoever sent that."""
    if not no.values.get("sent_before"):
        return []
    return [_("A code we sent still counts, for the vote that its SMS says.").brief(_("A code sent still counts."))]


def when_next(no: Refusal) -> list[Spare]:
    """Return when the next vote opens, where the refusal says so."""
    opens_at = no.values.get("next_at")
    return [Spare(_("The next vote opens on %(opens_at)s.", opens_at=Hour.of(str(opens_at))))] if opens_at else []


def _said_here(no: Refusal, offers: Callable[[], Collection[Offer]]) -> Phrase:
    instead = WITHOUT.get(str(no.reason))
    if instead is None or instead[0] in offers():
        return phrase_of(no)
    values = {name: _spoken(name, value) for name, value in no.values.items()}
    return Phrase(instead[1].text, values) if _has_values(instead[1], values) else phrase_of(no)


def _has_values(phrase: Phrase, values: Mapping[str, Value]) -> bool:
    """Does the refusal carry every value that its sentence needs?"""
    try:
        return bool(phrase.text % values)
    except KeyError:
        return False


def _spoken(name: str, value: str | int) -> Value:
    if name in LONGEST:
        return Clipped(str(value), LONGEST[name])
    if name.endswith("_at") and isinstance(value, str):
        return Hour.of(value)
    if name.endswith("_money") and isinstance(value, int):
        return Amount(value)
    return value


OTHERWISE = _("That is not possible now. Send 0 for the menu.")

PHRASES: dict[str, Phrase] = {
    "not_told_to_who_dials": _("I cannot write to who dials. To be told, send the same by SMS; or dial again to look."),
    "proposal_voice_not_taken": _(
        "Your voice message was not kept: %(reference)s is not your idea, or is decided. To see it: TRACK %(reference)s"
    ),
    "proposal_too_many_voices": _(
        "%(reference)s has %(most)s voice messages already; this one was not kept. To see it: TRACK %(reference)s"
    ),
    "proposal_not_joinable": _("%(reference)s is decided: it takes no more authors. To see it: TRACK %(reference)s"),
    "proposal_too_many_authors": _(
        "%(reference)s has %(most)s authors and takes no more. To support it: SUPPORT %(reference)s"
    ),
    "no_vote_open": _("No vote is open now. Send PROJECTS to see the projects, or 0 for the menu."),
    "vote_opens_later": _("The vote opens on %(opens_at)s. Send PROJECTS to see the projects."),
    "vote_has_closed": _("The vote closed on %(closes_at)s. Your message came too late. Send RESULTS for the results."),
    "vote_voided": _(
        "The vote %(vote)s was cancelled: %(because)s. Its ballots do not count. Send 0 for the menu."
    ).brief(_("Vote %(vote)s cancelled: %(because)s. Its ballots do not count. 0 menu")),
    "voting_code_needed": _("This vote needs a code. Send VOTE, the code on your slip and your numbers."),
    "voting_code_not_good": _(
        "This code is not good here. Nothing was recorded. Look at your slip again, or take it to the town hall."
    ),
    "confirming_code_wrong": _(
        "That is not the code. Nothing was recorded. Send the four digits of the SMS that says your vote, or vote "
        "again: VOTE and your numbers."
    ),
    "confirming_codes_used": _(
        "This code is not taken: too many wrong ones came today. Answer with the eight digits of our SMS, or vote "
        "again: VOTE and your numbers."
    ).brief(_("Code not taken. Answer with the eight digits of our SMS, or send VOTE and your numbers again.")),
    "confirming_codes_of_hour": _(
        "Too many codes were sent to this number in one hour. This vote was not kept. Send it again from %(again_at)s "
        "on. If you did not ask for all of them, tell the town hall."
    ).brief(
        _(
            "Too many codes in an hour: vote not kept. Send it again from %(again_at)s. Not all yours? Tell the town "
            "hall"
        )
    ),
    "confirming_codes_of_hour_by_sms": _(
        "Too many codes were sent to this number in one hour. This vote was not kept. Send it again from %(again_at)s "
        "on, or vote on Telegram, to %(chat)s: no code is needed there."
    ).brief(_("Too many codes in an hour: vote not kept. Again from %(again_at)s, or vote on Telegram: %(chat)s")),
    "confirming_codes_at_end": _(
        "Too many codes were sent to this number in one hour, and none can be sent before the vote ends. This vote was "
        "not kept. Tell the town hall now."
    ).brief(_("Too many codes in an hour: vote not kept, no more code before the end. Tell the town hall now.")),
    "confirming_codes_at_end_by_sms": _(
        "Too many codes were sent to this number in one hour, and none can be sent before the vote ends. This vote was "
        "not kept. Vote on Telegram before %(closes_at)s, to %(chat)s: no code is needed there."
    ).brief(_("Too many codes in an hour: vote not kept. Vote on Telegram before %(closes_at)s: %(chat)s")),
    "not_on_roll": _("You are not on the list of voters: the town hall has decided so. Ask there why."),
    "nothing_to_confirm": _("No vote of yours waits for a code. To vote, send VOTE and your numbers."),
    "voters_per_phone_reached": _(
        "Nothing was recorded: no more than %(most)s people may vote from one phone. Vote from another phone."
    ),
    "voting_code_tries": _("Too many wrong codes came from this phone. Try tomorrow, or go to the town hall."),
    "vote_count_due": _(
        "The vote closed on %(closes_at)s and takes no more ballots. They are being counted; the result is due by "
        "%(due_at)s."
    ),
    "vote_counted_now": _(
        "The vote closed on %(closes_at)s and takes no more ballots. They are being counted; the result is not out yet."
    ),
    "vote_still_open": _(
        "The vote is open until %(closes_at)s. Results come after it. To vote: VOTE and your numbers."
    ),
    "vote_not_ready": _("The vote cannot be recorded now. Nothing was changed. Please send it again later."),
    "trial_phone": _("This is a phone for trying out: it may look, it cannot vote here."),
    "phone_not_proven": _("To vote, I must know your own phone number. Send VOTE to share it. Nothing was recorded."),
    "ballot_none_given": _("No project number was in your message. Send VOTE and your numbers."),
    "ballot_none_known": _("Not in this vote: %(numbers)s. Nothing was changed. For its projects, send VOTE."),
    "ballot_other_zone": _(
        "For people of another zone: %(numbers)s. Nothing was changed. For the projects of your zone, send VOTE."
    ),
    "ballot_too_many": _(
        "You may choose %(most)s projects, you sent %(given)s. Nothing was recorded; your earlier vote still counts."
    ),
    "ballot_over_envelope": _(
        "These cost %(cost_money)s, %(excess_money)s more than the %(envelope_money)s there are. Nothing was recorded; "
        "an earlier vote of yours stays."
    ).brief(
        _(
            "Cost %(cost_money)s: %(excess_money)s too much, %(envelope_money)s at most. Nothing was recorded; an "
            "earlier vote stays."
        )
    ),
    "ballot_over_pot": _(
        "%(numbers)s cost %(cost_money)s together, %(excess_money)s more than the %(envelope_money)s for them. Nothing "
        "was recorded; an earlier vote of yours stays."
    ).brief(
        _(
            "%(numbers)s: cost %(cost_money)s, %(excess_money)s too much, %(envelope_money)s at most. Nothing was "
            "recorded; an earlier vote stays."
        )
    ),
    "ballot_too_many_points": _(
        "You gave %(given)s points, %(excess)s too many: there are %(most)s. Nothing was recorded; an earlier vote of "
        "yours stays."
    ),
    "ballot_too_many_points_for_one": _(
        "Project %(number)s can get %(most)s points at most, you gave %(given)s. Nothing was recorded; an earlier vote "
        "of yours stays."
    ),
    "ballot_points_not_positive": _(
        "A project gets 1 point or more: leave %(number)s out to give it none. Nothing was recorded."
    ),
    "ballot_points_missing": _(
        "Please send the points of each project, such as VOTE %(number)s:2. Nothing was recorded."
    ),
    "ballot_points_unclear": _(
        "I am not sure which project gets which points. Nothing was recorded. Send them such as VOTE %(number)s:2."
    ),
    "ballot_points_not_whole": _(
        "I do not understand %(part)s: points are whole numbers from 1. Nothing was recorded. Send them such as VOTE "
        "%(number)s:2."
    ),
    "ballot_points_not_taken": _(
        "This vote takes no points. Nothing was recorded. Send the numbers of the projects alone: VOTE %(numbers)s"
    ),
    "ballot_too_few": _("Please choose at least %(least)s projects, you sent %(given)s. Nothing was changed."),
    "no_room_vote": _("No public session is open now. Send 0 for the menu."),
    "room_vote_over": _("That vote in the room is over: this was not counted. Look at the screen, or send 0."),
    "room_session_over": _("That vote in the room is over: this was not counted. Send 0 for the menu."),
    "room_wrong_code": _("This is not the code on the screen: nothing was counted."),
    "room_tries": _(
        "Too many wrong codes: nothing was counted. Read the code on the screen and send it in %(count)s min, or at "
        "the next vote."
    ),
    "room_no_phone": _("Nothing was counted: in the room please vote by SMS from your own phone."),
    "no_such_project": _("No project has number %(number)s. Send PROJECTS for the list."),
    "no_such_lesson": _("That lesson is no longer offered. Send LEARN for the others."),
    "no_such_reference": _("I know no question or idea %(reference)s. Check the number and send it again."),
    "plan_no_such_number": _(
        "The action plan has no commitment %(number)s, it has: %(listed)s. For the promise R%(number)s: TRACK "
        "R%(number)s"
    ).brief(_("The plan has no commitment %(number)s, it has: %(listed)s. Promise R%(number)s: TRACK R%(number)s")),
    "no_such_follow_up": _("I know no promise %(reference)s. Check the number and send it again."),
    "no_appeals": _("Appeals against the result of a vote are not taken now. To ask: QUESTION and your words."),
    "proposals_closed": _("Ideas are not taken now. Send 0 for the menu."),
    "proposals_open_later": _("Ideas are taken from %(opens_at)s on. Send 0 for the menu."),
    "proposal_no_appeal": _("No appeal is open for idea %(reference)s."),
    "proposal_support_later": _("Ideas can be supported from %(opens_at)s on. Send SUPPORT %(reference)s again then."),
    "proposal_support_over": _(
        "Ideas could be supported until %(closes_at)s: nothing is counted. To follow this one: TRACK %(reference)s"
    ),
    "proposal_not_supportable": _("That idea can no longer be supported. Send TRACK %(reference)s to see why."),
    "proposal_title_missing": _("Please say your idea in words: IDEA and your idea."),
    "project_rating_wrong": _("The mark goes from 1 to 5. Send RATE, the project's number and the mark."),
    "request_without_text": _("Please write your question in words: QUESTION and your question."),
    "request_text_too_long": _("That is too long. Please send your question in fewer words."),
    "request_not_paused": _("Nothing is asked of you about %(reference)s. Send TRACK %(reference)s to see it."),
    "request_not_yours": _("%(reference)s was asked from another phone. Send QUESTION and your words to ask."),
    "request_not_formal_here": _("No formal request exists here. Send QUESTION and your words: you get an answer."),
    "not_in_a_group": _("This cannot be done in a group. Please write to me in private."),
    "works_poll_closed": _("That question is closed. Send PROJECTS to see the projects."),
    "project_without_works": _(
        "Project %(number)s has no works yet. To tell the town hall something, send QUESTION and your words."
    ),
    "project_not_done": _("Project %(number)s is not finished yet. Send PROJECT %(number)s to see where it stands."),
    "no_results_yet": _("There are no results yet. Send PROJECTS for the projects, or 0 for the menu."),
    "no_budget_yet": _("The commune has not published its budget here yet. Send QUESTION and your question."),
    "no_such_topic": _("The published budget says nothing of that. Send BUDGET to see what it says."),
    "no_such_programme": _("No programme has the code %(code)s. Send PROGRAMMES for the list."),
    "no_commune_here": _("No commune answers on this number."),
}

NO_PROJECTS = _("There are no projects yet. To ask the town hall, send QUESTION and your words.")
WITHOUT: dict[str, tuple[Offer, Phrase]] = {
    "no_vote_open": (
        Offer.PROJECTS,
        _("No vote is open now. To ask the town hall, send QUESTION and your words."),
    ),
    "vote_opens_later": (Offer.PROJECTS, _("The vote opens on %(opens_at)s.")),
    "vote_has_closed": (
        Offer.RESULTS,
        _("The vote closed on %(closes_at)s. Your message came too late. The results are not published yet."),
    ),
    "no_such_project": (Offer.PROJECTS, NO_PROJECTS),
    "no_results_yet": (
        Offer.PROJECTS,
        _("There are no results yet. To ask the town hall, send QUESTION and your words."),
    ),
}
"""What is said instead where the place is empty to which the refusal sends people."""
