import pytest

from model.levers import LEVER_INDEX
from model.phases.measuring import run_phase
from model.phases.production import gather
from model.phases.registering import register_passers, update_register
from model.state import Past, Stage
from model.streams import Purpose, draw

COST = LEVER_INDEX["scale_up_support"]


@pytest.fixture
def review(town, central, neutral):
    """Review the town for the register, at the end of the year or before; return whether a firm is on it then."""

    def reviewed(firm, year_end=True):
        if year_end:
            register_passers(4, town.key, town.world, town.state, central, neutral, town.book)
        update_register(firm, year_end, central, town.book[0])
        return firm.above_scale == 1

    return reviewed


def reporting(town, firm):
    """The uniform at which a firm reports, the same in every year."""
    return draw(town.key, firm.identity, 0, Purpose.REPORTING)[0]


@pytest.mark.parametrize("year_end", [True, False])
@pytest.mark.parametrize(("output", "registered"), [(2000.0, True), (1999.0, False)])
def test_a_new_firm_comes_on_when_its_output_reaches_the_threshold(town, review, output, registered, year_end):
    firm = town.add_firm(above_scale=0, stage=Stage.RAMPING, output=output)
    assert review(firm, year_end) == registered
    assert town.book.registered[0] == registered


@pytest.mark.parametrize(("year_output", "registered"), [(8000.0, True), (7999.0, False)])
def test_an_operating_firm_comes_on_by_the_output_of_its_year(town, review, year_output, registered):
    # 4 x 2000
    assert review(town.add_firm(above_scale=0, year_output=year_output, output=0.0)) == registered


def test_an_operating_firm_comes_on_at_the_end_of_the_year_only(town, review):
    assert not review(town.add_firm(above_scale=0, year_output=9e9), year_end=False)


@pytest.mark.parametrize(("year_output", "stays"), [(6400.0, True), (6399.0, False)])
def test_a_firm_leaves_when_its_year_is_below_the_tolerance(town, review, year_output, stays):
    # 4 x 1600
    assert review(town.add_firm(year_output=year_output, stage_quarters=4)) == stays
    assert town.book.deregistered[0] == (not stays)


@pytest.mark.parametrize(
    ("columns", "year_end"),
    [({}, False), ({"stage_quarters": 3}, True), ({"stage": Stage.RAMPING}, True)],
    ids=["within the year", "before a whole year of operation", "still ramping up"],
)
def test_who_is_not_reviewed_stays(town, review, columns, year_end):
    assert review(town.add_firm(year_output=0.0, **columns), year_end)


@pytest.mark.parametrize(
    ("past", "scaled_up", "merely"), [(Past.BELOW, 1, 0), (Past.UNREPORTED, 1, 1), (Past.REGISTERED, 0, 0)]
)
def test_who_comes_on_for_the_first_time_has_scaled_up(town, neutral, review, past, scaled_up, merely):
    neutral.scale_up_support = 12.5
    assert review(town.add_firm(above_scale=0, year_output=8000.0, past=past))
    assert (town.book.scaled_up[0], town.book.merely_registered[0], town.book.registered[0]) == (scaled_up, merely, 1)
    assert town.book.rewards[0] == town.state.costs[4, COST] == 125_000 * scaled_up


def test_outside_the_zones_nobody_is_rewarded(town, neutral, review):
    neutral.scale_up_support = 12.5
    assert review(town.add_firm(above_scale=0, year_output=8000.0, park=town.OUTSIDE))
    assert (town.book.scaled_up[town.OUTSIDE], town.book.rewards[town.OUTSIDE], town.state.costs[4, COST]) == (1, 0, 0)


def test_a_new_plant_that_comes_on_has_not_scaled_up(town, neutral, review):
    neutral.scale_up_support = 12.5
    assert review(town.add_firm(above_scale=0, stage=Stage.RAMPING, output=2500.0))
    assert (town.book.registered[0], town.book.scaled_up[0], town.state.costs[4, COST]) == (1, 0, 0)


def test_a_firm_that_falls_off_has_been_on_the_register(town, review):
    firm = town.add_firm(year_output=6399.0, stage_quarters=4)
    assert not review(firm)
    assert firm.past == Past.REGISTERED


@pytest.mark.parametrize(("margin", "on"), [(1e-9, False), (-1e-9, True)])
def test_a_firm_stays_unreported_below_its_share(town, central, review, margin, on):
    firm = town.add_firm(above_scale=0, year_output=8000.0)
    central.under_reporting = reporting(town, firm) + margin
    assert review(firm) == on
    assert firm.past == (Past.BELOW if on else Past.UNREPORTED)
    assert town.book.scaled_up[0] == on


def test_a_reward_lets_the_unreported_register_in_a_later_year(town, central, neutral, review):
    # the reach of 10 is 1 - 1/e: what stays unreported is 0.368 of the share
    firm = town.add_firm(above_scale=0, year_output=8000.0)
    central.under_reporting = 1.5 * reporting(town, firm)
    assert not review(firm)
    neutral.scale_up_support = 10.0
    assert review(firm)
    assert (town.book.scaled_up[0], town.book.merely_registered[0], town.state.costs[4, COST]) == (1, 1, 100_000)


def test_a_firm_that_was_on_the_register_reports_what_it_makes(town, central, review):
    central.under_reporting = 1.0
    assert review(town.add_firm(above_scale=0, year_output=8000.0, past=Past.REGISTERED))


@pytest.mark.parametrize(("year_output", "past"), [(7999.0, Past.BELOW), (8000.0, Past.UNREPORTED)])
def test_who_shrinks_again_grows_to_scale_when_it_passes_later(town, central, review, year_output, past):
    central.under_reporting = 1.0
    firm = town.add_firm(above_scale=0, year_output=year_output, past=Past.UNREPORTED)
    assert not review(firm)
    assert firm.past == past


@pytest.mark.parametrize("quarter", [3, 4])
def test_the_phase_reviews_passers_at_the_end_of_a_year_only(town, central, neutral, quarter):
    firm = town.add_firm(above_scale=0, year_output=8000.0)
    run_phase(quarter, town.key, town.world, town.state, central, neutral, town.book, town.sums)
    assert firm.above_scale == town.book.scaled_up[0] == (quarter == 4)


@pytest.mark.parametrize(
    ("columns", "gained"),
    [
        ({"output": 500.0}, 0.0063212),  # 0.04 (1 - 1/e) / 4
        ({"output": 1999.0}, 0.0063212),
        ({"output": 499.0}, 0.0),
        ({"output": 2000.0}, 0.0),
        ({"output": 1000.0, "above_scale": 1}, 0.0),
        ({"output": 1000.0, "park": 2}, 0.0),
    ],
)
def test_a_reward_makes_firms_of_the_band_grow_faster(town, central, neutral, columns, gained):
    town.add_firm(**{"above_scale": 0, **columns})
    expected = []
    for neutral.scale_up_support in (0.0, 10.0):
        gather(0, town.key, town.world, town.state, central, neutral, town.costs, town.book)
        expected.append(town.state.batch[0].expected[0])
    assert expected[1] - expected[0] == pytest.approx(gained, abs=1e-7)
