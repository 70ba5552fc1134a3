"""The open-government action plan: its commitments, what is done for each, and the figures it is judged by.

What lives here: writing plans, commitments, their activities (promises of the origin `plan_activity`) and indicators;
reading them with the live figures of the plan's period.
What never happens here: a date put right by guessing, a live figure typed, a plan shown before it is published.
"""
