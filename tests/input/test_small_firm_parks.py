"""Columns of parks.csv that plan small-firm parks: read, drawn, graded, or refused in both languages."""

import numpy as np
import pytest

from model.levers import LeverSetting
from model.units import M2_PER_MU
from outputs.check.tables import small_firm_lines
from scenarios import load_case
from scenarios.baseline_table import schema_of
from scenarios.evidence.grading import EvidenceGrade, counts_by_file
from scenarios.inspection.findings import inspect
from tests.refusals.edits import cell, copy_case
from tests.refusals.said import assert_cell_is_refused

COLUMNS = ("small_firm_land", "small_firm_leading", "small_firm_chain")
LAND = {"north_shore": 180.0, "old_port": 260.0}


def planned_in(case, count=16):
    """Land planned for small-firm parks in so many populations, mu, by park."""
    sites = case.world.members(np.arange(count)).arrays.sites
    land = sites.small_firm_land / M2_PER_MU
    return {name: land[:, place] for place, name in enumerate(case.world.park_names)}


def test_a_zone_has_the_land_and_the_trades_that_its_row_says(city):
    arrays, parks, industries = city.world.arrays, city.world.park_names, city.world.industry_names
    planned = {name: round(land / M2_PER_MU) for name, land in zip(parks, arrays.sites.small_firm_land, strict=True)}
    assert {name: land for name, land in planned.items() if land} == LAND
    trades = {
        (parks[place], industries[index]) for place, index in zip(*np.nonzero(arrays.small_firm_trades), strict=True)
    }
    assert trades == {
        ("north_shore", "machinery"), ("north_shore", "auto_parts"), ("old_port", "garments"), ("old_port", "food"),
    }  # fmt: skip


def test_the_land_is_drawn_by_population_within_its_range(city):
    for park, land in planned_in(city).items():
        central = LAND.get(park, 0.0)
        assert len(np.unique(land)) == (16 if central else 1)
        assert (np.abs(land - central) <= 0.4 * central + 0.01).all()


def test_a_sum_over_the_zones_that_is_known_holds_in_every_population(linhu):
    with (linhu / "sources.csv").open("a", encoding="utf-8") as file:
        file.write("parks.csv,zones,small_firm_land,linhu-plan,,,440 mu in the plan\n")
    land = planned_in(load_case(linhu))
    assert sum(land.values()) == pytest.approx(np.full(16, 440.0), abs=0.01)
    assert len(np.unique(land["old_port"])) == 16


def test_the_file_of_baselines_has_a_column_for_the_land_of_each_park(city):
    units = {field.name: field.metadata[b"unit"] for field in schema_of(city) if "small_firm_land" in field.name}
    assert len(units) == 2
    assert set(units.values()) == {b"mu"}


def test_only_cells_that_plan_something_are_numbers_of_the_case(city):
    with_park = counts_by_file(city)["parks.csv"]
    # the land of two small-firm parks, the places of the specialised park, and two blocks on low hills
    assert sum(with_park.values()) == 6 * 16 + 2 + 1 + 2
    assert with_park[EvidenceGrade.NO_SOURCE] == 0


def test_a_case_without_the_columns_refuses_the_levers_by_name(tmp_path):
    case = load_case(copy_case(tmp_path / "copy"))
    for lever in ("small_firm_parks", "small_firm_quota"):
        scenario = case.scenario("none").with_(**{lever: LeverSetting(10.0)})
        with pytest.raises(ValueError, match=rf"{lever}: lacks_need \(need small_firm_park\)"):
            scenario.schedule(case.calendar, case.data.offers)


@pytest.mark.parametrize(
    ("row", "column", "value", "english", "chinese"),
    [
        ("old_port", "small_firm_land", "-3", "-3 is out of range; allowed: 0 to 1000000", "超出范围"),
        ("old_port", "small_firm_land", "26%", "has a percent sign; write 0.26", "带有百分号"),
        ("old_port", "small_firm_land", "7601", "its small-firm park of 7601 mu is larger than its industrial land; at most 7600", "超过其工业用地；最多 7600"),
        ("old_port", "small_firm_leading", "", "is empty; a small-firm park has at least one leading industry", "内容为空；小微企业创业园至少有一个主导产业"),
        ("old_port", "small_firm_leading", "garment", "unknown industry 'garment'; did you mean 'garments'", "没有行业 'garment'"),
        ("old_port", "small_firm_chain", "food;garments", "industry 'garments' occurs twice", "行业 'garments' 重复出现"),
        ("countryside", "small_firm_land", "5", "countryside is no zone and cannot have a small-firm park; leave the cell empty", "countryside 不是开发区，不能安排小微企业创业园；请留空"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(linhu, row, column, value, english, chinese):
    cell("parks.csv", row, column, value)(linhu)
    assert_cell_is_refused(linhu, column, english, chinese)


def test_the_largest_park_that_fits_is_accepted(linhu):
    cell("parks.csv", "old_port", "small_firm_land", "7600")(linhu)
    assert load_case(linhu).data.offers >= {"small_firm_park"}


def test_a_check_names_the_parks_that_are_planned(city):
    inspection = inspect(city)
    assert list(small_firm_lines(inspection, "en")) == [
        "small-firm park planned: North Shore zone, 180 mu; leading trades: machinery; chain: auto parts",
        "small-firm park planned: Old Port zone, 260 mu; leading trades: garments; chain: food",
    ]
    assert "北岸高新区，180 亩，主导产业：机械，配套行业：汽车零部件" in next(small_firm_lines(inspection, "zh"))


def test_a_park_without_a_chain_says_so_and_a_case_without_parks_says_nothing(linhu, tmp_path):
    cell("parks.csv", "old_port", "small_firm_chain", "")(linhu)
    assert list(small_firm_lines(inspect(load_case(linhu)), "en"))[1].endswith("garments; chain: –")
    assert list(small_firm_lines(inspect(load_case(copy_case(tmp_path / "copy"))), "en")) == []
