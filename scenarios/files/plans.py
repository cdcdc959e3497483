"""Mergers and upgrades that the plan names, checked against the parks."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from model.population.baseline import ParkBaseline

from ..refusals.gathering import Faults
from ..refusals.problem import InputProblem, Message, as_written, say
from .case_shape import CaseFile
from .known_names import id_meant
from .table_labels import Label


def with_plans(file: CaseFile, parks: Sequence[ParkBaseline], labels: Sequence[Label]) -> list[ParkBaseline]:
    """Return the parks with the mergers and upgrades that the plan names. Raises InputProblem for what cannot be.

    `labels` are those of the parks, in their order.
    """
    zones = {park.id: label for park, label in zip(parks, labels, strict=True) if park.is_zone}
    national = {park.id for park in parks if park.level == "national"}
    faults = Faults()
    into = _mergers(file, zones, faults)
    candidates = _candidates(file, zones, national, faults)
    faults.refuse()
    return [
        replace(
            park,
            merges_into=into.get(park.id, ""),
            candidate=park.id in candidates,
            needs_hightech=candidates.get(park.id, True),
        )
        for park in parks
    ]


def _mergers(file: CaseFile, zones: Mapping[str, Label], faults: Faults) -> dict[str, str]:
    into: dict[str, str] = {}
    others: dict[int, str] = {}
    for number, merger in enumerate(file.mergers, start=1):
        with faults:
            park = id_meant(_place("mergers", number, "park"), "unknown_zone", merger.park, zones)
            other = id_meant(_place("mergers", number, "into"), "unknown_zone", merger.into, zones)
            if park == other:
                what = say("joins_itself", name=as_written(park))
                raise InputProblem(_place("mergers", number, "into"), what, say("one_other_zone"))
            if park in into:
                what = say("joins_twice", name=as_written(park), into=as_written(into[park]))
                raise InputProblem(_place("mergers", number, "park"), what, say("one_other_zone"))
            into[park] = others[number] = other
    for number, other in others.items():
        if other in into:
            further = as_written(into[other])
            what = say("joins_a_joiner", name=as_written(other), into=further)
            faults.add(InputProblem(_place("mergers", number, "into"), what, say("name_that_one", name=further)))
    return into


def _candidates(file: CaseFile, zones: Mapping[str, Label], national: set[str], faults: Faults) -> dict[str, bool]:
    """Return the candidates, and of each whether it is to become a high-tech zone."""
    candidates: dict[str, bool] = {}
    for number, upgrade in enumerate(file.upgrades, start=1):
        place = _place("upgrades", number, "park")
        with faults:
            park = id_meant(place, "unknown_zone", upgrade.park, zones)
            if park in national:
                raise InputProblem(place, say("national_already", name=as_written(park)))
            if park in candidates:
                raise InputProblem(place, say("upgraded_twice", name=as_written(park)))
            candidates[park] = upgrade.hightech
    return candidates


def _place(table: str, number: int, key: str) -> Message:
    return say("key", file="case.toml", key=f"{table} {number}.{key}")
