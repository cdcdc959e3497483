"""Margins that cannot be met together: which of the published shares is at fault, and what it could be at most."""

import math
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog

from .fault import CalibrationError, Contradiction, fault, output_of, output_of_industry, share, total, yuan
from .meeting import Shape, share_of
from .raking import Floats

# Of a covariate's whole, what rounding may take, and the status of SciPy's linear program where nothing holds a sum. They
# word a refusal: no result hangs on them.
EDGE, UNBOUNDED = 1e-6, 3


@dataclass(frozen=True)
class Margin:
    """What a covariate is to add up to. A share that the case publishes can be at fault; an output of a park is kept."""

    name: str  # of the published total; of an output, the id of its park or industry
    amount: float
    shape: Shape = Shape.OUTPUT  # how the amount makes the share as published
    constant: float = 0.0
    of_industry: bool = False  # what an industry makes in the zones: published as an output, and can be at fault

    @property
    def is_share(self) -> bool:
        """Whether it is a share of the zones or of the city, which can be at fault."""
        return self.shape is not Shape.OUTPUT

    @property
    def in_yuan(self) -> bool:
        """Whether the case publishes it as an output, 10k yuan a year, and not as a share."""
        return self.of_industry or not self.is_share

    def share(self, amount: float) -> float:
        """Return the share that an amount makes; of what is published as an output, the amount."""
        return float(amount if self.in_yuan else share_of(self.shape, self.constant, amount))

    @property
    def title(self) -> Contradiction:
        """How messages name it."""
        if self.of_industry:
            return output_of_industry(self.name)
        return total(self.name) if self.is_share else output_of(self.name)

    def text(self, amount: float) -> object:
        """Return an amount as the case would write it."""
        return yuan(amount) if self.in_yuan else share(self.share(amount))


def missed_with_given(margin: Margin, reached: float) -> CalibrationError:
    """Return the error of a share that comes out too far off with the given firms."""
    shown = {"wanted": margin.text(margin.amount), "reached": margin.text(reached)}
    return CalibrationError(fault("missed_with_given", name=margin.title, **shown))


def interval(patterns: Floats, wanted: Floats, which: int, others: list[int]) -> tuple[float, float] | None:
    """Return the least and most that a covariate can add up to while `others` are met; None if these cannot be.

    `patterns` (kind, margin) are the rows that differ: firms with the same attributes count as one.
    """
    scale = max(1.0, float(np.abs(wanted).max()))
    equations = patterns[:, others].T if others else None
    right = wanted[others] / scale if others else None
    ends = []
    for sign in (1.0, -1.0):
        found = linprog(sign * patterns[:, which], None, None, equations, right)
        if found.status == UNBOUNDED:
            ends.append(-sign * math.inf)
        elif found.status == 0:
            ends.append(sign * float(found.fun or 0.0) * scale)
        else:
            return None
    return ends[0], ends[1]


def contradiction(covariates: Floats, wanted: Floats, held: Floats, margins: list[Margin]) -> CalibrationError:
    """Return the error that says which margin contradicts the others, and by how much.

    A share is at fault when the others can be met once it is released; where that holds for several, either may be.
    """
    patterns = np.unique(covariates, axis=0)
    every = list(range(len(margins)))
    soft = [index for index in every if margins[index].is_share]
    hard = [index for index in every if not margins[index].is_share]
    for index in hard:
        bounds = interval(patterns, wanted, index, [])
        if bounds is None or not bounds[0] - EDGE <= wanted[index] <= bounds[1] + EDGE:
            return told_off(margins, {index: bounds or (0.0, 0.0)}, wanted, held)
    faults = {}
    for index in soft:
        bounds = interval(patterns, wanted, index, [other for other in every if other != index])
        if bounds is not None:
            faults[index] = bounds
    if not faults:  # more than one share is at fault by itself
        alone = {index: interval(patterns, wanted, index, hard) for index in soft}
        known = {index: bounds for index, bounds in alone.items() if bounds is not None}
        faults = {index: (a, b) for index, (a, b) in known.items() if not a <= wanted[index] <= b} or known
        return told_off(margins, faults, wanted, held, "and_also")
    return told_off(margins, faults, wanted, held)


def told_off(
    margins: list[Margin], faults: dict[int, tuple[float, float]], wanted: Floats, held: Floats, joined: str = "or_else"
) -> CalibrationError:
    """Return the error that names the margins at fault with what they should and what they can be."""
    parts = []
    for index, (low, high) in faults.items():
        margin = margins[index]
        if wanted[index] > high:
            parts.append(limit(margin, "most", float(high + held[index])))
        elif wanted[index] < low:
            parts.append(limit(margin, "least", float(low + held[index])))
    if not parts:  # only on the edge, where some firms would have no output above the threshold
        parts = [
            edge(margins[index], low + float(held[index]), high + float(held[index]))
            for index, (low, high) in faults.items()
        ]
    return CalibrationError(chained(parts, joined))


def chained(parts: list[Contradiction], joined: str) -> Contradiction:
    """Return several faults as one."""
    if not parts:
        return fault("no_share_at_fault")
    one, *others = parts
    for other in others:
        one = Contradiction(joined, {"one": one, "other": other})
    return one


def edge(margin: Margin, low: float, high: float) -> Contradiction:
    """Return the fault of a margin at the very end of what it can be."""
    ends = sorted([low, high], key=margin.share)
    return fault(
        "limit_edge", name=margin.title, wanted=margin.text(margin.amount), low=margin.text(ends[0]),
        high=margin.text(ends[1]),
    )  # fmt: skip


def limit(margin: Margin, end: str, amount: float) -> Contradiction:
    """Return what a margin should be, what it can be at most (or least), and by how much that falls short."""
    shown = [margin.share(each) for each in (margin.amount, amount)]
    gap = abs(shown[1] - shown[0])
    if margin.is_share and (shown[1] > shown[0]) == (amount < margin.amount):
        end = {"most": "least", "least": "most"}[end]  # the share falls where the amount rises
    values = {
        "name": margin.title, "wanted": margin.text(margin.amount), "limit": margin.text(amount),
        "gap": f"{gap:,.0f}" if margin.in_yuan else f"{gap:.2g}",
    }  # fmt: skip
    return Contradiction("limit_most" if end == "most" else "limit_least", values)
