"""A reply with buttons, for channels that have them."""

from __future__ import annotations

from bot.answers import choices_of, has_more
from bot.conversation import Reply
from bot.messages import Button, Capabilities, Outgoing
from bot.phrases import Speech, say
from bot.render.words import BACK, HELP, MENU, MORE, lead
from bot.steps import Ask

SHORT_LABEL = 14  # characters: two such buttons still fit beside one another on a small screen


def render_buttons(reply: Reply, speech: Speech, can: Capabilities) -> Outgoing:
    """Return the reply with one button a choice; a button carries the question's serial and its place on the page."""
    text = "\n\n".join(lead(reply, speech))[: can.max_length]
    if reply.question is None:
        return Outgoing(text, ((Button(MENU.spoken(speech), "0"),),))
    rows = _choice_rows(reply, speech, can.page_size)
    steering = (Button(MENU.spoken(speech), "0"), Button(BACK.spoken(speech), "9"), Button(HELP.spoken(speech), "?"))
    wants = reply.question.wants if isinstance(reply.question, Ask) else None
    return Outgoing(text, (*rows, steering), str(wants) if wants in {"contact", "location"} else None)


def _choice_rows(reply: Reply, speech: Speech, size: int) -> list[tuple[Button, ...]]:
    assert reply.question
    page = choices_of(reply.question)[reply.page * size : (reply.page + 1) * size]
    buttons = [
        Button(say(choice.label, speech), f"{reply.serial}:{number}") for number, choice in enumerate(page, 1)
    ]
    if has_more(reply.question, reply.page, size):
        buttons.append(Button(MORE.spoken(speech), f"{reply.serial}:more"))
    if all(len(button.label) <= SHORT_LABEL for button in buttons):
        return [tuple(buttons[i : i + 2]) for i in range(0, len(buttons), 2)]
    return [(button,) for button in buttons]
