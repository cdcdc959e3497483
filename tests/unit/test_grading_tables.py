"""Twelve firms graded by hand, each table written as a case writes it, and what no grading may depend on.

The table of nine larger firms: tax per mu weighs 60 against a benchmark of 20 (10k yuan a mu), value added per tce 40
against 2.5 (10k yuan a tce); an item counts from 0 to 1.5 times its weight. Three firms below 2,000 (10k yuan) of
output are graded by tax per mu alone, against their own average.
"""

import math

import numpy as np
import pytest

from model.calendar import Calendar
from model.criteria import AMOUNTS, CRITERIA, DEMERITS
from model.grading import grade_arrays
from model.grading_tables import NO_TABLE, NOT_GRADED, SMALL
from model.phases.grading import table_in_force
from model.sources import SOURCES
from model.units import SCORE_STEPS
from scenarios.files.grading_file import read_grading
from scenarios.files.grading_shape import GradingFile
from scenarios.grading_arrays import gradings_of

BY_SCORE = """
[[tables]]
zh = "试行办法"
en = "trial"
start = "2016Q1"
grades = ["A", "B", "C", "D"]
source = "above-scale-2011"
missing = "zero"
scores = [110, 75, 40]

[tables.items.tax_per_mu]
weight = 60
benchmark = { value = 20, unit = "10k yuan/year/mu" }
least = 0
most = 1.5

[tables.items.value_added_per_energy]
weight = 40
benchmark = { value = 2.5, unit = "10k yuan/tce" }
least = 0
most = 1.5

[[tables.penalties]]
demerit = "obsolete_equipment"
grades = 1

[[tables.penalties]]
demerit = "listed_polluter"
lowest = true

[tables.small]
missing = "zero"
below = { output = { value = 2000, unit = "10k yuan/year" } }
graded_from = { land = { value = 1, unit = "mu" }, electricity = { value = 10, unit = "10k kWh/year" } }
shares = [0.5, 0.2, 0.2, 0.1]

[tables.small.items.tax_per_mu]
weight = 100
average = "all"
"""
NAN = math.nan
# Name: output, value added, tax, land, energy; has obsolete equipment, is a listed polluter.
FIRMS = {
    # 60 (24/20) + 40 (2.4/2.5) = 72 + 38.4 = 110.4
    "leader": ((9000, 2400, 720, 30, 1000), (0, 0)),
    # 60 (25/20) + 40 (2.1875/2.5) = 75 + 35 = 110: exactly at the cut of A
    "at the cut": ((8000, 875, 500, 20, 400), (0, 0)),
    # 60 (25/20) + 40 (2.1874/2.5) = 75 + 34.9984: just below it
    "below the cut": ((8000, 874.96, 500, 20, 400), (0, 0)),
    # 60 times 1.5, not 60 (90/20) = 270; 40 (0.5/2.5) = 8: 98
    "cap": ((3000, 300, 900, 10, 600), (0, 0)),
    # 60 (15/20) = 45, and nothing for energy that is not known
    "energy missing": ((5000, 1200, 150, 10, NAN), (0, 0)),
    # nothing without land; 40 (3.5/2.5) = 56
    "no land": ((6000, 1750, 300, 0, 500), (0, 0)),
    # tax that was paid back counts 0 and not -33; 40 (2/2.5) = 32
    "negative tax": ((4000, 800, -110, 10, 400), (0, 0)),
    # as the leader, but with obsolete equipment
    "obsolete": ((9000, 2400, 720, 30, 1000), (1, 0)),
    # as the leader, but on the list of polluters
    "polluter": ((9000, 2400, 720, 30, 1000), (0, 1)),
    # Small firms: 40, 20 and 20 of tax on 4, 4 and 2 mu; their average is 80/10 = 8 a mu.
    "small and good": ((1500, 300, 40, 4, 100), (0, 0)),  # 10/8: 125 points
    "small and poor": ((1900, 300, 20, 4, 100), (0, 0)),  # 5/8: 62.5 points
    "small and equal": ((1999, 300, 20, 2, 100), (0, 0)),  # 10/8: 125 points too
}
POINTS = {
    "leader": 110.4, "at the cut": 110.0, "below the cut": 109.9984, "cap": 98.0, "energy missing": 45.0, "no land": 56.0,
    "negative tax": 32.0, "obsolete": 110.4, "polluter": 110.4, "small and good": 125.0, "small and poor": 62.5,
    "small and equal": 125.0,
}  # fmt: skip
GRADES = {
    "leader": "A", "at the cut": "A", "below the cut": "B", "cap": "B", "energy missing": "C", "no land": "C",
    "negative tax": "D", "obsolete": "B", "polluter": "D",
    # Half of three firms are 1.5: both that share rank 1 are in A; rank 3 is beyond 0.5, 0.7 and 0.9 of three.
    "small and good": "A", "small and equal": "A", "small and poor": "D",
}  # fmt: skip


