"""Mergers and upgrades that the plan names, checked against the parks."""

from collections.abc import Mapping
from dataclasses import replace

from model.population.baseline import ParkBaseline

from ..refusals.problem import InputProblem, Message, as_written, nearest, say
from .case_shape import CaseFile


def with_plans(file: CaseFile, parks: list[ParkBaseline]) -> list[ParkBaseline]:
    """Return the parks with the mergers and upgrades that the plan names. Raises InputProblem for what cannot be."""
    zones = {park.id: park for park in parks if park.is_zone}
    into = _mergers(file, zones)
    candidates = _candidates(file, zones)
    return [replace(park, merges_into=into.get(park.id, ""), candidate=park.id in candidates) for park in parks]


def _mergers(file: CaseFile, zones: Mapping[str, ParkBaseline]) -> dict[str, str]:
    into: dict[str, str] = {}
    for number, merger in enumerate(file.mergers, start=1):
        for key, name in (("park", merger.park), ("into", merger.into)):
            _check_zone(_place("mergers", number, key), name, zones)
        if merger.park == merger.into:
            what = say("joins_itself", name=as_written(merger.park))
            raise InputProblem(_place("mergers", number, "into"), what, say("one_other_zone"))
        if merger.park in into:
            what = say("joins_twice", name=as_written(merger.park), into=as_written(into[merger.park]))
            raise InputProblem(_place("mergers", number, "park"), what, say("one_other_zone"))
        into[merger.park] = merger.into
    for number, merger in enumerate(file.mergers, start=1):
        if merger.into in into:
            further = as_written(into[merger.into])
            what = say("joins_a_joiner", name=as_written(merger.into), into=further)
            raise InputProblem(_place("mergers", number, "into"), what, say("name_that_one", name=further))
    return into


def _candidates(file: CaseFile, zones: Mapping[str, ParkBaseline]) -> set[str]:
    candidates: set[str] = set()
    for number, upgrade in enumerate(file.upgrades, start=1):
        place = _place("upgrades", number, "park")
        _check_zone(place, upgrade.park, zones)
        if zones[upgrade.park].level == "national":
            raise InputProblem(place, say("national_already", name=as_written(upgrade.park)))
        if upgrade.park in candidates:
            raise InputProblem(place, say("upgraded_twice", name=as_written(upgrade.park)))
        candidates.add(upgrade.park)
    return candidates


def _place(table: str, number: int, key: str) -> Message:
    return say("key", file="case.toml", key=f"{table} {number}.{key}")


def _check_zone(place: Message, name: str, zones: Mapping[str, ParkBaseline]) -> None:
    if name not in zones:
        raise InputProblem(place, say("unknown_zone", name=as_written(name)), nearest(name, zones))
