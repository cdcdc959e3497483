"""Chances: shifted alike until their mean is a given one, and flags drawn from them that add up to a given sum."""

import numpy as np

from model.elementary import exp_each, log_each

from .raking import Floats

SINGLY = 64  # so many of the largest, and of the last, have their chances tilted one by one


def draw_to_sum(chances: Floats, amounts: Floats, wanted: float, generator: np.random.Generator) -> np.ndarray:
    """Return flags whose amounts add up to nearly `wanted`.

    The largest amount is drawn first. After each (after each block of a 64th, where many are left) the chances of the
    rest are tilted so that what is still wanted is what they are expected to add up to. The last and smallest make up
    for the luck of the large.
    """
    flags = np.zeros(len(chances), bool)
    order = np.argsort(-amounts, kind="stable")
    tilted, first, renewed = chances, 0, 0
    for place, row in enumerate(order):
        if place >= renewed:
            rest = order[place:]
            total = float(amounts[rest].sum())
            tilted = tilt_to(chances[rest], amounts[rest] / total, wanted / total)
            first, renewed = place, place + (1 if place < SINGLY else max(1, len(rest) // SINGLY))
        too_large = amounts[row] - wanted > amounts[order[-1]] and chances[row] < 1.0
        flags[row] = generator.random() < tilted[place - first] and not too_large
        wanted -= float(amounts[row]) * flags[row]
    return flags


def tilt_to(base: Floats, mix: Floats, target: float) -> Floats:
    """Return probabilities `base` shifted alike on the logit scale until their mean under `mix` is `target`.

    Probabilities of 0 and 1 stay; a target out of their reach is met as nearly as it can be.
    """
    free = (base > 0.0) & (base < 1.0)
    logit = np.zeros_like(base)
    logit[free] = log_each(base[free] / (1 - base[free]))
    low, high = -12.0, 12.0
    shifted = base.copy()
    for _ in range(60):
        middle = 0.5 * (low + high)
        shifted[free] = 1 / (1 + exp_each(-(logit[free] + middle)))
        low, high = (middle, high) if (mix * shifted).sum() < target else (low, middle)
    return shifted
