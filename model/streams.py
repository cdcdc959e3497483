"""Draws keyed by identity: every random number is a pure function of (seed, replicate, who, quarter, what for).

The generator is Philox4x32-10 (Salmon et al. 2011, doi 10.1145/2063384.2063405): a counter of four 32-bit words and a
key of two give four 32-bit words. The key is (seed, replicate); the counter is (identity low, identity high, quarter,
purpose). So the same project knocks at the same gate in every scenario, whatever happened to the others (ODD eq. 1).

All words travel as 64-bit integers holding 32-bit values: products of two fit, and nothing ever overflows, with or
without compilation.
"""

import math
from enum import IntEnum
from typing import Any, NamedTuple

import numpy as np

from .compiled import compiled, inlined
from .elementary import exp, log

MASK = np.uint64(0xFFFFFFFF)
SHIFT = np.uint64(32)
MULTIPLIER_0 = np.uint64(0xD2511F53)
MULTIPLIER_1 = np.uint64(0xCD9E8D57)
WEYL_0 = np.uint64(0x9E3779B9)
WEYL_1 = np.uint64(0xBB67AE85)
ROUNDS = 10
WORD = 2.0**-32


class Kind(IntEnum):
    """Who draws: the top four bits of an identity."""

    FIRM = 1
    ENTRANT = 2
    PARK = 3
    INDUSTRY = 4
    CITY = 5
    PARAMETER = 6
    CHAIN = 7  # newcomer recruited along a chain
    UNKNOWN = 8  # number of a baseline that is not known exactly
    RIVAL = 9  # town of another city in the province's contest


class Purpose(IntEnum):
    """What a draw is for: the last word of the counter. Each purpose has four words a quarter."""

    OPERATION = 1  # growth, upgrading, size of the upgrade, exit
    EXPANSION = 2  # filing, hoarding, channel, coverage by the multi-storey rule
    YEARLY = 3  # recognition, forced exit, retrofit
    PATIENCE = 4  # giving up, time saved by approval, transfer
    ARRIVALS = 5
    DEMAND = 6
    ENTRANT_KIND = 7  # mix, industry, size, capability
    ENTRANT_TECHNIQUE = 8  # suits storeys, recognition, energy, emissions
    ENTRANT_SITE = 9  # hoarding, channel, coverage by the multi-storey rule, plot ratio
    PARAMETER = 10
    PLOT_RATIO = 11  # plot ratio of an expansion, coverage by energy review
    TAIL = 12  # whether a project is a pillar project, goes elsewhere, follows a higher bid
    RELOCATION = 13  # whether a firm wants to move in, and where
    CHAIN = 14  # number of projects around the leading firms of an industry
    STATUS = 15  # whether a zone becomes a national one
    BASELINE_SIZE = 16  # of a firm of the baseline: order of sizes, size, suits storeys, capability
    BASELINE_STAGE = 17  # quarters in its stage, use of its design, order of ramping up, design of a project under way
    BASELINE_INTENSITY = 18  # energy, emissions, order of leasing, recognition where it is not given
    BASELINE_SEAT = 19  # land, own floor, capital
    BASELINE_PARK = 20  # of a park: starts of the sequences of industry and of recognition
    BASELINE_ORDER = 21  # of an unknown number: the order of its points
    BASELINE_VALUE = 22  # of an unknown number: their places
    MODERNISING = 23  # whether a firm is supported in technical upgrading, and adds floor on its own land
    REPORTING = 24  # whether a firm reports that it is above the register's threshold, in quarter 0
    EQUIPMENT = 30  # in quarter 0, for good: charged, threshold; else listed, leaves the city, seeks a place, scraps
    BASELINE_EQUIPMENT = 31  # of a firm of the baseline: class of its equipment
    BASELINE_CERTIFICATE = 32  # of a firm of the baseline: age of its certificate
    PERMITS = 40  # in quarter 0, for good: permits over emissions, part of a surplus kept, price asked, cost of less
    TOWN_REVIEW = 50  # of a park: application and expert review as a town, removal, whether it is listed
    TOWN_CONTEST = 51  # of a park: application to the province, mark; of a rival: output, mark
    RETURN = 60  # how a refused newcomer comes back, and where


class Key(NamedTuple):
    """The key of a run: `seed` and `replicate`, both uint64 holding 32 bits."""

    seed: Any
    replicate: Any


def make_key(seed: int, replicate: int) -> Key:
    """Return the key of one replicate. Raises ValueError when either number does not fit 32 bits."""
    for name, value in (("seed", seed), ("replicate", replicate)):
        if isinstance(value, bool) or not isinstance(value, (int, np.integer)) or not 0 <= value < 2**32:
            raise ValueError(f"{name} must be a whole number from 0 to 4294967295, not {value!r}")
    return Key(np.uint64(seed), np.uint64(replicate))


@inlined
def philox(c0: Any, c1: Any, c2: Any, c3: Any, k0: Any, k1: Any) -> Any:
    """Return the four words (uint64 holding 32 bits) of Philox4x32-10 for a counter and a key."""
    for _ in range(ROUNDS):
        p0 = MULTIPLIER_0 * (c0 & MASK)
        p1 = MULTIPLIER_1 * (c2 & MASK)
        c0, c1, c2, c3 = (p1 >> SHIFT) ^ c1 ^ k0, p1 & MASK, (p0 >> SHIFT) ^ c3 ^ k1, p0 & MASK
        k0 = (k0 + WEYL_0) & MASK
        k1 = (k1 + WEYL_1) & MASK
    return c0, c1, c2, c3


