"""The plan of a search: the case, the question, the replicates; made of a file or of the options of a command."""

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from model.parameters import drawn_parameters
from model.source_hash import MODEL_HASH

from ..axis_reading import AxisTables, uncertainty_axes
from ..case import Case, load_case, shipped, shipped_labels
from ..files.beside import case_beside
from ..files.known_names import id_meant
from ..populations import POOL
from ..refusals.gathering import Faults
from ..refusals.problem import Message, say
from ..sweep.worlds import WORLDS, CaseContents, contents_of_case
from ..targets import TARGET_OPTION, targets_named
from .futures import prepare_futures, sampled_futures
from .lever_axes import all_levers, axes_of, equal_choices
from .question import SearchQuestion
from .search_file import Futures, SearchFile, read_search_file


@dataclass(frozen=True)
class SearchPlan:
    """What a search needs: `fresh` replicates and `fresh_futures` are those that the result is confirmed with."""

    case: Case
    question: SearchQuestion
    replicates: int
    fresh: int
    fresh_futures: pd.DataFrame | None

    @cached_property
    def contents(self) -> CaseContents:
        """The contents of the case's files, read once."""
        return contents_of_case(self.case)

    @cached_property
    def baseline(self) -> str:
        """Digest of the baseline populations of the case; with futures, a hash of it and of those of all futures.

        Raises InputProblem naming a future of which none can be made.
        """
        digests = [self.case.world.baseline_digest]
        WORLDS.keep(self.contents, self.case.world)
        for futures in (self.question.futures, self.fresh_futures):
            if futures is not None:
                digests += prepare_futures(self.case, self.contents, futures)
        return digests[0] if len(digests) == 1 else hashlib.sha256("".join(digests).encode()).hexdigest()[:16]

    def prepare(self) -> None:
        """Make the worlds of the case and of all futures now: what cannot be made is refused before anything is run.

        Raises InputProblem naming the future.
        """
        _ = self.baseline

    def context(self, replicates: int, first: int = 0) -> dict[str, Any]:
        """Return what evaluations depend on besides the point, for the key of an evaluation."""
        return {
            "case": self.contents.digest,
            "model": MODEL_HASH,
            "baseline": self.baseline,
            "seed": self.question.seed,
            "first": first,
            "replicates": replicates,
            "targets": [{target.measure: target.year, **target.bounds} for target in self.question.targets],
        }

    def identity(self) -> dict[str, Any]:
        """Return all that decides how the search goes, in plain values: what a search that continues must share."""
        question = self.question
        return {
            **self.context(self.replicates),
            "case_name": self.case.name,
            POOL: self.case.file.population.pool,
            "base": question.base,
            "axes": {axis.column: list(axis.choices) for axis in question.axes},
            "probability": question.probability,
            "margin": question.margin,
            "budget": question.budget,
            "population": question.population,
            "algorithm": str(question.algorithm),
            "tolerance": question.tolerance,
            "alternatives": question.alternatives,
            "fresh_replicates": self.fresh,
            "share": question.share if question.futures is not None else None,
            "futures": None if question.futures is None else question.futures.to_dict("list"),
        }


def read_plan(path: Path, changes: Mapping[str, Any]) -> SearchPlan:
    """Return the plan of a search file; `changes` replace keys of the file by values already checked."""
    file = read_search_file(path)
    place = say("key", file=path.name, key="targets")
    changed = file.model_copy(update=dict(changes))
    return make_plan(load_case(_case_name(path, file.case)), changed, path.name, _place_of_targets(changes, place))


def _case_name(path: Path, named: str | None) -> str | Path:
    """Return the case of a file: a folder beside it, else the name of a shipped case; the file's own folder if none."""
    if named is None:
        return path.resolve().parent
    if named in shipped():
        return named
    place = say("key", file=path.name, key="case")
    return case_beside(path.parent, named, place) or id_meant(place, "no_case", named, shipped_labels())


def plan_of_case(
    name: str, levers: Sequence[str] | None, futures: int | None, changes: Mapping[str, Any]
) -> SearchPlan:
    """Return the plan of a search over the declared ranges of levers; `futures` of all parameters that replicates vary."""
    case = load_case(name)
    varied: dict[str, Any] = {name: {} for name in drawn_parameters(case.weights)}
    several = Futures(number=futures, uncertainties=varied) if futures is not None else None
    file = SearchFile(levers=all_levers(case, levers), futures=several)
    place = _place_of_targets(changes, TARGET_OPTION)
    return make_plan(case, file.model_copy(update=dict(changes)), "--lever", place)


def _place_of_targets(changes: Mapping[str, Any], place: Message) -> Message:
    """Return where the targets were named: in the file, unless an option replaces them."""
    return TARGET_OPTION if "targets" in changes else place


def make_plan(case: Case, file: SearchFile, name: str, targets_at: Message) -> SearchPlan:
    """Return the plan that the contents of a file, called `name`, make. Raises InputProblem.

    `targets_at` is where the targets were named.
    """
    faults, tables = Faults(), AxisTables(name, "levers", "futures.uncertainties")
    with faults:
        base = case.scenario(file.scenario).name
        with faults:
            axes = axes_of(case, base, file.levers, tables)
    with faults:
        targets = targets_named(case.targets, file.targets, targets_at)
    with faults:
        nature = uncertainty_axes(tables, file.futures.uncertainties if file.futures is not None else {})
    faults.refuse()

    def futures(seed: int) -> pd.DataFrame | None:
        if file.futures is None:
            return None
        return sampled_futures(nature, file.futures.number, seed)

    question = SearchQuestion(
        base=base,
        axes=axes,
        targets=targets,
        probability=file.probability,
        margin=safety_margin(file.probability, file.replicates, file.caution),
        budget=file.budget,
        population=file.population,
        algorithm=file.algorithm,
        seed=file.seed,
        futures=futures(file.seed),
        share=1.0 if file.futures is None else file.futures.share,
        tolerance=file.tolerance,
        alternatives=file.alternatives,
        equal=equal_choices(case, base, axes),
    )
    return SearchPlan(case, question, file.replicates, file.fresh_replicates, futures(file.seed + 1))


def safety_margin(probability: float, replicates: int, caution: float) -> float:
    """Return `caution` standard errors of a probability that is estimated from `replicates`."""
    return caution * math.sqrt(probability * (1.0 - probability) / replicates)
