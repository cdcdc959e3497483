import math

import pytest

from model.batch_room import BATCH
from model.levers import LEVER_INDEX, LEVERS
from model.phases.closing import drop_request
from model.phases.production import (
    expand_batch,
    file_expansion,
    gather,
    is_forced_out,
    is_listed,
    land_cost_of,
    list_open,
    produce,
    retrofit,
    set_upgrade_rates,
    take_output,
    take_upgrade,
    wants_to_expand,
)
from model.rules.growth import grown, log_growth
from model.rules.upgrading import chance_in_quarter
from model.state import Channel, Grade, Request, Stage, allocate_state
from model.streams import Purpose, draw


@pytest.fixture
def rates(town, central, neutral):
    """Set the upgrade rates of the town and return those of light industry by park."""

    def upgrade_rates():
        set_upgrade_rates(town.costs, town.world, town.parks, town.state.market, town.state.cells, central, neutral)
        return town.state.cells.upgrade_rate[:, town.LIGHT].tolist()

    return upgrade_rates


@pytest.fixture
def production(town, central, neutral):
    """Run the town through the production of a quarter."""
    return lambda quarter=1: produce(quarter, town.key, town.world, town.state, central, neutral, town.book)


def test_without_policy_upgrade_rates_are_the_base(town, rates):
    assert rates() == [0.25] * 3
    assert town.costs.sum() == 0


def test_platforms_serve_their_park_and_a_national_one_counts_twice(town, rates):
    # 0.25 exp(0.15 x (1 + 2 x 1)) and 0.25 exp(0.15)
    town.parks.provincial_platforms = [1, 1, 0]
    town.parks.national_platforms = [1, 0, 0]
    assert rates() == pytest.approx([0.25 * math.exp(0.45), 0.25 * math.exp(0.15), 0.25])


def test_the_fund_serves_zones_only_and_costs_itself(town, neutral, rates):
    # 0.25 exp(0.5 (1 - 1/e)); 20000 a year are 50 million yuan a quarter
    neutral.innovation_fund = 20_000.0
    assert rates() == pytest.approx([0.25 * math.exp(0.3160603)] * 2 + [0.25])
    assert town.costs[LEVER_INDEX["innovation_fund"]] == 50_000_000


def test_a_linked_part_of_the_fund_goes_by_score_and_what_zones_get_adds_up_to_the_fund(town, central, neutral, rates):
    # North makes 90 % and South 10 % of what the zones make: the mean score is 0.9 x 1.2 + 0.1 x 0.4 = 1.12. Half linked,
    # North has 20,000 (0.5 + 0.6 / 1.12) = 20,714.29 and South 20,000 (0.5 + 0.2 / 1.12) = 13,571.43 as a fund for all
    # zones, and 90 % and 10 % of that are 20,000. Effects 1 - exp(-1.0357143) and 1 - exp(-0.6785714).
    town.parks.score = [1.2, 0.4, 7.0]
    town.state.cells.output[:] = [[60_000.0, 30_000.0], [2000.0, 8000.0], [500_000.0, 0.0]]
    neutral.innovation_fund = 20_000.0
    central.score_link = 0.5
    assert rates() == pytest.approx([0.25 * math.exp(0.5 * 0.6450273), 0.25 * math.exp(0.5 * 0.4926588), 0.25])
    assert town.costs[LEVER_INDEX["innovation_fund"]] == 50_000_000


@pytest.mark.parametrize(("score", "output"), [(0.0, 1000.0), (1.5, 0.0)], ids=["no score", "no output"])
def test_zones_without_a_score_or_output_have_the_same_fund(town, central, neutral, rates, score, output):
    town.parks.score[town.NORTH] = score
    town.state.cells.output[:] = output
    neutral.innovation_fund = 20_000.0
    central.score_link = 1.0
    assert rates() == pytest.approx([0.25 * math.exp(0.3160603)] * 2 + [0.25])


def test_upgrades_follow_the_gain_in_hightech_share_since_the_baseline(town, rates):
    # 0.25 exp(0.5 x 0.2)
    town.parks.hightech_share = [0.5, 0.3, 0.2]
    town.parks.hightech_baseline = [0.3, 0.3, 0.2]
    assert rates() == pytest.approx([0.25 * math.exp(0.1), 0.25, 0.25])


