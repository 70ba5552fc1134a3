"""The panel: the pages on which the staff of a commune answer, decide, count and publish.

What lives here: sign-in, the layout, and one file for each page in `pages/`. It may import `services`, `bot`,
`budgeting` and `locales`. What never happens here: a table, a commit, a page without declared roles, a script or a
style in the page itself, a word that is not in the catalogues.
"""
