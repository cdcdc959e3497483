"""Figures of participants: what a cell may hold, what is refused, and how ranges are drawn."""

import gc
import re
from fractions import Fraction

import numpy as np
import pytest

from scenarios.files.scored_figures import read_participants
from scenarios.files.scoring_shape import FigureEntry
from scenarios.refusals.problem import InputProblem
from scenarios.scoring.drawing import drawn_scores, has_ranges, with_drawn_weights
from scenarios.scoring.evaluator import (
    Counted,
    Ranked,
    Reached,
    Score,
    ScoringHeading,
    ScoringRow,
    ScoringTable,
    score,
)

CHINESE = re.compile("[\u4e00-\u9fff]")
KINDS = {
    "growth": FigureEntry(zh="增速", en="growth", unit="1/year", low=-1, high=10),
    "parks": FigureEntry(zh="园区数", en="parks", unit="parks", low=0, high=20, whole=True),
}
HEADER = "id,zh,en,growth,growth_low,growth_high,parks,parks_low,parks_high\n"


@pytest.fixture
def read(tmp_path):
    def reading(*rows, header=HEADER):
        path = tmp_path / "figures.csv"
        path.write_text(header + "\n".join(rows) + "\n", encoding="utf-8")
        return read_participants(path, KINDS)

    return reading


def test_cells_are_exact_and_empty_ones_are_not_known(read):
    found = read("a,甲,A,0.117,0.08,0.14,3,,", "b,乙,,,,,,,", "c,,C,-0.05,,,0,0,2")
    assert found["a"].figures == {"growth": Fraction(117, 1000), "parks": Fraction(3)}
    assert found["a"].ranges["growth"][1:] == (Fraction(2, 25), Fraction(7, 50))
    assert found["a"].ranges["parks"] == (3, 3, 3)
    assert found["b"].figures == {"growth": None, "parks": None}
    assert found["c"].ranges["parks"] == (0, 0, 2)
    assert (found["b"].label.en, found["c"].label.zh) == ("乙", "C")
    assert list(found) == ["a", "b", "c"]


def test_columns_of_ranges_and_remarks_may_be_left_out_and_come_in_any_order(read):
    found = read("3,0.1,library,A,a", header="parks,growth,source,zh,id\n")
    assert found["a"].figures == {"growth": Fraction(1, 10), "parks": Fraction(3)}


REFUSED = [
    ("a,甲,A,10.1,,,,,", "growth", "10.1 is out of range; allowed: -1 to 10"),
    ("a,甲,A,12%,,,,,", "growth", "'12%' has a percent sign; write 0.12"),
    ("a,甲,A,fast,,,,,", "growth", "'fast' is not a number; allowed: -1 to 10"),
    ("a,甲,A,0.1,,,2.5,,", "parks", "2.5 is not a whole number; allowed: 0 to 20"),
    ("a,甲,A,0.1,0.2,0.3,,,", "growth", "0.1 is outside its own low and high; allowed: 0.2 to 0.3"),
    ("a,甲,A,0.1,0.05,,,,", "growth_high", "is empty; a range needs growth, growth_low and growth_high"),
    ("a,甲,A,,0.05,0.2,,,", "growth", "is empty; a range needs growth, growth_low and growth_high"),
    ("a,甲,A,0.1,,,2,1,2.5", "parks_high", "2.5 is not a whole number"),
    (",甲,A,0.1,,,2,,", "id", "is empty"),
    ("a,,,0.1,,,2,,", "zh", "is empty"),
]


@pytest.mark.parametrize(("row", "column", "said"), REFUSED)
def test_a_cell_at_fault_is_refused_in_both_languages(read, row, column, said):
    with pytest.raises(InputProblem) as refused:
        read("z,癸,Z,0.1,,,1,,", row)
    (fault,) = refused.value.faults
    assert str(fault).startswith(f"figures.csv: line 3, column {column}: {said}")
    assert CHINESE.search(fault.in_language("zh"))


def test_all_faults_are_refused_at_once(read):
    with pytest.raises(InputProblem) as refused:
        read("a,甲,A,99,,,99,,", "a,乙,B,0.1,,,x,,")
    places = [str(each).split(": ")[1] for each in refused.value.faults]
    assert sorted(places) == [
        "line 2, column growth",
        "line 2, column parks",
        "line 3, column id",
        "line 3, column parks",
    ]


def test_a_column_that_is_missing_or_unknown_is_refused(read):
    with pytest.raises(InputProblem) as refused:
        read("a,甲,0.1,3", header="id,zh,grwoth,parks\n")
    unknown, missing = (str(each) for each in refused.value.faults)
    assert "unknown column 'grwoth'; did you mean 'growth'" in unknown
    assert "column 'growth' is missing" in missing


