"""Parameters: what nature sets. They are declared by mechanism in `declared/`; here they are one table.

A parameter that `varies` is drawn anew for every replicate, uniformly over its range, so that the bands of the results
contain what is not known. The others keep their value unless a case overrides it. Compiled code receives all of them
as one record a replicate (`parameter_dtype`), so nothing tunable is frozen when the model is compiled.
"""

import numpy as np

from .declaration import Parameter
from .declared import table_of
from .sources import check_source

PARAMETERS: dict[str, Parameter] = table_of(Parameter)

for _parameter in PARAMETERS.values():
    check_source(_parameter.source, f"parameter {_parameter.name}")

parameter_dtype = np.dtype([(name, np.float64) for name in PARAMETERS])


def central_values(overrides: dict[str, float] | None = None) -> np.recarray:
    """Return one record (shape (1,), `parameter_dtype`) of central values, `overrides` replacing some by name.

    Raises KeyError for an unknown name.
    """
    record = np.zeros(1, parameter_dtype)
    for name, parameter in PARAMETERS.items():
        record[name] = parameter.value
    for name, value in (overrides or {}).items():
        if name not in PARAMETERS:
            raise KeyError(name)
        record[name] = value
    return record.view(np.recarray)


def range_around(name: str, value: float) -> tuple[float, float]:
    """Return what a parameter may lie between where a case sets its value: its range, moved as far as is admissible."""
    parameter = PARAMETERS[name]
    moved = value - parameter.value
    return max(parameter.low, parameter.low + moved), min(parameter.high, parameter.high + moved)
