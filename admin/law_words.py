"""The words of the law that staff read: reasons, kinds, ways, gaps, reminders; by the codes of the law room."""

from __future__ import annotations

from admin.tongue import marked as _

KINDS: dict[str, str] = {
    "question": _("Question"),
    "formal": _("Formal request"),
}
ASKERS = {
    "anybody": _("Anybody"),
    "researcher": _("Researcher"),
    "journalist": _("Journalist"),
}
TRACKS = {
    "ordinary": _("Ordinary"),
    "urgent": _("Urgent: a life, safety or liberty at stake"),
}
WAYS = {
    "by_hand": _("Handed in against a receipt"),
    "by_post": _("By post"),
    "by_email": _("By e-mail"),
    "on_portal": _("On the national portal"),
}
WHEN = {
    "always": _("Always"),
    "if_answer_by_email": _("If the answer is wanted by e-mail"),
}
BASES = {
    "law": _("Legal time limit"),
    "promise": _("The commune's promise"),
}
REMINDERS = {
    "reminder_soon": _("To be answered soon"),
    "reminder_last_day": _("Last day to answer"),
    "reminder_escalation": _("Overdue"),
}
GAPS = {
    "law_gap_no_law": _("No law on access to information was found."),
    "law_gap_no_answer_period": _("The law does not say in how many days to answer."),
    "law_gap_unit_not_stated": _("The source does not say whether these are working days."),
    "law_gap_no_extension": _("No legal extension was found."),
    "law_gap_no_urgent_track": _("No urgent procedure was found."),
    "law_gap_no_complaint_periods": _("No time limits for complaints were found."),
    "law_gap_no_pause": _("No rule was found that stops the clock while the person is awaited."),
    "law_gap_no_list_of_grounds": _("No legal list of grounds for refusal was found."),
    "law_gap_no_form": _("No compulsory form was found."),
}
CONFIDENCES = {
    "A": _("The text was read"),
    "B": _("Official page or solid source"),
    "C": _("Not confirmed"),
}
REFUSALS = {
    "law_date_out_of_range": _("This date is not possible. Choose a year between %(first)s and %(last)s."),
    "law_pause_before_receipt": _("The wait cannot begin before the request came in, on %(received_on)s."),
    "law_pause_ends_before_start": _("The person cannot have answered before they were asked, on %(asked_on)s."),
    "law_pause_still_open": _("The person is already awaited. Note their answer first."),
    "law_no_extension": _("No extension is provided for this request."),
    "law_extension_twice": _("This request was extended before. It cannot be extended again."),
    "law_extension_too_long": _("An extension is 1 to %(most)s days."),
    "law_extension_too_late": _("Too late: the time ended on %(due_on)s."),
    "law_extension_before_receipt": _("The extension cannot come before the request, received on %(received_on)s."),
    "law_extension_without_reason": _("Write why more time is needed."),
    "law_no_urgent_track": _("No rule for urgent cases was found for this request. Record it as ordinary."),
    "law_correction_without_name": _("Give the holiday of %(day)s a name."),
    "law_correction_without_target": _("Say to which day the feast of %(day)s moves."),
    "law_correction_no_holiday": _("%(day)s is not a holiday."),
    "law_correction_already_holiday": _("%(day)s is a holiday already."),
    "law_correction_twice": _("%(day)s has been corrected already. Undo that correction first."),
    "law_complaint_before_stage": _("This stage of complaint is not open yet."),
    "law_complaint_too_late": _("The time for this complaint ended on %(until)s."),
    "law_complaint_twice": _("A complaint at this stage is noted already."),
    "law_complaint_unknown_stage": _("There is no such stage of complaint."),
    "law_promise_too_long": _("This is too long: %(most)s characters at most. Field: %(field)s."),
    "law_promise_unknown_field": _("Unknown field: %(field)s."),
    "law_promise_missing_field": _("Missing field: %(field)s."),
    "law_promise_not_a_number": _("A whole number is needed. Field: %(field)s."),
    "law_promise_out_of_range": _("A number from %(least)s to %(most)s is needed. Field: %(field)s."),
    "law_promise_unknown_unit": _("Choose working days or calendar days."),
    "law_promise_unknown_ground": _("Unknown ground: %(code)s."),
    "law_promise_repeated_ground": _("A ground is written twice."),
    "law_promise_not_a_list": _("A list is needed. Field: %(field)s."),
    "law_promise_not_an_object": _("Fields with their values are needed. Field: %(field)s."),
    "law_promise_not_text": _("A text on one line is needed. Field: %(field)s."),
    "law_promise_too_many": _("There are too many: %(most)s at most. Field: %(field)s."),
}
TRIGGERS = {
    "after_refusal": _("After a refusal"),
    "after_silence": _("No answer in time"),
    "after_answer": _("After an answer that was not accepted"),
}
RUNG_STATES = {
    "stage_not_yet": _("Not open yet"),
    "stage_open": _("Open"),
    "stage_missed": _("Time is over"),
    "stage_filed": _("Complaint filed, answer awaited"),
    "stage_silent": _("No answer in time"),
    "stage_answered": _("Answered"),
    "stage_needless": _("Not needed any more: the citizen is right"),
}
VERDICTS = {
    "for_citizen": _("The citizen is right"),
    "in_part": _("The citizen is right in part"),
    "against": _("The citizen is not found to be right"),
}
CORRECTIONS = {
    "added": _("Day added"),
    "removed": _("Day taken away"),
    "moved": _("Day moved"),
    "confirmed": _("Day confirmed"),
}
ORIGINS = {
    "library": _("The country's calendar"),
    "commune": _("Corrected by the commune"),
}
UNITS: dict[str, str] = {
    "working": _("working days"),
    "calendar": _("calendar days"),
}
EXTENSION_GROUNDS: dict[str, str] = {
    "many_documents": _("Many documents to gather"),
    "hard_to_gather": _("Hard to gather in the time given"),
    "third_parties": _("Others must be consulted first"),
    "held_elsewhere": _("Kept by another office"),
    "other_cause": _("Another reason"),
}
GROUND_KINDS = {
    "exception": _("Exception: the information is kept back"),
    "no_answer": _("No answer is possible as things stand"),
}
GROUNDS: dict[str, str] = {
    "defence": _("National defence"),
    "security": _("State security"),
    "private_life": _("Somebody's private life"),
    "prosecution": _("Investigation or prosecution under way"),
    "court_case": _("Case before a court"),
    "deliberation": _("Secrecy of deliberations"),
    "rights_and_liberties": _("Harm to rights and liberties"),
    "protected_source": _("Protected source of information"),
    "foreign_relations": _("Relations with other states"),
    "negotiation": _("Negotiation under way"),
    "loan_or_tax_plan": _("Planned loan, tax or contract"),
    "trade_secret": _("Trade secret"),
    "medical": _("Medical information"),
    "not_held": _("The commune does not hold it"),
    "already_published": _("Already published"),
    "repeated": _("Already asked and given this year"),
    "not_clear": _("The request is not clear"),
    "being_prepared": _("Document being prepared"),
    "archived": _("Kept by the national archives"),
    "not_communal": _("Not a matter of the commune"),
}
