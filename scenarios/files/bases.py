"""Scenarios that build on another one: the same settings but for those that they name."""

from collections.abc import Mapping
from dataclasses import replace

from model.levers import LeverSetting

from ..refusals.gathering import Faults
from ..refusals.problem import InputProblem, say
from ..scenario import Scenario
from .known_names import id_meant


def with_bases(file: str, scenarios: Mapping[str, Scenario], names: list[str], faults: Faults) -> dict[str, Scenario]:
    """Return scenarios with the settings of their bases, whatever their order.

    A setting that a scenario names itself takes the place of the whole setting of its base. `names` are the scenarios of
    the file, those among them that could not be read. A base that is none of them, and a circle, are added to `faults`.
    """
    known = {name: scenarios.get(name, Scenario(name)) for name in dict.fromkeys((*names, *scenarios))}
    bases: dict[str, str] = {}
    for name, scenario in scenarios.items():
        if scenario.base:
            with faults:
                place = say("key", file=file, key=f"{name}.base")
                bases[name] = id_meant(place, "unknown_scenario", scenario.base, known)
    told: set[str] = set()
    for name in scenarios:
        chain = chain_of(name, bases)
        circle = chain[chain.index(bases[chain[-1]]) :] if chain[-1] in bases else []
        if circle and not told.intersection(circle):
            told.update(circle)
            place = say("key", file=file, key=f"{circle[0]}.base")
            faults.add(InputProblem(place, say("circle_of_bases", names=[*circle, circle[0]]), say("base_rule")))
    return {name: _built(name, scenarios, bases) for name in scenarios}


def chain_of(name: str, bases: Mapping[str, str]) -> list[str]:
    """Return a scenario, its base, the base of that and so on, until one has no base or would come a second time."""
    chain = [name]
    while chain[-1] in bases and bases[chain[-1]] not in chain:
        chain.append(bases[chain[-1]])
    return chain


def _built(name: str, scenarios: Mapping[str, Scenario], bases: Mapping[str, str]) -> Scenario:
    settings: dict[str, LeverSetting] = {}
    for each in reversed(chain_of(name, bases)):
        settings |= dict(scenarios[each].settings) if each in scenarios else {}
    return replace(scenarios[name], base=bases.get(name, ""), settings=settings)
