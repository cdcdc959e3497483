"""What firms of a population are like, as far as land is not concerned: technique, capability, stage, energy."""

from typing import Any

import numpy as np

from model.calendar import QUARTERS_A_YEAR
from model.compiled import allocating, compiled
from model.elementary import exp
from model.state import CERTIFICATE_YEARS, Channel, EquipmentClass, Grade, Request, Stage
from model.streams import Purpose, draw, normal

from .capability import capability_at
from .rows import Kinds


@allocating
def describe(recipe: Any, core: Any, key: Any, attempt: Any, firms: Any) -> float:
    """Fill the columns of `firms` (row,), all zero before; return the factor on the industries' energy intensities."""
    rows, par = recipe.rows, recipe.par[0]
    for row in range(rows.park.size):
        firm, industry = firms[row], core.industry[row]
        table = recipe.industries[industry]
        firm.identity = rows.identity[row]
        firm.park = rows.park[row]
        firm.industry = industry
        firm.hightech = np.int8(core.hightech[row])
        firm.above_scale = np.int8(rows.kind[row] == Kinds.REGISTERED)
        firm.grade = Grade.B
        _, _, suited, capable = draw(key, firm.identity, attempt, Purpose.BASELINE_SIZE)
        firm.suited = np.int8(suited < table.suited_share)
        law: Any = 0
        if core.hightech[row]:
            age = np.int64(draw(key, firm.identity, attempt, Purpose.BASELINE_CERTIFICATE)[0] * CERTIFICATE_YEARS)
            firm.certified = -age * QUARTERS_A_YEAR
            law = 1 + age
        firm.capability = capability_at(capable, recipe.laws[industry, law])
        energy, emissions, _, _ = draw(key, firm.identity, attempt, Purpose.BASELINE_INTENSITY)
        firm.energy_intensity = table.energy_intensity * noise(energy, par.intensity_spread)
        firm.emission_intensity = table.emission_intensity * noise(emissions, par.intensity_spread)
        _, use, _, _ = draw(key, firm.identity, attempt, Purpose.BASELINE_STAGE)
        firm.output = core.output[row]
        firm.stage = Stage.OPERATING
        firm.stage_quarters = QUARTERS_A_YEAR  # all that the register asks of it
        firm.design = firm.output / utilisation_at(use, par)
    keep_technique(recipe, firms)
    ramp_young(recipe, key, attempt, firms)
    start_projects(recipe, key, attempt, firms)
    equip(recipe, key, attempt, firms)
    for row in range(rows.given):  # a firm that ramps up has it computed from its design
        firms[row].output = recipe.given[row].output
    return scale_energy(recipe, firms)


@compiled
def utilisation_at(uniform: Any, par: Any) -> Any:
    """Return the use of design output, a share, at a uniform."""
    return par.utilisation_least + (par.utilisation_largest - par.utilisation_least) * uniform


@compiled
def noise(uniform: Any, spread: Any) -> Any:
    """Return the lognormal factor of mean 1 at a uniform."""
    return exp(spread * normal(uniform) - spread * spread / 2)


@compiled
def keep_technique(recipe: Any, firms: Any) -> None:
    """Write what is given of technique over what was drawn."""
    for row in range(recipe.rows.given):
        firm, given = firms[row], recipe.given[row]
        if not np.isnan(given.suited):
            firm.suited = np.int8(given.suited)
        if not np.isnan(given.grade):
            firm.grade = np.int8(given.grade)
        if not np.isnan(given.emission_intensity):
            firm.emission_intensity = given.emission_intensity


