"""Step 9: every firm and project is counted in the sums of its park, its industry and the year (ODD eq. 43, 60)."""

from model.state import Channel
from model.units import KGCE_PER_TCE, QUARTER, YUAN_PER_10K

from .arithmetic import rounded
from .cell import YearSum
from .firm import Firm


def add_holdings(firm: Firm) -> None:
    """Add to the park's sums what a firm or project holds and what it builds (ODD eq. 43)."""
    firm.park.firm_land += firm.land
    firm.park.firm_leased += firm.leased
    firm.park.firm_floor += firm.floor
    firm.park.firm_capital += firm.capital
    if firm.is_building:
        project = firm.project
        project.park.firm_capital += project.capital
        if project.channel != Channel.LEASE:
            project.park.firm_floor += project.floor
        land, floor = firm.new_plant
        project.park.firm_land += land
        project.park.firm_leased += floor


def add_production(firm: Firm, weight: float, is_year_end: bool) -> None:
    """Add to the sums what a firm makes, uses and emits after curtailment (ODD eq. 43)."""
    grade = firm.park.grades[firm.grade]
    energy = firm.output * firm.energy_intensity
    grade.energy_wanted += energy
    firm.park.firm_energy += rounded(KGCE_PER_TCE * energy * grade.run_rate)
    firm.park.page.curtailed += firm.output * (1.0 - grade.run_rate)
    firm.industry.output += firm.output * grade.run_rate
    if not firm.above_scale:
        return
    firm.park.value_added += firm.output * firm.industry.value_added_rate
    output = firm.output * grade.run_rate
    is_leader = output >= firm.model.parameters.leader_output
    cell = firm.park.cells[firm.industry.index]
    cell.output += output
    cell.leaders += int(is_leader)
    firm.industry.capability_sum += output * firm.capability
    year = firm.model.sum_of_year(firm.park, firm.industry)
    year.output += weight * output
    year.energy += weight * output * firm.energy_intensity
    year.emissions += weight * output * firm.emission_intensity
    year.machine_output += weight * output * firm.labour_saved
    if firm.hightech:
        cell.hightech_output += output
        year.hightech_output += weight * output
    if is_year_end:
        year.firms += 1
        year.land += firm.land
        year.floor += firm.floor + firm.leased
        year.capital += firm.capital
        year.leased += firm.leased
        year.leaders += int(is_leader)
        count_if_large(firm, year, is_baseline=weight == 1.0)


def count_if_large(firm: Firm, year: YearSum, *, is_baseline: bool) -> None:
    """Count a firm whose sales of the year reach the threshold, in the city or with those of its group (ODD 4.10)."""
    parameters = firm.model.parameters
    sales = firm.output if is_baseline else QUARTER * firm.year_output
    if sales >= parameters.sales_threshold:
        year.large_firms_local_sales += 1
    if sales * parameters.group_sales_factor >= parameters.sales_threshold:
        year.large_firms_group_sales += 1


def share_tax(firm: Firm) -> None:
    """Pass a part of a firm's tax to the park that let it go (ODD eq. 60)."""
    if not (firm.is_producing and firm.above_scale) or firm.origin is firm.park:
        return
    output = firm.output * firm.park.grades[firm.grade].run_rate
    tax = QUARTER * firm.origin.levers.project_transfer * output * firm.industry.tax_rate
    passed = rounded(tax * YUAN_PER_10K)
    firm.park.page.tax_passed += passed
    firm.origin.page.tax_kept += passed