@pytest.fixture
def table(tmp_path):
    def read(text=BY_SCORE):
        path = tmp_path / "grading.toml"
        path.write_text(text, encoding="utf-8")
        return read_grading(path, SOURCES).tables[0]

    return read


def amounts_of(rows, **others):
    """Figures of firms, (firm, amount): the five that the tables here read, and `others` for all firms alike."""
    amounts = np.full((len(rows), len(AMOUNTS)), NAN)
    names = list(AMOUNTS)
    for name, column in zip(("output", "value_added", "tax", "land", "energy"), np.transpose(rows), strict=True):
        amounts[:, names.index(name)] = column
    for name, value in others.items():
        amounts[:, names.index(name)] = value
    return amounts


def graded(table, rows, demerits=None, industries=None, eligible=1, **others):
    firms = len(rows)
    demerits = np.zeros((firms, len(DEMERITS)), np.int8) if demerits is None else np.array(demerits, np.int8)
    industries = np.zeros(firms, np.int64) if industries is None else np.array(industries)
    gradings = gradings_of(GradingFile(tables=(table,)), Calendar(2015, 5))
    return grade_arrays(gradings, 0, amounts_of(rows, **others), industries, demerits, eligible)


def letters(table, marks):
    return ["" if each == NOT_GRADED else table.grades[each] for each in marks.grade]


def test_twelve_firms_are_graded_as_by_hand(table):
    table = table()
    assert list(DEMERITS) == ["obsolete_equipment", "listed_polluter"]
    rows, demerits = zip(*FIRMS.values(), strict=True)
    marks = graded(table, rows, demerits)
    assert dict(zip(FIRMS, marks.score / SCORE_STEPS, strict=True)) == POINTS
    assert dict(zip(FIRMS, letters(table, marks), strict=True)) == GRADES
    assert [name for name, each in zip(FIRMS, marks.scale, strict=True) if each == SMALL] == list(FIRMS)[-3:]


def test_equal_scores_share_the_better_rank_and_the_next_is_skipped(table):
    rows, demerits = zip(*FIRMS.values(), strict=True)
    marks = graded(table(), rows, demerits)
    ranks = dict(zip(FIRMS, marks["rank"], strict=True))
    assert [ranks[name] for name in ("leader", "obsolete", "polluter", "at the cut")] == [1, 1, 1, 4]
    assert [ranks[name] for name in ("small and good", "small and equal", "small and poor")] == [1, 1, 3]


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_the_rows_changes_nothing(table, seed):
    table = table(BY_SCORE.replace('benchmark = { value = 2.5, unit = "10k yuan/tce" }', 'average = "industry"'))
    generator = np.random.default_rng(seed)
    rows = generator.lognormal((9, 7, 6, 4, 6), 1.0, (997, 5))
    industries, demerits = generator.integers(0, 6, 997), generator.random((997, 2)) < 0.1
    order = generator.permutation(997)
    first = graded(table, rows, demerits, industries)
    second = graded(table, rows[order], demerits[order], industries[order])
    for column in ("scale", "score", "rank", "grade"):
        assert (first[column][order] == second[column]).all()
    assert len(set(first.grade)) == 4


@pytest.mark.parametrize(
    ("land", "electricity", "within"), [(1.0, 0.0, True), (0.999, 9.999, False), (0.5, 10.0, True), (NAN, NAN, False)]
)
def test_a_small_firm_is_graded_from_either_threshold_on(table, land, electricity, within):
    marks = graded(table(), [(1000, 300, 5, land, 100)], electricity=electricity)
    assert (marks.scale[0] == SMALL) == within
    assert (marks.grade[0] != NOT_GRADED) == within


def test_a_firm_at_the_size_of_a_larger_one_is_larger(table):
    table = table()
    marks = graded(table, [(2000, 300, 40, 4, 100), (1999.99, 300, 40, 4, 100)])
    # 60 (10/20) + 40 (3/2.5) = 78 by the table of larger firms; alone among small ones it is its own average
    assert list(marks.score / SCORE_STEPS) == [78.0, 100.0]


