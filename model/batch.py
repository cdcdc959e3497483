"""Iterations of `mesa.batch_run`: Mesa hands each of them the same arguments, here each is a replicate of its own."""

import inspect
from typing import Any

import mesa
from mesa import batchrunner

# From Mesa 3.5 on a batch hands out seeds as `rng`, and what it counts as iterations are these seeds.
HANDS_OUT_SEEDS = "rng" in inspect.signature(mesa.batch_run).parameters


def replicate_of(model: Any, rng: Any, replicate: int | None) -> int:
    """Return the number of the replicate that a model which is being made is: `replicate`, or 0 if that is None.

    In iteration i of `mesa.batch_run` it is i, unless the batch has handed out a seed `rng`. Raises ValueError where
    `replicate` is given and would be the same in several iterations.
    """
    iteration = 0 if rng is not None and HANDS_OUT_SEEDS else iteration_of(model)
    if replicate is None:
        return iteration
    if iteration:
        raise ValueError(
            f"replicate {replicate} would be run in each iteration: in mesa.batch_run leave out `replicate`, so that "
            "iteration i is replicate i, or leave out `iterations` and give a list of replicates"
        )
    return replicate


def iteration_of(model: Any) -> int:
    """Return the iteration of `mesa.batch_run` for which a model is being made, 0 outside of a batch.

    Mesa passes the number to nobody, so it is read from its function that calls the model's class. Raises
    RuntimeError where it is not found there: else all iterations would be one replicate, without a word.
    """
    frame = inspect.currentframe()
    while frame is not None and frame.f_locals.get("model", frame.f_locals.get("self")) is model:
        frame = frame.f_back
    if frame is None or frame.f_globals.get("__name__") != batchrunner.__name__:
        return 0
    if "iteration" not in frame.f_locals:
        raise RuntimeError(f"mesa.batch_run of Mesa {mesa.__version__} does not tell the iteration: use `replicate`")
    return int(frame.f_locals["iteration"])
