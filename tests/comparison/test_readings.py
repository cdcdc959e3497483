"""Other readings of a target in a comparison: levels and differences have them, what is judged by the targets has not."""

import pandas as pd

from outputs.compare.report import Comparison, measure_names
from scenarios.comparison.arrange import arrange
from scenarios.comparison.differences import difference_table, level_table
from scenarios.comparison.dominance import dominance_table
from scenarios.comparison.regret import regret_table
from scenarios.comparison.satisficing import satisficing_table
from tests.comparison.made import JOBS, TAX, outcomes, points, table

READ = JOBS.model_copy(update={"readings": ("firms",), "reason": "x"})
FIRMS = "firms.2017"


def compared():
    """Jobs of 2017 are 11 or 9, their other reading the other way round; tax is always met, both cost the same."""
    jobs, fives = table([[11, 11, 9, 11], [9, 9, 9, 11]]), table([[5] * 4] * 2)
    runs = outcomes(jobs, fives, fives).assign(firms=lambda rows: 20.0 - rows["jobs"])
    return arrange(points({"scenario": "a"}, {"scenario": "b"}), runs, (READ, TAX))


def test_readings_have_levels_and_differences_below_their_target():
    paired = compared()
    levels = level_table(paired).set_index(["alternative", "kind", "name"])["estimate"]
    assert levels["a", "probability", "jobs.2017"] == 0.75
    assert levels["a", "probability", FIRMS] == 0.25
    assert levels["b", "indicator", FIRMS] == 10.5
    rows = difference_table(paired)
    assert rows[rows["kind"] == "probability"]["name"].tolist() == ["jobs.2017", FIRMS, "tax.2016", "all_targets"]
    assert rows.set_index(["kind", "name"])["difference"]["probability", FIRMS] == -0.5


def test_all_targets_dominance_and_satisficing_do_not_count_them():
    """By its other reading b is better; by the targets a is, and at the same cost."""
    paired = compared()
    assert paired.by_replicate(paired.met["all_targets"]).tolist() == [[1, 1, 0, 1], [0, 0, 0, 1]]
    assert dominance_table(paired).set_index("alternative")["dominated_by"].to_dict() == {"a": "", "b": "a"}
    assert satisficing_table(paired, 0.5).set_index("alternative")["share"].to_dict() == {"a": 0.75, "b": 0.25}


def test_regret_of_a_reading_follows_the_bound_of_its_target():
    found = regret_table(compared()).set_index(["alternative", "kind", "name"])["type2_largest"]
    assert (found["a", "indicator", FIRMS], found["b", "indicator", FIRMS]) == (2.0, 0.0)


def test_a_reading_is_below_its_target_on_the_screen():
    nothing = pd.DataFrame()
    comparison = Comparison(compared(), (READ, TAX), 0.5, nothing, None, nothing, nothing, nothing)
    names = list(measure_names(comparison, "en").items())
    assert names[1] == (FIRMS, "read as registered firms in zones, 2017: ≥ 10 firms")
    assert [key for key, _ in names] == ["jobs.2017", FIRMS, "tax.2016", "all_targets", "cost"]