def test_who_is_not_eligible_is_not_graded_and_counts_in_no_average(table):
    table = table()
    rows = [FIRMS[name][0] for name in ("small and good", "small and poor", "small and equal")]
    marks = graded(table, rows, eligible=np.array([1, 0, 1]))
    # 60 of tax on 6 mu: both firms are at their average of 10 a mu
    assert list(marks.score / SCORE_STEPS) == [100.0, 0.0, 100.0]
    assert letters(table, marks) == ["A", "", "A"]


BY_RANK = BY_SCORE[: BY_SCORE.index("[[tables.penalties]]")].replace("scores = [110, 75, 40]", "{cuts}")


@pytest.mark.parametrize("cuts", ["shares = [0.29, 0.41, 0.24, 0.06]", "cumulative_shares = [0.29, 0.70, 0.94]"])
def test_a_rank_exactly_at_a_share_is_within_it(table, cuts):
    """0.29 of 100 firms are 29, though 0.29 x 100 is 28.999999999999996 in floating-point numbers."""
    assert 0.29 * 100 < 29
    table = table(BY_RANK.replace("{cuts}", cuts))
    marks = graded(table, [(3000, 500, 1000 - place, 100, 1000) for place in range(100)])
    assert letters(table, marks) == ["A"] * 29 + ["B"] * 41 + ["C"] * 24 + ["D"] * 6


def test_shares_of_few_firms_are_rounded_down_from_the_top(table):
    """Of 7 firms 0.2 are 1.4, 0.8 are 5.6 and 0.95 are 6.65: 1, 5 and 6."""
    table = table(BY_RANK.replace("{cuts}", "cumulative_shares = [0.2, 0.8, 0.95]"))
    marks = graded(table, [(3000, 500, 1000 - place, 100, 1000) for place in range(7)])
    assert letters(table, marks) == ["A", "B", "B", "B", "B", "C", "D"]
    assert letters(table, graded(table, [(3000, 500, 1000, 100, 1000)])) == ["D"]


def test_a_missing_figure_gets_the_mean_points_of_those_that_have_it(table):
    """Value added per tce of 2, 3 and 1.5 x 2.5 at most: 32, 48 and, capped, 60 points; their mean is 140/3."""
    table = table(BY_SCORE.replace('missing = "zero"', 'missing = "average"', 1))
    rows = [(3000, energy, 100, 10, 100) for energy in (200, 300, 900)] + [(3000, 200, 100, 10, 0.0)]
    marks = graded(table, rows)
    assert marks.score[-1] == round((30 + 140 / 3) * SCORE_STEPS)


def test_an_average_is_the_sum_above_over_the_sum_below_of_the_industry(table):
    text = BY_SCORE.replace('benchmark = { value = 20, unit = "10k yuan/year/mu" }', 'average = "industry"')
    # Industry 0: 300 on 12 mu, 25 a mu; industry 2: 50 on 10 mu, 5 a mu. The mean of 20 and 30 would be 25 only by chance.
    rows = [(3000, 0, 120, 6, 100), (3000, 0, 180, 6, 100), (3000, 0, 40, 6, 100), (3000, 0, 10, 4, 100)]
    marks = graded(table(text), rows, industries=[0, 0, 2, 2])
    expected = [60 * 20 / 25, 60 * 30 / 25, 60 * (40 / 6) / 5, 60 * 2.5 / 5]
    assert list(marks.score / SCORE_STEPS) == pytest.approx(expected, abs=1e-9)
    unequal = graded(table(text), [(3000, 0, 100, 2, 100), (3000, 0, 100, 8, 100)])
    # 200 on 10 mu, 20 a mu, and not the mean of 50 and 12.5; 50 over 20 is beyond the cap of 1.5
    assert list(unequal.score / SCORE_STEPS) == [90.0, 37.5]


def test_nobody_gets_points_for_an_average_that_is_not_above_zero(table):
    text = BY_SCORE.replace('benchmark = { value = 20, unit = "10k yuan/year/mu" }', 'average = "all"')
    marks = graded(table(text), [(3000, 0, -300, 6, 100), (3000, 0, 180, 6, 100)])
    assert list(marks.score) == [0, 0]


