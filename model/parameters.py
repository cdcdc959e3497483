"""Parameters: what nature sets. They are declared by mechanism in `declared/`; here they are one table.

A parameter that `varies` is drawn anew for every replicate, uniformly over its range, so that the bands of the results
contain what is not known. The others keep their value unless a case overrides it. A choice is drawn by the weights of its
alternatives. Compiled code receives all of them as one record a replicate (`parameter_dtype`), so nothing tunable is frozen
when the model is compiled. An alternative is a whole number there, by the names of `alternatives_of`; wherever people meet
it, it is a word.
"""

from collections import namedtuple
from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .declaration import Choice, Parameter
from .declared import table_of
from .sources import check_source

PARAMETERS: dict[str, Parameter] = table_of(Parameter)
CHOICES: dict[str, Choice] = {name: each for name, each in PARAMETERS.items() if isinstance(each, Choice)}
Value = float | str  # of a parameter as people write it: a number, or the word of an alternative
Weights = Mapping[str, tuple[float, ...]]  # by choice, the shares of its alternatives, where a case sets them

for _parameter in PARAMETERS.values():
    check_source(_parameter.source, f"parameter {_parameter.name}")

parameter_dtype = np.dtype([(name, np.float64) for name in PARAMETERS])


def central_values(overrides: Mapping[str, Value] | None = None) -> np.recarray:
    """Return one record (shape (1,), `parameter_dtype`) of central values, `overrides` replacing some by name.

    The centre of a choice is the alternative with the largest weight. Raises KeyError for an unknown name.
    """
    record = np.zeros(1, parameter_dtype)
    for name, parameter in PARAMETERS.items():
        record[name] = parameter.value
    for name, value in (overrides or {}).items():
        if name not in PARAMETERS:
            raise KeyError(name)
        record[name] = number_of(name, value)
    return record.view(np.recarray)


def range_around(name: str, value: float) -> tuple[float, float]:
    """Return what a parameter may lie between where a case sets its value: its range, moved as far as is admissible."""
    parameter = PARAMETERS[name]
    moved = value - parameter.value
    return max(parameter.low, parameter.low + moved), min(parameter.high, parameter.high + moved)


def drawn_parameters(weights: Weights) -> list[str]:
    """Return the names of all parameters that replicates draw in a case with such `weights` of alternatives."""
    drawn = {*drawn_numbers(), *open_choices(weights)}
    return [name for name in PARAMETERS if name in drawn]


def drawn_numbers() -> list[str]:
    """Return the names of the parameters that replicates draw from a range: all that vary but the choices."""
    return [name for name, parameter in PARAMETERS.items() if parameter.varies and name not in CHOICES]


def alternatives_of(name: str) -> Any:
    """Return the alternatives of a choice as whole numbers by their words; compiled code takes them for constants.

    `CLEARING = alternatives_of("permit_clearing")` is for a rule that asks `par.permit_clearing == CLEARING.bid`. Raises
    KeyError for what is no choice.
    """
    words = CHOICES[name].words
    return namedtuple("Alternatives", words)(*range(len(words)))


def number_of(name: str, value: Value) -> float:
    """Return a value as records have it: a number as it is, a word of a choice as its place.

    Raises ValueError for a word that is no alternative, and for a number of a choice that is no place of one.
    """
    if not isinstance(value, str):
        if name in CHOICES and value not in range(len(CHOICES[name].words)):
            raise ValueError(f"{value!r} is no place of an alternative of {name}")
        return float(value)
    if name not in CHOICES or value not in CHOICES[name].words:
        raise ValueError(f"{value!r} is no alternative of {name}")
    return float(CHOICES[name].words.index(value))


def worded(name: str, numbers: NDArray[np.float64]) -> NDArray[Any]:
    """Return values of records, (n,), as people write them: of a choice the words (objects), else the numbers."""
    if name not in CHOICES:
        return np.asarray(numbers)
    return np.array(CHOICES[name].words, object)[np.asarray(numbers, np.int64)]


def shares_of(name: str, weights: Weights = MappingProxyType({})) -> tuple[float, ...]:
    """Return the share of replicates that draw each alternative of a choice: as a case's `weights` say, else as declared."""
    return weights.get(name, CHOICES[name].shares)


def drawn_words(name: str, weights: Weights = MappingProxyType({})) -> tuple[str, ...]:
    """Return the alternatives of a choice that some replicates draw under a case's `weights`, in their order."""
    return tuple(word for word, share in zip(CHOICES[name].words, shares_of(name, weights), strict=True) if share > 0.0)


def weights_in(offers: Collection[str], given: Weights) -> Weights:
    """Return the shares of alternatives in a case that has what it `offers` and gives some choices weights of its own.

    A choice whose need the case does not meet has its centre in every replicate.
    """
    idle = {
        name: tuple(float(place == choice.value) for place in range(len(choice.words)))
        for name, choice in CHOICES.items()
        if choice.needs and choice.needs not in offers
    }
    return {**idle, **given}


def open_choices(weights: Weights = MappingProxyType({})) -> tuple[str, ...]:
    """Return the choices of which replicates draw more than one alternative under a case's `weights`."""
    return tuple(name for name in CHOICES if len(drawn_words(name, weights)) > 1)
