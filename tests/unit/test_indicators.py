"""Every indicator on one small record, worked out by hand."""

import math
import re
from types import SimpleNamespace

import numpy as np
import pytest

from model.formulas import Recorded, ratio
from model.indicators import INDICATORS
from model.levers import LEVERS
from model.parameters import central_values
from model.permit_ledger import permit_book_dtype
from model.record import book_dtype, sum_dtype
from model.state import records
from model.world import industry_dtype, site_dtype

ZONES = ((3000.0, 1000.0, 500.0, 500.0), (0.0, 4000.0, 1000.0, 0.0))  # output by zone and industry
OUTSIDE = (5000.0, 5000.0, 0.0, 0.0)

# Value in the baseline year, in which nothing was produced here, and in the year after.
EXPECTED = {
    "projects_returned_smaller": (math.nan, 27.0),
    "projects_returned_cleaner": (math.nan, 28.0),
    "projects_returned_elsewhere": (math.nan, 29.0),
    "projects_refused_lost": (math.nan, 30.0),
    "projects_put_off": (math.nan, 31.0),
    "projects_moved": (math.nan, 32.0),
    "hightech_output_share": (0.0, 0.45),  # (1000 + 3500) / 10000
    # nothing was made at the baseline, so the column counts: 0.1 x 3000 + 0.4 x 5000 + 0.3 x 1500 + 0.2 x 500 = 2850
    "catalogue_output_share": (0.0, 0.285),
    "mixed_output_share": (0.0, 0.40875),  # 0.25 x 2850 + 0.75 x 4500 = 4087.5
    "hightech_output": (0.0, 0.45),
    "hightech_value_added": (0.0, 0.16),  # 0.2 x 1000 + 0.4 x 3500 = 1600
    "research_spending": (0.0, 0.0145),  # 0.01 x 3000 + 0.02 x 5000 + 0.01 x 1500 = 145
    # 0.2 x 3000 + 0.4 x 5000 + 0.2 x 1500 + 0.4 x 500 = 3100 of zones, and 0.2 x 5000 + 0.4 x 5000 = 3000 outside
    "zone_value_added_share": (0.0, 3100 / 6100),
    "top3_sales_share": (0.0, 0.55),  # 3000 + 1000 + 500 of the first zone, 1000 of the second, which leads in two
    "top3_by_area_share": (0.0, 0.55),
    "top3_sales_share_city": (0.0, 0.95),  # 3000 + 5000 + 1500 of 10000
    "gross_output": (0.0, 1.0),
    "value_added": (0.0, 0.31),
    "tax": (0.0, 0.0775),  # 0.05 x 4500 + 0.1 x 5500 = 775
    "jobs": (0.0, 0.0141),  # 4500 / 100 + 5500 / 50 = 155, less those that machines replaced
    "workers_replaced": (0.0, 0.0014),  # 400 / 100 + 500 / 50 = 14
    "firms": (12.0, 15.0),
    "entry_rate": (math.nan, 0.5),  # 6 / 12
    "exit_rate": (math.nan, 0.25),  # (2 + 1) / 12
    "land_issued": (math.nan, 9.0),  # 6000 m2
    "land_levelled": (math.nan, 9.0),  # 6000 m2
    "land_granted_low_hill": (math.nan, 6.0),
    "farmland_spared": (math.nan, 3.0),  # 6 mu, of which 0.7 would have been farmland and 0.2 are
    "forest_land_used": (math.nan, 9.6),  # 0.8 of 12 mu
    "land_granted_priority": (math.nan, 4.5),  # 3000 m2
    "priority_firms": (math.nan, 21.0),
    "wait_unlisted": (math.nan, 1.75),  # 14 quarters of 8 projects
    "land_granted": (math.nan, 6.0),  # (2000 + 2000) m2
    "land_reclaimed": (math.nan, 1.5),
    "land_balance": (1.5, 3.0),
    "land_idle_rate": (0.0, 0.1),  # 1000 / (1000 + 6000 + 3000)
    "land_hightech": (math.nan, 0.25),  # 500 / 2000
    "land_top_ranked": (math.nan, 4000 / 6000),  # the second zone ranks first
    "plot_ratio": (0.0, 8000 / 6500),  # 3000 m2 are leased at a plot ratio of 2: 5000 + 1500 m2 of land
    "output_per_mu": (0.0, 10_000 / 13.5),  # 9000 m2 are 13.5 mu
    "tax_per_mu": (0.0, 775 / 13.5),
    "investment_per_mu": (0.0, 200.0),  # 1500 on 5000 m2 = 7.5 mu
    "energy_use": (0.0, 0.5),
    "energy_intensity": (0.0, 5000 / 3100),
    "energy_over_budget": (0.0, 2.0),  # the first zone's overdraft; the second has something left
    "output_curtailed": (math.nan, 0.2),  # 2000 in each quarter
    "emissions": (0.0, 3.0),
    "emission_intensity": (0.0, 30_000 / 3100),
    "upgrades": (math.nan, 4.0),
    "platforms": (0.0, 3.0),
    "standard_factory_floor": (0.0, 0.3),  # (1000 + 2000) m2
    "leased_floor": (0.0, 0.05),
    "projects_arrived": (math.nan, 20.0),
    "projects_refused": (math.nan, 5.0),
    "projects_waiting": (0.0, 5.0),
    "projects_lost": (math.nan, 2.0),
    "projects_elsewhere": (math.nan, 4.0),
    "projects_transferred": (math.nan, 3.0),
    "projects_started": (math.nan, 6.0),
    "firms_relocated": (math.nan, 5.0),
    "firms_retrofitted": (math.nan, 7.0),
    "firms_modernised": (math.nan, 8.0),
    "floor_on_own_land": (math.nan, 3.0),  # 30000 m2
    "firms_scaled_up": (math.nan, 9.0),
    "firms_grown_to_scale": (math.nan, 5.0),  # 9 less 4
    "scale_up_rewards": (math.nan, 5.0),
    "leaders": (0.0, 3.0),
    "large_firms_group_sales": (2.0, 16.0),  # 4 + 5 in zones and 7 outside
    "large_firms_local_sales": (0.0, 3.0),
    # the first and the third industry are emerging: 3000 + 1000 + 500 of zones, at a rate of 0.2
    "emerging_output": (0.0, 0.45),
    "emerging_output_share": (0.0, 0.45),
    "emerging_value_added": (0.0, 0.09),
    "emerging_value_added_growth": (math.nan, -1.0),  # from nothing; see below
    "land_emerging": (math.nan, 0.35),  # 700 / 2000
    "large_projects": (math.nan, 5.0),
    "large_projects_by_class": (math.nan, 9.0),
    "national_zones": (0.0, 2.0),
    # energy: 3750 against 0.9 (3000 + 0.3 x 1000 + 0.2 x 500 + 2 x 500), 1250 against 0.9 (1200 + 200): both are below;
    # emissions: 22500 against 0.9 (18000 + 2000 + 500 + 4000) is above, 7500 against 0.9 (8000 + 1000) below
    "demonstration_zones": (0.0, 1.0),
    "leniency": (0.0, 0.2),  # (0.1 + 0.3) / 2
    "land_pooled": (math.nan, 3.0),  # 2000 m2
    "land_mixed": (math.nan, 6.0),
    "services_value_added": (0.0, 0.25 * 0.31 * 2**0.3),  # on twice the land for housing and services
    "services_growth": (math.nan, -1.0),  # from nothing there is no growth to tell; see below
    "trade": (0.0, 0.155),  # 0.1 x 4500 + 0.2 x 5500 = 1550
    "trade_growth": (math.nan, -1.0),
    "tax_growth": (math.nan, -1.0),
    "tax_shared": (math.nan, 2.0),
    "incentives_paid": (math.nan, 3.0),
    "land_redeveloped": (0.0, 6.0),  # 4000 m2
    "small_park_floor": (0.0, 0.7),  # (5000 + 2000) m2
    "tenants": (0.0, 31.0),
    "leading_tenant_share": (0.0, 21 / 31),
    "parks_of_leading_trade": (
        0.0,
        1.0,
    ),  # 14 of 20 in the first zone are just seven tenths, 7 of 11 in the second are less
    "tenants_past_threshold": (0.0, 4.0),
    # of 40 firms graded at the baseline and 50 a year later
    "grade_a_share": (0.1, 0.2),
    "grade_b_share": (0.2, 0.4),
    "grade_c_share": (0.3, 0.3),
    "grade_d_share": (0.4, 0.1),
    "firms_charged_by_grade": (0.0, 8.0),
    "grade_surcharge_income": (math.nan, 6.0),
    "firms_charged": (0.0, 6.0),
    "equipment_scrapped": (math.nan, 9.0),
    "surcharge_income": (math.nan, 5.0),
    "backward_closed": (math.nan, 8.0),
    "backward_moved": (math.nan, 11.0),
    "backward_upgraded": (math.nan, 12.0),
    "backward_left": (math.nan, 13.0),
    "compensation_paid": (math.nan, 7.0),
    "freed_land": (math.nan, 12.0),  # 8000 m2
    "reused_land": (math.nan, 10.5),
    "freed_energy": (math.nan, 4.0),  # 40 million kgce
    "reused_energy": (math.nan, 2.5),
    "freed_emissions": (math.nan, 1.7),
    # COD counts 1 kg an equivalent, ammonia nitrogen 0.8 kg: 3 and 5 tonnes are 3000 and 6250 equivalents
    "permits_held": (0.1, 0.925),
    "permits_reserve": (0.0, 0.185),  # a fifth of both
    "permits_retired": (0.0, 0.0925),  # a tenth
    # 2000 kg of COD in two quarters, and 800 kg of ammonia nitrogen: 2000 and 1000 equivalents
    "permits_from_reserve": (math.nan, 0.3),
    "permits_between_firms": (math.nan, 0.1),  # 1000 kg of COD
    "permit_purchases": (math.nan, 9.0),  # 2 + 3 buyers of COD, 4 of ammonia nitrogen
    "permit_price_cod": (math.nan, 4500.0),  # 600,000 + 750,000 fen for 3000 kg are 450 fen for a kg
    "permit_price_sulphur_dioxide": (math.nan, 0.0),
    "permit_price_ammonia_nitrogen": (math.nan, 8000.0),  # 640,000 fen for 800 kg
    "permit_price_nitrogen_oxides": (math.nan, 0.0),
    "projects_waiting_permits": (0.0, 7.0),
    "projects_planned_cleaner": (math.nan, 14.0),
    "projects_lost_permits": (math.nan, 15.0),
    "energy_rights_bought": (math.nan, 12.5),
    "energy_rights_unsold": (0.0, 7.25),
    "energy_rights_income": (math.nan, 3.0),
    "projects_planned_frugal": (math.nan, 17.0),
    "projects_lost_rights": (math.nan, 18.0),
    "permit_fee_income": (math.nan, 9.0),
    # the first zone is a municipal town, the second a provincial one, which is a candidate at the baseline; the park outside
    # does not count. Their leading industries make 5000 and 1000 in all, of which machines made 400 of the first industry
    "towns_recognised": (math.nan, 22.0),
    "municipal_towns": (0.0, 2.0),
    "municipal_towns_only": (0.0, 1.0),
    "provincial_towns": (0.0, 1.0),
    "provincial_applications": (math.nan, 23.0),
    "town_candidates": (1.0, 0.0),
    "candidates_qualified": (math.nan, 24.0),
    "municipal_applications": (math.nan, 25.0),
    "towns_removed": (math.nan, 26.0),
    "town_output": (0.0, 0.6),
    "town_jobs": (0.0, 0.0071),  # 2600 / 100 + 1000 / 50 + 500 / 100 + 500 / 50 and 1000 / 100: 61 and 10
    **dict.fromkeys([f"towns_at_{tier}" for tier in (200, 100, 50, 20, 10, 5)], (0.0, 0.0)),
    "power_support": (math.nan, 8.0),
    "policy_cost": (math.nan, 1.5),  # 100 and 50 million yuan; what stands in the baseline quarter does not count
}