def test_without_a_floor_a_negative_item_takes_points(table):
    marks = graded(table(BY_SCORE.replace("least = 0\n", "", 1)), [(4000, 800, -110, 10, 400)])
    assert marks.score[0] / SCORE_STEPS == 60 * (-11 / 20) + 40 * (2 / 2.5)


def test_a_bonus_comes_on_top(table):
    bonus = '[tables.items.hightech]\nweight = 6\nbenchmark = { value = 1, unit = "0/1" }\nbonus = true\n\n[[tables.pen'
    text = BY_SCORE.replace("[[tables.pen", bonus, 1)
    marks = [graded(table(text), [FIRMS["cap"][0]], hightech=value).score[0] / SCORE_STEPS for value in (0.0, 1.0)]
    assert marks == [98.0, 104.0]


def test_penalties_add_up_and_end_at_the_lowest_grade(table):
    text = BY_SCORE.replace("lowest = true", "grades = 2")
    rows = [FIRMS[name][0] for name in ("leader", "leader", "energy missing")]
    table = table(text)
    assert letters(table, graded(table, rows, [(1, 0), (1, 1), (1, 1)])) == ["B", "D", "D"]


def test_every_criterion_is_a_ratio_of_its_amounts_in_its_unit():
    """Units: 10k yuan over 10k kWh is yuan over kWh; otherwise the unit says both, and years cancel."""
    for criterion in CRITERIA.values():
        above = AMOUNTS[criterion.amount].unit
        below = AMOUNTS[criterion.over].unit if criterion.over else ""
        expected = {
            ("10k yuan/year", "mu"): "10k yuan/year/mu",
            ("10k yuan/year", "tce/year"): "10k yuan/tce",
            ("10k yuan/year", "10k kWh/year"): "yuan/kWh",
            ("10k yuan/year", "equivalents/year"): "10k yuan/equivalent",
            ("10k yuan/year", "workers"): "10k yuan/year",
            ("10k yuan/year", "10k yuan/year"): "share",
            ("0/1", ""): "0/1",
        }[above, below]
        assert criterion.unit == expected, criterion.name


def test_the_newest_table_that_has_started_is_in_force(tmp_path):
    """The baseline quarter, 2015Q4, has number 0, so 2016Q1 has 1, 2018Q3 has 11 and 2013Q2 is 10 quarters before it."""
    path = tmp_path / "grading.toml"
    text = "".join(BY_SCORE.replace("2016Q1", start) for start in ("2018Q3", "2013Q2", "2016Q1"))
    path.write_text(text, encoding="utf-8")
    gradings = gradings_of(read_grading(path, SOURCES), Calendar(2015, 5))
    assert list(gradings.tables.start) == [-10, 1, 11]
    found = [table_in_force(gradings, quarter) for quarter in (-11, -10, 0, 1, 10, 11, 40)]
    assert found == [NO_TABLE, 0, 0, 1, 1, 2, 2]
    assert table_in_force(gradings_of(None, Calendar(2015, 5)), 4) == NO_TABLE


def test_each_dated_table_grades_by_its_own_rules(tmp_path):
    """Two tables in one file: the rows of the second are behind those of the first in every array."""
    path = tmp_path / "grading.toml"
    later = (
        BY_SCORE.replace("2016Q1", "2018Q3").replace("weight = 60", "weight = 30").replace("weight = 40", "weight = 70")
    )
    path.write_text(BY_SCORE + later, encoding="utf-8")
    gradings = gradings_of(read_grading(path, SOURCES), Calendar(2015, 5))
    rows = [FIRMS[name][0] for name in ("leader", "small and good", "small and poor")]
    demerits = np.array([[0, 1], [1, 0], [0, 0]], np.int8)
    marks = [grade_arrays(gradings, which, amounts_of(rows), np.zeros(3, np.int64), demerits) for which in (0, 1)]
    # 30 (24/20) + 70 (2.4/2.5) = 36 + 67.2; the small firms' 60 of tax on 8 mu, 7.5 a mu
    assert [list(each.score / SCORE_STEPS) for each in marks] == [
        [110.4, pytest.approx(400 / 3, abs=1e-9), pytest.approx(200 / 3, abs=1e-9)],
        [103.2, pytest.approx(400 / 3, abs=1e-9), pytest.approx(200 / 3, abs=1e-9)],
    ]
    # The polluter is put last; small firms have no penalties: rank 1 of 2 is within 0.5, rank 2 only within all.
    assert [list(each.grade) for each in marks] == [[3, 0, 3], [3, 0, 3]]
