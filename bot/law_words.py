"""The words of the law that citizens hear, by its codes: grounds, bodies, what a form needs, reserves."""

from __future__ import annotations

from bot.phrases import Day, Phrase, Value, _

GROUNDS: dict[str, Phrase] = {
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
EXTENSION_GROUNDS: dict[str, Phrase] = {
    "many_documents": _("Many documents to gather"),
    "hard_to_gather": _("Hard to gather in the time given"),
    "third_parties": _("Others must be consulted first"),
    "held_elsewhere": _("Kept by another office"),
    "other_cause": _("Another reason"),
}
"""Why more time is taken."""
BODIES: dict[str, Phrase] = {
    "head_of_institution": _("The head of the commune"),
    "mayor": _("The mayor"),
    "information_commission": _("The commission on access to information"),
    "higher_authority": _("The higher authority"),
    "mediator": _("The mediator"),
    "administrative_court": _("The administrative court"),
    "court": _("The court"),
    "named_by_commune": _("Named by the commune"),
}
OWN_NAMES: dict[str, Phrase] = {
    "CDAI": _("CDAI (commission on the right of access to information)"),
}
"""Bodies that a law calls by a few capitals, which nobody who turns to them need know."""
VERDICTS: dict[str, Phrase] = {
    "for_citizen": _("you are right"),
    "in_part": _("you are right in part"),
    "against": _("you are not found to be right"),
}
FIELDS: dict[str, Phrase] = {
    "name": _("Full name"),
    "postal_address": _("Postal address"),
    "identity_number": _("Identity card number"),
    "residence_number": _("Residence document number"),
    "identity_copy": _("Copy of an identity document"),
    "email": _("E-mail address"),
    "description": _("Information asked for"),
}
TO_BRING: dict[str, Phrase] = {
    "name": _("full name"),
    "postal_address": _("postal address"),
    "identity_number": _("identity card"),
    "residence_number": _("residence permit"),
    "identity_copy": _("copy of an identity document"),
}
"""What somebody says or shows at the office for a field that everybody's form needs."""
PAPERS = frozenset({"identity_number", "residence_number", "identity_copy"})
"""Of these, what is taken along; the rest is known by heart."""
DOUBTS: dict[str, Phrase] = {
    "law_doubt_unconfirmed": _("This number was not checked in the text of the law."),
    "law_doubt_unit_not_stated": _("The source does not say whether these are working days. The earlier date is kept."),
    "law_doubt_sources_differ": _("The sources differ. The earlier date is kept."),
    "law_doubt_holiday_estimated": _("A feast is estimated: the date may change by a day or two."),
    "law_doubt_pause_not_in_law": _(
        "No law was found that stops the clock during the wait. The date without it is shown too."
    ),
}


def last_day(day: Day, *, is_unconfirmed: bool) -> Value:
    """Return the last day of a stage; one reckoned from a number that nobody read in the law's own text says so."""
    if not is_unconfirmed:
        return day
    told = _("%(due_on)s (number not checked in the text of the law)", due_on=day)
    return told.brief(_("%(due_on)s (not checked)"))


def body_named(body: str, name: str) -> Value:
    """Return who hears a complaint: by its own name, spelled out where that is an abbreviation, else what it is."""
    return OWN_NAMES.get(name) or name or BODIES[body]
