"""Margins that cannot be met together: which of the published shares is at fault, and what it could be at most."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog

from .fault import CalibrationError, Contradiction, fault, output_of, share, total, yuan
from .raking import Floats, rake, totals

GIVE = 1e-6  # of a share's whole: what a share gives way where the given firms leave no exact answer
EDGE = 1e-6
ROUNDING = 1e-9


@dataclass(frozen=True)
class Margin:
    """What a covariate is to add up to. A share that the case publishes can be at fault; an output is kept."""

    name: str  # of the published total; of an output, the id of its park
    amount: float
    share: Callable[[float], float] | None = None  # turns an amount into the share as published; None: no share

    @property
    def title(self) -> Contradiction:
        """How messages name it."""
        return total(self.name) if self.share else output_of(self.name)

    def text(self, amount: float) -> object:
        """Return an amount as the case would write it."""
        return share(self.share(amount)) if self.share else yuan(amount)


def meet(start: Floats, covariates: Floats, margins: list[Margin], held: Floats, tolerance: float | None) -> Floats:
    """Return the amounts nearest to `start` that meet the margins, of which `held` is there already.

    With a `tolerance`, shares may be off by so much of themselves where nothing meets them exactly. Raises
    CalibrationError that names the share at fault, how far it is off, and what it could be.
    """
    wanted = np.array([margin.amount for margin in margins]) - held
    try:
        if tolerance is None:
            return rake(start, covariates, wanted, [margin.title for margin in margins])
        return meet_around(start, covariates, margins, held, tolerance)
    except CalibrationError:
        raise contradiction(covariates, wanted, held, margins) from None


def meet_around(start: Floats, covariates: Floats, margins: list[Margin], held: Floats, tolerance: float) -> Floats:
    """Return amounts that, around what given firms hold, meet the margins; exactly, or the shares within `tolerance`."""
    amounts = np.array([margin.amount for margin in margins])
    soft = np.array([margin.share is not None for margin in margins])
    wanted = amounts - held
    # A margin that concerns no free firm is settled by the given ones; a share of them is judged at the end.
    settled = ~covariates.any(axis=0) & (soft | (np.abs(wanted) <= ROUNDING * np.abs(amounts)))
    left = [margin.title for margin, done in zip(margins, settled, strict=True) if not done]
    try:
        found = rake(start, covariates[:, ~settled], wanted[~settled], left)
    except CalibrationError:
        give = (soft * GIVE * np.abs(amounts))[~settled]
        found = rake(start, covariates[:, ~settled], wanted[~settled], left, give)
    demand_near(margins, held + totals(covariates, found), tolerance)
    return found


def demand_near(margins: list[Margin], reached: Floats, tolerance: float) -> None:
    """Raise CalibrationError when a share comes out further off than `tolerance` of itself."""
    for margin, amount in zip(margins, reached, strict=True):
        if margin.share and abs(margin.share(float(amount)) / margin.share(margin.amount) - 1) > tolerance:
            shown = {"wanted": margin.text(margin.amount), "reached": margin.text(float(amount))}
            raise CalibrationError(fault("missed_with_given", name=margin.title, **shown))


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
        if found.status == 3:  # without bound
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
    soft = [index for index in every if margins[index].share is not None]
    hard = [index for index in every if margins[index].share is None]
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
    shown = [margin.share(each) if margin.share else each for each in (margin.amount, amount)]
    gap = abs(shown[1] - shown[0])
    if margin.share and (shown[1] > shown[0]) == (amount < margin.amount):
        end = {"most": "least", "least": "most"}[end]  # the share falls where the amount rises
    values = {
        "name": margin.title, "wanted": margin.text(margin.amount), "limit": margin.text(amount),
        "gap": f"{gap:.2g}" if margin.share else f"{gap:,.0f}",
    }  # fmt: skip
    return Contradiction("limit_most" if end == "most" else "limit_least", values)
