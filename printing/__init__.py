"""Documents on paper: what is said becomes a PDF that any town hall can print and that a screen reader can read.

What lives here: the sheets, their fonts, and the press that sets them. It may import `locales` and `budgeting`; typst
is started here and nowhere else, in a process of its own. What never happens here: a word of a sheet's text (who asks
for a sheet has said everything already), a query, a request to anybody, a sheet built by putting strings together.
"""

from printing.making import PrintingNo, make_pdf, make_secret_pdf

__all__ = ["PrintingNo", "make_pdf", "make_secret_pdf"]
