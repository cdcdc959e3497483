"""Firms graded by a table of the case: their figures, who is graded, and from when on."""

import numpy as np
import pytest

from model.calendar import Calendar
from model.criteria import AMOUNTS
from model.grading_tables import NO_GRADINGS
from model.phases.firm_grades import grade_by_case, grade_firms, write_figures
from model.sources import SOURCES
from model.state import EquipmentClass, Grade, Stage
from model.units import M2_PER_MU
from model.world import grading_columns
from scenarios.files.grading_file import read_grading
from scenarios.grading_arrays import gradings_of

# Output per mu against 100 (10k yuan a mu): A from 90 points on, B from 60, C from 30, else D.
BY_LAND = """
[[tables]]
zh = "办法"
en = "rule"
start = "2016Q2"
grades = ["A", "B", "C", "D"]
source = "above-scale-2011"
missing = "zero"
scores = [90, 60, 30]

[tables.items.output_per_mu]
weight = 100
benchmark = { value = 100, unit = "10k yuan/year/mu" }

[[tables.penalties]]
demerit = "listed_polluter"
lowest = true

[[tables.penalties]]
demerit = "obsolete_equipment"
grades = 2

[tables.small]
missing = "zero"
below = { output = { value = 2000, unit = "10k yuan/year" } }
graded_from = { land = { value = 5, unit = "mu" } }
scores = [90, 60, 30]

[tables.small.items.output_per_mu]
weight = 100
benchmark = { value = 200, unit = "10k yuan/year/mu" }
"""
FIRST = 2  # the quarter 2016Q2 of a run from 2015Q4 on


@pytest.fixture
def graded_town(town, tmp_path):
    """The town with a table by output per mu from the second quarter on."""
    path = tmp_path / "grading.toml"
    path.write_text(BY_LAND, encoding="utf-8")
    gradings = gradings_of(read_grading(path, SOURCES), Calendar(2015, 2))
    town.world = town.world._replace(**grading_columns(gradings))
    return town


def mu(count):
    return round(count * M2_PER_MU)


def test_the_figures_of_a_firm(town, central):
    industry = town.world.industries[town.LIGHT]
    industry.value_added_rate, industry.tax_rate, industry.research_share = 0.25, 0.05, 0.02
    industry.output_per_worker = 80.0
    firm = town.add_firm(
        output=4000.0, land=mu(30), leased=mu(8), energy_intensity=0.2458, emission_intensity=0.3, hightech=1
    )
    amounts = np.zeros(len(AMOUNTS))
    write_figures(firm, industry, amounts, central)
    assert dict(zip(AMOUNTS, amounts.tolist(), strict=True)) == pytest.approx(
        {
            "output": 4000.0,
            "value_added": 1000.0,
            "tax": 200.0,
            "research": 80.0,
            "land": 34.0,  # 8 mu of floor at a plot ratio of 2
            "energy": 983.2,
            "electricity": 320.0,  # 983200 kgce at 0.1229 are 8 million kWh, of which 0.4
            "emissions": 1200.0,
            "workers": 50.0,
            "hightech": 1.0,
        },
        rel=1e-4,
    )


@pytest.mark.parametrize(
    ("land", "grade"), [(44, Grade.A), (45, Grade.B), (66, Grade.B), (67, Grade.C), (133, Grade.C), (134, Grade.D)]
)
def test_a_table_takes_the_place_of_the_general_rule(graded_town, central, land, grade):
    # 4000 on 44 mu are 90.9 points, on 45 88.9; on 66 60.6, on 67 59.7; on 133 30.1, on 134 29.9
    firm = graded_town.add_firm(output=4000.0, land=mu(land), grade=Grade.A)
    grade_by_case(0, graded_town.world, graded_town.state, central)
    assert (firm.grade, firm.graded, graded_town.city.grading_table) == (grade, 1, 1)


@pytest.mark.parametrize(("quarter", "grade"), [(FIRST - 1, Grade.A), (FIRST, Grade.C)])
def test_it_does_so_from_its_quarter_on(graded_town, central, quarter, grade):
    # of an efficient firm on 100 mu the general rule thinks more than a table of land alone
    firm = graded_town.add_firm(output=4000.0, land=mu(100), energy_intensity=0.05)
    grade_firms(quarter, graded_town.world, graded_town.state, central, graded_town.book)
    assert firm.grade == grade
    assert graded_town.city.grading_table == (1 if quarter >= FIRST else 0)


def test_who_is_left_out_has_no_grade_and_counts_as_b(graded_town, central):
    small = graded_town.add_firm(output=1999.0, land=mu(4), grade=Grade.D, graded=1)
    in_scope = graded_town.add_firm(output=1999.0, land=mu(20), grade=Grade.D)  # 100 of 200 a mu: 50 points
    ramping = graded_town.add_firm(output=4000.0, land=mu(10), stage=Stage.RAMPING, grade=Grade.C)
    idle = graded_town.add_firm(output=0.0, land=mu(10), grade=Grade.D, graded=1)
    grade_firms(4, graded_town.world, graded_town.state, central, graded_town.book)
    assert [(firm.grade, firm.graded) for firm in (small, in_scope, ramping, idle)] == [
        (Grade.B, 0),
        (Grade.C, 1),
        (Grade.C, 0),
        (Grade.D, 1),
    ]


def test_a_listed_polluter_has_the_lowest_grade(graded_town, central):
    clean, dirty = (
        graded_town.add_firm(output=4000.0, land=mu(40), industry=graded_town.HEAVY, emission_intensity=emissions)
        for emissions in (2.0, 2.001)
    )
    grade_firms(4, graded_town.world, graded_town.state, central, graded_town.book)
    assert (clean.grade, dirty.grade) == (Grade.A, Grade.D)


@pytest.mark.parametrize("kind", [EquipmentClass.RESTRICTED, EquipmentClass.ELIMINATED])
def test_a_firm_with_obsolete_equipment_has_its_demerit(graded_town, central, kind):
    firms = [
        graded_town.add_firm(output=4000.0, land=mu(40), equipment_class=each)
        for each in (EquipmentClass.PERMITTED, kind)
    ]
    grade_firms(4, graded_town.world, graded_town.state, central, graded_town.book)
    assert [firm.grade for firm in firms] == [Grade.A, Grade.C]


def test_firms_are_counted_by_park_and_grade(graded_town, central):
    for land in (40, 50, 60, 100, 110, 120, 200):  # A; B, B; C, C, C; D
        graded_town.add_firm(output=4000.0, land=mu(land), park=graded_town.SOUTH)
    graded_town.add_firm(output=4000.0, land=mu(40), stage=Stage.RAMPING, park=graded_town.SOUTH)
    grade_firms(4, graded_town.world, graded_town.state, central, graded_town.book)
    page = graded_town.book[graded_town.SOUTH]
    assert (page.graded_a, page.graded_b, page.graded_c, page.graded_d) == (1, 2, 3, 1)
    assert graded_town.book[graded_town.NORTH].graded_a == 0


def test_a_case_without_tables_has_none(town):
    assert all(len(table) == 0 for table in grading_columns(NO_GRADINGS).values())
    assert town.world.grading_tables.size == 0
