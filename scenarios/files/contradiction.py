"""What the synthesis of populations finds contradictory, put into words: published totals by their declared labels."""

from model.population.fault import Contradiction, total

from ..refusals.problem import Message, say
from .totals import TOTALS


def told(fault: Contradiction) -> Message:
    """Return a fault as a message, its parts too."""
    values = {name: told(value) if isinstance(value, Contradiction) else value for name, value in fault.values.items()}
    if fault.key == "total_of_case":
        values["label"] = TOTALS[str(values["name"])]
    return say(fault.key, **values)


def named_total(name: str) -> Message:
    """Return how messages name a total of case.toml."""
    return told(total(name))
