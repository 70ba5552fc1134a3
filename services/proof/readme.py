"""The README of a bundle, in plain words and in each of the commune's languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from budgeting.proof.withholding import BY_VOTES_ALONE
from budgeting.ways_in import PHONES_ONLY, BothWays, WaysIn, read_ways
from locales.page_words import SOURCE, chain_of, page_languages, page_text
from models.cycle import IdentityLevel
from services.printing.voice import marked as _

LINE = "=" * 40
VOIDED = _("THIS VOTE WAS CANCELLED. Its result does not count. The reason: %(reason)s")
OPENING = _("Here is all that is published of this vote. Nobody can read from it who chose what.")
CONFIRMED = _("A vote by SMS counted only once the code sent back to its number had come from there.")
CHECKING = (
    _("HOW TO CHECK"),
    _("1. You need a computer with Python 3.9 or newer, and nothing else, not even the internet."),
    _("2. Put this zip file (here: BUNDLE.zip) and verify.py in one folder, and type there:"),
    "   python3 verify.py BUNDLE.zip",
    _("3. “All of it holds” means that everything in here agrees. A line with FAULT names what does not."),
    _("4. Compare what it prints as rules_hash with the fingerprint announced before the vote."),
    _("5. Where it prints a seed, projects that are level were drawn in public: compare it with what you saw drawn."),
    _("6. Take verify.py from somebody you trust, rather than from this file. Palabre itself checks even more:"),
    "   palabre verify BUNDLE.zip",
)
RECEIPTS = (
    _("YOUR RECEIPT"),
    _("Type this with your own receipt. It says: counted; or replaced by your later vote, or voided with its code."),
    "   python3 verify.py BUNDLE.zip --receipt K7Q-2M9-XX4",
    _("Your receipt tells nobody what you chose."),
)
LIMITS = (
    _("WHAT THIS DOES NOT SHOW"),
    _("That a ballot says what its voter meant: ballots and receipts are kept apart, so that nobody can tell."),
    _("This is a consultation, not a secret ballot: the phone company can read every SMS."),
)
THE_FILES = _("THE FILES")
RULES = ("rules.json", _("The rules as they were frozen before the vote: projects, costs, money, how to count."))
BALLOTS = (
    ("election.json", _("Every ballot, sorted by what it says: no receipt, no phone, no channel, no time.")),
    ("votes.pb", _("The same ballots for other counting programs, in the format of pabulib.org.")),
)
TABLES = (
    "votes.pb, votes-….pb",
    _("The same ballots for other counting programs: one table for each envelope, by the format of pabulib.org."),
)
FEW = _("The votes of each project. Fewer than %(count)s people voted: one by one, ballots would be recognised.")
FEW_OF_A_ZONE = _(
    "The votes of each project. Fewer than %(count)s people voted, or no project of a zone has that many votes: "
    "one by one, ballots would be recognised."
)
OUTCOME = _("The count, step by step: what became of each project, and why.")
UNTOLD = _("Which projects won. How the rule came to them is not told: of so few people it would say who chose what.")
WAYS = _("WAYS TO VOTE")
PHONES = _("By phone, with the code of one’s slip.")
PHONES_ALONE = _("By phone.")
WITH_HELP = _("With help: an agent of the commune types the code and the choices, and hands over the receipt.")
IN_BOOTH = _(
    "In a booth: people type their code and their choices by themselves, on a phone of the commune. It counts as a "
    "vote by phone. Without a line it waits there, sealed, and counts if it arrives within the time for late messages."
)
ON_PAPER = _("On paper: on a sheet with the code, put into a ballot box.")
BOTH = {
    BothWays.PAPER: _("Where a code was used on paper and also by phone or with help, the sheet of paper counts."),
    BothWays.PHONE: _("Where a code was used on paper and also by phone or with help, the sheet of paper is void."),
}
HANDS = _(
    "By show of hands in meetings: two people at least sign each sheet. It is typed twice: by two people, or again by "
    "one after a public notice. Nothing shows whether somebody who raised a hand also voted otherwise; these votes are "
    "told apart in the result."
)
SHOWS = (
    "hands.json",
    _(
        "The shows of hands: for each meeting the people present, who signed by office, and the hands for each "
        "project. votes.pb has no place for them: other programs count the ballots alone, and may find other projects."
    ),
)
SHEETS = (
    "sheets.json",
    _(
        "The sheets of paper: for each ballot box how many were found, valid and void when they were entered, and why. "
        "Later votes, or voided codes, may have taken the place of valid ones. Small numbers are put "
        "together; where sheets.json names no box, there was none, or too few sheets to tell them apart."
    ),
)
FILES = (
    ("turnout.json", _("How many people voted, by channel. Small groups are put together.")),
    ("log.csv", _("The public log: a sealed receipt for each vote, never a choice, and the hour.")),
    ("heads.json", _("The state of the log hour by hour, signed while the vote was running.")),
    ("manifest.json, manifest.sig", _("The list of these files with their fingerprints, and its signature.")),
    ("verify.py", _("The program that checks all of this. It is short: anybody who knows Python can read it.")),
)


def readmes_of(
    rules: Mapping[str, Any], languages: Sequence[str], *, voided: str | None, shows_ballots: bool
) -> dict[str, str]:
    """Return the README in every language of the commune that pages are written in, English where there is none."""
    spoken = [tag for tag in languages if tag in page_languages()] or [SOURCE]
    return {
        f"README.{tag}.txt": "".join(f"{line}\n" for line in _lines(rules, tag, voided, shows_ballots))
        for tag in sorted(spoken)
    }


def _lines(rules: Mapping[str, Any], language: str, voided: str | None, shows_ballots: bool) -> Iterator[str]:
    title = _("%(commune)s: %(title)s. Check this vote yourself.")
    yield _say(title, language, commune=rules["commune"], title=rules["title"])
    yield LINE
    if voided is not None:
        yield from ("", _say(VOIDED, language, reason=voided))
    yield from ("", _say(OPENING, language))
    if rules.get("confirming_hours"):
        yield _say(CONFIRMED, language)
    ways = read_ways(rules)
    yield from _part(_ways(ways, rules["identity_level"] == IdentityLevel.VOTING_CODE), language)
    yield from _part(CHECKING, language)
    yield from _part(RECEIPTS, language)
    yield from _part((THE_FILES,), language)
    tables = (BALLOTS[0], TABLES) if rules.get("zones") else BALLOTS
    few = FEW_OF_A_ZONE if rules.get("own_zone_only") else FEW
    ballots = tables if shows_ballots else (("totals.json", few),)
    has_account = shows_ballots or rules["terms"]["rule"] in BY_VOTES_ALONE
    beside = (*((SHEETS,) if ways.on_paper else ()), *((SHOWS,) if ways.by_hands else ()))
    for name, meaning in (RULES, *ballots, ("outcome.json", OUTCOME if has_account else UNTOLD), *beside, *FILES):
        yield f"{name}\n   {_say(meaning, language, count=rules['ballots_published_from'])}"
    yield from _part(LIMITS, language)


def _ways(ways: WaysIn, has_codes: bool) -> tuple[str, ...]:
    """Return the ways to vote that were announced beside phones, nothing where there were none."""
    if ways == PHONES_ONLY:
        return ()
    paper = (ON_PAPER, BOTH[ways.both]) if ways.on_paper else ()
    typed = (*([WITH_HELP] if ways.with_help else []), *([IN_BOOTH] if ways.in_booth else []))
    beside = (*typed, *paper, *([HANDS] if ways.by_hands else []))
    return (WAYS, PHONES if has_codes else PHONES_ALONE, *beside)


def _part(texts: Sequence[str], language: str) -> Iterator[str]:
    if not texts:
        return
    heading, *lines = texts
    yield from ("", _say(heading, language), "")
    yield from (line if line.startswith(" ") else _say(line, language) for line in lines)


def _say(text: str, language: str, **values: object) -> str:
    return page_text(text, chain_of(language), **values)
