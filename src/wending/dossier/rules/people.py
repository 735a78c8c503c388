"""People around somebody: what kind of tie, how near (rings of the network map), and who is asked for feedback."""

from enum import StrEnum

# 1 is nearest: people you could ring tonight; 3: people you know by name.
RINGS = (1, 2, 3)


class Tie(StrEnum):
    """What somebody is to the person."""

    FAMILY = "family"
    FRIEND = "friend"
    COLLEAGUE = "colleague"
    EMPLOYER = "employer"
    TEACHER = "teacher"
    CLASSMATE = "classmate"
    NEIGHBOUR = "neighbour"
    CLUB = "club"
    GUIDE = "guide"
    OTHER = "other"


class Giver(StrEnum):
    """Who gives feedback."""

    PARENT = "parent"
    FRIEND = "friend"
    COLLEAGUE = "colleague"
    TEACHER = "teacher"
    EMPLOYER = "employer"
    OTHER = "other"
