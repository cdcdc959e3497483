import numpy as np
import pytest

from model.levers import LEVER_INDEX
from model.phases.assessment import (
    adapt_leniency,
    assess_parks,
    charge_evaluation,
    find_shortfall,
    investment_standard,
    rank_zones,
    recognise_firms,
    upgrade_zones,
)
from model.phases.firm_grades import grade_firms
from model.state import Grade, Stage
from model.streams import Kind, Purpose, draw, identity_of
from model.units import M2_PER_MU


@pytest.fixture
def assess(town, central, neutral):
    """Assess the town: zones of equal output, land and high-tech share, unless the test says otherwise."""
    town.state.cells.output[:, 0] = 1000.0
    town.parks.last_output = 1000.0
    town.parks.occupied = 100
    town.parks.hightech_share = 0.5

    def assessed(adapt=True, evaluation=0.0):
        neutral.evaluation = evaluation
        if adapt:
            adapt_leniency(town.world, town.state, central, neutral)
        assess_parks(town.world, town.state, central, town.book)

    return assessed


@pytest.mark.parametrize(
    ("scores", "ranks"),
    [([2.0, 1.0], [0, 1]), ([1.0, 2.0], [1, 0]), ([1.0, 1.0], [0, 1])],
    ids=["in order", "turned", "tied: the order of the case"],
)
def test_zones_rank_by_score_and_the_outside_comes_last(town, scores, ranks):
    town.parks.score = [*scores, 9.0]
    rank_zones(town.world.sites, town.parks)
    assert town.parks["rank"].tolist() == [*ranks, 2]


def test_ranks_are_all_different_however_many_zones_tie(town):
    town.world.sites.zone[:] = 1
    town.parks.score = 1.0
    rank_zones(town.world.sites, town.parks)
    assert town.parks["rank"].tolist() == [0, 1, 2]


def test_equal_zones_score_one(town, assess):
    assess()
    assert town.parks.score[:2].tolist() == pytest.approx([1.0, 1.0])


def test_yield_hightech_and_growth_are_measured_against_the_zones_together(town, assess):
    # North doubled from 500 to 1000, on the same land: yields 1000/100 and 500/100 over 750/100 on average
    town.state.cells.output[1, 0] = 500.0
    town.parks.last_output = [500.0, 500.0, 1000.0]
    town.parks.hightech_share = [0.5, 0.2, 0.9]
    assess()
    # growth 2 and 1 over 1500/1000; high-tech 0.5 and 0.2 over (500 + 100) / 1500 = 0.4
    north = 0.35 * (4 / 3) + 0.25 * (0.5 / 0.4) + 0.4 * (2 / 1.5)
    south = 0.35 * (2 / 3) + 0.25 * (0.2 / 0.4) + 0.4 * (1 / 1.5)
    assert town.parks.score[:2].tolist() == pytest.approx([north, south])
    assert town.parks["rank"].tolist() == [0, 1, 2]
    assert town.parks.last_output.tolist() == [1000.0, 500.0, 1000.0]
    # the book gets the scores of this very assessment; ranks are written when it is closed
    assert town.book.score.tolist() == pytest.approx([north, south, 0.0])
    assert town.book["rank"].tolist() == [0, 0, 0]


def test_a_zone_that_grows_slower_relaxes_and_the_others_tighten(town, assess):
    # a step of 0.05 either way
    town.parks.leniency = [0.2, 0.2, 0.3]
    town.parks.last_output = [1001.0, 999.0, 0.0]
    assess()
    assert town.parks.leniency.tolist() == pytest.approx([0.25, 0.15, 0.3])


def test_a_zone_that_grows_as_the_others_tightens(town, assess):
    town.parks.leniency = 0.2
    assess()
    assert town.parks.leniency.tolist() == pytest.approx([0.15, 0.15, 0.2])


@pytest.mark.parametrize(("evaluation", "hungry"), [(0.0, 0.25), (0.5, 0.2), (1.0, 0.15)])
def test_evaluation_tightens_the_zone_that_would_relax(town, assess, evaluation, hungry):
    # South is hungry: (1 - evaluation) up, evaluation down, in steps of 0.05; North tightens a step anyway
    town.parks.leniency = 0.2
    town.parks.last_output = [999.0, 1001.0, 0.0]
    assess(evaluation=evaluation)
    assert town.parks.leniency.tolist() == pytest.approx([0.15, hungry, 0.2])


def test_at_the_baseline_leniency_does_not_move(town, assess):
    town.parks.leniency = 0.2
    assess(adapt=False)
    assert town.parks.leniency.tolist() == [0.2] * 3


def test_a_city_without_output_is_assessed_without_an_error(town, assess):
    for column in ("last_output", "occupied", "hightech_share"):
        town.parks[column] = 0
    town.state.cells.output[:] = 0.0
    assess()
    assert np.isfinite(town.parks.score).all()


def test_the_shortfall_counts_factories_built_or_not_and_capital_a_mu(town, central):
    # (500 + 200 + 100) m2 of floor on (800 + 200) m2: 0.8 of 1; 225 on 1.5 mu: 150 of 200; (0.2 + 0.25) / 2
    park = town.parks[0]
    park.occupied, park.factory_land, park.firm_floor, park.factory_floor = 800, 200, 500.0, 200
    town.state.factories[0] = [40, 0, 60, 0]
    park.firm_capital = 150.0 * 1000 / M2_PER_MU
    find_shortfall(town.world.sites[0], park, town.state.factories[0].sum(), central)
    assert park.shortfall == pytest.approx(0.225)