def small_record():
    """One replicate, two years, two zones and the outside, four industries; the outside counts where it must."""
    industries, sites = records(industry_dtype, 4), records(site_dtype, 3)
    industries.value_added_rate, industries.tax_rate = [0.2, 0.4, 0.2, 0.4], [0.05, 0.1, 0.05, 0.1]
    industries.output_per_worker = [100.0, 50.0, 100.0, 50.0]
    industries.trade_rate = [0.1, 0.2, 0.1, 0.2]
    industries.research_share = [0.01, 0.02, 0.01, 0.0]
    industries.hightech_share = [0.1, 0.4, 0.3, 0.2]
    industries.emerging = [1.0, 0.0, 1.0, 0.0]
    industries.energy_intensity, industries.emission_intensity = [1.0, 0.3, 0.2, 2.0], [6.0, 2.0, 1.0, 8.0]
    sites.zone = [1, 1, 0]
    leading = np.array([[1, 1, 1, 1], [1, 0, 1, 0], [0, 0, 0, 0]], np.uint8)
    sums, books = records(sum_dtype, 1, 2, 3, 4), records(book_dtype, 1, 5, 3)
    year = sums[0, 1]
    year.output[:] = [*ZONES, OUTSIDE]
    year.hightech_output[:, 0], year.hightech_output[:, 1] = [1000.0, 0.0, 9.0], [0.0, 3500.0, 9.0]
    year.machine_output[:, 0], year.machine_output[:, 1] = [400.0, 0.0, 9.0], [0.0, 500.0, 9.0]
    sums.firms[0, 0, :, 0], year.firms[:, 0] = [7.0, 5.0, 99.0], [8.0, 7.0, 99.0]
    for name, total in {
        "floor": 8e3,
        "leased": 3e3,
        "land": 5e3,
        "capital": 1500.0,
        "energy": 5e3,
        "emissions": 3e4,
    }.items():
        year[name][:, 3] = [0.75 * total, 0.25 * total, 99.0]
    flows = {
        "registered": 6, "closed": 2, "deregistered": 1, "land_granted": 2000, "land_granted_factory": 2000,
        "land_reclaimed": 1000, "land_granted_hightech": 500, "upgrades": 4, "arrivals": 20, "refused_standards": 3,
        "refused_energy": 2, "lost": 2, "elsewhere": 4, "transferred": 3, "started": 6, "relocated": 5, "retrofits": 7,
        "land_pooled_in": 2000, "land_mixed": 4000, "tax_passed": 200_000_000, "incentives": 300_000_000,
        "modernised": 8, "floor_own_land": 30_000, "scaled_up": 9, "merely_registered": 4, "rewards": 500_000_000,
        "grade_surcharges": 600_000_000,
        "scrapped": 9, "surcharges": 500_000_000, "backward_closed": 8, "backward_moved": 11, "backward_upgraded": 12,
        "backward_left": 13, "compensation": 700_000_000, "freed_land": 8000, "reused_land": 7000,
        "planned_cleaner": 14, "lost_permits": 15, "permit_fees": 900_000_000,
        "rights_bought": 12_500, "rights_income": 300_000_000, "planned_frugal": 17, "lost_rights": 18,
        "land_granted_emerging": 700, "large_projects": 5, "large_projects_by_class": 9, "land_low_hill": 6000, "land_granted_low_hill": 4000, "land_levelling_begun": 8000,
        "land_granted_priority": 3000, "priority_listed": 21, "unlisted_ended": 8, "unlisted_quarters": 14,
        "municipal_recognised": 22, "provincial_applications": 23, "candidates_qualified": 24,
        "municipal_applications": 25, "towns_removed": 26, "power_support": 800_000_000,
        "returned_smaller": 27, "returned_cleaner": 28, "returned_elsewhere": 29, "refused_lost": 30,
        "refused_put_off": 31, "moved": 32,
        "freed_energy": 40_000_000, "reused_energy": 25_000_000, "freed_emissions": 17_000,
    }  # fmt: skip
    for name, total in flows.items():  # one unit in the first quarter and in one zone, the rest in the last
        books[name][0, 1], books[name][0, 4] = [1, 0, 99], [0, total - 1, 99]
        books[name][0, 0] = 77  # nothing happens in the baseline quarter
    books.curtailed[0, 1:] = [1500.0, 500.0, 99.0]
    books.land_issued[0, 1] = [2000, 4000, 99]
    books["rank"][0, 1:] = [1, 0, 2]
    stocks = {
        "land_closing": 2000, "area_idle": 1000, "area_occupied": 6000, "area_factory": 3000, "floor_factory": 1000,
        "floor_leased": 500, "floor_building": 2000, "platforms": 3, "waiting_land": 4, "waiting_floor": 1,
        "national": 2, "area_other": 2000, "redeveloped": 4000, "units_floor": 5000, "units_building": 2000,
        "tenants_above_scale": 4,
        "graded_a": 10, "graded_b": 20, "graded_c": 15, "graded_d": 5,
        "charged_by_grade": 8, "charged": 6, "waiting_permits": 7, "rights_closing": 7250,
    }  # fmt: skip
    for name, total in stocks.items():
        books[name][0, 3], books[name][0, 4] = 55, [total - 1, 1, 99]  # only the last quarter counts
    books.land_closing[0, 0] = [400, 600, 99]
    for grade, firms in {"a": 4, "b": 8, "c": 12, "d": 16}.items():
        books["graded_" + grade][0, 0] = [firms - 1, 1, 99]
    books.area_other[0, 0], books.leniency[0, 4] = [300, 700, 99], [0.1, 0.3, 0.9]
    books.head[:] = [0, 1, 2]
    books.town_status[0] = [[0, 2, 3], [1, 2, 3], [4, 4, 3], [4, 4, 3], [3, 4, 3]]
    books.tenants_closing[0, 4], books.tenants_leading[0, 4] = [20, 11, 99], [14, 7, 99]
    year.leaders[:, 0] = [1.0, 2.0, 99.0]
    year.large_firms_group_sales[:, 2], sums.large_firms_group_sales[0, 0, 2, 1] = [4.0, 5.0, 7.0], 2.0
    year.large_firms_local_sales[:, 3] = [0.0, 1.0, 2.0]
    books.energy_closing[0, 4] = [-20_000_000, 50_000_000, -99]
    costs = np.zeros((1, 5, len(LEVERS)), np.int64)
    costs[0, 0, 0], costs[0, 1, 0], costs[0, 3, 1] = 999, 100_000_000, 50_000_000
    arrays = SimpleNamespace(sites=sites, leading=leading)
    parameters = central_values(
        {
            "tilt_top_share": 0.5,
            "factory_plot_ratio": 2.0,
            "services_rate": 0.25,
            "services_land": 0.3,
            "title_line": 0.9,
            "leading_share_least": 0.7,
            "flat_farmland": 0.7,
            "low_hill_farmland": 0.2,
            "catalogue_part": 0.25,
        }
    )
    record = SimpleNamespace(
        sums=sums, books=books, costs=costs, parameters=parameters, industries=industries[None], permits=permit_book()
    )
    return Recorded(record, arrays)


