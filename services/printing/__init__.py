"""What is said on paper: the citizen budget, the poster, the receipt of a request, gathered and put into words.

What lives here: reads of published figures, projects and lines, their words in a language, and publishing the PDF as a
document of the commune. It may import `services`, `models`, `bot`, `printing`, `budgeting` and `locales`. What never
happens here: a figure that the public pages do not show, who made a request, a word about how a sheet looks.
"""
