"""Specialised towns: their cells in parks.csv and the table `towns` of case.toml, which go together."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Any

from model.calendar import Calendar
from model.population.baseline import ParkBaseline
from model.towns import TOWN_CLASSES, TownStatus

from ..refusals.problem import InputProblem, Message, as_written, say
from .case_shape import CaseFile, Towns
from .known_names import id_meant, not_one_meant
from .lever_setting import read_quarter
from .sources import unknown_source
from .table import Row
from .table_labels import Label

TOWN_COLUMNS = ("town_class", "town_status")
CLASSES = {
    label.id: label
    for label in (
        Label("manufacturing", "制造业", "manufacturing"), Label("special_farming", "特优农业", "special farming"),
        Label("crafts", "特色轻工", "crafts"), Label("data_services", "数据服务", "data services"),
    )
}  # fmt: skip
assert tuple(CLASSES) == TOWN_CLASSES
STATUSES = {
    label.id: label
    for label in (
        Label("potential", "后备专业镇", "cluster that may become a town"), Label("candidate", "培育专业镇", "candidate"),
        Label("municipal", "市级专业镇", "municipal town"), Label("provincial", "省级专业镇", "provincial town"),
    )
}  # fmt: skip
UNSAID = "candidate"  # status of a town whose cell is empty


def read_town(row: Row, outside: bool | None) -> dict[str, Any]:
    """Return the class and the status of a park as a town; `outside` tells whether it is no zone. Raises InputProblem."""
    if not row.holds("town_class"):
        if row.holds("town_status"):
            raise InputProblem(row.place("town_status"), say("status_without_class"), say("leave_empty"))
        return {}
    if outside:
        raise InputProblem(row.place("town_class"), say("town_outside", park=row.word("id")), say("leave_empty"))
    of_class = id_meant(row.place("town_class"), "unknown_town_class", row.word("town_class"), CLASSES)
    status = UNSAID
    if row.holds("town_status"):
        status = id_meant(row.place("town_status"), "unknown_town_status", row.word("town_status"), STATUSES)
    return {"town_class": of_class, "town_status": TownStatus[status.upper()]}


def with_contest(file: CaseFile, parks: Sequence[ParkBaseline]) -> list[ParkBaseline]:
    """Return the parks with whether the province's contest takes their class.

    Raises InputProblem where parks.csv has towns and case.toml says nothing of them, and the other way round.
    """
    towns = any(park.town_class for park in parks)
    if towns and file.towns is None:
        raise InputProblem(_key("case.toml", "towns.recognition_from"), say("key_missing"), say("towns_rule"))
    if file.towns is None:
        return list(parks)
    if not towns:
        place = say("column", file="parks.csv", column="town_class")
        raise InputProblem(place, say("no_town"), say("some_town"))
    taken = file.towns.provincial_classes
    return [replace(park, contest_class=park.town_class in taken) for park in parks]


def recognition_quarter(towns: Towns | None, calendar: Calendar) -> int:
    """Return the quarter from which towns are recognised, the first one at the earliest; 0 in a city that has none."""
    return 0 if towns is None else max(1, calendar.quarter_of(towns.recognition_from))


def town_faults(name: str, file: CaseFile, sources: Collection[str]) -> Iterator[InputProblem]:
    """Yield what is wrong with the towns of a case file called `name`: a date, classes, the source."""
    if file.towns is None:
        return
    try:
        calendar = Calendar(file.baseline_year, file.years)
        read_quarter(_key(name, "towns"), "recognition_from", file.towns.recognition_from, calendar)
    except InputProblem as problem:
        yield problem
    place, seen = _key(name, "towns.provincial_classes"), set[str]()
    for each in file.towns.provincial_classes:
        if each not in CLASSES:
            yield not_one_meant(place, "unknown_town_class", each, CLASSES)
        elif each in seen:
            yield InputProblem(place, say("same_twice", name=as_written(each), other=as_written(each)))
        seen.add(each)
    if file.towns.source not in sources:
        yield unknown_source(_key(name, "towns.source"), file.towns.source, sources)


def _key(name: str, key: str) -> Message:
    return say("key", file=name, key=key)
