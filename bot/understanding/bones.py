"""The consonants of a word by their sound, the same for Latin and Arabic letters: 'ch7al', 'chhal' and 'شحال' are one.

Who writes Darija in Latin letters has no spelling to keep to, nor has who shortens French or English words for an SMS:
vowels come and go, figures stand for Arabic letters (3, 7, 9), and one sound has many letters. What is left of a word
resembles what is left of its other spellings; words that are told apart by vowels alone become one here.
"""

from __future__ import annotations

import re

from bot.understanding.remembered import Remembered

_PAIRS = {"ch": "C", "sh": "C", "kh": "X", "gh": "G", "ph": "f", "qu": "K", "th": "t", "dh": "d"}
_BEFORE_E = {"ce": "s", "ci": "s", "ge": "j", "gi": "j"}
_SOUNDS = {**_PAIRS, **_BEFORE_E}
_TOGETHER = re.compile("|".join(_SOUNDS))
_LATIN = str.maketrans(
    {"c": "K", "k": "K", "q": "K", "g": "K", "9": "K", "C": "C", "7": "h", "5": "X", "4": "G", "8": "G", "6": "t"}
    | {"v": "f", "x": "Ks", **dict.fromkeys("aeiouyw23")}
)
_ARABIC = {
    **dict(zip("بجخدرزسشضغفكلمنتحصطقه", "bjXdrzsCdGfKlmnthstKh", strict=True)),
    "ث": "t",
    "ذ": "d",
    "ظ": "d",
}
_TWICE = re.compile(r"(.)\1+")


def bones_of(word: str) -> str:
    """Return the consonants of a folded word; its first letter where it has none."""
    return _BONES[word]


def _bones(word: str) -> str:
    if word.isascii():
        sounds = _TOGETHER.sub(lambda pair: _SOUNDS[pair.group()], word).translate(_LATIN)
    else:
        sounds = "".join(_ARABIC.get(letter, "") for letter in word)
    bare = _TWICE.sub(r"\1", sounds)
    if len(bare) > 2 and bare[-1] == "h":  # the ending of Arabic feminine words, which Latin letters leave out
        bare = bare[:-1]
    return bare or word[:1]


_BONES = Remembered(_bones)