def permit_book():
    """The book of permits of the same replicate: COD and ammonia nitrogen; in the baseline quarter only stocks count."""
    book = records(permit_book_dtype, 1, 5, 4)
    book.held[0, 0, 0] = 1000
    for column, part in {"held": 1.0, "reserve_closing": 0.2, "retired": 0.1}.items():
        book[column][0, 3], book[column][0, 4] = 77, [round(3000 * part), 0, round(5000 * part), 0]
    book.sold_reserve[0, :, 0] = [99, 500, 0, 0, 1500]
    book.sold_reserve[0, 2, 2] = 800
    book.sold_firms[0, 3, 0] = 1000
    book.buyers[0, :, 0], book.buyers[0, 2, 2] = [99, 2, 0, 0, 3], 4
    book.paid[0, :, 0], book.paid[0, 2, 2] = [99, 600_000, 0, 0, 750_000], 640_000
    return book


def test_a_city_without_permits_has_none_of_them():
    recorded = small_record()
    recorded.permits = records(permit_book_dtype, 1, 5, 0)
    for name in INDICATORS:
        if name.startswith(("permits_", "permit_price")) or name == "permit_purchases":
            assert INDICATORS[name].formula(recorded)[0, 1] == 0.0, name


@pytest.mark.parametrize("name", INDICATORS)
def test_an_indicator_is_what_its_definition_says(name):
    values = INDICATORS[name].formula(small_record())
    assert values.shape == (1, 2)
    assert values[0].tolist() == pytest.approx(EXPECTED[name], nan_ok=True)


