"""A participatory budget told whole: citizens through the doors of the providers, staff through their services.

What lives here: the town hall's acts, the citizens and what each was promised, and the books compared at the end.
With codes some of the citizens vote at a desk or on paper: staff type their ballots, through the same services.
What never happens here: a ballot written in any other way than its voter's message, or what staff typed for them.
"""
