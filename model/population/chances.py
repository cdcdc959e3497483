"""Chances: shifted alike until their mean is a given one, and flags drawn from them that add up to a given sum."""

from typing import Any

import numpy as np

from model.compiled import allocating
from model.elementary import exp, log

# How finely chances are tilted while flags are drawn: so many of the largest, and of the last, one by one. What is wanted
# is met all the same, and no result hangs on it.
SINGLY = 64
# Bracket on the logit scale and steps of a search, down to rounding: no result hangs on them.
FURTHEST, STEPS = 12.0, 60


@allocating
def tilt_to(base: Any, mix: Any, target: Any) -> Any:
    """Return probabilities `base` (n,) shifted alike on the logit scale until their mean under `mix` is `target`.

    Probabilities of 0 and 1 stay; a target out of their reach is met as nearly as it can be.
    """
    odds = np.empty(base.size)
    shifted = base.copy()
    for place in range(base.size):
        odds[place] = log((1.0 - base[place]) / base[place]) if 0.0 < base[place] < 1.0 else 0.0
    low, high, shift = -FURTHEST, FURTHEST, 0.0
    for _ in range(STEPS):
        mean, slope = 0.0, 0.0
        for place in range(base.size):
            if 0.0 < base[place] < 1.0:
                shifted[place] = 1.0 / (1.0 + exp(odds[place] - shift))
                slope += mix[place] * shifted[place] * (1.0 - shifted[place])
            mean += mix[place] * shifted[place]
        if mean < target:
            low = shift
        else:
            high = shift
        newton = shift + (target - mean) / slope if slope > 0.0 else low
        before = shift
        shift = newton if low < newton < high else (low + high) / 2
        if shift == before:
            break
    return shifted


@allocating
def draw_to_sum(chances: Any, amounts: Any, uniforms: Any, wanted: Any) -> Any:
    """Return flags (n,) whose amounts add up to nearly `wanted`; each is held against its uniform.

    The largest amount is drawn first. After each (after each block of a 64th, where many are left) the chances of the
    rest are tilted so that what is still wanted is what they are expected to add up to. The last and smallest make up
    for the luck of the large.
    """
    flags = np.zeros(chances.size, np.bool_)
    order = np.argsort(-amounts, kind="mergesort")
    tilted, first, renewed = chances, 0, 0
    for place in range(order.size):
        row = order[place]
        if place >= renewed:
            rest = order[place:]
            total = amounts[rest].sum()
            tilted = tilt_to(chances[rest], amounts[rest] / total, wanted / total)
            first, renewed = place, place + (1 if place < SINGLY else max(1, rest.size // SINGLY))
        too_large = amounts[row] - wanted > amounts[order[-1]] and chances[row] < 1.0
        flags[row] = uniforms[row] < tilted[place - first] and not too_large
        if flags[row]:
            wanted -= amounts[row]
    return flags