@pytest.mark.parametrize(
    ("quarters", "output", "stage", "after"),
    [(3, 255.0, Stage.RAMPING, 3), (5, 425.0, Stage.RAMPING, 5), (6, 510.0, Stage.OPERATING, 0)],
)
def test_a_new_firm_operates_from_the_end_of_its_ramp(town, central, quarters, output, stage, after):
    # 600 x 0.85 x quarters / 6, whatever an operating firm would have grown to
    firm = town.add_firm(stage=Stage.RAMPING, stage_quarters=quarters, design=600.0, output=0.0, year_output=100.0)
    take_output(firm, 9999.0, central)
    assert firm.output == pytest.approx(output)
    assert firm.year_output == pytest.approx(100.0 + output)
    assert (firm.stage, firm.stage_quarters) == (stage, after)


def test_what_a_firm_expects_is_its_demand_its_edge_cluster_and_cost(town, central, neutral):
    # (0.1 + 0.08 x (0.7 - 0.2) + 0.005 - 1.5 x 0.02) / 4 = 0.02875; a surcharge of 0.04 at an intensity of 0.5
    town.state.market.demand[:] = 0.1
    town.state.market.mean_capability[:] = 0.2
    town.state.cells.cluster_gain[:] = 0.005
    town.parks.energy_surcharge[:] = 0.04
    town.add_firm(stage=Stage.CLOSED)
    project = town.add_waiting()
    town.add_firm(output=5000.0, design=9000.0, capability=0.7, energy_intensity=0.5)
    assert gather(0, town.key, town.world, town.state, central, neutral, town.costs, town.book) == (3, 1)
    batch = town.state.batch[0]
    assert (batch.row[0], batch.output[0], batch.design[0], batch.capability[0]) == (2, 5000.0, 9000.0, 0.7)
    assert (batch.expected[0], batch.unit_cost[0]) == pytest.approx((0.02875, 0.02))
    assert project.stage_quarters == 9


@pytest.mark.parametrize("firms", [BATCH - 1, BATCH, BATCH + 1, 2 * BATCH + 1])
def test_every_firm_lives_through_one_quarter_however_many_there_are(town, central, neutral, firms):
    town.state = allocate_state(3, 2, firms, 2, len(LEVERS))
    town.state.grades.run_rate[:] = 1.0
    town.state.firms.stage[:] = Stage.OPERATING
    town.state.firms.identity[:] = range(1, firms + 1)
    town.state.firms.output[:] = town.state.firms.design[:] = 5000.0
    town.state.city.rows[:] = firms
    central.exit_hazard = central.expansion_rate = 0.0
    produce(1, town.key, town.world, town.state, central, neutral, town.book)
    assert (town.state.firms.stage_quarters == 1).all()
    shakes = [draw(town.key, identity, 1, Purpose.OPERATION)[0] for identity in range(1, firms + 1)]
    assert town.state.firms.output.tolist() == [grown(5000.0, 5000.0, 0.0, shake, central) for shake in shakes]


def test_an_operating_firm_takes_the_output_it_has_grown_to(town, central):
    firm = town.add_firm(output=5000.0, design=1e9, year_output=100.0)
    take_output(firm, 5100.0, central)
    assert (firm.output, firm.year_output, firm.stage) == (5100.0, 5200.0, Stage.OPERATING)


def test_an_upgrade_saves_energy_and_emissions(town, central):
    firm = town.add_firm(energy_intensity=2.0, emission_intensity=4.0)
    take_upgrade(firm, 0.1386294, central)
    assert firm.energy_intensity == pytest.approx(2 * math.exp(-0.3 * 0.1386294))
    assert firm.emission_intensity == pytest.approx(4 * math.exp(-0.3 * 0.1386294))


@pytest.mark.parametrize(
    ("park", "industry", "emission", "listed"),
    [(0, 1, 2.001, True), (0, 1, 2.0, False), (0, 0, 9.0, False), (2, 1, 9.0, False)],
    ids=["above the line", "on the line", "not a heavy industry", "outside the zones"],
)
def test_who_is_a_listed_polluter(town, park, industry, emission, listed):
    firm = town.add_firm(park=park, industry=industry, emission_intensity=emission)
    assert is_listed(firm, town.world.sites[park], town.world.industries[industry], 2.0) == listed