RULES = {
    "growth": Ranked(("growth",), (Fraction(1),), Fraction(10), Fraction(1)),
    "parks": Counted({"parks": Fraction(2)}, None),
}


def table(rules=RULES):
    headings = {"all": ScoringHeading("全部", "all", None)}
    rows = {name: ScoringRow(name, name, "all", "1", rule) for name, rule in rules.items()}
    return ScoringTable("表", "table", 2015, KINDS, headings, rows)


def test_what_is_drawn_lies_in_its_range_and_what_is_known_stays(read):
    known = read("a,甲,A,0.1,,,3,2,4", "b,乙,B,0.08,0.05,0.2,1,,", "c,丙,C,,,,,,")
    drawn = drawn_scores(table(), known, 400, 1)
    assert set(np.unique(drawn.rows["parks"][:, 0])) == {4, 6, 8}
    counts = [int((drawn.rows["parks"][:, 0] == points).sum()) for points in (4, 6, 8)]
    assert min(counts) > 100  # 133 expected of each
    assert set(drawn.rows["parks"][:, 1]) == {2}
    assert set(drawn.rows["growth"][:, 2]) == {0}
    assert set(drawn.row_ranks["growth"][:, 2]) == {0}
    ahead = (drawn.row_ranks["growth"][:, 1] == 1).mean()
    assert 0.55 < ahead < 0.78  # two thirds of 0.05 to 0.2 are above 0.1
    assert (drawn.rank.min(axis=1) == 1).all()
    assert np.array_equal(drawn.total, drawn.headings["all"])


def test_of_a_draw_only_numbers_are_kept(read):
    known, alive = read("a,甲,A,0.1,0,0.3,3,2,4", "b,乙,B,0.08,0.05,0.2,1,,"), []

    def count(_):
        alive.append(sum(issubclass(type(each), Score) for each in gc.get_objects()))

    drawn_scores(table(), known, 20, 1, count)
    assert len(alive) == 20
    assert max(alive) <= len(known)


def test_the_same_seed_draws_the_same_and_another_does_not(read):
    known = read("a,甲,A,0.1,0,0.3,3,2,4", "b,乙,B,0.08,0.05,0.2,1,,")
    first, again, other = (drawn_scores(table(), known, 50, seed).total for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_a_range_more_leaves_the_other_draws_as_they_are(read):
    narrow = read("a,甲,A,0.1,,,3,2,4", "b,乙,B,0.08,,,1,0,9")
    wide = read("a,甲,A,0.1,0.0,0.3,3,2,4", "b,乙,B,0.08,,,1,0,9")
    first, second = (drawn_scores(table(), known, 60, 1).rows["parks"] for known in (narrow, wide))
    assert np.array_equal(first, second)


def test_weights_are_drawn_within_their_ranges_and_add_up_to_one():
    weighed = Ranked(
        ("growth", "parks"), (Fraction(1, 2), Fraction(1, 2)), Fraction(15), Fraction("0.3"),
        ((Fraction("0.3"), Fraction("0.7")),),
    )  # fmt: skip
    generator = np.random.default_rng(1)
    drawn = [with_drawn_weights(table({"both": weighed}), generator).rows["both"].rule.weights for _ in range(300)]
    assert all(Fraction("0.3") <= first < Fraction("0.7") and first + last == 1 for first, last in drawn)
    assert min(first for first, _ in drawn) < Fraction("0.32")
    assert max(first for first, _ in drawn) > Fraction("0.68")


def test_ranges_are_noticed_only_where_the_table_reads_them(read):
    fixed, ranged = read("a,甲,A,0.1,,,3,,"), read("a,甲,A,0.1,0.05,0.2,3,,")
    assert not has_ranges(table(), fixed)
    assert has_ranges(table(), ranged)
    assert not has_ranges(table({"parks": RULES["parks"]}), ranged)
    weighed = Ranked(
        ("parks", "growth"), (Fraction(1, 2),) * 2, Fraction(9), Fraction(1), ((Fraction(0), Fraction(1)),)
    )
    assert has_ranges(table({"both": weighed}), fixed)


def test_a_figure_with_a_range_is_scored_by_its_value(read):
    known = read("a,甲,A,0.1,,,3,0,9")
    rule = {"parks": Reached("parks", Fraction(3), Fraction(7))}
    found = score(table(rule), {name: each.figures for name, each in known.items()})
    assert found["a"].total == 7