@pytest.mark.parametrize(
    ("land", "leased", "intensity", "grade"),
    [
        (33_333, 0, 1.0, Grade.B),  # 5000 on 50 mu: as its industry
        (33_340, 0, 1.0, Grade.C),
        (0, 66_666, 1.0, Grade.B),  # leased floor counts as land at a plot ratio of 2
        (33_333, 0, 0.3678, Grade.A),  # half of ln(1 / 0.3678) = 1.0002
        (33_333, 0, 2.7184, Grade.D),
    ],
)
def test_firms_are_graded_on_land_and_energy(town, central, land, leased, intensity, grade):
    firm = town.add_firm(land=land, leased=leased, energy_intensity=intensity, grade=-1)
    grade_firms(4, town.world, town.state, central, town.book)
    assert firm.grade == grade


@pytest.mark.parametrize("columns", [{"stage": Stage.RAMPING}, {"land": 0}, {"output": 0.0}])
def test_who_cannot_be_graded_keeps_its_grade(town, central, columns):
    firm = town.add_firm(**{"land": 1, "grade": Grade.C, **columns})
    grade_firms(4, town.world, town.state, central, town.book)
    assert firm.grade == Grade.C


def test_recognition_is_decided_for_producing_firms_and_the_year_starts_anew(town, central):
    central.recognition_rate, central.recognition_width = 1.0, 1e-3
    town.world.industries.award_threshold[:], town.world.industries.renewal_threshold[:] = 1.0, 0.8
    able = town.add_firm(capability=1.1, year_output=5.0)
    ramping = town.add_firm(capability=1.1, year_output=5.0, stage=Stage.RAMPING)
    unable = town.add_firm(capability=0.79, hightech=1, year_output=5.0)
    near = town.add_firm(capability=0.81, hightech=1, year_output=5.0)
    project = town.add_waiting(capability=1.1, year_output=5.0)
    young = town.add_firm(capability=0.79, hightech=1, certified=4, year_output=5.0)
    recognise_firms(12, town.key, town.world, town.state, central)
    assert [firm.hightech for firm in (able, ramping, unable, near, project, young)] == [1, 1, 0, 1, 0, 1]
    assert [firm.certified for firm in (able, ramping, unable, near, project, young)] == [12, 12, 0, 12, 0, 4]
    assert [firm.year_output for firm in (able, ramping, unable, near, project)] == [0.0] * 4 + [5.0]


@pytest.mark.parametrize(("strength", "yuan"), [(0.0, 0), (0.5, 500_000), (1.0, 1_000_000)])
def test_an_evaluation_is_paid_for_every_zone(town, central, neutral, strength, yuan):
    # 500000 yuan for each of two zones
    neutral.evaluation = strength
    charge_evaluation(town.costs, town.world, central, neutral)
    assert town.costs[LEVER_INDEX["evaluation"]] == town.costs.sum() == yuan


@pytest.fixture
def upgrade(town, central, neutral):
    """Let South, a candidate at the share that is asked for, become national for sure; return who is national then."""
    neutral.status_upgrade = 1.0
    town.world.sites.candidate[town.SOUTH] = town.world.sites.needs_hightech[town.SOUTH] = 1
    town.parks.hightech_share = 0.5

    def upgraded(quarter=4):
        upgrade_zones(quarter, town.key, town.world, town.parks, central, neutral)
        return town.parks.national.tolist()

    return upgraded


def test_a_candidate_that_qualifies_becomes_national(upgrade):
    assert upgrade() == [1, 1, 0]


@pytest.mark.parametrize(("share", "candidate"), [(0.4999, 1), (0.9, 0)], ids=["below the share", "no candidate"])
def test_who_does_not_become_national(town, upgrade, share, candidate):
    town.parks.hightech_share, town.world.sites.candidate[town.SOUTH] = share, candidate
    assert upgrade() == [1, 0, 0]


def test_a_candidate_for_an_economic_zone_needs_no_high_tech_share(town, upgrade):
    town.parks.hightech_share, town.world.sites.needs_hightech[town.SOUTH] = 0.1, 0
    assert upgrade() == [1, 1, 0]


def test_a_zone_that_has_become_national_stays_so(town, neutral, upgrade):
    upgrade()
    neutral.status_upgrade, town.parks.hightech_share = 0.0, 0.0
    assert upgrade(8) == [1, 1, 0]


def test_a_candidate_becomes_national_below_the_chance(town, neutral, upgrade):
    uniform = draw(town.key, identity_of(Kind.PARK, 0, town.world.park_numbers[town.SOUTH], 0), 8, Purpose.STATUS)[0]
    neutral.status_upgrade = uniform
    assert upgrade(8) == [1, 0, 0]
    neutral.status_upgrade = np.nextafter(uniform, 1.0)
    assert upgrade(8) == [1, 1, 0]


@pytest.mark.parametrize(
    ("at_baseline", "now", "standard"),
    [(0, 0, 200.0), (0, 1, 300.0), (1, 1, 200.0)],
    ids=["neither", "since", "always"],
)
def test_more_investment_is_asked_of_a_zone_once_it_is_national(town, central, at_baseline, now, standard):
    # 1.5 x 200
    site, park = town.world.sites[0], town.parks[0]
    site.national, park.national = at_baseline, now
    assert investment_standard(site, park, central) == standard


def test_a_zone_that_becomes_national_falls_short_of_what_is_asked_of_it(town, central):
    # 150 of 200 a mu, then of 300; plot ratio is met: half of 0.25 and of 0.5
    park = town.parks[town.SOUTH]
    park.occupied, park.firm_floor, park.firm_capital = 1000, 1000.0, 150.0 * 1000 / M2_PER_MU
    for national, shortfall in ((0, 0.125), (1, 0.25)):
        park.national = national
        find_shortfall(town.world.sites[town.SOUTH], park, town.state.factories[town.SOUTH].sum(), central)
        assert park.shortfall == pytest.approx(shortfall)
