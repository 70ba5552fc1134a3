"""Receipts that are the State's, by their words: what it grants, transfers or shares with the communes."""

from __future__ import annotations

from functools import lru_cache

from budgeting.accounts.words import fold, pattern_of

# The communes levy no value added tax: what they have of it is their share of the State's.
# FACT and FPT (Togo, Burkina Faso), FEICOM (Cameroon), FICOM (Niger) and ANICT (Mali) are funds that the State feeds.
PHRASES = """
dotation*, subvention* etat, transfert* etat, subvention* equipement etat, subvention* investissement etat,
subvention* fonctionnement etat, concours etat, appui* etat, aide* etat, fonds etat, contribution* etat,
participation* etat, versement* etat, quote part* etat, subvention* gouvernement, transfert* gouvernement,
subvention* tresor, fact, fpt, feicom, ficom, anict, fonds permanent*, fonds appui* collectivite*, perequation*,
tva, taxe sur valeur ajoutee, vat, value added tax, state grant*, state transfer*, state subvention*, state subsid*,
state allocation*,
government grant*, government transfer*, government subvention*, government subsid*, government allocation*,
grant* from state, grant* from government, grant* from central government, transfer* from state,
transfer* from government, transfer* from central government, subvention* from state, subsid* from state,
equalisation*, equalization*,
منح* دولة, إعان* دولة, دعم دولة, إمداد* دولة, مساهم* دولة, تحويل* دولة, منح* من دولة,
إعان* من دولة, دعم من دولة, إمداد* من دولة, ضريبة على قيمة مضافة
"""
PATTERN = pattern_of([phrase.strip() for phrase in PHRASES.replace("\n", " ").split(",")])


@lru_cache(maxsize=1 << 12)
def is_from_the_state(text: str) -> bool:
    """Do the words of a line of receipts, or of what it stands under, name the State's money?"""
    return PATTERN.search(fold(text)) is not None
