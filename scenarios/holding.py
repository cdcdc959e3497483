"""Parameters that a run holds: each keeps one value in every replicate, as at a point of a sweep that sets it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from model.parameters import PARAMETERS
from model.world import World

from .axes import UNCERTAINTY
from .axis_reading import value_reader
from .case import Case
from .refusals.problem import InputProblem, as_written, check_known, say
from .sweep.points import Held
from .sweep.worlds import WORLDS, contents_of_case, of_the_baseline

PLACE = "hold"  # the argument's name


def checked(hold: Any) -> Held:
    """Return parameters to hold, by name and value, in the order of their names.

    Raises InputProblem for a parameter that there is not, and for a value that is no number or outside its range.
    """
    if not isinstance(hold, Mapping):
        raise InputProblem(say("option", option=PLACE), say("not_a_table", value=as_written(hold)), say("hold_rule"))
    held = []
    for name, value in hold.items():
        check_known(say("option", option=PLACE), "unknown_parameter", name, PARAMETERS)
        number = value.item() if isinstance(value, np.generic) else value
        held.append((name, value_reader(UNCERTAINTY + name)(say("key", file=PLACE, key=name), number)))
    return tuple(sorted(held))


def world_holding(case: Case, hold: Any) -> tuple[World, Held]:
    """Return the world of a case in which parameters are held, and what is held of them in each replicate.

    A parameter that the baseline population is made with makes another population, as it would in case.toml. Raises
    InputProblem for what `checked` refuses, and where no population fits.
    """
    held = checked(hold)
    if not of_the_baseline(held):
        return case.world, held
    world = WORLDS.get(contents_of_case(case), tuple(sorted({**case.held, **dict(held)}.items())))
    parameters = case.file.central_values()
    for name, value in held:
        parameters[name] = value
    return replace(world, calendar=case.calendar, parameters=parameters, measures=case.measures), held
