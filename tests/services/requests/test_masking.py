from __future__ import annotations

import pytest

from services.requests.masking import BLOT, propose_mask


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Je m'appelle Awa Koné et je veux le budget", f"Je m'appelle {BLOT} et je veux le budget"),
        ("Bonjour, mon nom est Kossi. Quand ?", f"Bonjour, mon nom est {BLOT}. Quand ?"),
        ("My name is John Doe, when does it open?", f"My name is {BLOT}, when does it open?"),
        ("اسمي فاطمة، متى يفتح السوق؟", f"اسمي {BLOT}، متى يفتح السوق؟"),
        ("Appelez le 90 12 34 56 svp", f"Appelez le {BLOT} svp"),
        ("+228 90.12.34.56", BLOT),
        ("رقمي ٩٠١٢٣٤٥٦", f"رقمي {BLOT}"),
        ("écrivez à awa.kone@mail.tg demain", f"écrivez à {BLOT} demain"),
        ("CNI n° 4455667788", BLOT),
        ("ma carte BK445566", f"ma {BLOT}"),
        ("ma carte d'identité est 123 456 789", f"ma {BLOT}"),
        ("NIN 12345678901", BLOT),
        ("بطاقتي الوطنية رقم AB123456", BLOT),
        ("je suis Mme Awa Koné, quand ouvre le marché ?", f"je suis Mme {BLOT}, quand ouvre le marché ?"),
        ("Je soussigné Kossi Adjovi demande le budget", f"Je soussigné {BLOT} demande le budget"),
        ("mon nom est jean de souza et je demande", f"mon nom est {BLOT} et je demande"),
        ("i am Mr John Doe and I ask", f"i am Mr {BLOT} and I ask"),
        ("أنا السيدة فاطمة الزهراء أريد الميزانية", f"أنا السيدة {BLOT} أريد الميزانية"),
        ("Quand ouvre le marché ? Awa Koné", f"Quand ouvre le marché ? {BLOT}"),
        ("Quand ouvre le marché ?\nKONÉ Awa.", f"Quand ouvre le marché ?\n{BLOT}."),
        ("Quand ouvre le marché ? Awa Koné 90123456", f"Quand ouvre le marché ? {BLOT} {BLOT}"),
        ("Merci, Awa Koné, CNI 4455667788", f"Merci, {BLOT}, {BLOT}"),
        ("Quand ouvre le marché, signé awa koné", f"Quand ouvre le marché, signé {BLOT}"),
        ("Quand ouvre le marché ? Merci. Kossi", f"Quand ouvre le marché ? Merci. {BLOT}"),
        ("When does it open? Regards, John M. Doe", f"When does it open? Regards, {BLOT}"),
        ("Quand ouvre le marché ? Kossi A. Mensah", f"Quand ouvre le marché ? {BLOT}"),
        ("Quand ouvre le marché ? Cordialement, Mme Awa Koné", f"Quand ouvre le marché ? Cordialement, Mme {BLOT}"),
        ("متى يفتح السوق؟ الإمضاء: فاطمة الزهراء", f"متى يفتح السوق؟ الإمضاء: {BLOT}"),
        ("Je m'appelle Le Roux, quand ?", f"Je m'appelle {BLOT}, quand ?"),
        ("mon nom est Ma Bintou et je demande", f"mon nom est {BLOT} et je demande"),
        ("Je m'appelle Mal Abdou", f"Je m'appelle {BLOT}"),
        ("Je m'appelle Marie Le Roux", f"Je m'appelle {BLOT}"),
        ("Je m'appelle Awa Afi Koné Mensah et je demande", f"Je m'appelle {BLOT} et je demande"),
        ("mon nom est Jean Paul de Souza Mensah", f"mon nom est {BLOT}"),
        ("اسمي فاطمة بنت علي الزهراء أريد الميزانية", f"اسمي {BLOT} أريد الميزانية"),
        ("Quand ouvre le marché ? Awa Afi Koné Mensah", f"Quand ouvre le marché ? {BLOT}"),
        ("jm'appelle awa koné", f"jm'appelle {BLOT}"),
        ("jmappelle awa", f"jmappelle {BLOT}"),
        ("je m'appelle awa koné quartier Zongo", f"je m'appelle {BLOT} quartier Zongo"),
        ("Quand ouvre le marché, signé awa koné, zongo", f"Quand ouvre le marché, signé {BLOT}, zongo"),
        (
            "Quand ouvre le marché, signé : awa koné du quartier zongo",
            f"Quand ouvre le marché, signé : {BLOT} du quartier zongo",
        ),
        ("Signé awa koné\nquartier zongo", f"Signé {BLOT}\nquartier zongo"),
        ("Quand ouvre le marché ?\nAwa Koné, Zongo", f"Quand ouvre le marché ?\n{BLOT}, Zongo"),
        ("Le marché est fermé\nAwa Koné\nZongo", f"Le marché est fermé\n{BLOT}\nZongo"),
        ("Le marché est fermé\nAwa Koné (de Zongo)", f"Le marché est fermé\n{BLOT} (de Zongo)"),
        ("Quand ouvre le marché ? Awa Koné, quartier Zongo", f"Quand ouvre le marché ? {BLOT}, quartier Zongo"),
        ("Quand ouvre le marché ? Awa Koné Quartier Zongo", f"Quand ouvre le marché ? {BLOT} Quartier Zongo"),
        (
            "Quand ouvre le marché ? Merci. Kossi, quartier Zongo",
            f"Quand ouvre le marché ? Merci. {BLOT}, quartier Zongo",
        ),
        ("Quand ?\nAwa Koné\nquartier Tokoin, Lomé", f"Quand ?\n{BLOT}\nquartier Tokoin, Lomé"),
        ("My name is Mary Bridge", f"My name is {BLOT}"),
        ("I'm Mr John Street and I ask", f"I'm Mr {BLOT} and I ask"),
        ("When does it open? Mary Bridge", f"When does it open? {BLOT}"),
        ("carte 2025 4455", f"{BLOT}"),
        ("id 20244455", f"{BLOT}"),
    ],
)
def test_what_may_say_who_somebody_is_is_blotted_out(text: str, masked: str) -> None:
    assert propose_mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "Le forage a coûté 12 000 000 F en 2025",
        "12 000 000 francs pour l'eau",
        "le budget 2025-2026 est voté",
        "la séance du 20-11-2026",
        "Ma question DI-26-0042",
        "كلف البئر 12000000 درهم",
        "3 puits, 45 lampes, 7 classes",
        "mon nom est mal écrit sur la liste",
        "my name is not on the list",
        "اسمي غير موجود في اللائحة",
        "Pourquoi ? Merci beaucoup",
        "Le pont est cassé. Merci Monsieur le maire",
        "QUI PAIE LE PONT ? MERCI LA MAIRIE",
        "je suis madame le maire ?",
        "Une carte du quartier, svp",
        "Où est le forage ? Zongo",
        "Où en est le forage ? Quartier Zongo",
        "Où en est le forage ? Marché Central",
        "When is it repaired? Old Market Road",
        "Où en est le forage ?\nQuartier Zongo, près du puits",
        "Où en est le forage ? Merci. Quartier Zongo",
        "La carte 2025 des routes",
        "la carte 2025-2026",
        "id 2024",
        "The id 2024 of the project",
        "MON NOM EST MAL ÉCRIT SUR LA LISTE",
        "12 000 000 millions",
        "كلف البئر 12000000 فرنك",
    ],
)
def test_amounts_years_dates_and_references_stay(text: str) -> None:
    assert propose_mask(text) == text


