"""The phases of a quarter in their order: the quarter runs by this table, and levers name the phases that read them."""

from ..declaration import Phase

DECLARED = (
    Phase(name="opening"),
    Phase(name="calendar", quarter=1),
    Phase(name="merging"),
    Phase(name="listing", quarter=1),
    Phase(name="demand"),
    Phase(name="production"),
    Phase(name="arrivals"),
    Phase(name="energy_rights"),
    Phase(name="permits"),
    Phase(name="allocation"),
    Phase(name="construction"),
    Phase(name="building"),
    Phase(name="measuring"),
    Phase(name="energy"),
    Phase(name="towns", quarter=4),
    Phase(name="bookkeeping"),
    Phase(name="assessment", quarter=4),
)
