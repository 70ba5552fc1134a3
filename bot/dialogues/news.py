"""News of votes and public meetings: asked for in one word, ended in another."""

from __future__ import annotations

from bot.dialogue import Talk, Turn, dialogue
from bot.phrases import _
from bot.steps import Do, Look, Say
from bot.understanding.intents import Intent


@dialogue("follow_news", intents=(Intent.FOLLOW_NEWS,))
def follow_news(turn: Turn) -> Talk:
    """Tell the person of votes and public meetings from now on."""
    yield Do("follow", turn.desk.follow_news)
    if (yield Look("news", turn.desk.gets_news)):
        yield Say(_("Done: I tell you of votes and public meetings. To end this: NO NEWS. STOP ends all news."))
        return
    yield Say(_("Done: you asked for news of votes and meetings. All your news is off: to hear it, send START."))


@dialogue("unfollow_news", intents=(Intent.UNFOLLOW_NEWS,))
def unfollow_news(turn: Turn) -> Talk:
    """Tell the person of them no more."""
    yield Do("unfollow", turn.desk.unfollow_news)
    yield Say(_("Done: no more news of votes and public meetings. To hear of them again, send NEWS."))