@pytest.mark.parametrize("indicator", INDICATORS.values(), ids=list(INDICATORS))
def test_every_indicator_has_a_unit_labels_and_a_definition(indicator):
    assert indicator.unit
    assert re.search("[一-鿿]", indicator.zh)
    assert indicator.en.isascii()
    assert len(indicator.definition) > 10


@pytest.mark.parametrize(
    ("name", "city", "outside"),
    [
        ("gross_output", 2.0, 1.0),
        ("value_added", 0.61, 0.30),  # 3100 of zones and 0.2 x 5000 + 0.4 x 5000 outside
        ("hightech_output", 0.4518, 0.0018),  # 9 + 9 outside
        ("firms", 114.0, 99.0),
        ("entry_rate", (6 + 4 * 99) / (12 + 99), 4 * 99 / 99),  # of those at the end of the year before
        ("land_granted", (4000 + 2 * 4 * 99) / (2000 / 3), 2 * 4 * 99 / (2000 / 3)),
    ],
)
def test_an_indicator_may_be_asked_of_the_city_and_of_what_is_outside(name, city, outside):
    recorded = small_record()
    for column in ("registered", "land_granted", "land_granted_factory"):
        recorded.books[column][0, 1:, 2] = 99
    formula = INDICATORS[name].formula
    assert formula(recorded.over("city"))[0, 1] == pytest.approx(city)
    assert formula(recorded.over("outside"))[0, 1] == pytest.approx(outside)
    assert formula(recorded)[0, 1] == pytest.approx(EXPECTED[name][1])  # the record itself stays of the zones