def test_a_listed_polluter_is_closed_below_the_chance_and_compensated(town, central, neutral):
    # half of 4000.5 x 10000 yuan
    neutral.polluter_exit = 0.5  # 0.1591 a quarter
    outcomes = set()
    for uniform in (0.0001, 0.159103, 0.159105, 0.5):
        firm = town.state.firms[0]
        firm.capital = 4000.5
        town.costs[:] = 0
        out = is_forced_out(uniform, firm, town.costs, central, neutral[0])
        assert out == (uniform < 0.159104)
        assert town.costs[LEVER_INDEX["polluter_exit"]] == (20_002_500 if out else 0)
        outcomes.add(bool(out))
    assert outcomes == {True, False}


@pytest.mark.parametrize(
    ("output", "request_state", "wants"),
    [(7200.0, Request.NONE, False), (7201.0, Request.NONE, True), (7201.0, Request.BUILDING, False)],
)
def test_a_firm_wants_to_expand_above_nine_tenths_of_its_design(town, central, output, request_state, wants):
    firm = town.add_firm(output=output, design=8000.0, request=request_state)
    assert wants_to_expand(firm, central) == wants


def test_a_row_is_listed_once(town):
    firm = town.add_firm()
    list_open(0, firm, town.city, town.state.open_rows)
    list_open(0, firm, town.city, town.state.open_rows)
    assert (town.city.open, firm.request_listed) == (1, 1)


def test_an_expansion_is_filed_below_the_chance_and_is_a_quarter_of_the_design(town, central, neutral):
    # 0.7 a year: 1 - exp(-0.175) = 0.160543
    filed = set()
    batch = town.state.batch[0]
    firm = town.add_firm(design=8000.0)
    for identity in range(1, 60):
        firm.identity = batch.identity[0] = identity
        drop_request(firm)
        expand_batch(1, 1, town.key, town.world, town.state, central, neutral, town.book)
        opened = firm.request != Request.NONE
        files = draw(town.key, firm.identity, 1, Purpose.EXPANSION)[0] < 0.160543
        assert not opened or files
        assert firm.request_design == (2000.0 if opened else 0.0)
        filed.add(bool(opened))
    assert filed == {True, False}


def test_a_refused_expansion_leaves_the_firm_as_it_was(town, central, neutral):
    # Review makes room by a lower energy intensity, and then the entry standards refuse the project: nothing is built,
    # so the firm must not save energy by it.
    central.expansion_rate = 1e9
    neutral.energy_review, neutral.entry_standards = 1.0, 250.0
    town.world.industries.norm_investment[:] = 1e6
    town.parks.energy_free = 10**9
    firm = town.add_firm(output=8000.0, energy_intensity=1.1)
    draws = (0.5, 0.5, 0.5)
    opened = file_expansion(1, town.key, firm, draws, town.world, town.state, central, neutral[0], town.book[0])
    assert (bool(opened), town.book.refused_standards[0]) == (False, 1)
    assert firm.energy_intensity == 1.1


def test_a_project_does_not_produce(town, production):
    firm = town.add_waiting()
    production()
    assert (firm.output, firm.stage_quarters, firm.stage) == (0.0, 9, Stage.PROJECT)


def test_a_ramping_firm_neither_leaves_nor_expands(town, central, production):
    central.exit_hazard = central.expansion_rate = 1e9
    firm = town.add_firm(stage=Stage.RAMPING, stage_quarters=6, output=8000.0)
    production()
    assert (firm.stage, firm.request) == (Stage.OPERATING, Request.NONE)


def test_a_leaver_gives_back_land_floor_and_row(town, central, production):
    # 40 % of 101 m2 return at once, rounded down
    central.exit_hazard = 1e9
    town.parks.occupied[0], town.parks.factory_leased[0] = 101, 50
    firm = town.add_firm(land=101, leased=50)
    production()
    park, page = town.parks[0], town.book[0]
    assert (firm.stage, firm.land, firm.leased, firm.output) == (Stage.CLOSED, 0, 0, 0.0)
    assert (park.occupied, park.undeveloped, park.quota_balance, park.idle) == (0, 40, 40, 61)
    assert (park.factory_leased, page.land_returned, page.land_idled, page.closed) == (0, 40, 61, 1)
    assert (town.city.free, town.state.free_rows[0]) == (1, 0)


def test_only_leavers_of_the_register_are_counted(town, central, production):
    central.exit_hazard = 1e9
    town.add_firm(above_scale=0)
    production()
    assert (town.book.closed[0], town.city.free) == (0, 1)


