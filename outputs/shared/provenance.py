"""Provenance: what a result was made from and with, every value actually used included."""

import platform
import sys
from collections.abc import Mapping
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from model import __version__
from model.declaration import Choice
from model.levers import LEVERS, LeverSetting
from model.parameters import PARAMETERS, open_choices, range_around, shares_of
from model.source_hash import MODEL_HASH
from model.sources import Source
from scenarios.case import Case
from scenarios.evidence.grading import counts_by_file
from scenarios.experiment import ScenarioRuns
from scenarios.files.clauses import clauses_of
from scenarios.files.industry_table import SOLVED
from scenarios.inspection.moved import moved_figures

PACKAGES = ("numpy", "numba", "llvmlite", "mesa", "scipy", "pandas", "pyarrow", "xarray", "matplotlib")


def package_versions() -> dict[str, str]:
    """Return the versions of what a result depends on, read without importing it."""
    versions = {"tenglong": __version__, "python": platform.python_version()}
    for name in PACKAGES:
        try:
            versions[name] = version(name)
        except PackageNotFoundError:
            versions[name] = "not installed"
    return versions


def parameters_used(case: Case) -> dict[str, Any]:
    """Return every parameter: value, range if it varies over replicates, unit and source.

    Of a choice it is the alternative with the largest weight, and the share of replicates that draw each.
    """
    central = case.world.parameters[0]
    used: dict[str, Any] = {}
    for name, parameter in PARAMETERS.items():
        if isinstance(parameter, Choice):
            used[name] = _choice_used(case, parameter)
            continue
        value = float(central[name])
        used[name] = {
            "value": value,
            "unit": parameter.unit,
            "source": case.file.parameters[name].source if name in case.file.parameters else parameter.source,
            "drawn_from": list(range_around(name, value)) if parameter.varies else None,
        }
    return used


def _choice_used(case: Case, choice: Choice) -> dict[str, Any]:
    own, weights = case.file.choices.get(choice.name), case.world.weights
    shares = dict(zip(choice.words, shares_of(choice.name, weights), strict=True))
    return {
        "value": max(shares, key=lambda word: shares[word]),
        "unit": choice.unit,
        "source": choice.source if own is None else own.source,
        "drawn_from": shares if choice.name in open_choices(weights) else None,
    }


def sources_used(case: Case) -> dict[str, Source]:
    """Return the sources of everything that was used: of the files of the case, and of the model's parameters."""
    cited = {each["source"] for each in parameters_used(case).values()}
    return {name: source for name, source in case.sources.items() if name in cited or case.data.citing(name)}


def levers_used(case: Case, runs: ScenarioRuns) -> dict[str, Any]:
    """Return the dates of every lever under a scenario, its strength in every quarter, and the parks where it acts."""
    settings = runs.scenario.levers
    neutral = {name: LeverSetting(lever.neutral) for name, lever in LEVERS.items()}
    return {
        name: {
            "unit": lever.unit,
            "clauses": list(clauses_of(case, name)),
            **dates_of(settings.get(name), case),
            "strength": settings.get(name, neutral[name]).strengths(lever, case.calendar).tolist(),
        }
        for name, lever in LEVERS.items()
    }


def dates_of(setting: LeverSetting | None, case: Case) -> dict[str, Any]:
    """Return from which quarter a lever is in force, how long it takes to full strength, when it is neutral again, and where.

    Each is None for a lever that is neutral throughout; the end is None for one that stays in force, and the parks are
    None for one that acts in all of them. A lever that is set in steps starts with the first.
    """
    if setting is None:
        return {"start": None, "ramp": None, "end": None, "parks": None}
    start = setting.start or case.calendar.label(1)
    return {"start": start, "ramp": setting.ramp, "end": setting.end, "parks": list(setting.parks) or None}


def processor() -> str:
    """Return the type of processor that the model was compiled for, as the compiler calls it."""
    from llvmlite.binding import get_host_cpu_name

    return str(get_host_cpu_name())


def made_here(moment: datetime) -> dict[str, Any]:
    """Return when, by which command and with what a result was made, whatever it is of."""
    return {
        "created": moment.isoformat(timespec="seconds"),
        "command": " ".join(["run.py", *sys.argv[1:]])
        .encode(errors="backslashreplace")
        .decode(),  # names may be no text
        "versions": package_versions(),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
    }


def made_from(case: Case, seed: int, moment: datetime) -> dict[str, Any]:
    """Return what every result of a case was made from and with."""
    return {
        **made_here(moment),
        "case": case.name,
        "input_hash": case.digest,
        "evidence": {file: dict(counts) for file, counts in counts_by_file(case).items()},
        "margins": {
            "decided_by": str(case.file.population.margins),
            "moved": [
                {
                    "figure": str(each.place),
                    "published": each.published,
                    "register": each.register,
                    "unit": each.unit,
                    "tolerance": each.tolerance,
                }
                for each in moved_figures(case)
            ],
        },
        "vary_baseline": case.file.population.vary_baseline,
        "baseline_numbers_drawn": len(case.data.baseline.unknowns),
        "model_hash": MODEL_HASH,
        "baseline_digest": case.world.baseline_digest,
        "seed": seed,
        "baseline_populations": case.world.populations.pool,
        "processor": processor(),
        "quarters": case.calendar.quarter_labels,
        "unchecked_after": case.file.last_year if case.goes_on else None,
        "case_file": case.file.model_dump(mode="json"),
        "parameters": parameters_used(case),
    }


def provenance(
    case: Case, experiment: Mapping[str, ScenarioRuns], replicates: int, seed: int, moment: datetime
) -> dict[str, Any]:
    """Return the provenance of an experiment as it is written to provenance.json.

    The parameters that each replicate drew are in parameters.parquet beside it.
    """
    return made_from(case, seed, moment) | {
        "replicates": replicates,
        "crossed_runs": {
            name: runs.crossed.sizes["replicate"] for name, runs in experiment.items() if runs.crossed is not None
        },
        "industries_solved": {
            name: {column: float(record[column]) for column in (*SOLVED, "energy_intensity")}
            for name, record in zip(case.world.industry_names, case.world.arrays.industries, strict=True)
        },
        "emission_line": float(case.world.arrays.emission_line[0]),
        "sources": {name: source._asdict() for name, source in sources_used(case).items()},
        "scenarios": {name: levers_used(case, runs) for name, runs in experiment.items()},
    }