@inlined
def uniforms(key: Any, identity: Any, quarter: Any, purpose: Any) -> Any:
    """Return four uniform numbers in (0, 1), each (word + 1/2) / 2^32, never 0 or 1 (ODD eq. 1)."""
    who = np.uint64(identity)
    w0, w1, w2, w3 = philox(who & MASK, who >> SHIFT, np.uint64(quarter), np.uint64(purpose), key.seed, key.replicate)
    half = 0.5
    return (w0 + half) * WORD, (w1 + half) * WORD, (w2 + half) * WORD, (w3 + half) * WORD


@compiled
def draw(key: Any, identity: Any, quarter: Any, purpose: Any) -> Any:
    """Return four uniform numbers in (0, 1) for one who draws, as `uniforms` does."""
    return uniforms(key, identity, quarter, purpose)


@compiled
def draw_batch(batch: Any, count: Any, quarter: Any, purpose: Any, key: Any) -> None:
    """Write the four uniforms of `draw` for the first `count` identities of a batch (record, `batch_dtype`)."""
    for place in range(count):
        first, second, third, fourth = uniforms(key, batch.identity[place], quarter, purpose)
        batch.first[place] = first
        batch.second[place] = second
        batch.third[place] = third
        batch.fourth[place] = fourth


@compiled
def fill_uniforms(seed: Any, replicates: Any, identities: Any, purpose: Any, drawn: Any) -> None:
    """Write the first uniform that each of `identities` draws in quarter 0 of each replicate.

    `replicates` (n,) i8, `identities` (m,) u8, `drawn` (m, n) f8, modified in place.
    """
    for row in range(identities.size):
        for place in range(replicates.size):
            key = Key(np.uint64(seed), np.uint64(replicates[place]))
            drawn[row, place] = draw(key, identities[row], 0, purpose)[0]


@compiled
def identity_of(kind: Any, quarter: Any, place: Any, number: Any) -> Any:
    """Return the identity (uint64) of the `number`-th of its kind born at `place` in `quarter`.

    Layout: kind 4 bits, quarter 10 bits, place 20 bits, number 30 bits (32 where nobody has a place).
    """
    return (
        (np.uint64(kind) << np.uint64(60))
        | (np.uint64(quarter) << np.uint64(50))
        | (np.uint64(place) << np.uint64(30))
        | np.uint64(number)
    )


@inlined
def laplace(u: Any) -> Any:
    """Return the Laplace variate of unit variance at the uniform `u` (inverse distribution function)."""
    tail = math.sqrt(0.5) * log(2.0 * min(u, 1.0 - u))
    return tail if u < 0.5 else -tail


@inlined
def exponential(u: Any) -> Any:
    """Return the exponential variate of mean 1 at the uniform `u`, one of those of `draw`, from which 1 - u is exact."""
    return -log(1.0 - u)


@compiled
def polynomial(x: Any, c0: Any, c1: Any, c2: Any, c3: Any, c4: Any, c5: Any, c6: Any, c7: Any) -> Any:
    """Return c0 + c1 x + ... + c7 x^7 (Horner)."""
    return ((((((c7 * x + c6) * x + c5) * x + c4) * x + c3) * x + c2) * x + c1) * x + c0


@compiled
def normal(u: Any) -> Any:
    """Return the standard normal variate at the uniform `u`: Wichura's AS 241 (1988), relative error 1e-16."""
    q = u - 0.5
    if abs(q) <= 0.425:
        r = 0.180625 - q * q
        above = polynomial(
            r,
            3.3871328727963666080e0,
            1.3314166789178437745e2,
            1.9715909503065514427e3,
            1.3731693765509461125e4,
            4.5921953931549871457e4,
            6.7265770927008700853e4,
            3.3430575583588128105e4,
            2.5090809287301226727e3,
        )
        below = polynomial(
            r,
            1.0,
            4.2313330701600911252e1,
            6.8718700749205790830e2,
            5.3941960214247511077e3,
            2.1213794301586595867e4,
            3.9307895800092710610e4,
            2.8729085735721942674e4,
            5.2264952788528545610e3,
        )
        return q * above / below
    r = math.sqrt(-log(u if q < 0.0 else 1.0 - u))
    if r <= 5.0:
        r -= 1.6
        above = polynomial(
            r,
            1.42343711074968357734e0,
            4.63033784615654529590e0,
            5.76949722146069140550e0,
            3.64784832476320460504e0,
            1.27045825245236838258e0,
            2.41780725177450611770e-1,
            2.27238449892691845833e-2,
            7.74545014278341407640e-4,
        )
        below = polynomial(
            r,
            1.0,
            2.05319162663775882187e0,
            1.67638483018380384940e0,
            6.89767334985100004550e-1,
            1.48103976427480074590e-1,
            1.51986665636164571966e-2,
            5.47593808499534494600e-4,
            1.05075007164441684324e-9,
        )
    else:
        r -= 5.0
        above = polynomial(
            r,
            6.65790464350110377720e0,
            5.46378491116411436990e0,
            1.78482653991729133580e0,
            2.96560571828504891230e-1,
            2.65321895265761230930e-2,
            1.24266094738807843860e-3,
            2.71155556874348757815e-5,
            2.01033439929228813265e-7,
        )
        below = polynomial(
            r,
            1.0,
            5.99832206555887937690e-1,
            1.36929880922735805310e-1,
            1.48753612908506148525e-2,
            7.86869131145613259100e-4,
            1.84631831751005468180e-5,
            1.42151175831644588870e-7,
            2.04426310338993978564e-15,
        )
    return -above / below if q < 0.0 else above / below


@compiled
def poisson(u: Any, mean: Any) -> Any:
    """Return the Poisson variate of a mean up to about 100 at the uniform `u` (inversion: monotone in both)."""
    term = exp(-mean)
    total = term
    count = 0
    while u > total and term > 0.0:
        count += 1
        term *= mean / count
        total += term
    return count
