"""What a park answers to a project, and how one that was refused may try again."""

from enum import IntEnum


class Ruling(IntEnum):
    """What a park answers to a project that applies for a site."""

    ADMITTED = 0
    REFUSED_ENERGY = 1
    REFUSED_STANDARDS = 2


class WayBack(IntEnum):
    """How a newcomer that was refused tries again."""

    LOST = 0
    SMALLER = 1
    CLEANER = 2
    ELSEWHERE = 3
