"""The manifest of a sweep: what it is, and what must be the same for a stopped one to be continued."""

from typing import Any

from model.indicators import INDICATORS
from model.measures import names_of
from model.source_hash import MODEL_HASH

from ..populations import POOL
from ..targets import indicator_of
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
        POOL: case.file.population.pool,
        "seed": design.seed,
        "scenario": design.scenario,
        "points": len(design.points),
        "points_digest": design.digest,
        "listed_points_left_out": list(design.merged.repeated),
        "design": dict(design.contents),
        "replicates": rule_of(design),
        "years": case.calendar.year_labels,
        "indicators": {name: INDICATORS[indicator_of(name)].unit for name in names_of(case.world)},
        "targets": [target.model_dump(mode="json") for target in case.targets],
    }


def rule_of(design: Design) -> dict[str, Any]:
    """Return how many replicates the points get, and by which rule, in words too."""
    rule = design.rule
    described: dict[str, Any] = {"number": rule.number, "block": rule.block, "adaptive": rule.adaptive}
    if rule.goal is not None:
        described |= {
            "targets": [target.key for target in rule.goal.targets],
            "width": rule.width,
            "reference": rule.reference,
            "looks": [first + count for first, count in rule.blocks()],
            "rule": "After each look, a point goes on while the 95 % interval over all of its replicates is wider than "
            "`width`, up to `number`. It stops on width alone, never on the size or sign of an effect; looking "
            "again and again still makes the nominal 95 % optimistic, slightly, or by several points for differences "
            "of rare events (docs/sweeps.md).",
        }
    return described
