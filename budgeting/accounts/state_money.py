"""Receipts that are the State's, by their words: what it grants, transfers or shares with the communes."""

from __future__ import annotations

import re
from functools import lru_cache

from budgeting.accounts.words import fold, pattern_of


def _any_of(phrases: str) -> re.Pattern[str]:
    return pattern_of([phrase.strip() for phrase in phrases.replace("\n", " ").split(",")])


GIVER = _any_of("etat, gouvernement*, tresor, state, government, treasury, دولة, حكومه, خزينه")
GIFT = _any_of(
    """
dotation*, subvention*, transfert*, concours, appui*, aide*, fonds, contribution*, participation*, versement*,
quote part*, part, parts, ristourne*, financement*, transfere*, grant*, transfer*, subsid*, allocation*, support,
contribution*, share, shares, rebate*,
منح*, إعان*, دعم, إمداد*, مساهم*, تحويل*, حصه, حصص, مخصص*
"""
)
# No State: the registry of births, a list, the condition of a place; and what the State has rather than what it gives.
NO_GIVER = _any_of(
    """
etat civil, etat* lieu*, etat siege, etat urgence, etat recapitulatif*, etat nominatif*, etat annexe*, etat reste*,
etat paiement*, examen* etat, diplome* etat, ecole* etat, lycee* etat, universite* etat, hopital* etat, agent* etat,
fonctionnaire* etat, bien* etat, terrain* etat, domaine* etat, logement* etat, immeuble* etat, batiment* etat,
foret* etat, vehicule* etat, bon etat, mauvais etat, autre* etat*, local government*, other government*,
foreign government*, government propert*, government school*, state school*, state land*, state propert*, state exam*,
state building*, state of emergency, state of repair*
"""
)
# The communes levy no value added tax: what they have of it is their share of the State's.
# FACT and FPT (Togo, Burkina Faso), FEICOM (Cameroon), FICOM (Niger), ANICT (Mali), DACF (Ghana) and FCTVA (France) are
# funds that the State feeds. An endowment is the State's where no other giver is named.
ALONE = _any_of(
    """
dotation*, fact, fpt, feicom, ficom, anict, dacf, fctva, dgf, dgd, fonds permanent*, fonds appui* collectivite*,
assemblies common fund, perequation*, competence* transfere*, tva, taxe sur valeur ajoutee, vat, value added tax,
equalisation*, equalization*, ضريبة على قيمة مضافة
"""
)
OTHERWISE = _any_of(
    """
jumel*, region*, departement*, province*, ville*, association*, ong, ngo, fondation*, prive*, cooperation*,
partenaire*, bailleur*, union europeenne, ambassade*, entreprise*, societe*, amortissement*, provision*,
fonds divers, reserve*, rembours*, refund*, credit* tva, tva collecte*, tva deductible*, vat refund*, vat paid
"""
)
NEAR = r"(?: \w+){0,7} "
GIVEN = re.compile(f"{GIFT.pattern}{NEAR}{GIVER.pattern}|{GIVER.pattern}(?: \\w+){{0,3}} {GIFT.pattern}")
WHOLE = re.compile(f"(?:l )?{GIVER.pattern}(?: et etablissements nationaux)?")


@lru_cache(maxsize=1 << 12)
def is_from_the_state(text: str) -> bool:
    """Do the words of a line of receipts, or of what it stands under, name the State's money?"""
    folded = NO_GIVER.sub(" ", fold(text)).strip()
    if WHOLE.fullmatch(folded) or GIVEN.search(folded):
        return True
    return ALONE.search(folded) is not None and OTHERWISE.search(folded) is None
