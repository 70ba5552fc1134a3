"""What in a text may say who somebody is: proposed to be blotted out, seen and confirmed by staff.

Numbers of telephones and identity documents, e-mail addresses, and the name after "my name is" in the languages here.
A proposal, no proof: a name without such words stays, and staff read the text before anybody else does.
"""

from __future__ import annotations

import re

BLOT = "[…]"

_MONEY = r"(?!\s*(?:f\b|fcfa|cfa|xof|xaf|dh|mad|bif|fbu|francs?|milli|milliards?|%|فرنك|درهم|مليون|مليار))"
_YEARS = r"(?!(?:19|20)\d\d\s?[-/–]\s?(?:19|20)\d\d(?!\d))"
_DAY = r"(?!\d{1,2}[-./]\d{1,2}[-./]\d{2,4}(?!\d))"
_EMAIL = re.compile(r"[^\s@<>(),;:]+@[^\s@<>(),;:]+\.[^\s@<>(),;:.]+")
_PHONE = re.compile(rf"(?<![\w-]){_YEARS}{_DAY}(?:\+|00)?\d(?:[ .\-()]?\d){{7,14}}(?!\d){_MONEY}", re.IGNORECASE)
_DOCUMENT = re.compile(
    r"(?<!\w)(?:(?:cni|cnib|cin|cine|passeport|passport|carte|id|بطاقة|رقم البطاقة)\W{0,3}(?:n[°o.]?\W{0,2})?"
    r"\w*\d\w*|[A-Z]{1,3}\d{5,}[A-Z0-9]*)(?!\w)",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"((?:je m['’]?\s?appelle|je me nomme|mon nom est|mon nom c['’]est|moi c['’]est"
    r"|je suis (?:m\.|mr|mme|monsieur|madame)"
    r"|my name is|i am called|i am (?:mr|mrs|ms)\.?|اسمي هو|اسمي|انا اسمي|أنا اسمي|smiti|smiyti|ismi)\s*:?\s+)"
    r"([^\W\d_][\w'’-]*(?:\s+(?!(?:et|and|de la|je|j|i|من|و)\b)[^\W\d_][\w'’-]*){0,2})",
    re.IGNORECASE,
)


def propose_mask(text: str) -> str:
    """Return the text with what may say who somebody is blotted out."""
    masked = _CALLED.sub(lambda found: found.group(1) + BLOT, text)
    for pattern in (_EMAIL, _DOCUMENT, _PHONE):
        masked = pattern.sub(BLOT, masked)
    return masked
