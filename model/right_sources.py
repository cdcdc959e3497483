"""Where energy rights for sale come from, in the order in which they are sold."""

from enum import IntEnum


class RightSource(IntEnum):
    """A source of energy rights: the new energy budget, scrapped capacity, certified savings."""

    QUOTA = 0
    SCRAPPED = 1
    SAVED = 2
