"""Why a document is not published, found or told of."""

from __future__ import annotations

from enum import StrEnum


class DocumentNo(StrEnum):
    """Why a document is not published, or not found."""

    UNKNOWN = "document_unknown"
    WITHOUT_TITLE = "document_without_title"
    TITLE_TOO_LONG = "document_title_too_long"
    UNKNOWN_CATEGORY = "document_unknown_category"
    UNKNOWN_LANGUAGE = "document_unknown_language"
    DATE_WRONG = "document_date_wrong"
    FILE_AND_LINK = "document_file_and_link"
    NO_FILE_OR_LINK = "document_no_file_or_link"
    LINK_WRONG = "document_link_wrong"
    WITHDRAWN_ALREADY = "document_withdrawn_already"
    TOLD_ALREADY = "document_told_already"
    NEWS_TOO_DEAR = "document_news_too_dear"
