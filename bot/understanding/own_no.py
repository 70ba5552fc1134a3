"""The person's own word for no before a number: 'no 7' may say that 7 is not wanted, 'no. 7' is the number 7."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.understanding.facts import Facts, read_facts
from bot.understanding.lexicon import lexicon_of
from bot.understanding.phrase_lengths import apart


def may_say_no(text: str, languages: Sequence[str]) -> bool:
    """May 'no 7' say that 7 is not wanted, because 'no' is the person's word for it? 'No. 7' is the number 7."""
    lexicon = lexicon_of(tuple(languages))
    marks = [mark for mark in read_facts(text, lexicon).marks if mark.word not in lexicon.courtesy]
    is_no = len(marks) > 1 and marks[0].word in lexicon.own_no and marks[1].value is not None
    return is_no and re.search(r"\w+\s*[.\u00b0\u00ba]\s*\d", text) is None


def refused_by_no(facts: Facts) -> tuple[int, ...]:
    """Return the numbers that the person's own word for no may refuse among others, or behind a vote word: '3 no 4'.

    Empty where it is how they write 'number': behind 'project' or 'for', with a dot or a degree sign, or glued.
    """
    lexicon, marks = facts.lexicon, facts.marks
    if lexicon.own_no.isdisjoint(facts.words):
        return ()
    if re.search(rf"\b(?:{'|'.join(lexicon.own_no)})\s*[.\u00b0\u00ba]\s*\d", facts.folded.digits, re.IGNORECASE):
        return ()
    leads = apart(lexicon.before, lexicon.vote_heads, lexicon.own_no)
    found = [at for at in range(1, len(marks)) if marks[at].value and marks[at - 1].word in lexicon.own_no]
    if any(at > 1 and marks[at - 2].word in leads for at in found):
        return ()
    return tuple(mark.value for mark in (marks[at] for at in found) if mark.value)
