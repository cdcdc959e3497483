"""Fourth quarter: firms apply for recognition and are graded; zones are scored and ranked; parks adapt."""

from typing import Any

from ..batch_room import BATCH
from ..compiled import compiled
from ..levers import COST
from ..rules.assessment import leniency_next, qualifies, zone_score
from ..rules.land import shortfall, whole
from ..rules.recognition import chance_of_applying, take_part
from ..state import Stage
from ..streams import Kind, Purpose, draw, draw_batch, identity_of
from ..units import M2_PER_MU, YUAN_PER_10K
from .firm_grades import grade_firms
from .park_output import output_of_zones, park_output


@compiled
def gather_producing(first: Any, state: Any) -> Any:
    """Fill the batch with producing firms from row `first` on; return the row to go on from and how many they are."""
    batch = state.batch[0]
    rows = state.city[0].rows
    row = first
    count = 0
    while row < rows and count < BATCH:
        firm = state.firms[row]
        if firm.stage == Stage.RAMPING or firm.stage == Stage.OPERATING:
            batch.row[count] = row
            batch.identity[count] = firm.identity
            count += 1
        row += 1
    return row, count


@compiled
def recognise_firms(quarter: Any, key: Any, world: Any, state: Any, par: Any) -> None:
    """Decide on the certificates of producing firms (ODD eq. 12, 175-178, 185) and start the next year's output sum."""
    batch = state.batch[0]
    applying = chance_of_applying(quarter, par)
    row = 0
    while row < state.city[0].rows:
        row, count = gather_producing(row, state)
        draw_batch(batch, count, quarter, Purpose.YEARLY, key)
        for place in range(count):
            firm = state.firms[batch.row[place]]
            industry = world.industries[firm.industry]
            shown = firm.capability + state.cells[firm.park, firm.industry].apparent_gain  # what its books make it seem
            take_part(firm, shown, industry, quarter, batch.first[place], applying, par)
            firm.year_output = 0.0


@compiled
def over(value: Any, reference: Any) -> Any:
    """Return value / reference, or 1 where there is no reference."""
    return value / reference if reference > 0.0 else 1.0


@compiled
def rank_zones(sites: Any, parks: Any) -> None:
    """Rank zones by score (ODD eq. 40), 0 the best; ties in the order of the case. Writes `rank` of the parks."""
    for place in range(parks.size):
        rank = 0
        for other in range(parks.size):
            if sites[other].zone == 0 or other == place:
                continue
            ahead = parks[other].score > parks[place].score
            tied = parks[other].score == parks[place].score and other < place
            if sites[place].zone == 0 or ahead or tied:
                rank += 1
        parks[place].rank = rank


@compiled
def investment_standard(site: Any, park: Any, par: Any) -> Any:
    """Return the investment per mu that a zone is held to: more once it has become a national zone (ODD eq. 58)."""
    raised = park.national == 1 and site.national == 0
    return site.investment_standard * par.national_standard if raised else site.investment_standard


@compiled
def find_shortfall(site: Any, park: Any, building: Any, par: Any) -> None:
    """Set how far a zone misses the standards of plot ratio and investment per mu (ODD eq. 28).

    What is under construction counts on both sides. `building` is the park's standard-factory floor being built, m2.
    """
    used = park.occupied + park.factory_land
    if used > 0:
        plot_ratio = (park.firm_floor + park.factory_floor + building) / used
        investment = park.firm_capital / (used / M2_PER_MU)
        park.shortfall = shortfall(
            plot_ratio, site.plot_ratio_standard, investment, investment_standard(site, park, par)
        )


@compiled
def last_output_of_zones(sites: Any, parks: Any) -> Any:
    """Return the output of all zones when they were last assessed, 10k yuan/year."""
    last = 0.0
    for place in range(parks.size):
        if sites[place].zone:
            last += parks[place].last_output
    return last


@compiled
def adapt_leniency(world: Any, state: Any, par: Any, levers: Any) -> None:
    """Move the leniency of zones (ODD eq. 41). It comes before their assessment, which sets `last_output` anew.

    A zone that grows slower than all zones together is hungry and relaxes its standards; the others tighten. An
    evaluation asks all to tighten.
    """
    output = output_of_zones(world.sites, state.cells)
    last = last_output_of_zones(world.sites, state.parks)
    for place in range(state.parks.size):
        park = state.parks[place]
        if world.sites[place].zone:
            growth = over(over(park_output(state.cells[place]), park.last_output), over(output, last))
            hungry = 1.0 if growth < 1.0 else -1.0
            park.leniency = leniency_next(park.leniency, hungry, park.quota_cut, levers[place].evaluation, par)


@compiled
def assess_parks(world: Any, state: Any, par: Any, book: Any) -> None:
    """Score and rank zones (ODD eq. 39) and find their shortfall (eq. 28).

    Writes `score`, `rank`, `shortfall` and `last_output` of the parks, and the scores into `book`, the pages by park.
    """
    parks = state.parks
    output = output_of_zones(world.sites, state.cells)
    last = last_output_of_zones(world.sites, parks)
    land = 0.0
    hightech = 0.0
    for place in range(parks.size):
        if world.sites[place].zone:
            produced = park_output(state.cells[place])
            land += parks[place].occupied
            hightech += parks[place].hightech_share * produced
    for place in range(parks.size):
        park = parks[place]
        produced = park_output(state.cells[place])
        growth = over(over(produced, park.last_output), over(output, last))
        if world.sites[place].zone:
            relative_yield = over(over(produced, park.occupied), over(output, land))
            relative_hightech = over(park.hightech_share, over(hightech, output))
            park.score = zone_score(relative_yield, relative_hightech, growth, par)
            building = state.factories[place].sum() + state.units[place].sum()
            find_shortfall(world.sites[place], park, building, par)
        park.last_output = produced
        book[place].score = park.score
    rank_zones(world.sites, parks)


@compiled
def charge_evaluation(costs: Any, world: Any, par: Any, levers: Any) -> None:
    """Book what the evaluation of the zones costs in its year (ODD eq. 41)."""
    for place in range(world.sites.size):
        if world.sites[place].zone:
            costs[COST.evaluation] += whole(levers[place].evaluation * par.evaluation_cost * YUAN_PER_10K)


@compiled
def upgrade_zones(quarter: Any, key: Any, world: Any, parks: Any, par: Any, levers: Any) -> None:
    """Let candidates that qualify become national zones, by a chance a year (ODD eq. 58). Writes `national`."""
    for place in range(parks.size):
        park = parks[place]
        site = world.sites[place]
        qualified = qualifies(park.hightech_share, site.needs_hightech, par)
        if site.candidate == 1 and park.national == 0 and qualified:
            uniform = draw(key, identity_of(Kind.PARK, 0, world.park_numbers[place], 0), quarter, Purpose.STATUS)[0]
            if uniform < levers[place].status_upgrade:
                park.national = 1


@compiled
def run_phase(quarter: Any, key: Any, world: Any, state: Any, par: Any, levers: Any, book: Any, sums: Any) -> None:
    """Decide on recognition, grade firms, score zones, charge the evaluation, promote candidates."""
    recognise_firms(quarter, key, world, state, par)
    grade_firms(quarter, world, state, par, book)
    adapt_leniency(world, state, par, levers)
    assess_parks(world, state, par, book)
    charge_evaluation(state.costs[quarter], world, par, levers)
    upgrade_zones(quarter, key, world, state.parks, par, levers)
