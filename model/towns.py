"""Specialised towns: how far a town has come, and the classes of towns."""

from enum import IntEnum


class TownStatus(IntEnum):
    """How far a park has come as a specialised town; each has what those before it have."""

    NONE = 0  # it is no town and cannot become one
    POTENTIAL = 1  # a cluster that is not on the city's list yet
    CANDIDATE = 2  # on the list of towns that the city cultivates
    MUNICIPAL = 3  # recognised by the city
    PROVINCIAL = 4  # recognised by the province as well


TOWN_CLASSES = ("manufacturing", "special_farming", "crafts", "data_services")
PROVINCIAL_CLASSES = TOWN_CLASSES[:3]  # that the province's contest takes, unless a case says otherwise
