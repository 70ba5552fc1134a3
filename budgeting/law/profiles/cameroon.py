"""Cameroon: no general law on access to information; the local code opens minutes, budgets and accounts."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType

from budgeting.law.asking import FormField, FormNeed, RequestKind, Way
from budgeting.law.profile import SATURDAY, SUNDAY, Law, Profile, Weekend
from budgeting.law.protection import Duty, Regime, duties
from budgeting.law.public_holidays import LIBRARY
from budgeting.law.sources import Confidence, Gap, Source

CODE = Source(
    "https://www.camerlex.com/la-loi-d-orientation-de-la-decentralisation-141/",
    Confidence.UNCONFIRMED,
    "art. 40 (formerly art. 13 of law 2004/017)",
    "inhabitants and taxpayers, at their own cost: minutes, budgets, accounts; the article itself was not read",
)
DATA = Source(
    "https://taxafrica.cm/loi-n2024-017-un-nouveau-cadre-pour-la-protection-des-donnees-personnelles-au-cameroun",
    Confidence.REPORTED,
    "definitions",
)
APDP = Source(
    "https://teleasu.tv/cameroun-lautorite-de-protection-des-donnees-personnelles-voit-le-jour",
    Confidence.REPORTED,
    "arts. 53-54",
    "the authority grants the authorisations that processing needs and sets the measures of security",
)

FEASTS = MappingProxyType(
    {
        "New Year's Day": {"fr": "Jour de l'an", "ar": "رأس السنة الميلادية"},
        "Youth Day": {"fr": "Fête de la Jeunesse", "ar": "عيد الشباب"},
        "Good Friday": {"fr": "Vendredi saint", "ar": "الجمعة العظيمة"},
        "Labour Day": {"fr": "Fête du Travail", "ar": "عيد العمال"},
        "National Day": {"fr": "Fête nationale", "ar": "العيد الوطني"},
        "Ascension Day": {"fr": "Ascension", "ar": "عيد الصعود"},
        "Assumption Day": {"fr": "Assomption", "ar": "عيد انتقال العذراء"},
        "Christmas Day": {"fr": "Noël", "ar": "عيد الميلاد"},
        "Eid al-Fitr": {"fr": "Fête du Ramadan", "ar": "عيد الفطر"},
        "Eid al-Adha": {"fr": "Fête du Mouton", "ar": "عيد الأضحى"},
        "Mawlid": {"fr": "Maouloud", "ar": "عيد المولد النبوي"},
        "Public Holiday": {"fr": "Jour férié", "ar": "عطلة رسمية"},
    }
)
"""The library has this country's holidays in English only."""

PROFILE = Profile(
    key="cameroon",
    country="CM",
    weekend=Weekend(frozenset({SATURDAY, SUNDAY}), LIBRARY),
    protection=Regime(
        source=DATA,
        law=MappingProxyType(
            {
                "fr": "loi n° 2024/017 du 23 décembre 2024 relative à la protection des données à caractère personnel",
                "en": "law 2024/017 of 23 December 2024 on the protection of personal data",
            }
        ),
        authority=MappingProxyType(
            {
                "fr": "Autorité de protection des données à caractère personnel",
                "en": "Personal data protection authority",
            }
        ),
        acronym="APDP",
        duties=(
            duties(DATA, Duty.PHONE_IS_PERSONAL, Duty.OPINION_IS_SENSITIVE, Duty.LANGUAGE_IS_SENSITIVE)
            + duties(APDP, Duty.PRIOR_AUTHORISATION, Duty.SECURE)
        ),
        applies_by=date(2026, 6, 23),
    ),
    law=Law(
        MappingProxyType(
            {
                "fr": "loi n° 2019/024 du 24 décembre 2019 portant Code général des collectivités territoriales "
                "décentralisées",
                "en": "law 2019/024 of 24 December 2019, general code of regional and local authorities",
            }
        ),
        CODE,
    ),
    kinds=frozenset(RequestKind),
    form=(FormNeed(FormField.NAME), FormNeed(FormField.DESCRIPTION)),
    ways=(Way.BY_HAND,),
    feast_names=FEASTS,
    gaps=frozenset(
        {
            Gap.NO_ANSWER_PERIOD,
            Gap.NO_EXTENSION,
            Gap.NO_URGENT_TRACK,
            Gap.NO_COMPLAINT_PERIODS,
            Gap.NO_PAUSE,
            Gap.NO_LIST_OF_GROUNDS,
            Gap.NO_FORM,
        }
    ),
)
