"""A row that adds up the others is no zone: refused by its name or by its numbers, warned of where only some agree."""

import pytest

from scenarios import InputProblem, load_case
from scenarios.files.total_rows import adding_up, is_named_total
from scenarios.inspection.findings import inspect
from tests.input.reading import add_row, refusals
from tests.refusals.edits import cell, copy_case

# The zones of Chizhou together: output 471.7, firms 268, industrial land 52,150 mu; 427 firms with those outside.
REST = "electronics,283770,69400,52150,0.07,820000,0.25,0.65,150,0.9,175,2800,1.0,0.2"
TOTAL = f"{{id}},{{zh}},{{en}},provincial,{{output}},{{firms}},0.44,{REST}"


def total(id="all_parks", zh="各园", en="every park", output=471.7, firms=268):
    """A complete row that adds up the zones."""
    return add_row("parks.csv", TOTAL.format(id=id, zh=zh, en=en, output=output, firms=firms))


@pytest.mark.parametrize(
    "word", ["合计", "总计", "小计", "全市", " 合　计 ", "total", "TOTAL", "Total:", "sum", "Grand Total", "ｔｏｔａｌ"]
)
def test_totals_are_known_by_the_whole_of_a_cell(word):
    assert is_named_total(word)


@pytest.mark.parametrize("word", ["", "合计开发区", "全市区", "summit", "total_park", "Sumner zone", "小计镇工业园"])
def test_names_that_hold_such_a_word_are_names(word):
    assert not is_named_total(word)


@pytest.mark.parametrize(
    ("column", "word"), [("zh", "合计"), ("zh", "合 计"), ("en", "Total"), ("id", "total"), ("zh", "全市")]
)
def test_a_row_that_is_named_as_a_total_is_refused(column, word, tmp_path, capsys):
    folder = copy_case(tmp_path / "case")
    total(**{"output": 300.0, column: word})(folder)
    told = refusals(capsys, "run", str(folder), "-n", "2")
    assert told["en"] == [
        f"refused: parks.csv: line 11, column {column}: {word!r} is a row of totals, not an item of its own; leave rows of totals out"
    ]
    assert told["zh"] == [f"无法运行：parks.csv 第 11 行 {column} 列：{word!r} 是合计行，不是单独一项；请删去合计行"]


def test_the_empty_cells_of_a_row_of_totals_are_no_faults_of_their_own(tmp_path, capsys):
    folder = copy_case(tmp_path / "case")
    add_row("parks.csv", ",合计,,,471.7,268,,,,,52150,,,,,,,,,,")(folder)
    assert len(refusals(capsys, "run", str(folder), "-n", "2")["zh"]) == 1


@pytest.mark.parametrize("firms", [268, 427])  # of the zones, and with those outside
@pytest.mark.parametrize("factor", [1.0, 1.0049, 0.9951])
def test_a_row_with_everything_of_the_others_is_refused(firms, factor, tmp_path, capsys):
    folder = copy_case(tmp_path / "case")
    rest = REST if firms == 268 else REST.replace("52150", "80150")
    row = f"big,大开发区,big park,provincial,{471.7 * factor},{firms},0.44,{rest}"
    add_row("parks.csv", row)(folder)
    told = refusals(capsys, "run", str(folder), "-n", "2")
    assert (
        "parks.csv: line 11, column id: 'big' has the output, firms and land of the other rows together"
        in told["en"][0]
    )
    assert "'big' 的产值、企业数和用地都等于其余各行之和" in told["zh"][0]


def test_a_row_with_some_of_the_others_is_warned_of(tmp_path):
    folder = copy_case(tmp_path / "case")
    total(firms=100)(folder)
    found = [each for each in inspect(load_case(folder)).findings if each.key == "adds_up"]
    assert [(each.who.id, each.values["columns"], each.warning) for each in found] == [
        ("all_parks", ("output", "industrial_land"), True)
    ]


def park(output, firms, land):
    return {"output": output, "firms": firms, "industrial_land": land}


THREE = [park(40.0, 20, 900.0), park(25.0, 11, 700.0), park(35.0, 9, 400.0)]


@pytest.mark.parametrize(
    ("last", "columns"),
    [
        (park(100.0, 40, 2000.0), ("output", "firms", "industrial_land")),
        (park(100.4, 40, 2000.0), ("output", "firms", "industrial_land")),
        (park(100.6, 40, 2000.0), None),  # the output is what counts first
        (park(100.0, 41, 2000.0), ("output", "industrial_land")),
        (park(100.0, 41, 1500.0), None),
    ],
)
def test_sums_are_seen_within_half_a_per_cent(last, columns):
    found = list(adding_up([*THREE, last], [True] * 4))
    assert [(each.place, each.columns) for each in found] == ([(3, columns)] if columns else [])


def test_of_three_rows_one_may_be_the_sum_of_the_others():
    assert list(adding_up([*THREE[:2], park(65.0, 31, 1600.0)], [True] * 3)) == []


def test_the_industry_outside_is_no_row_of_totals():
    assert list(adding_up([*THREE, park(100.0, 40, 2000.0)], [True, True, True, False])) == []


def test_the_shipped_zones_do_not_add_up(case):
    assert [each for each in inspect(case).findings if each.key == "adds_up"] == []


def test_totals_of_industries_and_firms_are_refused(tmp_path):
    folder = copy_case(tmp_path / "case")
    cell("industries.csv", "mining", "zh", "合计")(folder)
    with pytest.raises(InputProblem, match=r"industries\.csv: line 17, column zh: '合计' is a row of totals"):
        load_case(folder)
    folder = copy_case(tmp_path / "other")
    (folder / "firms.csv").write_text(
        "id,name,park,industry,output\nA1,甲,etdz,autos,5000\n,合计,,,5000\n", encoding="utf-8"
    )
    with pytest.raises(InputProblem, match=r"firms\.csv: line 3, column name: '合计' is a row of totals"):
        load_case(folder)
