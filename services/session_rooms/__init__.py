"""The room of a public session: what is asked and voted there, its screen, and the report that comes out of it.

What lives here: which session takes questions now, questions by phone and aloud, what stands before the room, answers
and what comes of them, recommendations put to the vote, and the report. It may import what every service may.
What never happens here: a citizen's words before the room that nobody of the staff has read, who asked or how a phone
voted standing anywhere, a vote in the room taken for a ballot of a cycle, a question lost because it was hidden.
"""
