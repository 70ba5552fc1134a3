"""French and Arabic names of feasts that many countries keep, by the English name the library `holidays` gives them.

For the countries whose holidays the library has in English alone, or not in Arabic. A feast of one country, named after
its people and its history, is not here: its name is that country's to give, in its profile.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

COMMON: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "New Year's Day": {"fr": "Jour de l'an", "ar": "رأس السنة الميلادية"},
        "Epiphany": {"fr": "Épiphanie", "ar": "عيد الغطاس"},
        "Women's Day": {"fr": "Journée de la femme", "ar": "يوم المرأة"},
        "International Women's Day": {"fr": "Journée internationale de la femme", "ar": "اليوم العالمي للمرأة"},
        "Good Friday": {"fr": "Vendredi saint", "ar": "الجمعة العظيمة"},
        "Easter Sunday": {"fr": "Pâques", "ar": "عيد الفصح"},
        "Easter Monday": {"fr": "Lundi de Pâques", "ar": "إثنين الفصح"},
        "Labor Day": {"fr": "Fête du Travail", "ar": "عيد العمال"},
        "Labour Day": {"fr": "Fête du Travail", "ar": "عيد العمال"},
        "International Labor Day": {"fr": "Fête internationale du Travail", "ar": "عيد العمال العالمي"},
        "International Workers' Day": {"fr": "Fête du Travail", "ar": "عيد العمال"},
        "Ascension Day": {"fr": "Ascension", "ar": "عيد الصعود"},
        "Pentecost": {"fr": "Pentecôte", "ar": "عيد العنصرة"},
        "Pentecost Monday": {"fr": "Lundi de Pentecôte", "ar": "إثنين العنصرة"},
        "Whit Monday": {"fr": "Lundi de Pentecôte", "ar": "إثنين العنصرة"},
        "Mother's Day": {"fr": "Fête des mères", "ar": "عيد الأم"},
        "Father's Day": {"fr": "Fête des pères", "ar": "عيد الأب"},
        "Assumption Day": {"fr": "Assomption", "ar": "عيد انتقال العذراء"},
        "All Saints' Day": {"fr": "Toussaint", "ar": "عيد جميع القديسين"},
        "Christmas Eve": {"fr": "Veille de Noël", "ar": "ليلة عيد الميلاد"},
        "Christmas Day": {"fr": "Noël", "ar": "عيد الميلاد"},
        "Boxing Day": {"fr": "Lendemain de Noël", "ar": "اليوم التالي لعيد الميلاد"},
        "Independence Day": {"fr": "Fête de l'indépendance", "ar": "عيد الاستقلال"},
        "National Day": {"fr": "Fête nationale", "ar": "العيد الوطني"},
        "Republic Day": {"fr": "Fête de la République", "ar": "عيد الجمهورية"},
        "Constitution Day": {"fr": "Fête de la Constitution", "ar": "عيد الدستور"},
        "Martyrs' Day": {"fr": "Journée des martyrs", "ar": "يوم الشهداء"},
        "Youth Day": {"fr": "Fête de la jeunesse", "ar": "عيد الشباب"},
        "Unity Day": {"fr": "Fête de l'Unité", "ar": "عيد الوحدة"},
        "Armed Forces Day": {"fr": "Fête des forces armées", "ar": "عيد القوات المسلحة"},
        "Africa Day": {"fr": "Journée de l'Afrique", "ar": "يوم أفريقيا"},
        "First Day of Ramadan": {"fr": "Premier jour du Ramadan", "ar": "أول أيام رمضان"},
        "Eid al-Fitr": {"fr": "Aïd el-Fitr", "ar": "عيد الفطر"},
        "Eid al-Adha": {"fr": "Aïd el-Adha", "ar": "عيد الأضحى"},
        "Islamic New Year": {"fr": "Nouvel an musulman", "ar": "رأس السنة الهجرية"},
        "Ashura": {"fr": "Achoura", "ar": "عاشوراء"},
        "Isra' and Mi'raj": {"fr": "Isra et Miraj", "ar": "الإسراء والمعراج"},
        "Prophet's Birthday": {"fr": "Mouloud", "ar": "عيد المولد النبوي"},
        "Mawlid": {"fr": "Mouloud", "ar": "عيد المولد النبوي"},
        "Public Holiday": {"fr": "Jour férié", "ar": "عطلة رسمية"},
    }
)
