"""Togo: law 2016-006 on freedom of access to public information and documentation."""

from __future__ import annotations

from types import MappingProxyType

from budgeting.law.asking import Asker, FormField, FormNeed, RequestKind, Way
from budgeting.law.grounds import GroundCode, exceptions, no_answers
from budgeting.law.profile import SATURDAY, SUNDAY, Delay, Law, Profile, Weekend
from budgeting.law.protection import Duty, Regime, duties
from budgeting.law.public_holidays import LIBRARY
from budgeting.law.sources import Confidence, Doubt, Gap, Source
from budgeting.law.stages import Body, Ladder, Stage
from budgeting.law.terms import Term, Unit

DAYS = Source(
    "http://www.freedominfo.org/2016/04/togo-approves-foi-law-106th-internationally/",
    Confidence.REPORTED,
    note="30 days, 15 for researchers and professional journalists; which days is not said; refusals are explained",
)
FORM = Source(
    "https://lomegraph.com/documentation-publique-au-togo/", Confidence.REPORTED, note="deposit, receipt, copy"
)
APPEALS = Source(
    "http://freedominfo.org/2017/05/togo-ministers-move-implement-ati-law", Confidence.REPORTED, "art. 46", "four ways"
)
TEXT = Source("https://ictpolicyafrica.org/en/document/xb5ggg03s4i?page=7", Confidence.REPORTED, "arts. 24-28")
MINISTRY = Source(
    "https://communication.gouv.tg/acces-a-linformation-et-a-la-documentation-publiques", Confidence.REPORTED
)
LOANS = Source(DAYS.address, Confidence.REPORTED, "art. 29")
DATA = Source(
    "https://droitmediasfinance.com/index.php/actualites/droit-tech-fintech/"
    "54-togo-que-dit-la-loi-relative-a-la-protection-des-donnees-a-caractere-personnel",
    Confidence.REPORTED,
    "arts. 4, 6, 55",
)
SECURITY = Source(
    "https://cybersecuritymag.africa/index.php/zoom-loi-togolaise-protection-donnees-caractere-personnel",
    Confidence.REPORTED,
    "arts. 51-52",
)
SENSITIVE = Source("https://dataprotection.africa/togolese-republic/", Confidence.REPORTED)

FEW = frozenset({Asker.RESEARCHER, Asker.JOURNALIST})

PROFILE = Profile(
    key="togo",
    country="TG",
    weekend=Weekend(frozenset({SATURDAY, SUNDAY}), LIBRARY),
    protection=Regime(
        source=DATA,
        law=MappingProxyType(
            {
                "fr": "loi n° 2019-014 du 29 octobre 2019 relative à la protection des données à caractère personnel",
                "en": "law 2019-014 of 29 October 2019 on the protection of personal data",
            }
        ),
        authority=MappingProxyType(
            {
                "fr": "Instance de protection des données à caractère personnel",
                "en": "Personal data protection authority",
            }
        ),
        acronym="IPDCP",
        duties=(
            duties(DATA, Duty.PRIOR_DECLARATION)
            + duties(SECURITY, Duty.KEEP_CONFIDENTIAL, Duty.SECURE)
            + duties(SENSITIVE, Duty.OPINION_IS_SENSITIVE)
        ),
    ),
    law=Law(
        MappingProxyType(
            {
                "fr": "loi n° 2016-006 du 30 mars 2016 portant liberté d'accès à l'information et à la documentation "
                "publiques",
                "en": "law 2016-006 of 30 March 2016 on freedom of access to public information and documentation",
            }
        ),
        DAYS,
    ),
    kinds=frozenset(RequestKind),
    form=(FormNeed(FormField.NAME), FormNeed(FormField.IDENTITY_COPY), FormNeed(FormField.DESCRIPTION)),
    form_source=FORM,
    ways=(Way.BY_HAND,),
    delays=(
        Delay(Term(30, Unit.CALENDAR, DAYS, doubt=Doubt.UNIT_NOT_STATED)),
        Delay(Term(15, Unit.CALENDAR, DAYS, doubt=Doubt.UNIT_NOT_STATED), askers=FEW),
    ),
    grounds=(
        exceptions(TEXT, GroundCode.FOREIGN_RELATIONS, GroundCode.NEGOTIATION)
        + exceptions(LOANS, GroundCode.LOAN_OR_TAX_PLAN, GroundCode.TRADE_SECRET)
        + exceptions(MINISTRY, GroundCode.DEFENCE, GroundCode.SECURITY, GroundCode.DELIBERATION, GroundCode.COURT_CASE)
        + exceptions(MINISTRY, GroundCode.MEDICAL, GroundCode.PRIVATE_LIFE)
        + no_answers(None, GroundCode.NOT_HELD, GroundCode.ALREADY_PUBLISHED, GroundCode.NOT_CLEAR)
        + no_answers(None, GroundCode.BEING_PREPARED, GroundCode.NOT_COMMUNAL)
    ),
    reasoned_refusal=DAYS,
    ladder=Ladder(
        (
            Stage(Body.MAYOR, APPEALS),
            Stage(Body.HIGHER_AUTHORITY, APPEALS),
            Stage(Body.MEDIATOR, APPEALS, name="Protecteur du citoyen"),
            Stage(Body.COURT, APPEALS),
        ),
        in_order=False,
    ),
    gaps=frozenset(
        {Gap.UNIT_NOT_STATED, Gap.NO_EXTENSION, Gap.NO_URGENT_TRACK, Gap.NO_COMPLAINT_PERIODS, Gap.NO_PAUSE}
    ),
)
