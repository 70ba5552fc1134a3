"""Morocco: law 31-13 on the right of access to information."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType

from budgeting.law.asking import FormField, FormNeed, RequestKind, Track, Way, When
from budgeting.law.grounds import GroundCode, exceptions, no_answers
from budgeting.law.profile import SATURDAY, SUNDAY, Delay, Law, Profile, Weekend
from budgeting.law.protection import Duty, Regime, duties
from budgeting.law.public_holidays import LIBRARY
from budgeting.law.sources import Confidence, Doubt, Gap, Source
from budgeting.law.stages import Body, Ladder, Stage
from budgeting.law.terms import Term, Unit

FAQ = Source("https://www.cdai.ma/fr/faq", Confidence.REPORTED, note="the commission's own questions")
MEDIATOR = Source(
    "https://www.mediateur.ma/ar/creer_une_demande_d_information",
    Confidence.REPORTED,
    note="an official page: an extension as long, in working days; 20 working days to complain to the head",
)
COMMISSION = Source("https://www.cdai.ma/", Confidence.REPORTED, note="30 days to turn to the commission")
UNREAD = Source("https://www.cdai.ma/fr/faq", Confidence.UNCONFIRMED, "arts. 19-21", "the number was not seen written")
FORM = Source("https://fr.scribd.com/document/509758848", Confidence.REPORTED, "art. 14", "summary of the form")
EXCEPTIONS = Source("https://www.cdai.ma/fr/faq", Confidence.REPORTED, "art. 7", "also article 27 of the constitution")
UNREAD_EXCEPTIONS = Source("https://www.cdai.ma/fr/faq", Confidence.UNCONFIRMED, "art. 7", "the full list was not read")
SMS = Source(
    "https://village-justice.com/articles/spip.php?page=imprimer&id_article=36273", Confidence.REPORTED, "art. 10"
)
POLITICAL = Source("https://lobservateur.info/ampArticle/100761", Confidence.REPORTED, "deliberation 108-2015")
CNDP_FORM = Source("https://www.cdai.ma/", Confidence.REPORTED, "deliberation D-191-AU-2019 of 31 May 2019")
TRANSFERS = Source("https://maghress.com/fr/lobservateur/205012", Confidence.REPORTED, "arts. 12, 43")

LAW = Law(
    MappingProxyType(
        {
            "ar": "القانون رقم 31.13 المتعلق بالحق في الحصول على المعلومات",
            "fr": "loi n° 31-13 relative au droit d'accès à l'information",
            "en": "law 31-13 on the right of access to information",
        }
    ),
    FAQ,
    date(2019, 3, 12),
)

ORDINARY = Delay(Term(20, Unit.WORKING, FAQ), Term(20, Unit.WORKING, MEDIATOR))

# The commission and the mediator write "working days" for the 20 and plain "days" for the 3; a summary of the form
# says working days for both. The plain reading gives the earlier date.
URGENT = Delay(
    Term(3, Unit.CALENDAR, FAQ, doubt=Doubt.SOURCES_DIFFER),
    Term(3, Unit.CALENDAR, FAQ, doubt=Doubt.SOURCES_DIFFER),
    Track.URGENT,
)

LADDER = Ladder(
    (
        Stage(
            Body.HEAD_OF_INSTITUTION,
            MEDIATOR,
            complain=Term(20, Unit.WORKING, MEDIATOR),
            answer=Term(15, Unit.CALENDAR, UNREAD, doubt=Doubt.UNIT_NOT_STATED),
        ),
        Stage(
            Body.INFORMATION_COMMISSION,
            COMMISSION,
            complain=Term(30, Unit.CALENDAR, COMMISSION),
            answer=Term(30, Unit.CALENDAR, UNREAD),
            name="CDAI",
        ),
        Stage(Body.ADMINISTRATIVE_COURT, UNREAD, complain=Term(60, Unit.CALENDAR, UNREAD)),
    )
)

PROTECTION = Regime(
    source=SMS,
    law=MappingProxyType(
        {
            "ar": "القانون رقم 09.08 المتعلق بحماية الأشخاص الذاتيين تجاه معالجة المعطيات ذات الطابع الشخصي",
            "fr": "loi n° 09-08 relative à la protection des personnes physiques à l'égard du traitement des données "
            "à caractère personnel",
            "en": "law 09-08 on the protection of individuals with regard to personal data",
        }
    ),
    authority=MappingProxyType(
        {
            "ar": "اللجنة الوطنية لمراقبة حماية المعطيات ذات الطابع الشخصي",
            "fr": "Commission nationale de contrôle de la protection des données à caractère personnel",
            "en": "National Commission for the Protection of Personal Data",
        }
    ),
    acronym="CNDP",
    duties=(
        duties(SMS, Duty.PHONE_IS_PERSONAL, Duty.PRIOR_DECLARATION, Duty.AUTHORISE_SENSITIVE, Duty.OPINION_IS_SENSITIVE)
        + duties(SMS, Duty.CONSENT_TO_UNASKED_SMS)
        + duties(POLITICAL, Duty.NOTIFY_POLITICAL_SMS)
        + duties(CNDP_FORM, Duty.AUTHORISE_REQUEST_FORM)
        + duties(TRANSFERS, Duty.PROTECTED_TRANSFERS)
    ),
)

PROFILE = Profile(
    key="morocco",
    country="MA",
    weekend=Weekend(frozenset({SATURDAY, SUNDAY}), LIBRARY),
    protection=PROTECTION,
    law=LAW,
    kinds=frozenset(RequestKind),
    form=(
        FormNeed(FormField.NAME),
        FormNeed(FormField.POSTAL_ADDRESS),
        FormNeed(FormField.IDENTITY_NUMBER, instead=FormField.RESIDENCE_NUMBER),
        FormNeed(FormField.EMAIL, When.IF_ANSWER_BY_EMAIL),
        FormNeed(FormField.DESCRIPTION),
    ),
    form_source=FORM,
    ways=(Way.BY_HAND, Way.BY_POST, Way.BY_EMAIL, Way.ON_PORTAL),
    delays=(ORDINARY, URGENT),
    grounds=(
        exceptions(
            EXCEPTIONS,
            GroundCode.DEFENCE,
            GroundCode.SECURITY,
            GroundCode.PRIVATE_LIFE,
            GroundCode.PROSECUTION,
            GroundCode.DELIBERATION,
            GroundCode.RIGHTS_AND_LIBERTIES,
            GroundCode.PROTECTED_SOURCE,
        )
        + exceptions(UNREAD_EXCEPTIONS, GroundCode.FOREIGN_RELATIONS)
        + no_answers(
            FAQ,
            GroundCode.NOT_HELD,
            GroundCode.ALREADY_PUBLISHED,
            GroundCode.REPEATED,
            GroundCode.NOT_CLEAR,
            GroundCode.BEING_PREPARED,
            GroundCode.ARCHIVED,
        )
        + no_answers(None, GroundCode.NOT_COMMUNAL)
    ),
    reasoned_refusal=FAQ,
    ladder=LADDER,
    gaps=frozenset({Gap.NO_PAUSE}),
)
