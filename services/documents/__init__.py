"""Documents the commune has produced: published as a file or a link, told to those who follow them, withdrawn.

What lives here: publishing and withdrawing, lists for pages and for the desk, who follows, and telling them.
What never happens here: news of a document that is withdrawn, or twice of the same one; a path from outside.
"""

from services.documents.follow import follow_documents, unfollow_documents
from services.documents.news import Audience, audience_of
from services.documents.publishing import (
    CATEGORIES,
    NewDocument,
    publish_document,
    tell_of_document,
    withdraw_document,
)
from services.documents.reading import (
    DocumentFile,
    DocumentView,
    find_document,
    latest_documents,
    link_of,
    list_documents,
    open_document,
    titles_of,
)
from services.documents.reasons import DocumentNo
from services.documents.spreading import spread_all

__all__ = [
    "CATEGORIES",
    "Audience",
    "DocumentFile",
    "DocumentNo",
    "DocumentView",
    "NewDocument",
    "audience_of",
    "find_document",
    "follow_documents",
    "latest_documents",
    "link_of",
    "list_documents",
    "open_document",
    "publish_document",
    "spread_all",
    "tell_of_document",
    "titles_of",
    "unfollow_documents",
    "withdraw_document",
]
