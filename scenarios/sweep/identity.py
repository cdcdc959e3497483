"""What machines must have in common to give the same results to the bit: source, packages, baseline populations.

A worker is asked for it before it gets a unit. It may lie, so that what it sends is checked as well.
"""

import platform
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

from model.source_hash import MODEL_HASH

from ..refusals.problem import Message, as_written, say
from .worlds import CaseContents, baseline_digest

# What computes: the model is compiled by Numba through llvmlite, and calls NumPy and SciPy.
COMPUTING = ("numpy", "numba", "llvmlite", "scipy")
MODEL, BASELINE = "model", "baseline populations"


def identity(contents: CaseContents) -> dict[str, str]:
    """Return what this machine has, by name: the model's hash, versions, and the hash of the baseline that it makes.

    Raises InputProblem where no population fits the case.
    """
    return {
        MODEL: MODEL_HASH,
        "python": platform.python_version(),
        **{name: version(name) for name in COMPUTING},
        "processor": platform.machine(),
        BASELINE: baseline_digest(contents),
    }


def difference_in_identity(worker: str, there: Any, here: Mapping[str, str]) -> Message | None:
    """Return in which first respect a worker differs from this machine, or None. `there` is what it answered."""
    shown = as_written(worker)
    if not isinstance(there, dict):  # an error, or whatever a worker makes up
        return say("worker_without_files", worker=shown, reason=as_written(str(there)))
    for name, wanted in here.items():
        found = there.get(name)
        if found != wanted:
            values = {"worker": shown, "there": as_written(str(found)), "here": wanted}
            if name == MODEL:
                return say("worker_other_model", **values)
            if name == BASELINE:
                return say("worker_other_baseline", **values)
            return say("worker_other_version", what=name, **values)
    return None
