"""Provenance of a sweep: what it was made from and with, when and by which command."""

import platform
import sys
from datetime import datetime
from typing import Any

from model.source_hash import MODEL_HASH
from scenarios.sweep.plan import SweepPlan

from ..shared.provenance import package_versions, parameters_used


def sweep_provenance(plan: SweepPlan) -> dict[str, Any]:
    """Return the provenance of a sweep as it is written to provenance.json.

    What each point sets is in points.parquet; a parameter that a point holds is not drawn there.
    """
    case = plan.design.case
    plan.prepare()
    return {
        "created": datetime.now().isoformat(timespec="seconds"),
        "command": " ".join(["run.py", *sys.argv[1:]]),
        "case": case.name,
        "input_hash": plan.contents.digest,
        "model_hash": MODEL_HASH,
        "baseline_digest": case.world.baseline_digest,
        "seed": plan.design.seed,
        "baseline_populations": case.world.pool,
        "versions": package_versions(),
        "system": f"{platform.system()} {platform.machine()}",
        "quarters": case.calendar.quarter_labels,
        "case_file": case.file.model_dump(mode="json"),
        "parameters": parameters_used(case),
    }
