"""Burundi: no law on access to information; a draft of 2011 was still pending in May 2023."""

from __future__ import annotations

from types import MappingProxyType

from budgeting.law.profile import SATURDAY, SUNDAY, Profile, Weekend
from budgeting.law.protection import Regime
from budgeting.law.public_holidays import LIBRARY
from budgeting.law.sources import Confidence, Gap, Source

DRAFT = Source(
    "https://burundi-eco.com/"
    "processus-de-la-mise-en-place-de-la-loi-sur-lacces-a-linformation-une-avancee-a-pas-de-tortue/",
    Confidence.REPORTED,
    note="the draft was still discussed on 4 May 2023",
)
NO_DATA_LAW = Source(
    "https://jupiterinfo.bj/?p=8157", Confidence.UNCONFIRMED, note="the minister spoke of a legal void until then"
)
DATA_BILL = Source(
    "https://www.wearetech.africa/fr/fils/actualites/tech/"
    "burundi-le-parlement-adopte-une-loi-cle-sur-la-protection-des-donnees-personnelles",
    Confidence.REPORTED,
    note="passed by the national assembly on 15 January 2026; no promulgation was found, so nothing is taken from it",
)

FEASTS = MappingProxyType(
    {
        "Commemoration of the Assassination of President Cyprien Ntaryamira": {
            "ar": "ذكرى اغتيال الرئيس سيبريان نتارياميرا"
        },
        "National Day of Patriotism and Commemoration of the Death of President Pierre Nkurunziza": {
            "ar": "اليوم الوطني لحب الوطن وذكرى وفاة الرئيس بيير نكورونزيزا"
        },
        "Commemoration of the Assassination of National Hero, Prince Louis Rwagasore": {
            "ar": "ذكرى اغتيال البطل الوطني الأمير لويس رواغاسوري"
        },
        "Commemoration of the Assassination of President Melchior Ndadaye": {"ar": "ذكرى اغتيال الرئيس ملكيور ندادايي"},
    }
)
"""The library has this country's holidays in French and English."""

PROFILE = Profile(
    key="burundi",
    country="BI",
    weekend=Weekend(frozenset({SATURDAY, SUNDAY}), LIBRARY),
    protection=Regime(source=NO_DATA_LAW, pending=DATA_BILL),
    pending=DRAFT,
    feast_names=FEASTS,
    gaps=frozenset(Gap) - {Gap.UNIT_NOT_STATED},
)
