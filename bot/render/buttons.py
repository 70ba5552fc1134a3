"""A reply with buttons, for channels that have them."""

from __future__ import annotations

from bot.answers import BACK_BUTTON, MORE_BUTTON
from bot.messages import Button, Capabilities, Outgoing
from bot.paging import MORE, Page, label_of, page_at
from bot.phrases import Speech
from bot.render.words import BACK, HELP, MENU, SHARE_NUMBER, SHARE_PLACE, lead, shortened
from bot.reply import Reply
from bot.steps import Ask, Wants

SHORT_LABEL = 14  # characters: two such buttons still fit beside one another on a small screen
KEYS = {Wants.CONTACT: SHARE_NUMBER, Wants.LOCATION: SHARE_PLACE}


def render_buttons(reply: Reply, speech: Speech, can: Capabilities) -> Outgoing:
    """Return the reply with one button a choice; a button carries the question's serial and its place on the page."""
    text = shortened("\n\n".join(lead(reply, speech)), can.max_length)
    if reply.question is None:
        return Outgoing(text, ((Button(MENU.spoken(speech), "0"),),))
    rows = _choice_rows(page_at(reply.question, reply.page, speech, can), reply, speech)
    steering = (
        Button(MENU.spoken(speech), "0"),
        Button(BACK.spoken(speech), f"{reply.serial}{BACK_BUTTON}"),
        Button(HELP.spoken(speech), "?"),
    )
    wants = reply.question.wants if isinstance(reply.question, Ask) else None
    if wants not in KEYS:
        return Outgoing(text, (*rows, steering))
    key = Button(KEYS[wants].spoken(speech), str(wants))
    return Outgoing(text, ((key,), *rows, steering), str(wants))


def _choice_rows(page: Page, reply: Reply, speech: Speech) -> list[tuple[Button, ...]]:
    buttons = [
        Button(label_of(choice, speech), f"{reply.serial}:{place}") for place, choice in enumerate(page.choices, 1)
    ]
    if page.has_more:
        buttons.append(Button(MORE.spoken(speech), f"{reply.serial}{MORE_BUTTON}"))
    if all(len(button.label) <= SHORT_LABEL for button in buttons):
        return [tuple(buttons[i : i + 2]) for i in range(0, len(buttons), 2)]
    return [(button,) for button in buttons]
