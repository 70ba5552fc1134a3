"""Published money: what was imported, what citizens are told of it, who asked.

What lives here: writing what `budgeting.accounts` read, publishing and withdrawing documents, answering by topic and by
programme, counting inquiries. It may import `models`, `bot`, `budgeting` and the rest of `services`.
What never happens here: reading a file's cells, putting a figure into words, adding a line to a sum twice.
"""
