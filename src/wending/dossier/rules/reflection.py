"""The five career competences (loopbaancompetenties) and the steps in which somebody tells how far they are.

Terms as in the Dutch curriculum: *qualities* (what am I good at), *motives* (what do I go for), *work* (where am I in
place), *direction* (how do I get there), *people* (who can help). A *step* is what somebody says of themselves, in
words: from "I am just beginning" to "I help others with it". It is never a grade, never added up, never averaged.
"""

from enum import StrEnum

STEPS = (1, 2, 3, 4)


class Competence(StrEnum):
    """The five career competences."""

    QUALITIES = "qualities"
    MOTIVES = "motives"
    WORK = "work"
    DIRECTION = "direction"
    PEOPLE = "people"
