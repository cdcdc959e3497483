"""Provenance of a sweep: what it was made from and with, when and by which command."""

from datetime import datetime
from typing import Any

from scenarios.sweep.plan import SweepPlan

from ..shared.provenance import made_from


def sweep_provenance(plan: SweepPlan) -> dict[str, Any]:
    """Return the provenance of a sweep as it is written to provenance.json.

    What each point sets is in points.parquet; a parameter that a point holds is not drawn there.
    """
    plan.prepare()
    return made_from(plan.design.case, plan.design.seed, datetime.now()) | {"input_hash": plan.contents.digest}