def test_a_zone_of_the_commune_is_no_name() -> None:
    zones = ("Dar Salam", "دار السلام")
    assert propose_mask("Où en est le forage ? Dar Salam", places=zones) == "Où en est le forage ? Dar Salam"
    assert propose_mask("Où en est le forage ? Merci. DAR-SALAM", places=zones).endswith("DAR-SALAM")
    assert propose_mask("Où en est le forage ? Dar Salam Awa", places=zones).endswith(f"? {BLOT}")
    assert propose_mask("Où en est le forage ? Awa Salam", places=zones).endswith(f"? {BLOT}")


def test_masking_a_masked_text_changes_nothing_and_no_text_breaks_it() -> None:
    for text in (
        "",
        "\0",
        BLOT,
        "je m'appelle",
        "@" * 500,
        "9" * 5000,
        "a@" * 2000,
        "Aa " * 2000,
        "je m'appelle " * 500,
        "\nAwa " * 1000,
        "de Awa " * 1000,
    ):
        once = propose_mask(text)
        assert propose_mask(once) == once


def test_what_was_blotted_out_is_not_signed_again() -> None:
    assert propose_mask(f"Merci. {BLOT}") == f"Merci. {BLOT}"


def test_what_ends_an_answer_of_the_staff_is_no_signature() -> None:
    answer = "Au bureau, tél. 90 12 34 56. Komi Anani"
    assert propose_mask(answer, is_signed=False) == f"Au bureau, tél. {BLOT}. Komi Anani"
    assert propose_mask(answer).endswith(f". {BLOT}")