def test_a_leaver_breaks_its_promise_of_energy(town, central, production):
    central.exit_hazard = 1e9
    town.parks.energy_committed[0] = 70
    town.add_firm(request=Request.BUILDING, request_energy=70)
    production()
    assert town.parks.energy_committed[0] == 0


def test_nobody_is_forced_out_without_the_lever(town, central, neutral, production):
    central.exit_hazard = 0.0
    firm = town.add_firm(industry=town.HEAVY, emission_intensity=9.0)
    for quarter in range(1, 5):
        production(quarter)
    assert (firm.stage, town.book.forced[0]) == (Stage.OPERATING, 0)
    neutral.polluter_exit = 1.0
    production(4)
    assert (firm.stage, town.book.forced[0]) == (Stage.CLOSED, 1)


def test_an_upgrade_is_counted(town, central, production):
    central.exit_hazard, central.upgrade_rate = 0.0, 1e9
    town.add_firm()
    production()
    assert town.book.upgrades.tolist() == [1, 0, 0]


def test_the_draws_of_a_quarter_decide_what_a_firm_does(town, central, production):
    # a surcharge of 0.1 at an intensity of 0.5 costs 0.05 of output
    central.exit_hazard = 0.0
    town.parks.energy_surcharge[0] = 0.1
    firm = town.add_firm(design=1e9, energy_intensity=0.5)
    shake, happens, _, _ = draw(town.key, firm.identity, 1, Purpose.OPERATION)
    production()
    assert firm.output == grown(5000.0, 1e9, log_growth(0.0, 0.0, 0.0, 0.05, central), shake, central)
    assert town.book.upgrades[0] == (happens < chance_in_quarter(0.25))


def test_who_does_not_file_or_does_not_want_to_is_not_listed(town, central, production):
    central.exit_hazard, central.expansion_rate = 0.0, 1e9
    town.add_firm(output=1000.0, design=8000.0)
    production()
    assert town.city.open == 0
    central.expansion_rate = 0.0
    town.add_firm(output=8000.0, design=8000.0)
    production()
    assert town.city.open == 0


def test_an_admitted_expansion_is_listed(town, central, production):
    central.exit_hazard, central.expansion_rate, central.growth_spread = 0.0, 1e9, 0.0
    firm = town.add_firm(output=8000.0, design=8000.0, land=1)
    production()
    assert firm.request_channel in (Channel.NEW_LAND, Channel.OWN_LAND)
    assert (town.city.open, town.state.open_rows[0], firm.request_listed) == (1, 0, 1)


def test_platforms_of_a_merged_zone_serve_all_its_parks(town, rates):
    # 1 + 2 x 1 of North and 1 of South
    town.parks.provincial_platforms = [1, 1, 0]
    town.parks.national_platforms = [1, 0, 0]
    town.merge()
    assert rates() == pytest.approx([0.25 * math.exp(0.6)] * 2 + [0.25])


@pytest.mark.parametrize(("grade", "cost"), [(Grade.A, 0.0), (Grade.B, 0.002), (Grade.D, 0.004)])
def test_the_land_tax_weighs_on_output_and_is_brought_in(town, central, neutral, grade, cost):
    # 10000 m2 x 20 yuan, of which grade B pays half, over 5000 x 10000 yuan; a quarter of it comes in
    neutral.land_use_tax = 20.0
    firm = town.add_firm(land=10_000, grade=grade)
    assert land_cost_of(town.costs, firm, town.world.sites[0], central, neutral[0]) == pytest.approx(cost)
    assert town.costs[LEVER_INDEX["land_use_tax"]] == town.costs.sum() == -12_500_000 * cost


@pytest.mark.parametrize(("park", "surcharge"), [(0, 0.0), (2, 20.0)], ids=["without the lever", "outside the zones"])
def test_who_pays_no_land_tax(town, central, neutral, park, surcharge):
    neutral.land_use_tax = surcharge
    firm = town.add_firm(land=10_000, park=park)
    assert land_cost_of(town.costs, firm, town.world.sites[park], central, neutral[park]) == 0.0
    assert town.costs.sum() == 0


def test_a_taxed_firm_grows_less_by_what_the_tax_weighs(town, central, neutral, production):
    # 0.002 of output costs 1.5 x 0.002 / 4 of log growth
    central.exit_hazard = 0.0
    neutral.land_use_tax = 20.0
    taxed = town.add_firm(land=10_000, design=1e9)
    shake, _, _, _ = draw(town.key, taxed.identity, 1, Purpose.OPERATION)
    untaxed = grown(5000.0, 1e9, 0.0, shake, central)
    production()
    assert taxed.output == pytest.approx(untaxed * math.exp(-0.00075))