def test_no_other_area_is_known():
    with pytest.raises(KeyError, match="county"):
        small_record().over("county")


def test_labels_tell_indicators_apart():
    assert len({indicator.zh for indicator in INDICATORS.values()}) == len(INDICATORS)
    assert len({indicator.en for indicator in INDICATORS.values()}) == len(INDICATORS)


def test_an_unknown_balance_is_refused():
    with pytest.raises(KeyError, match="gold"):
        small_record().year_end("gold")


def test_a_ratio_to_nothing_is_nothing_and_no_value_stays_none():
    above, below = np.array([6.0, 6.0, 0.0, np.nan, np.nan]), np.array([3.0, 0.0, 0.0, 0.0, 2.0])
    assert ratio(above, below).tolist() == pytest.approx([2.0, 0.0, 0.0, np.nan, np.nan], nan_ok=True)


def test_a_merged_zone_has_three_leading_industries_as_a_whole():
    # together (3000, 5000, 1500, 500), all of which lead: 9500 of 10000; the baseline year is not merged
    recorded = small_record()
    recorded.books.head[0, 1:] = [0, 0, 2]
    recorded.sums.output[0, 0] = recorded.sums.output[0, 1]
    assert INDICATORS["top3_sales_share"].formula(recorded)[0].tolist() == pytest.approx([0.55, 0.95])