@allocating
def ramp_young(recipe: Any, key: Any, attempt: Any, firms: Any) -> None:
    """Let as many small registered firms as the case says still ramp up, those first that draw the smallest number."""
    par = recipe.par[0]
    registered = recipe.rows.registered
    order = np.full(registered, np.inf)
    young = 0
    for row in range(registered):
        if firms[row].output < par.ramping_largest:
            order[row] = draw(key, firms[row].identity, attempt, Purpose.BASELINE_STAGE)[2]
            young += 1
    chosen = np.argsort(order, kind="mergesort")[: min(young, recipe.ramping)]
    delay: Any = np.int64(par.register_delay)
    quarters: Any = max(1, np.int64(par.ramp_quarters) - delay)
    for place in range(chosen.size):
        firm = firms[chosen[place]]
        past = delay + place % quarters
        ramp_up(firm, firm.output / (par.ramp_use * past / par.ramp_quarters), past, par)


@compiled
def start_projects(recipe: Any, key: Any, attempt: Any, firms: Any) -> None:
    """Let projects under way be built on land of their own, evenly spread over the quarters left, or just begin to produce."""
    par = recipe.par[0]
    delay = np.int64(par.register_delay)
    length = np.int64(par.construction_quarters) + delay
    place = 0
    for row in range(recipe.rows.registered, recipe.rows.park.size):
        if recipe.rows.kind[row] != Kinds.UNDER_WAY:
            continue
        firm = firms[row]
        _, _, _, uniform = draw(key, firm.identity, attempt, Purpose.BASELINE_STAGE)
        design = min(par.arrival_median * exp(par.arrival_spread * normal(uniform)), par.arrival_largest)
        left = place % length - delay
        place += 1
        if left < 0:
            ramp_up(firm, design, -left, par)
            continue
        firm.stage = Stage.PROJECT
        firm.stage_quarters = 1
        firm.design = 0.0
        firm.request = Request.BUILDING
        firm.request_channel = Channel.NEW_LAND
        firm.request_quarters = left
        firm.request_design = design
        firm.request_capital = design / recipe.industries[firm.industry].output_per_investment


@compiled
def equip(recipe: Any, key: Any, attempt: Any, firms: Any) -> None:
    """Give operating firms the class of their equipment; what still ramps up or is being built has new machines."""
    for row in range(firms.size):
        firm = firms[row]
        industry = recipe.industries[firm.industry]
        obsolete = industry.eliminated_share + industry.restricted_share
        if firm.stage != Stage.OPERATING or obsolete <= 0.0:
            continue
        uniform = draw(key, firm.identity, attempt, Purpose.BASELINE_EQUIPMENT)[0]
        if uniform < industry.eliminated_share:
            firm.equipment_class = EquipmentClass.ELIMINATED
        elif uniform < obsolete:
            firm.equipment_class = EquipmentClass.RESTRICTED


@compiled
def ramp_up(firm: Any, design: Any, quarters: Any, par: Any) -> None:
    """Let a firm be `quarters` into its ramp towards a design output."""
    firm.stage = Stage.RAMPING
    firm.stage_quarters = quarters
    firm.design = design
    firm.output = design * par.ramp_use * quarters / par.ramp_quarters


@compiled
def scale_energy(recipe: Any, firms: Any) -> Any:
    """Scale energy intensities alike so that registered firms use the city's total, if known; return the factor.

    Given intensities stay, and the other registered firms make up the total. The factor is that of the industry table
    for the city as a whole, and holds for firms that are not on the register.
    """
    given, registered = recipe.rows.given, recipe.rows.registered
    factor, others = 1.0, 1.0
    if not np.isnan(recipe.energy_total):
        expected, drawn, used, known = 0.0, 0.0, 0.0, 0
        for row in range(registered):
            firm = firms[row]
            if row < given and not np.isnan(recipe.given[row].energy_intensity):
                expected += firm.output * recipe.industries[firm.industry].energy_intensity
                used += firm.output * recipe.given[row].energy_intensity
                known += 1
            else:
                drawn += firm.output * firm.energy_intensity
        factor = recipe.energy_total / (expected + drawn)
        others = (recipe.energy_total - used) / drawn if known > 0 and drawn > 0.0 else factor
    for row in range(firms.size):
        firms[row].energy_intensity *= others if row < registered else factor
        if row < given and not np.isnan(recipe.given[row].energy_intensity):
            firms[row].energy_intensity = recipe.given[row].energy_intensity
    return factor
