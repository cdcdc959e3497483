"""Names in case.toml as ids: labels of indicators, totals and parameters, of parks and of industries may be written too."""

from collections.abc import Mapping, Sequence
from typing import Any

from model.indicators import INDICATORS
from model.levers import LEVERS
from model.parameters import CHOICES, PARAMETERS

from ..refusals.gathering import Faults
from ..refusals.problem import InputProblem, as_written, say
from .case_shape import CaseFile
from .choice_table import by_word
from .known_names import id_meant, with_ids
from .table_labels import UNKNOWN, Label
from .text import plain
from .totals import TOTALS
from .towns import CLASSES


def declared_by_id(file: CaseFile) -> CaseFile:
    """Return a case file with the labels of what is declared replaced by ids, where they mean one thing."""
    return file.model_copy(
        update={
            "headline": with_ids(file.headline, INDICATORS),
            "compared": with_ids(file.compared, INDICATORS),
            "totals": _keyed(file.totals, TOTALS),
            "parameters": _keyed(file.parameters, PARAMETERS),
            "choices": {
                name: by_word(name, chosen) if name in CHOICES else chosen
                for name, chosen in _keyed(file.choices, CHOICES).items()
            },
            "secondary": tuple(
                table.model_copy(update={"indicators": with_ids(table.indicators, INDICATORS)})
                for table in file.secondary
            ),
            "targets": tuple(
                target.model_copy(
                    update={
                        "indicator": with_ids([target.indicator], INDICATORS)[0],
                        "readings": with_ids(target.readings, INDICATORS),
                    }
                )
                for target in file.targets
            ),
            "approvals": tuple(
                approval.model_copy(
                    update={"lever": with_ids([approval.lever], LEVERS)[0], "since": plain(approval.since)}
                )
                for approval in file.approvals
            ),
            "towns": file.towns
            and file.towns.model_copy(
                update={
                    "recognition_from": plain(file.towns.recognition_from),
                    "provincial_classes": with_ids(file.towns.provincial_classes, CLASSES),
                }
            ),
        }
    )


def _keyed(table: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    """Return a table with labels among its keys as ids; a label of what has its id in the table too stays as it is."""
    named = zip(with_ids(table, known), table.items(), strict=True)
    return {key if key not in table else written: value for key, (written, value) in named}


def placed_by_id(name: str, file: CaseFile, parks: Sequence[Label], industries: Sequence[Label]) -> CaseFile:
    """Return the case file called `name` with the labels of parks and industries in it replaced by ids.

    Raises InputProblem for a target of one that the tables of the case do not hold, and for a target that is there twice,
    as another reading too.
    Mergers and upgrades are judged by `plans`, which knows which parks are zones.
    """
    known = {"park": {each.id: each for each in parks}, "industry": {each.id: each for each in industries}}
    faults, targets = Faults(), []
    seen: dict[str, int] = {}
    for number, target in enumerate(file.targets, start=1):
        place = dict(target.place)
        for kind, written in target.place.items():
            with faults:
                key = say("key", file=name, key=f"targets {number}.{kind}")
                place[kind] = id_meant(key, UNKNOWN[kind], written, known[kind])
        targets.append(target.model_copy(update=place))
    for number, target in enumerate(targets, start=1):
        if target.key in seen:
            what = say("target_twice", name=as_written(target.measure), year=target.year, number=seen[target.key])
            faults.add(InputProblem(say("key", file=name, key=f"targets {number}"), what, say("one_range")))
        seen.setdefault(target.key, number)
    for number, target in enumerate(targets, start=1):
        for reading in target.other_readings:
            if seen.setdefault(reading.key, number) != number:
                what = say("target_twice", name=as_written(reading.measure), year=target.year, number=seen[reading.key])
                faults.add(
                    InputProblem(say("key", file=name, key=f"targets {number}.readings"), what, say("judged_once"))
                )
    faults.refuse()

    def zone(written: str) -> str:
        return with_ids([written], known["park"])[0]

    mergers = tuple(each.model_copy(update={"park": zone(each.park), "into": zone(each.into)}) for each in file.mergers)
    upgrades = tuple(each.model_copy(update={"park": zone(each.park)}) for each in file.upgrades)
    return file.model_copy(update={"targets": tuple(targets), "mergers": mergers, "upgrades": upgrades})
