"""The kernel as the model runs it: a loop over rows that calls the compiled rules."""

from typing import Any

from model.compiled import compiled
from model.phases.production import grow_firm, upgrade_firm
from model.rules.leaving import exit_hazard
from model.rules.upgrading import happens_at
from model.state import Stage
from model.streams import Purpose, draw

from .setting import Setting


@compiled
def advance(quarter: Any, key: Any, firms: Any, parks: Any, market: Any, cells: Any, par: Any) -> Any:
    """Grow, upgrade and close all producing firms for a quarter; return upgrades and closures."""
    upgrades = 0
    closures = 0
    for row in range(firms.size):
        firm = firms[row]
        stage = firm.stage
        if stage == Stage.CLOSED:
            continue
        firm.stage_quarters += 1
        cell = cells[firm.park, firm.industry]
        industry = market[firm.industry]
        shake, happens, size, leave = draw(key, firm.identity, quarter, Purpose.OPERATION)
        unit_cost = parks[firm.park].energy_surcharge * firm.energy_intensity
        grow_firm(firm, shake, unit_cost, industry, cell, par)
        if upgrade_firm(firm, industry.base_upgrade_chance, cell.upgrade_chance, happens, size, par):
            upgrades += 1
        if stage == Stage.RAMPING:
            continue
        if happens_at(exit_hazard(firm.output, firm.capability, unit_cost, par), leave):
            firm.stage = Stage.CLOSED.value
            closures += 1
    return upgrades, closures


@compiled
def advance_all(quarters: Any, key: Any, firms: Any, parks: Any, market: Any, cells: Any, par: Any) -> Any:
    """Advance quarters 1 to `quarters`; return upgrades and closures."""
    upgrades = 0
    closures = 0
    for quarter in range(1, quarters + 1):
        more, fewer = advance(quarter, key, firms, parks, market, cells, par)
        upgrades += more
        closures += fewer
    return upgrades, closures


def run(setting: Setting, quarters: int) -> tuple[int, int]:
    """Run `quarters` quarters; modifies the firms of the setting, returns upgrades and closures."""
    counts: tuple[int, int] = advance_all(
        quarters, setting.key, setting.firms, setting.parks, setting.market, setting.cells, setting.parameters
    )
    return counts
