"""A page of the list and the news of a document fit what an SMS may cost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.document_words import KINDS, kind_named, news_words
from bot.phrases import Speech
from bot.ports import PublishedList
from bot.sms.prepare import prepare
from tests.bot.fake_desk import FakeDesk
from tests.bot.fake_documents import PUBLISHED
from tests.bot.talking import SMS, Talk

LETTERS = {"fr": "m", "en": "m", "ar": "م"}
SEGMENTS = {"fr": 1, "en": 1, "ar": 2}
WORDS = {"fr": "DOCUMENTS", "en": "DOCUMENTS", "ar": "وثائق"}
PAGE = "https://palabre.example.org/kossi-sud/documents"


class WideDesk(FakeDesk):
    """A commune whose documents all have a title as long as it may be, and are of the kind with the longest name."""

    letter, page = "m", ""

    def documents(self, kind: str | None) -> PublishedList:
        rows = [replace(one, title=self.letter * 200, kind="account") for one in PUBLISHED * 3]
        return PublishedList(tuple(rows), self.page)


@pytest.mark.parametrize("page", ["", PAGE], ids=["at the town hall", "on a page"])
@pytest.mark.parametrize("language", LETTERS)
def test_a_page_of_the_longest_titles_fits(language: str, page: str) -> None:
    desk = WideDesk()
    desk.letter, desk.page = LETTERS[language], page
    talk = Talk(SMS, language, desk)
    for words in (WORDS[language], "+", "+"):
        talk.says(words)
        assert "2 " in talk.answer.text
        assert prepare(talk.answer.text).segments <= SEGMENTS[language], talk.answer.text
    talk.says("1")
    assert prepare(talk.answer.text).segments <= SEGMENTS[language], talk.answer.text


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LETTERS)
def test_the_news_of_a_document_fits(language: str, kind: str) -> None:
    words = news_words(kind, date(2026, 12, 31), LETTERS[language] * 200, "").spoken(
        Speech((language, "en"), is_brief=True)
    )
    assert prepare(words).segments <= SEGMENTS[language], words


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("DOCUMENTS BUDGET", "budget"),
        ("pv", "minutes"),
        ("documents comptes administratifs", "account"),
        ("docs délibérations du conseil", "minutes"),
        ("les rapports", "report"),
        ("documents", None),
        ("documents comptage", None),
    ],
)
def test_a_kind_is_known_by_what_people_call_it(text: str, kind: str | None) -> None:
    assert kind_named(text, Speech(("fr",))) == kind


def test_a_list_without_a_page_says_the_town_hall_only_where_no_document_has_an_address() -> None:
    class OneLink(FakeDesk):
        def documents(self, kind: str | None) -> PublishedList:
            return PublishedList((replace(PUBLISHED[0], link="https://commune.example/pv.pdf"), PUBLISHED[1]))

    talk = Talk(SMS, "fr", OneLink())
    assert "mairie" not in talk.says("DOCUMENTS").text
    assert "https://commune.example/pv.pdf" in talk.says("1").text
    talk.says("DOCUMENTS")
    assert "mairie" in talk.says("2").text
    assert "mairie" in Talk(SMS, "fr").says("DOCUMENTS").text
