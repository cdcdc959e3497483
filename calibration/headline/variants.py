"""Variants of the model that the headline is shown under: as it is, each alternative of each choice, and values held."""

from collections.abc import Mapping
from typing import NamedTuple

from model.parameters import CHOICES, PARAMETERS, Value
from scenarios.case import Case
from scenarios.sweep.points import Held
from scenarios.targets import Target

# Parameters whose value alone is shown too, where the model declares them: nature's own trend of certificates.
SHOWN_AT: Mapping[str, tuple[float, ...]] = {"recognition_trend": (0.0, 0.1)}


class Variant(NamedTuple):
    """A variant: the parameter or choice that it holds, and at what; the model as it is holds nothing (`name` is empty)."""

    name: str = ""
    value: Value = 0.0

    @property
    def held(self) -> Held:
        """What a run of it holds."""
        return ((self.name, self.value),) if self.name else ()


AS_IT_IS = Variant()


def choices_of(case: Case) -> list[str]:
    """Return the choices that matter in a case: those whose need it meets, and those without one."""
    return [name for name, choice in CHOICES.items() if not choice.needs or choice.needs in case.data.offers]


def alternatives(case: Case) -> list[Variant]:
    """Return a variant for each alternative of each choice that matters in a case."""
    return [Variant(name, word) for name in choices_of(case) for word in CHOICES[name].words]


def variants(case: Case, shown_at: Mapping[str, tuple[float, ...]] = SHOWN_AT) -> list[Variant]:
    """Return what the headline of a case is shown under: the model as it is first, then alternatives, then values held."""
    values = [Variant(name, value) for name, at in shown_at.items() if name in PARAMETERS for value in at]
    return [AS_IT_IS, *alternatives(case), *values]


def headline_target(case: Case) -> Target:
    """Return the target that is the headline: the last one of the first headline indicator, else the last of all.

    Raises ValueError for a case without targets.
    """
    if not case.targets:
        raise ValueError(f"{case.name} has no targets, and so no headline")
    own = [target for target in case.targets if target.measure == case.headline[0]]
    return max(own or case.targets, key=lambda target: target.year)


def readings_of(target: Target) -> tuple[Target, ...]:
    """Return a target, followed by its other readings."""
    return (target, *target.other_readings)
