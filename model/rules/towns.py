"""Specialised towns: who applies, who meets the city's standard, how experts mark, and what a fund for towns is worth."""

from typing import Any

from ..compiled import compiled
from ..elementary import log
from ..streams import normal


@compiled
def meets_standard(output: Any, firms: Any, par: Any) -> Any:
    """Return whether a town meets the city's standard (ODD eq. 152); "at least" includes the figure.

    `output`, 10k yuan a year, and `firms` are those of its leading industries on the register.
    """
    return output >= par.municipal_output and firms >= par.municipal_firms


@compiled
def application_chance(support: Any, par: Any) -> Any:
    """Return the chance that a candidate applies in a round (ODD eq. 153).

    `support`, 0 to 1, is how far the fund for towns reaches. Invariants: `municipal_application` without support, at most 1.
    """
    return par.municipal_application + (1.0 - par.municipal_application) * par.application_incentive * support


@compiled
def town_mark(output: Any, uniform: Any, par: Any) -> Any:
    """Return the mark of a town in the province's contest (ODD eq. 154): log output, and what experts make of the rest.

    `output` is above 0, 10k yuan a year.
    """
    return log(output) + par.mark_spread * normal(uniform)


@compiled
def rival_mark(size: Any, uniform: Any, par: Any) -> Any:
    """Return the mark of a rival from another city (ODD eq. 154); its output is lognormal at the uniform `size`."""
    return log(par.rival_output) + par.rival_spread * normal(size) + par.mark_spread * normal(uniform)


@compiled
def equal_fund(money: Any, output: Any, zones: Any) -> Any:
    """Return the fund for all zones that serves a firm as `money` shared among towns does (ODD eq. 157), same unit.

    `output` is that of the towns, `zones` that of all zones: what counts is the money per output.
    """
    return money * zones / output
