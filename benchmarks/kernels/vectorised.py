"""The kernel in NumPy: whole columns at a time, the same draws by the same Philox rounds on arrays."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.state import Stage
from model.streams import MASK, MULTIPLIER_0, MULTIPLIER_1, ROUNDS, SHIFT, WEYL_0, WEYL_1, WORD, Purpose
from model.units import QUARTER

from .setting import Setting

Floats = NDArray[np.float64]


def uniforms(identities: NDArray[np.uint64], quarter: int, key: Any) -> list[Floats]:
    """Return the four uniforms of each identity for the purpose of operation (Philox4x32-10)."""
    c0, c1 = identities & MASK, identities >> SHIFT
    c2 = np.full_like(identities, quarter)
    c3 = np.full_like(identities, Purpose.OPERATION.value)
    k0, k1 = key.seed, key.replicate
    for _ in range(ROUNDS):
        p0, p1 = MULTIPLIER_0 * c0, MULTIPLIER_1 * c2
        c0, c1, c2, c3 = (p1 >> SHIFT) ^ c1 ^ k0, p1 & MASK, (p0 >> SHIFT) ^ c3 ^ k1, p0 & MASK
        k0 = (k0 + WEYL_0) & MASK
        k1 = (k1 + WEYL_1) & MASK
    return [(word + 0.5) * WORD for word in (c0, c1, c2, c3)]


def laplace(u: Floats) -> Floats:
    """Return Laplace variates of unit variance."""
    tail = np.minimum(u, 1.0 - u)
    varied: Floats = np.sign(u - 0.5) * -np.sqrt(0.5) * np.log(2.0 * tail)
    return varied


def chance(rate: Floats) -> Floats:
    """Return the probability that an event of a yearly rate happens in a quarter."""
    happens: Floats = -np.expm1(-rate * QUARTER)
    return happens


def grow(setting: Setting, rows: NDArray[np.int64], shake: Floats, unit_cost: Floats) -> None:
    """Move the output of the firms `rows` by a quarter."""
    firms, par = setting.firms, setting.parameters
    park, industry = firms.park[rows], firms.industry[rows]
    output, design = firms.output[rows], firms.design[rows]
    market = setting.market[industry]
    expected = QUARTER * (
        market.demand
        + par.capability_growth * (firms.capability[rows] - market.mean_capability)
        + setting.cells[park, industry].cluster_gain
        - par.cost_growth * unit_cost
    )
    spread = par.growth_spread * (output / par.reference_output) ** par.growth_spread_exponent * QUARTER**0.5
    spread = np.minimum(1.0, spread)
    noise = spread * laplace(shake) + np.log1p(-0.5 * spread * spread)
    operating = np.minimum(output * np.exp(expected + noise), design * par.overuse)
    ramping = firms.stage[rows] == Stage.RAMPING
    quarters = firms.stage_quarters[rows]
    planned = design * par.ramp_use * np.minimum(1.0, quarters / par.ramp_quarters)
    output = np.where(ramping, planned, operating)
    done = rows[ramping & (quarters >= par.ramp_quarters)]
    firms.output[rows] = output
    firms.year_output[rows] += output
    firms.stage[done] = Stage.OPERATING
    firms.stage_quarters[done] = 0


def upgrade(setting: Setting, rows: NDArray[np.int64], happens: Floats, size: Floats) -> int:
    """Move the capability of the firms `rows` by a quarter; return how many upgraded."""
    firms, par = setting.firms, setting.parameters
    base = setting.market.base_upgrade_chance[firms.industry[rows]]
    chance_now = setting.cells[firms.park[rows], firms.industry[rows]].upgrade_chance
    capability = firms.capability[rows]
    capability = capability - base * par.upgrade_jump - QUARTER * par.capability_reversion * capability
    upgraded = happens < chance_now
    gain = np.where(upgraded, -par.upgrade_jump * np.log1p(-size), 0.0)
    firms.capability[rows] = capability + gain
    saving = np.exp(-par.upgrade_saving * gain)
    firms.energy_intensity[rows] *= saving
    firms.emission_intensity[rows] *= saving
    return int(upgraded.sum())


def advance(quarter: int, setting: Setting) -> tuple[int, int]:
    """Grow, upgrade and close all producing firms for a quarter; return upgrades and closures."""
    firms, par = setting.firms, setting.parameters
    rows = np.flatnonzero(firms.stage != Stage.CLOSED)
    firms.stage_quarters[rows] += 1
    could_leave = firms.stage[rows] == Stage.OPERATING
    shake, happens, size, leave = uniforms(firms.identity[rows], quarter, setting.key)
    unit_cost = setting.parks.energy_surcharge[firms.park[rows]] * firms.energy_intensity[rows]
    grow(setting, rows, shake, unit_cost)
    upgrades = upgrade(setting, rows, happens, size)
    hazard = par.exit_hazard * np.exp(
        -par.exit_size * np.log(firms.output[rows] / par.reference_output)
        - par.exit_capability * firms.capability[rows]
        + par.exit_cost * unit_cost
    )
    gone = rows[could_leave & (leave < chance(hazard))]
    firms.stage[gone] = Stage.CLOSED
    return upgrades, len(gone)


def run(setting: Setting, quarters: int) -> tuple[int, int]:
    """Run `quarters` quarters; modifies the firms of the setting, returns upgrades and closures."""
    counts = [advance(quarter, setting) for quarter in range(1, quarters + 1)]
    return sum(count[0] for count in counts), sum(count[1] for count in counts)