def test_what_leads_one_park_of_a_merged_zone_counts_in_the_other_too():
    # apart 3000 and 1000, of the third industry in the second zone; together 3000 + 1500
    recorded = small_record()
    recorded.leading[:2] = [[1, 0, 0, 0], [0, 0, 1, 0]]
    assert INDICATORS["top3_sales_share"].formula(recorded)[0, 1] == pytest.approx(0.4)
    recorded.books.head[0, 1:] = [0, 0, 2]
    assert INDICATORS["top3_sales_share"].formula(recorded)[0, 1] == pytest.approx(0.45)


def test_growth_is_the_yearly_average_since_the_baseline():
    # tax of zones 50, 55 and 72: 10 % in a year, 20 % a year in two; trade alike; services too while land is the same
    industries, sites = records(industry_dtype, 1), records(site_dtype, 2)
    industries.tax_rate = industries.trade_rate = industries.value_added_rate = 0.05
    sites.zone = [1, 0]
    sums, books = records(sum_dtype, 1, 3, 2, 1), records(book_dtype, 1, 9, 2)
    sums.output[0, :, 0, 0], sums.output[0, :, 1, 0] = [1000.0, 1100.0, 1440.0], [9.0, 99.0, 999.0]
    books.area_other[0] = [100, 7]
    arrays = SimpleNamespace(sites=sites, leading=np.zeros((2, 1), np.uint8))
    parameters = central_values({"services_land": 0.5})
    record = SimpleNamespace(
        sums=sums, books=books, costs=None, parameters=parameters, industries=industries[None], permits=None
    )
    recorded = Recorded(record, arrays)
    for name in ("tax_growth", "trade_growth", "services_growth"):
        growth = INDICATORS[name].formula(recorded)[0].tolist()
        assert growth == pytest.approx([math.nan, 0.1, 0.2], nan_ok=True)
    books.area_other[0, 8] = [121, 7]  # 1.21 to the half: a tenth more services in two years
    assert INDICATORS["services_growth"].formula(recorded)[0, 2] == pytest.approx((1.44 * 1.1) ** 0.5 - 1.0)


@pytest.mark.parametrize(("scale", "tiers"), [(200.0, [0, 1, 1, 2, 2, 2]), (199.0, [0, 0, 1, 1, 2, 2])])
def test_towns_at_a_size_are_those_that_make_at_least_as_much(scale, tiers):
    # the towns make 0.5 and 0.1 times the scale, 100 million yuan: 100 and 20, or a little less
    recorded = small_record()
    recorded.sums.output *= scale
    values = [INDICATORS[f"towns_at_{tier}"].formula(recorded)[0, 1] for tier in (200, 100, 50, 20, 10, 5)]
    assert values == tiers


def test_what_does_not_lead_a_town_is_none_of_its_output():
    recorded = small_record()
    recorded.leading[:2] = [[0, 1, 0, 0], [0, 0, 0, 1]]
    assert INDICATORS["town_output"].formula(recorded)[0, 1] == pytest.approx(0.1)
    assert INDICATORS["town_jobs"].formula(recorded)[0, 1] == pytest.approx(0.0020)  # 1000 / 50; no machines
