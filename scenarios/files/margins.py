"""Who gives way where a register of firms and the published figures contradict each other."""

from enum import StrEnum


class Margins(StrEnum):
    """Who gives way where the register and the published figures contradict each other."""

    PUBLISHED = "published"
    REGISTER = "register"
