"""Firms are graded: by the table of the case that is in force, or where there is none by land and energy yield."""

from typing import Any

from ..compiled import compiled
from ..criteria import AMOUNT, DEMERIT
from ..grading_tables import NO_TABLE, NOT_GRADED, Gradings
from ..rules.assessment import efficiency, grade_of
from ..rules.electricity import electricity_used
from ..state import EquipmentClass, Grade, Stage
from ..units import M2_PER_MU, YUAN_PER_10K
from .grading import grade_by_table, table_in_force
from .production import is_listed


@compiled
def gradings_in(world: Any) -> Any:
    """Return the tables by which a case grades its firms."""
    return Gradings(
        world.grading_tables,
        world.grading_rules,
        world.grading_items,
        world.grading_cuts,
        world.grading_penalties,
        world.grading_thresholds,
    )


@compiled
def land_used(firm: Any, par: Any) -> Any:
    """Return the land of a firm in mu; leased floor counts as land at the factories' plot ratio."""
    return (firm.land + firm.leased / par.factory_plot_ratio) / M2_PER_MU


@compiled
def grade_firm(firm: Any, industry: Any, par: Any) -> None:
    """Grade a producing firm against its industry (ODD eq. 38)."""
    land = land_used(firm, par)
    if land <= 0.0 or firm.output <= 0.0:
        return
    score = efficiency(
        firm.output / land, industry.output_per_mu, firm.energy_intensity, industry.energy_intensity, par
    )
    firm.grade = grade_of(score, par)
    firm.graded = 1


@compiled
def write_figures(firm: Any, industry: Any, amounts: Any, par: Any) -> None:
    """Write the yearly figures that a table grades a firm by, (amount,), at the pace of the quarter (ODD eq. 90)."""
    used = electricity_used(firm.energy_intensity, industry, par)
    amounts[AMOUNT.output] = firm.output
    amounts[AMOUNT.value_added] = firm.output * industry.value_added_rate
    amounts[AMOUNT.tax] = firm.output * industry.tax_rate
    amounts[AMOUNT.research] = firm.output * industry.research_share
    amounts[AMOUNT.land] = land_used(firm, par)
    amounts[AMOUNT.energy] = firm.output * firm.energy_intensity
    amounts[AMOUNT.electricity] = firm.output * used / YUAN_PER_10K
    amounts[AMOUNT.emissions] = firm.output * firm.emission_intensity
    amounts[AMOUNT.workers] = firm.output / industry.output_per_worker
    amounts[AMOUNT.hightech] = firm.hightech


@compiled
def take_grades(firms: Any, marks: Any) -> None:
    """Give firms the grades that they were marked with; one that the table leaves out has no grade, and counts as B."""
    for row in range(firms.size):
        if marks[row].eligible == 1:
            graded = marks[row].grade != NOT_GRADED
            firms[row].graded = 1 if graded else 0
            firms[row].grade = marks[row].grade if graded else Grade.B.value


@compiled
def grade_by_case(which: Any, world: Any, state: Any, par: Any) -> None:
    """Grade all operating firms by the dated table in row `which` of the case (ODD eq. 90-94)."""
    firms = state.firms
    for row in range(firms.size):
        firm = firms[row]
        state.marks[row].eligible = 0
        if firm.stage == Stage.OPERATING and firm.output > 0.0:
            industry = world.industries[firm.industry]
            state.marks[row].eligible = 1
            write_figures(firm, industry, state.amounts[row], par)
            listed = is_listed(firm, world.sites[firm.park], industry, world.emission_line[0])
            state.demerits[row, DEMERIT.listed_polluter] = 1 if listed else 0
            obsolete = firm.equipment_class != EquipmentClass.PERMITTED
            state.demerits[row, DEMERIT.obsolete_equipment] = 1 if obsolete else 0
    gradings = gradings_in(world)
    grade_by_table(
        which, gradings, state.amounts, firms.industry, state.demerits, state.marks, state.ranking, state.averages
    )
    take_grades(firms, state.marks)
    state.city[0].grading_table = which + 1


@compiled
def count_grade(firm: Any, page: Any) -> None:
    """Count a firm under its grade on the page of its park."""
    if firm.grade == Grade.A:
        page.graded_a += 1
    elif firm.grade == Grade.B:
        page.graded_b += 1
    elif firm.grade == Grade.C:
        page.graded_c += 1
    else:
        page.graded_d += 1


@compiled
def grade_firms(quarter: Any, world: Any, state: Any, par: Any, book: Any) -> None:
    """Grade all operating firms, by the newest table of the case that has started or else by equation (38) of the ODD."""
    which = table_in_force(gradings_in(world), quarter)
    if which != NO_TABLE:
        grade_by_case(which, world, state, par)
    for row in range(state.city[0].rows):
        firm = state.firms[row]
        if firm.stage == Stage.OPERATING:
            if which == NO_TABLE:
                grade_firm(firm, world.industries[firm.industry], par)
            if firm.graded == 1:
                count_grade(firm, book[firm.park])
