from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest

from bot.messages import Button, Inbound, Outgoing
from gateways.base import Answer, Call, LineView, SendFailure
from gateways.providers.telegram import PROVIDER
from gateways.telegram_sending import TelegramSender
from gateways.telegram_updates import WANTED
from tests.fakes.server import Fault
from tests.fakes.telegram_api import NAME, PHOTO, SECRET, TOKEN, FakeTelegram, button_update, error, text_update

CHAT = "5550001"


@pytest.fixture
def api() -> Iterator[FakeTelegram]:
    with FakeTelegram() as fake:
        yield fake
        assert fake.strange == []


def line_at(url: str, token: str = TOKEN) -> LineView:
    secrets = {"bot_token": token, "webhook_secret": SECRET}
    return LineView("telegram", "line", NAME, "https://x.org", settings={"api_url": url}, secrets=secrets)


def with_sender(
    url: str, scenario: Callable[[TelegramSender], Awaitable[Any]], token: str = TOKEN, timeout: float = 5
) -> Any:
    async def run() -> Any:
        sender = TelegramSender(line_at(url, token), timeout)
        try:
            return await scenario(sender)
        finally:
            await sender.close()

    return asyncio.run(run())


def send(api: FakeTelegram, message: Outgoing) -> str:
    sent: str = with_sender(api.url, lambda sender: sender.send(CHAT, message, "key"))
    return sent


def failure(url: str, token: str = TOKEN, timeout: float = 5) -> SendFailure:
    with pytest.raises(SendFailure) as caught:
        with_sender(url, lambda sender: sender.send(CHAT, Outgoing("Bonjour"), "key"), token, timeout)
    return caught.value


def test_a_text_goes_out_as_it_is(api: FakeTelegram) -> None:
    assert send(api, Outgoing("*Forage* & <b>école</b> http://x.org 💧")) == "5550001:1"
    sent = api.messages[0]
    assert sent["text"] == "*Forage* & <b>école</b> http://x.org 💧"
    assert "parse_mode" not in sent and "reply_markup" not in sent
    assert sent["link_preview_options"] == {"is_disabled": True}


def test_buttons_stand_in_their_rows(api: FakeTelegram) -> None:
    rows = ((Button("Oui", "c:1"), Button("Non", "c:2")), (Button("Menu", "c:0"),))
    send(api, Outgoing("D'accord ?", rows))
    assert api.messages[0]["reply_markup"] == {
        "inline_keyboard": [
            [{"text": "Oui", "callback_data": "c:1"}, {"text": "Non", "callback_data": "c:2"}],
            [{"text": "Menu", "callback_data": "c:0"}],
        ]
    }


@pytest.mark.parametrize(("wants", "asks"), [("contact", "request_contact"), ("location", "request_location")])
def test_one_key_sends_the_contact_card_or_the_place(api: FakeTelegram, wants: str, asks: str) -> None:
    send(api, Outgoing("Votre numéro ?", ((Button("Envoyer", wants),), (Button("0 Menu", "c:0"),)), wants=wants))
    keyboard = api.messages[0]["reply_markup"]
    assert keyboard["keyboard"] == [[{"text": "Envoyer", asks: True}], [{"text": "0 Menu"}]]
    assert keyboard["one_time_keyboard"] is True and keyboard["resize_keyboard"] is True


def test_the_asking_key_has_a_sign_when_nobody_gave_it_words(api: FakeTelegram) -> None:
    send(api, Outgoing("Votre numéro ?", wants="contact"))
    assert api.messages[0]["reply_markup"]["keyboard"] == [[{"text": "📱", "request_contact": True}]]


