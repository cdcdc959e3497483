"""Raking: the weights nearest to given ones, in cross-entropy, that meet linear margins exactly."""

import numpy as np
from numpy.typing import NDArray

from model.elementary import exp_each

from .fault import CalibrationError, Contradiction, fault
from .linear import product, solve

Floats = NDArray[np.float64]


@np.errstate(over="ignore", invalid="ignore")  # margins that cannot be met drive amounts beyond all bounds
def rake(
    start: Floats, covariates: Floats, margins: Floats, names: list[Contradiction], give: Floats | None = None
) -> Floats:
    """Return positive amounts x = start * exp(covariates @ multipliers) with covariates.T @ x = margins.

    `start` (n,) are positive, `covariates` (n, m), `margins` (m,). The multipliers minimise the convex dual by Newton
    steps with halving; x minimises the cross-entropy sum(x log(x / start) - x + start) under the margins (Deville and
    Saerndal 1992). A margin with a `give` above 0 is met as nearly as can be: it may be off by its give times its
    multiplier. Raises CalibrationError, naming the margin that is furthest off, when they cannot be met.
    """
    multipliers = np.zeros(len(margins))
    soft = np.zeros(len(margins)) if give is None else give
    scale = np.maximum(np.abs(margins), 1.0)

    def dual(candidate: Floats) -> float:
        exponent = exponents(covariates, candidate)
        amount = float((start * exp_each(np.minimum(exponent, 700.0))).sum() - (margins * candidate).sum())
        return amount + 0.5 * float((soft * candidate * candidate).sum())

    amounts = start.copy()
    for _ in range(200):
        amounts = start * exp_each(exponents(covariates, multipliers))
        gap = totals(covariates, amounts) - margins + soft * multipliers
        if np.max(np.abs(gap) / scale) < 1e-13:
            return amounts
        if not np.isfinite(gap).all():
            break
        curvature = product(np.ascontiguousarray(covariates.T) * amounts, covariates) + np.diag(soft)
        ridge = 1e-14 * np.trace(curvature) / len(margins)
        step = solve(curvature + ridge * np.eye(len(margins)), gap)
        if not np.isfinite(step).all():  # amounts have run off to nothing: there are none that meet the margins
            break
        length = 1.0
        now = dual(multipliers)
        near = np.max(np.abs(gap) / scale) < 1e-6  # the dual is flat to rounding here, and Newton converges by itself
        while not near and dual(multipliers - length * step) > now - 1e-4 * length * float((gap * step).sum()):
            length *= 0.5
            if length <= 1e-12:
                break
        if length <= 1e-12:
            break
        multipliers -= length * step
    gap = np.abs(totals(covariates, amounts) - margins + soft * multipliers) / scale
    if np.max(gap) < 1e-10:
        return amounts
    worst = int(np.argmax(gap))
    best = float(totals(covariates, amounts)[worst])
    raise CalibrationError(
        fault("missed_at_best", name=names[worst], wanted=f"{margins[worst]:.6g}", reached=f"{best:.6g}")
    )


def totals(covariates: Floats, amounts: Floats) -> Floats:
    """Return what covariates (n, m) of amounts (n,) add up to."""
    added: Floats = product(amounts[None, :], covariates)[0]
    return added


def exponents(covariates: Floats, multipliers: Floats) -> Floats:
    """Return the weighted sum of each row's covariates."""
    weighted: Floats = product(covariates, multipliers[:, None])[:, 0]
    return weighted


def apportion(shares: Floats, total: int) -> NDArray[np.int64]:
    """Return whole numbers near `shares` (n,) that add up to `total` exactly: largest remainders, ties by order."""
    if len(shares) == 0:
        if total != 0:
            raise CalibrationError(fault("nobody_to_hold", total=total))
        return np.zeros(0, np.int64)
    exact = shares / shares.sum() * total
    whole = np.floor(exact).astype(np.int64)
    order = np.argsort(-(exact - whole), kind="stable")
    whole[order[: total - int(whole.sum())]] += 1
    return whole
