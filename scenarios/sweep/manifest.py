"""The manifest of a sweep: what it is, and what must be the same for a stopped one to be continued."""

from collections.abc import Sequence
from typing import Any

from model.indicators import INDICATORS
from model.source_hash import MODEL_HASH

from ..targets import Target, measures_of
from .design import Design
from .unit import SCHEMA
from .worlds import CaseContents


def manifest(design: Design, contents: CaseContents) -> dict[str, Any]:
    """Return the manifest of a design; the baseline populations of its case are made for it."""
    case = design.case
    return {
        "schema": SCHEMA,
        "name": design.name,
        "case": case.name,
        "case_digest": contents.digest,
        "baseline_digest": case.world.baseline_digest,
        "model_hash": MODEL_HASH,
        "seed": design.seed,
        "scenario": design.scenario,
        "points": len(design.points),
        "points_digest": design.digest,
        "design": dict(design.contents),
        "replicates": rule_of(design),
        "years": case.calendar.year_labels,
        "indicators": units_of(case.targets),
        "targets": [target.model_dump(mode="json") for target in case.targets],
    }


def units_of(targets: Sequence[Target]) -> dict[str, str]:
    """Return the units of all that runs are judged by: every indicator, and what targets ask of parks and industries."""
    units = {name: indicator.unit for name, indicator in INDICATORS.items()}
    return units | {each.name: units[each.indicator] for each in measures_of(targets)}


def rule_of(design: Design) -> dict[str, Any]:
    """Return how many replicates the points get, and by which rule, in words too."""
    rule = design.rule
    described: dict[str, Any] = {"number": rule.number, "block": rule.block, "adaptive": rule.adaptive}
    if rule.goal is not None:
        described |= {
            "targets": [f"{target.measure} {target.year}" for target in rule.goal.targets],
            "width": rule.width,
            "reference": rule.reference,
            "looks": [first + count for first, count in rule.blocks()],
            "rule": "After each look, a point goes on while the 95 % interval over all of its replicates is wider than "
            "`width`, up to `number`. It stops on width alone, never on the size or sign of an effect; looking "
            "again and again still makes the nominal 95 % optimistic, slightly, or by several points for differences "
            "of rare events (docs/sweeps.md).",
        }
    return described
