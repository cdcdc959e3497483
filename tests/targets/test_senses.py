"""Which way each indicator is better, and its values of single parks and industries, which add up to those of the zones."""

from types import SimpleNamespace

import numpy as np
import pytest

from model.formulas import Recorded
from model.indicators import INDICATORS
from model.measures import names_of, values_of
from model.record import book_dtype, sum_dtype
from model.state import records
from model.world import Measure
from tests.unit.test_indicators import small_record

MORE = {
    "hightech_output_share", "catalogue_output_share", "mixed_output_share", "zone_value_added_share", "gross_output", "value_added", "tax", "jobs", "firms",
    "land_reclaimed", "land_hightech", "plot_ratio", "output_per_mu", "tax_per_mu", "investment_per_mu", "upgrades",
    "platforms", "leased_floor", "projects_arrived", "projects_started", "firms_relocated", "firms_retrofitted",
    "leaders", "national_zones", "demonstration_zones", "services_value_added", "services_growth", "trade",
    "trade_growth", "tax_growth", "hightech_output", "hightech_value_added", "research_spending", "firms_modernised",
    "floor_on_own_land", "firms_scaled_up", "firms_grown_to_scale", "large_firms_group_sales", "large_firms_local_sales",
    "equipment_scrapped", "backward_upgraded", "freed_land", "reused_land", "freed_energy", "reused_energy",
    "freed_emissions", "land_redeveloped", "tenants", "leading_tenant_share", "parks_of_leading_trade",
    "tenants_past_threshold", "farmland_spared", "emerging_output", "emerging_output_share", "emerging_value_added",
    "emerging_value_added_growth", "land_emerging", "large_projects", "large_projects_by_class",
    "towns_recognised", "municipal_towns", "provincial_towns", "provincial_applications", "town_output", "town_jobs",
    "towns_at_200", "towns_at_100", "towns_at_50", "towns_at_20", "towns_at_10", "towns_at_5",
}  # fmt: skip
LESS = {
    "land_idle_rate", "energy_use", "energy_intensity", "energy_over_budget", "output_curtailed", "emissions",
    "projects_waiting", "projects_lost", "projects_elsewhere", "leniency", "incentives_paid", "policy_cost",
    "emission_intensity", "forest_land_used", "wait_unlisted", "projects_lost_permits", "projects_lost_rights", "towns_removed",
    "projects_refused_lost",
}  # fmt: skip
NEITHER = {
    "top3_sales_share", "top3_by_area_share", "top3_sales_share_city", "entry_rate", "exit_rate", "land_issued", "land_granted",
    "land_balance", "land_top_ranked", "standard_factory_floor", "projects_refused", "projects_transferred",
    "projects_returned_smaller", "projects_returned_cleaner", "projects_returned_elsewhere", "projects_put_off", "projects_moved",
    "land_pooled", "land_mixed", "tax_shared", "workers_replaced", "scale_up_rewards", "firms_charged", "surcharge_income",
    "backward_closed", "backward_moved", "backward_left", "compensation_paid", "small_park_floor", "grade_a_share",
    "grade_b_share", "grade_c_share", "grade_d_share", "firms_charged_by_grade", "grade_surcharge_income",
    "land_levelled", "land_granted_low_hill", "land_granted_priority", "priority_firms",
    "permits_held", "permits_reserve", "permits_retired", "permit_purchases", "permits_from_reserve", "permits_between_firms",
    "permit_price_cod", "permit_price_sulphur_dioxide", "permit_price_ammonia_nitrogen", "permit_price_nitrogen_oxides",
    "projects_waiting_permits", "projects_planned_cleaner", "permit_fee_income",
    "energy_rights_bought", "energy_rights_unsold", "energy_rights_income", "projects_planned_frugal",
    "municipal_towns_only", "town_candidates", "candidates_qualified", "municipal_applications", "power_support",
}  # fmt: skip
ADDED_UP = (
    "gross_output", "value_added", "tax", "jobs", "firms", "energy_use", "emissions", "leaders", "trade", "land_issued",
    "upgrades", "national_zones", "demonstration_zones", "hightech_output", "hightech_value_added", "research_spending",
    "emerging_output", "emerging_value_added", "large_projects",
)  # fmt: skip


def record():
    """The record of the indicators' own test."""
    return small_record()


def value(name, park=None, industry=None):
    """An indicator of the year after the baseline."""
    return float(INDICATORS[name].formula(record().within(park, industry))[0, 1])


