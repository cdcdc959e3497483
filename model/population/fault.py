"""What contradicts itself, in a baseline or in the setting of a lever, as a key and values.

Those who speak to people say it in their language.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Contradiction:
    """A key and its values: numbers as text, ids of parks, or further faults. As a string it names them plainly."""

    key: str
    values: Mapping[str, object]

    def __str__(self) -> str:
        """Return key and values for whoever calls the model by itself."""
        told = ", ".join(f"{name} {value}" for name, value in self.values.items())
        return f"{self.key} ({told})" if told else self.key


def fault(key: str, /, **values: object) -> Contradiction:
    """Return the contradiction of a key with its values."""
    return Contradiction(key, values)


class CalibrationError(ValueError):
    """The margins cannot be met together; `fault` says why."""

    def __init__(self, reason: Contradiction) -> None:
        super().__init__(str(reason))
        self.fault = reason


def total(name: str) -> Contradiction:
    """Return the name of a published total of the city."""
    return fault("total_of_case", name=name)


def output_of(park: str) -> Contradiction:
    """Return the name of a park's output."""
    return fault("output_of_park", park=park)


def output_of_industry(industry: str) -> Contradiction:
    """Return the name of the zones' output of an industry."""
    return fault("output_of_industry", industry=industry)


def yuan(amount: float) -> Contradiction:
    """Return an output, 10k yuan a year."""
    return fault("yuan", amount=f"{amount:,.0f}")


def share(value: float) -> str:
    """Return a share."""
    return f"{value:.4g}"
