"""Scenarios: what is asked. Cases (a city's data, baseline and targets), dated settings of levers, comparison."""

from .case import Case, load_case
from .problem import InputProblem
from .scenario import Scenario

__all__ = ["Case", "InputProblem", "Scenario", "load_case"]
