"""Standards of certificates that last three years, solved so that without policy no size of firm gains or loses share.

Capability, certificate and its age are a Markov chain (ODD eq. 175-178). An industry has two unknown standards, of the award
and of the renewal. They are solved for two numbers of small firms: the share with a certificate and the mean chance of
failing. Two factors do the same for large firms.
"""

from typing import Any, NamedTuple

import numpy as np

from model.calendar import QUARTERS_A_YEAR
from model.compiled import allocating, compiled
from model.elementary import exp, log
from model.state import CERTIFICATE_YEARS

from .banded import eliminate, solve_eliminated, times, times_from_left
from .capability import ALWAYS, OUT_OF_REACH
from .capability_grid import GRID, POINTS, Floats, gathered_in, on_grid, span_of, upper_quantile
from .capability_moves import move_between, moved_after_each

# Of Newton's method; no result hangs on them. One step more is the last from errors of share and failing that are close, as
# it squares them. Then come the most steps, and the longest, of a standard or of the logarithm of a factor. Shares are kept a
# tiny bit from 0 and 1, where their logits are taken. Where large firms fail less than a thousandth as often as small ones,
# their factors are in proportion to that.
CLOSE, STEPS, LARGEST_STEP, TINY, LEAST_FAILING = 3e-5, 60, 0.5, 1e-12, 1e-3


class Certificates(NamedTuple):
    """Standards of an industry and its stationary law, capability on the grid by age of the certificate."""

    award: float  # capability threshold of the award
    renewal: float  # that of the renewal
    large_failing: float  # chance of failing of large firms over that of small ones of the same capability
    large_winning: float  # chance of an award, likewise
    failing: float  # mean chance that a small firm fails at the renewal
    ages: Floats  # (CERTIFICATE_YEARS, grid) mass of firms whose certificate is 0, 1 and 2 years old
    others: Floats  # (grid,)


class Chain(NamedTuple):
    """How capability moves in an industry: arrays that every step of the solution shares, on a part of the grid."""

    grid: Any  # f8 (grid,) where the law has any mass to speak of
    moved: Any  # f8 (CERTIFICATE_YEARS, grid, grid) transposed transition of one year, two and three
    applying: Any  # f8 (grid,) the stationary law after a year
    summed: Any  # f8 (grid, grid) the sum of `moved`


class Found(NamedTuple):
    """A stationary law for some chances: its mass just certified, share and failing, and the system that gave it."""

    matrix: Any  # f8 (grid, grid) eliminated
    newest: Any  # f8 (grid,)
    tested: Any  # f8 (grid,) the mass at the test
    share: Any
    failing: Any


@allocating
def chain_of(research_share: Any, law: Any, parameters: Any) -> Any:
    """Return the moves of capability of an industry whose stationary law is `law` (grid,)."""
    first, last = span_of(law)
    grid = GRID[first:last]
    moved = moved_after_each(CERTIFICATE_YEARS, QUARTERS_A_YEAR, move_between(grid, research_share, parameters))
    summed = np.zeros((grid.size, grid.size))
    for year in range(CERTIFICATE_YEARS):
        summed += moved[year]
    return Chain(grid, moved, times(moved[0], gathered_in(law, first, last)), summed)


@allocating
def find(chain: Any, winning: Any, failing: Any) -> Any:
    """Return the stationary law for chances (grid,) of an award and of failing at the renewal.

    With the mass c just certified or renewed, firms without a certificate are the law less the three ages. So
    c = winning (applying - (M1 + M2 + M3) c) + (1 - failing) M3 c.
    """
    last, points = chain.moved[CERTIFICATE_YEARS - 1], chain.grid.size
    matrix, right = np.empty((points, points)), np.empty(points)
    for point in range(points):
        right[point] = winning[point] * chain.applying[point]
        for other in range(points):
            matrix[point, other] = (
                winning[point] * chain.summed[point, other] - (1.0 - failing[point]) * last[point, other]
            )
        matrix[point, point] += 1.0
    eliminate(matrix)
    newest = solve_eliminated(matrix, right)
    tested = times(last, newest)
    return Found(matrix, newest, tested, CERTIFICATE_YEARS * newest.sum(), (failing * tested).sum() / newest.sum())


@allocating
def slopes(chain: Any, found: Any, failing: Any, more_winning: Any, more_failing: Any) -> Any:
    """Return how share, mean failing and the mass (grid,) just certified move.

    The first three are for chances (grid,) of an award that move by `more_winning`, the others for chances of failing
    that move by `more_failing`.
    """
    # By where a firm was certified: how much likelier than the mean it is to fail three years on.
    likelier = times_from_left(failing, chain.moved[CERTIFICATE_YEARS - 1]) - found.failing
    newest = found.newest.sum()
    change = solve_eliminated(found.matrix, more_winning * (chain.applying - times(chain.summed, found.newest)))
    by_winning = CERTIFICATE_YEARS * change.sum(), (likelier * change).sum() / newest, change
    failed_more = more_failing * found.tested
    change = solve_eliminated(found.matrix, -failed_more)
    failed = failed_more.sum() + (likelier * change).sum()
    return by_winning, (CERTIFICATE_YEARS * change.sum(), failed / newest, change)


@compiled
def logit_step(wanted: Any, found: Any) -> Any:
    """Return how far a share should move, by the slope of its logit, to get from `found` to `wanted`."""
    kept = min(max(found, TINY), 1.0 - TINY)
    return (log(wanted / (1.0 - wanted)) - log(kept / (1.0 - kept))) * kept * (1.0 - kept)


