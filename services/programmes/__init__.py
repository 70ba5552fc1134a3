"""Programmes: what money is for, who answers for it, what was promised and what it brought.

What lives here: writing programmes, their actions, activities, indicators and measures; saying what examiners would
miss; reading them for staff and for everybody. It may import `models`, `budgeting` and the rest of `services`.
What never happens here: a result that nobody wrote down, a target changed without the trail, money kept twice.
"""