def test_a_long_text_goes_out_in_several_messages_whose_last_has_the_buttons(api: FakeTelegram) -> None:
    text = "\n".join(f"{number}. Une ligne du budget de la commune" for number in range(250))
    assert send(api, Outgoing(text, ((Button("Menu", "c:0"),),))) == "5550001:1.2.3"
    assert "\n".join(api.texts_to(CHAT)) == text
    assert ["reply_markup" in message for message in api.messages] == [False, False, True]
    assert all(len(message["text"].encode("utf-16-le")) // 2 <= 4096 for message in api.messages)


@pytest.mark.parametrize(
    ("fault", "reason", "retry_in", "gone"),
    [
        (error(429, "Too Many Requests: retry after 7", retry_after=7), "busy", 7, False),
        (error(403, "Forbidden: bot was blocked by the user"), "blocked", None, True),
        (error(403, "Forbidden: user is deactivated"), "blocked", None, True),
        (error(400, "Bad Request: chat not found"), "refused", None, True),
        (error(400, "Bad Request: message is too long"), "refused", None, False),
        (error(401, "Unauthorized"), "credentials", 600, False),
        (error(500, "Internal Server Error"), "network", 0, False),
        (error(502, "Bad Gateway"), "network", 0, False),
        (Fault(502, b"<html>"), "network", 0, False),
        (Fault(200, b"<html>"), "network", 0, False),
        (Fault(200, b'{"ok": true}'), "network", 0, False),
        (Fault(200, b'{"ok": true, "result": {}}'), "network", 0, False),
    ],
)
def test_a_refusal_says_whether_to_try_again(
    api: FakeTelegram, fault: Fault, reason: str, retry_in: float | None, gone: bool
) -> None:
    api.fail(fault)
    found = failure(api.url)
    assert (found.reason, found.retry_in, found.gone) == (reason, retry_in, gone)


def test_wrong_credentials_keep_the_message_waiting(api: FakeTelegram) -> None:
    assert failure(api.url, token="654321:another").reason == "credentials"
    assert failure(api.url, token="").reason == "credentials"


def test_nobody_at_the_address_is_tried_again() -> None:
    assert failure("http://127.0.0.1:9").reason == "network"


def test_a_provider_that_never_answers_holds_nobody_up(api: FakeTelegram) -> None:
    api.fail(Fault(hangs=5))
    found = failure(api.url, timeout=0.2)
    assert (found.reason, found.retry_in) == ("timeout", 0)


def test_the_token_is_not_written_to_the_log(api: FakeTelegram, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    send(api, Outgoing("Bonjour"))
    assert TOKEN not in caplog.text


def test_a_chat_gets_a_burst_of_three_and_then_one_a_second(api: FakeTelegram) -> None:
    async def scenario(sender: TelegramSender) -> float:
        loop = asyncio.get_running_loop()
        begun = loop.time()
        for number in range(4):
            await sender.send(CHAT, Outgoing(str(number)), "key")
        return loop.time() - begun

    assert 0.9 <= with_sender(api.url, scenario) <= 5


def test_thirty_messages_have_room_at_once() -> None:
    assert TelegramSender(line_at("")).room() == 30


def test_waiting_updates_are_polled_raw_and_confirmed_by_the_next_offset(api: FakeTelegram) -> None:
    api.updates = [text_update(700, 5550001, "BUDGET"), button_update(701, 5550002, "c:3")]

    async def scenario(sender: TelegramSender) -> list[Any]:
        first, offset = await sender.poll(0, seconds=1)
        again, _ = await sender.poll(0, seconds=1)
        rest, last = await sender.poll(offset, seconds=0)
        return [first, offset, again, rest, last]

    first, offset, again, rest, last = with_sender(api.url, scenario)
    assert first == again == [text_update(700, 5550001, "BUDGET"), button_update(701, 5550002, "c:3")]
    assert (offset, rest, last) == (702, [], 702)
    assert api.updates == []
    calls = [Call("POST", "", "", {}, json.dumps(update).encode()) for update in first]
    assert [message.text or message.button for call in calls for message in _parse(call)] == ["BUDGET", "c:3"]


def _parse(call: Call) -> list[Inbound]:
    return PROVIDER.parse(call, line_at(""))


def test_a_button_that_came_by_polling_stops_spinning(api: FakeTelegram) -> None:
    call = Call("POST", "", "", {}, json.dumps(button_update(701, 5550002, "c:3")).encode())

    async def scenario(sender: TelegramSender) -> None:
        await sender.carry_out(PROVIDER.answer(call))
        await sender.carry_out(Answer())
        api.fail(error(400, "Bad Request: query is too old"))
        await sender.carry_out(PROVIDER.answer(call))

    with_sender(api.url, scenario)
    assert api.answered == ["701"]


def test_telegram_is_told_where_the_door_is(api: FakeTelegram) -> None:
    assert with_sender(api.url, lambda sender: sender.set_webhook()) is True
    assert api.webhook is not None
    assert api.webhook["url"] == "https://x.org/webhooks/telegram/line/inbound"
    assert api.webhook["secret_token"] == SECRET
    assert api.webhook["allowed_updates"] == WANTED
    assert with_sender(api.url, lambda sender: sender.drop_webhook()) is True
    assert api.webhook is None


def test_a_photo_is_fetched(api: FakeTelegram) -> None:
    assert with_sender(api.url, lambda sender: sender.fetch_file("AgADlarge")) == PHOTO


def test_a_photo_that_is_too_large_is_not_fetched(api: FakeTelegram) -> None:
    large = {"file_id": "a", "file_unique_id": "u", "file_size": 11 * 1024 * 1024, "file_path": "p"}
    api.fail(Fault(200, {"ok": True, "result": large}))
    with pytest.raises(SendFailure) as caught:
        with_sender(api.url, lambda sender: sender.fetch_file("a"))
    assert (caught.value.reason, caught.value.retry_in) == ("too_large", None)