@compiled
def newton_step(first: Any, second: Any, share: Any, failing: Any) -> Any:
    """Return steps of two unknowns, neither above `LARGEST_STEP`, whose slopes (share, failing) are `first` and `second`."""
    determinant = first[0] * second[1] - second[0] * first[1]
    one = (share * second[1] - second[0] * failing) / determinant
    other = (first[0] * failing - share * first[1]) / determinant
    scale = min(1.0, LARGEST_STEP / max(abs(one), abs(other), TINY))
    return one * scale, other * scale


@allocating
def softened(grid: Any, level: Any, parameters: Any) -> Any:
    """Return the logistic function (grid,) of capability over a standard `level`, in widths of recognition."""
    chances = np.empty(grid.size)
    for point in range(grid.size):
        chances[point] = 1.0 / (1.0 + exp(-(grid[point] - level) / parameters.recognition_width))
    return chances


@compiled
def failing_of_small(hightech_share: Any, parameters: Any) -> Any:
    """Return the mean chance that a small firm fails at the renewal (ODD eq. 178).

    It is the parameter, unless so few have no certificate that awards could not make up for it: then it is half of what
    they could make up for at most.
    """
    most = CERTIFICATE_YEARS * parameters.recognition_rate * (1.0 - hightech_share) / hightech_share
    return min(parameters.renewal_failing_small, most / 2)


@allocating
def solve_small(chain: Any, law: Any, hightech_share: Any, failing: Any, parameters: Any) -> Any:
    """Return the standards of award and renewal that make share and failing of small firms stationary, and the law."""
    width, rate = parameters.recognition_width, parameters.recognition_rate
    award = upper_quantile(law, hightech_share)
    renewal = award - parameters.recognition_band
    newest = chain.applying
    for _ in range(STEPS):
        passes, fails = softened(chain.grid, award, parameters), 1.0 - softened(chain.grid, renewal, parameters)
        found = find(chain, rate * passes, fails)
        more_winning, more_failing = -rate * passes * (1.0 - passes) / width, fails * (1.0 - fails) / width
        by_award, by_renewal = slopes(chain, found, fails, more_winning, more_failing)
        step = newton_step(
            by_award, by_renewal, logit_step(hightech_share, found.share), logit_step(failing, found.failing)
        )
        award, renewal = award + step[0], renewal + step[1]
        newest = found.newest + step[0] * by_award[2] + step[1] * by_renewal[2]
        if max(abs(found.share - hightech_share), abs(found.failing - failing)) < CLOSE:
            break
    return award, renewal, newest


@allocating
def solve_large(
    chain: Any, award: Any, renewal: Any, hightech_share: Any, failing: Any, ratio: Any, parameters: Any
) -> Any:
    """Return the factors on failing and winning at which large firms fail by `ratio` of `failing` and keep the share."""
    wanted = max(ratio, LEAST_FAILING)
    passes = parameters.recognition_rate * softened(chain.grid, award, parameters)
    fails = 1.0 - softened(chain.grid, renewal, parameters)
    losing, winning = wanted, wanted
    for _ in range(STEPS):
        found = find(chain, winning * passes, losing * fails)
        by_winning, by_losing = slopes(chain, found, losing * fails, winning * passes, losing * fails)
        step = newton_step(
            by_winning, by_losing, logit_step(hightech_share, found.share), logit_step(wanted * failing, found.failing)
        )
        winning, losing = winning * exp(step[0]), losing * exp(step[1])
        if max(abs(found.share - hightech_share), abs(found.failing - wanted * failing)) < CLOSE:
            break
    return losing * ratio / wanted, winning * ratio / wanted


@allocating
def solve_certificates(research_share: Any, hightech_share: Any, law: Any, parameters: Any) -> Any:
    """Return the standards and laws of an industry of which `hightech_share` have a certificate.

    `law` (grid,) is the stationary law of capability. Shares that count as everybody or nobody have standards out of reach.
    """
    ratio = parameters.renewal_failing_large / parameters.renewal_failing_small
    ages = np.zeros((CERTIFICATE_YEARS, POINTS))
    if hightech_share >= ALWAYS:
        for age in range(CERTIFICATE_YEARS):
            ages[age] = law / CERTIFICATE_YEARS
        return Certificates(-OUT_OF_REACH, -OUT_OF_REACH, ratio, ratio, 0.0, ages, np.zeros(POINTS))
    if hightech_share <= 1.0 - ALWAYS:
        return Certificates(OUT_OF_REACH, OUT_OF_REACH, ratio, ratio, 1.0, ages, law)
    chain = chain_of(research_share, law, parameters)
    failing = failing_of_small(hightech_share, parameters)
    award, renewal, newest = solve_small(chain, law, hightech_share, failing, parameters)
    losing, winning = solve_large(chain, award, renewal, hightech_share, failing, ratio, parameters)
    first, _ = span_of(law)
    ages[0] = on_grid(newest, first)
    for age in range(1, CERTIFICATE_YEARS):
        ages[age] = on_grid(times(chain.moved[age - 1], newest), first)
    others = law.copy()
    for age in range(CERTIFICATE_YEARS):
        ages[age] = np.maximum(ages[age], 0.0)
        others -= ages[age]
    return Certificates(award, renewal, losing, winning, failing, ages, np.maximum(others, 0.0))


def laws_by_age(certificates: Certificates) -> Floats:
    """Return the cumulative law of capability at the edges: (1 + CERTIFICATE_YEARS, grid + 1).

    The first is that of firms without a certificate, then by its age. One without mass is that of all firms together.
    """
    both = certificates.others + certificates.ages.sum(axis=0)
    masses = [mass if mass.sum() > 0 else both for mass in (certificates.others, *certificates.ages)]
    return np.array([np.concatenate([[0.0], np.cumsum(mass) / mass.sum()]) for mass in masses])