def test_a_retrofit_saves_once_and_the_city_pays_its_share(town, central, neutral):
    # 5000 x 2 x 0.12 x 0.2 x 0.3 = 72
    neutral.circular_retrofit = 1.0
    firm = town.add_firm(energy_intensity=2.0, emission_intensity=4.0)
    arguments = town.world.sites[0], town.world.industries[0], town.costs, central, neutral[0]
    assert retrofit(0.5, firm, *arguments)
    assert (firm.energy_intensity, firm.emission_intensity) == pytest.approx((1.76, 2.8))
    assert town.costs[LEVER_INDEX["circular_retrofit"]] == town.costs.sum() == 720_000
    assert not retrofit(0.5, firm, *arguments)
    assert firm.energy_intensity == pytest.approx(1.76)
    assert town.costs.sum() == 720_000


@pytest.mark.parametrize(
    ("park", "intensity", "strength"),
    [(2, 2.0, 1.0), (0, 1.0, 1.0), (0, 2.0, 0.0)],
    ids=["outside the zones", "not intensive", "without the lever"],
)
def test_who_is_not_retrofitted(town, central, neutral, park, intensity, strength):
    neutral.circular_retrofit = strength
    firm = town.add_firm(park=park, energy_intensity=intensity)
    site, industry = town.world.sites[park], town.world.industries[0]
    assert not retrofit(0.0001, firm, site, industry, town.costs, central, neutral[park])
    assert (firm.retrofitted, firm.energy_intensity, town.costs.sum()) == (0, intensity, 0)


def test_a_firm_is_retrofitted_below_the_chance_of_a_quarter(town, central, neutral):
    # 1 - 0.5^(1/4) = 0.159104
    neutral.circular_retrofit = 0.5
    site, industry = town.world.sites[0], town.world.industries[0]
    seen = set()
    firm = town.add_firm()
    for uniform in (0.0001, 0.159103, 0.159105, 0.5):
        firm.energy_intensity, firm.retrofitted = 2.0, 0
        done = retrofit(uniform, firm, site, industry, town.costs, central, neutral[0])
        assert done == (uniform < 0.159104)
        seen.add(bool(done))
    assert seen == {True, False}


def test_forced_exit_and_retrofit_have_draws_of_their_own(town, central, neutral, production):
    central.exit_hazard = 0.0
    neutral.polluter_exit = neutral.circular_retrofit = 0.5
    polluter = town.add_firm(industry=town.HEAVY)
    waster = town.add_firm()
    forced, retrofitted = [], []
    for identity in range(1, 40):
        town.city.free = 0
        polluter.identity, waster.identity = identity, 100 + identity
        polluter.stage, polluter.output, polluter.design, polluter.emission_intensity = Stage.OPERATING, 1.0, 9.0, 9.0
        waster.energy_intensity, waster.retrofitted = 9.0, 0
        production(2)
        forced.append(polluter.stage == Stage.CLOSED)
        retrofitted.append(waster.retrofitted == 1)
        assert forced[-1] == (draw(town.key, identity, 2, Purpose.YEARLY)[1] < 0.159104)
        assert retrofitted[-1] == (draw(town.key, 100 + identity, 2, Purpose.YEARLY)[2] < 0.159104)
    assert 0 < sum(forced) < 39
    assert 0 < sum(retrofitted) < 39


def test_retrofits_of_producing_firms_are_counted_and_those_of_new_ones_wait(town, central, neutral, production):
    central.exit_hazard = 0.0
    neutral.circular_retrofit = 1.0
    ramping = town.add_firm(energy_intensity=2.0, stage=Stage.RAMPING, stage_quarters=1)
    town.add_firm(energy_intensity=2.0)
    production()
    assert town.book.retrofits.tolist() == [1, 0, 0]
    assert ramping.retrofitted == 0


def test_a_firm_that_wants_to_move_is_listed_once_it_is_admitted(town, central, neutral, production):
    central.exit_hazard = central.hoarding = 0.0
    neutral.township_relocation = 1.0
    town.world.sites.arrival_firms[:] = 1.0
    firm = town.add_firm(park=town.OUTSIDE)
    production()
    assert (firm.request, firm.request_park) == (Request.WAITING, town.NORTH)
    assert (town.city.open, firm.request_listed) == (1, 1)
