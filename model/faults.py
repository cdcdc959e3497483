"""What can stop a run: the faults that compiled code reports in the city's record."""

from enum import IntEnum


class Fault(IntEnum):
    """What can stop a run: a table too small (the engine enlarges it) or a book that does not close (it raises)."""

    NONE = 0
    ROWS = 1
    LAND_QUOTA = 2
    LAND_AREA = 3
    LAND_FIRMS = 4
    FLOOR = 5
    ENERGY_QUOTA = 6
    TAX_SHARED = 7
    TENANTS = 8
    UNITS = 9
    PERMITS = 10
    PERMIT_RESERVE = 11
    ENERGY_RIGHTS = 12
    ENERGY_RIGHTS_SOLD = 13
    REFUSED = 14
