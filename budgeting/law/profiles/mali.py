"""Mali: law 98-012 on the relations between the administration and the users of public services."""

from __future__ import annotations

from types import MappingProxyType

from budgeting.law.asking import FormField, FormNeed, RequestKind, Way
from budgeting.law.grounds import GroundCode, exceptions, no_answers
from budgeting.law.profile import SATURDAY, SUNDAY, Law, Profile, Weekend
from budgeting.law.protection import Duty, Regime, duties
from budgeting.law.public_holidays import LIBRARY
from budgeting.law.sources import Confidence, Gap, Source
from budgeting.law.stages import Body, Ladder, Stage

TEXT = Source(
    "https://axl-cefan.cstip.ulaval.ca/afrique/mali-loi1998.htm",
    Confidence.REPORTED,
    "arts. 12-17",
    "an excerpt of the text: no number of days in it; decree 03-580 of 30 December 2003 applies it and was not read",
)
REFUSAL = Source(TEXT.address, Confidence.REPORTED, "art. 17")
AUTHORITY = Source("https://www.apdp.ml/mot-du-president", Confidence.REPORTED)
FORMALITIES = Source(
    "http://www.essor.ml/2016/09/protection-des-donnees-a-caractere-personnel-lautorite-prone-la-synergie-daction/",
    Confidence.UNCONFIRMED,
    note="the authority's own account in the press: nothing without its authorisation or opinion; text not read",
)

FEASTS = MappingProxyType(
    {
        "Armed Forces Day": {"ar": "يوم الجيش"},
        "Prophet's Baptism": {"ar": "سابع المولد النبوي"},
        "National Day of the Republic of Mali": {"ar": "العيد الوطني لجمهورية مالي"},
    }
)
"""The library has this country's holidays in French and English."""

PROFILE = Profile(
    key="mali",
    country="ML",
    weekend=Weekend(frozenset({SATURDAY, SUNDAY}), LIBRARY),
    protection=Regime(
        source=AUTHORITY,
        law=MappingProxyType(
            {
                "fr": "loi n° 2013-015 du 21 mai 2013 portant protection des données à caractère personnel",
                "en": "law 2013-015 of 21 May 2013 on the protection of personal data",
            }
        ),
        authority=MappingProxyType(
            {
                "fr": "Autorité de protection des données à caractère personnel",
                "en": "Personal data protection authority",
            }
        ),
        acronym="APDP",
        duties=duties(FORMALITIES, Duty.PRIOR_DECLARATION, Duty.PRIOR_AUTHORISATION),
    ),
    law=Law(
        MappingProxyType(
            {
                "fr": "loi n° 98-012 du 19 janvier 1998 régissant les relations entre l'administration et les usagers "
                "des services publics",
                "en": "law 98-012 of 19 January 1998 on the administration and the users of public services",
            }
        ),
        TEXT,
    ),
    kinds=frozenset(RequestKind),
    form=(FormNeed(FormField.NAME), FormNeed(FormField.DESCRIPTION)),
    ways=(Way.BY_HAND, Way.BY_POST),
    grounds=(
        exceptions(TEXT, GroundCode.PRIVATE_LIFE, GroundCode.MEDICAL)
        + no_answers(None, GroundCode.NOT_HELD, GroundCode.ALREADY_PUBLISHED, GroundCode.NOT_CLEAR)
        + no_answers(None, GroundCode.BEING_PREPARED, GroundCode.NOT_COMMUNAL)
    ),
    reasoned_refusal=REFUSAL,
    ladder=Ladder((Stage(Body.ADMINISTRATIVE_COURT, REFUSAL),)),
    feast_names=FEASTS,
    gaps=frozenset(
        {
            Gap.NO_ANSWER_PERIOD,
            Gap.NO_EXTENSION,
            Gap.NO_URGENT_TRACK,
            Gap.NO_COMPLAINT_PERIODS,
            Gap.NO_PAUSE,
            Gap.NO_FORM,
        }
    ),
)