def test_every_indicator_says_which_way_is_better():
    assert {name for name, each in INDICATORS.items() if each.better > 0} == MORE
    assert {name for name, each in INDICATORS.items() if each.better < 0} == LESS
    assert {name for name, each in INDICATORS.items() if each.better == 0} == NEITHER


# Zones (3000, 1000, 500, 500) and (0, 4000, 1000, 0); value added 0.2, 0.4, 0.2, 0.4; energy 3750 and 1250 of 5000, all
# of the fourth industry; high-tech output 1000 of the first industry in the first zone, 3500 of the second in the second.
@pytest.mark.parametrize(
    ("name", "park", "industry", "expected"),
    [
        ("gross_output", 0, None, 0.5),
        ("gross_output", 2, None, 1.0),  # the outside, which the zones together leave out
        ("gross_output", None, 1, 0.5),
        ("gross_output", 1, 1, 0.4),
        ("gross_output", 1, 0, 0.0),
        ("value_added", 1, None, 0.18),  # 0.4 x 4000 + 0.2 x 1000
        ("zone_value_added_share", 1, None, 1800 / 6100),
        ("zone_value_added_share", None, 1, 2000 / 4000),  # 0.4 x 5000 of zones, as much outside
        ("hightech_output_share", 0, None, 0.2),
        ("hightech_output_share", None, 1, 0.7),
        ("hightech_output_share", 1, 1, 3500 / 4000),
        ("energy_use", 0, None, 0.375),
        ("energy_use", None, 3, 0.5),
        ("energy_use", 1, 3, 0.125),
        ("energy_intensity", 1, None, 1250 / 1800),
        ("firms", 1, None, 7.0),
        ("land_issued", 1, None, 6.0),  # 4000 m2
        ("projects_arrived", 0, None, 1.0),
        ("national_zones", 0, None, 1.0),
        ("leniency", 1, None, 0.3),
        ("energy_over_budget", 1, None, 0.0),
        ("top3_sales_share_city", 1, None, 1.0),
        ("output_per_mu", 0, None, 5000 / (8998 * 0.0015)),  # 5999 m2 occupied and 2999 under factories
    ],
)
def test_a_park_and_an_industry_by_hand(name, park, industry, expected):
    assert value(name, park, industry) == pytest.approx(expected)


@pytest.mark.parametrize("name", ADDED_UP)
def test_parks_add_up_to_the_zones(name):
    assert value(name, 0) + value(name, 1) == pytest.approx(value(name))


@pytest.mark.parametrize("name", [name for name in ADDED_UP if "industry" in INDICATORS[name].by])
def test_industries_add_up_to_the_zones_and_in_a_park_to_the_park(name):
    assert sum(value(name, None, industry) for industry in range(4)) == pytest.approx(value(name))
    assert sum(value(name, 1, industry) for industry in range(4)) == pytest.approx(value(name, 1))


@pytest.mark.parametrize("name", [name for name, each in INDICATORS.items() if "industry" in each.by])
def test_an_indicator_by_industry_needs_no_books(name):
    assert np.isfinite(value(name, 1, 2))


@pytest.mark.parametrize("name", [name for name, each in INDICATORS.items() if each.by == ("park",)])
def test_an_indicator_that_is_not_by_industry_could_not_be(name):
    """Either it reads books, or it compares industries with each other."""
    compares = name in ("top3_by_area_share", "top3_sales_share_city", "demonstration_zones")
    if not compares:
        with pytest.raises(TypeError):
            value(name, None, 2)


def test_a_measure_is_the_indicator_within_its_place():
    world = SimpleNamespace(
        measures=(Measure("x", "energy_use", "b", "iron"),), park_names=("a", "b", "c"),
        industry_names=("p", "q", "r", "iron"),
    )  # fmt: skip
    assert names_of(world) == (*INDICATORS, "x")
    assert values_of("x", record(), world)[0].tolist() == pytest.approx([0.0, 0.125])
    assert values_of("energy_use", record(), world)[0, 1] == pytest.approx(0.5)
    with pytest.raises(KeyError):
        values_of("y", record(), world)


def test_the_whole_record_is_left_as_it_was():
    recorded = record()
    before = INDICATORS["gross_output"].formula(recorded).copy()
    part = recorded.within(1, 1)
    assert isinstance(part, Recorded)
    assert part.zone.tolist() == [False, True, False]
    assert INDICATORS["gross_output"].formula(recorded).tolist() == before.tolist()
    assert records(sum_dtype, 1, 1).dtype == recorded.sums.dtype
    assert records(book_dtype, 1, 1).dtype == recorded.books.dtype
