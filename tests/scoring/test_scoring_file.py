"""scoring.toml is read strictly: every fault by its key, in both languages, and all at once."""

import shutil
import tomllib
from fractions import Fraction
from pathlib import Path

import pytest

from model.sources import SOURCES
from scenarios.case import input_files, load_case
from scenarios.files.schemas import scoring_schema
from scenarios.files.scoring_file import read_scoring
from scenarios.inspection.files_read import files_read
from scenarios.refusals.problem import InputProblem
from scenarios.scoring.evaluator import Counted, Linear, Ranked, Reached, Relative
from scenarios.scoring.loading import SCORINGS, load_scoring, shipped_scorings
from tests.refusals.said import assert_key_is_refused, keys_refused
from tests.scoring.participants import COPIED
from tests.unit.test_schemas import faults

TABLE = """
variant = "main"
zh = "赋分表"
en = "table"
year = 2015
source = "prototype"

[figures.growth]
zh = "增速"
en = "growth"
unit = "1/year"
low = -1
high = 10

[figures.projects]
zh = "项目数"
en = "projects"
unit = "projects"
low = 0
high = 100
whole = true

[figures.investment]
zh = "完成投资"
en = "investment"
unit = "100 million yuan"
low = 0
high = 1000

[headings.industry]
zh = "产业"
en = "industry"
most = 40

[headings.others]
zh = "其他"
en = "others"

[rows.pace]
heading = "industry"
clause = "1.1"
zh = "速度"
en = "pace"

[rows.pace.linear]
figure = "growth"
base = 25
reference = 0.10
at_reference = 0.90
step = 0.01
a_step = 0.05
most_added = 0.10
most_taken = 0.20

[rows.both]
heading = "others"
clause = "1.2"
zh = "项目和投资"
en = "projects and investment"

[rows.both.ranked]
figures = ["projects", "investment"]
weights = [{ value = 0.5, source = "assumption", low = 0.3, high = 0.7 }]
best = 15
step = 0.3

[rows.count]
heading = "others"
clause = "1.3"
zh = "个数"
en = "count"
counted = { each = { projects = 5 }, most = 10 }

[rows.some]
heading = "others"
clause = "1.4"
zh = "有无"
en = "some"
reached = { figure = "projects", least = 1, award = 4 }

[rows.yield]
heading = "others"
clause = "1.5"
zh = "平均投资"
en = "mean investment"
relative = { figure = "investment", over = "projects", parameter = "score_yield" }

[variants.other]
zh = "另一口径"
en = "other reading"
without = ["some"]
rows.count.counted.most = 20

[variants.other.rows.more]
heading = "others"
clause = "1.6"
zh = "加分"
en = "bonus"
counted = { each = { projects = 0.5 } }
"""


@pytest.fixture
def read(tmp_path):
    def reading(text):
        path = tmp_path / "own.toml"
        path.write_text(text, encoding="utf-8")
        return read_scoring(path, SOURCES, {"score_yield": 0.35, "score_hightech": 0.4})

    return reading


def changed(*pairs):
    text = TABLE
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def test_numbers_are_the_fractions_that_are_written(read):
    rules = {name: row.rule for name, row in read(TABLE).tables["main"].rows.items()}
    assert rules["pace"] == Linear(
        "growth", Fraction(25), Fraction(1, 10), Fraction(9, 10), Fraction(1, 100), Fraction(1, 20), Fraction(1, 10), Fraction(1, 5)
    )  # fmt: skip
    half, ends = Fraction(1, 2), (Fraction(3, 10), Fraction(7, 10))
    assert rules["both"] == Ranked(("projects", "investment"), (half, half), Fraction(15), Fraction(3, 10), (ends,))
    assert rules["count"] == Counted({"projects": Fraction(5)}, Fraction(10))
    assert rules["some"] == Reached("projects", Fraction(1), Fraction(4))
    assert rules["yield"] == Relative("investment", "projects", Fraction(7, 20))


def test_what_is_left_beside_parameters_is_exact(read):
    table = read(changed(('parameter = "score_yield"', 'rest_of = ["score_yield", "score_hightech"]'))).tables["main"]
    assert table.rows["yield"].rule.award == Fraction(1, 4)


def test_a_variant_changes_what_it_names_and_no_more(read):
    main, other = read(TABLE).tables.values()
    assert list(other.rows) == ["pace", "both", "count", "yield", "more"]
    assert other.rows["count"].rule == Counted({"projects": Fraction(5)}, Fraction(20))
    assert other.rows["more"].rule == Counted({"projects": Fraction(1, 2)}, None)
    assert {name: row for name, row in other.rows.items() if name not in ("count", "more")} == {
        name: row for name, row in main.rows.items() if name not in ("count", "some")
    }


def test_labels_of_headings_figures_and_rows_will_do(read):
    text = changed(
        ('heading = "industry"', 'heading = "产业"'), ('figure = "growth"', 'figure = "增速"'), ('["some"]', '["有无"]')
    )
    text = text.replace('["projects", "investment"]', '["项目数", "完成投资"]').replace("each = { projects = 5 }", 'each = { "项目数" = 5 }')  # fmt: skip
    assert read(text).tables == read(TABLE).tables


REFUSED = [
    ([("year = 2015", "year = 15")], "year", "15 is out of range; allowed: 1978 to 2160"),
    ([("year = 2015", 'meant_for = "emerging_outptu"')], "meant_for", "unknown indicator 'emerging_outptu'; did you mean 'emerging_output'"),
    ([('clause = "1.1"\n', 'clause = "1.1"\nindicator = "gros_output"\n')], "rows.pace.indicator", "unknown indicator 'gros_output'; did you mean 'gross_output'"),
    ([('source = "prototype"', 'source = "hearsay"')], "source", "unknown source 'hearsay'"),
    ([("whole = true", "hole = true")], "figures.projects.hole", "unknown key 'hole'; did you mean 'whole'"),
    ([("high = 10\n", "high = -1\n")], "figures.growth", "low -1 is not below high -1"),
    ([("high = 100\n", "high = 100.5\n")], "figures.projects.high", "100.5 is not a whole number"),
    ([("[figures.projects]", "[figures.growth_low]")], "figures.growth_low", "the columns growth_low are taken already"),
    ([("[figures.projects]", "[figures.note]")], "figures.note", "the columns note are taken already; choose another name"),
    ([("[figures.growth]", '[figures."gro wth"]')], "figures.gro wth", "'gro wth' cannot be a name"),
    ([('unit = "1/year"\n', "")], "figures.growth.unit", "is missing"),
    ([("most = 40", "most = 0")], "headings.industry.most", "0.0 is out of range; allowed: above 0, at most 1000 points"),
    ([("most = 40", 'most = { value = 40, source = "assumption" }')], "headings.industry.most", "is an assumption without a range"),
    ([('heading = "industry"', 'heading = "industri"')], "rows.pace.heading", "unknown heading 'industri'; did you mean 'industry'"),
    ([('figure = "growth"', 'figure = "grwoth"')], "rows.pace.linear.figure", "unknown figure 'grwoth'; did you mean 'growth'"),
    ([("step = 0.01", "step = 0")], "rows.pace.linear.step", "0.0 is out of range; allowed: above 0"),
    ([("reference = 0.10", "reference = 11")], "rows.pace.linear.reference", "11.0 is out of range; allowed: -1 to 10 1/year"),
    ([("a_step = 0.05", "a_step = 1.05")], "rows.pace.linear.a_step", "1.05 is out of range; allowed: 0 to 1 share"),
    ([("base = 25", 'base = "25"')], "rows.pace.linear.base.value", "'25' is not a number"),
    ([("base = 25\n", "")], "rows.pace.linear.base", "is missing"),
    ([('clause = "1.1"\n', "")], "rows.pace.clause", "is missing"),
    ([('["projects", "investment"]', '["projects"]')], "rows.both.ranked.weights", "holds 1 weights; 1 figures need 0"),
    ([('["projects", "investment"]', '["projects", "projects"]')], "rows.both.ranked.figures 2", "'projects' and 'projects' are the same"),
    ([('["projects", "investment"]', '["projects", "growth"]')], "rows.both.ranked", "the figure 'growth' may be as low as -1"),
    ([("high = 0.7 }", "high = 1.1 }")], "rows.both.ranked.weights", "adds up to 1.1; with the upper ends of ranges they come to at most 1"),
    ([("value = 0.5,", "value = 0.2,")], "rows.both.ranked.weights 1.value", "0.2 is outside its own low and high"),
    ([("least = 1", "least = 101")], "rows.some.reached.least", "101.0 is out of range; allowed: 0 to 100 projects"),
    ([("counted = { each = { projects = 5 }, most = 10 }", "counted = { each = {} }")], "rows.count.counted.each", "is empty"),
    ([("counted = { each = { projects = 5 }, most = 10 }", "")], "rows.count", "holds 0 of linear, ranked, counted, reached, relative"),
    ([('parameter = "score_yield"', 'parameter = "score_yeild"')], "rows.yield.relative.parameter", "unknown parameter 'score_yeild'; did you mean 'score_yield'"),
    ([('parameter = "score_yield"', 'rest_of = ["score_yield", "nothing"]')], "rows.yield.relative.rest_of 2", "unknown parameter 'nothing'"),
    ([(', parameter = "score_yield"', "")], "rows.yield.relative", "holds 0 of award, parameter and rest_of; write one of the three"),
    ([('parameter = "score_yield"', 'parameter = "score_yield", award = 3')], "rows.yield.relative", "holds 2 of award, parameter and rest_of"),
    ([('without = ["some"]', 'without = ["same"]')], "variants.other.without 1", "unknown row 'same'; did you mean 'some'"),
    ([("rows.count.counted.most = 20", "rows.count.counted.most = 0")], "variants.other.rows.count.counted.most", "0.0 is out of range"),
    ([("rows.count.counted.most = 20", "rows.count.counted.mist = 20")], "variants.other.rows.count.counted.mist", "unknown key 'mist'; did you mean 'most'"),
    ([("rows.count.counted.most = 20", "rows.count.reached.figure = 'growth'")], "variants.other.rows.count.reached.least", "is missing"),
    ([("[variants.other]", "[variants.main]"), ("[variants.other.rows", "[variants.main.rows")], "variants.main", "'main' and 'main' are the same"),
    ([("[headings.others]", "[headings.spare]\nen = \"spare\"\n[headings.others]")], "headings.spare", "no row belongs to this heading; remove it"),
    ([('clause = "1.1"', 'clause = "1\\n1"')], "rows.pace.clause", "'1\\n1' cannot be a label"),
    ([("[rows.some]", '[rows."../=x"]'), ('["some"]', "[]")], "rows.../=x", "'../=x' cannot be a name"),
    ([("[variants.other.rows.more]", '[variants.other.rows."../=x"]')], "variants.other.rows.../=x", "'../=x' cannot be a name"),
    ([('clause = "1.6"', 'clause = "1\\n6"')], "variants.other.rows.more.clause", "'1\\n6' cannot be a label"),
    ([('en = "bonus"', 'en = "bo\\nus"')], "variants.other.rows.more.en", "'bo\\nus' cannot be a label"),
    ([("rows.count.counted.most = 20", 'rows.count.zh = " "')], "variants.other.rows.count.zh", "is empty"),
    ([("[rows.pace.linear]", "[rows.pace.reached]\nfigure = \"projects\"\nleast = 1\naward = 2\n[rows.spare]\nheading = \"others\"\nclause = \"2\"\nen = \"spare\"\n[rows.spare.linear]"), ('figure = "growth"', 'figure = "investment"'), ("reference = 0.10", "reference = 10")], "figures.growth", "no row reads this figure; remove it"),
]  # fmt: skip


@pytest.mark.parametrize(("pairs", "key", "said"), REFUSED, ids=range(len(REFUSED)))
def test_a_fault_is_refused_by_its_key_in_both_languages(read, pairs, key, said):
    assert_key_is_refused(read, changed(*pairs), f"own.toml: {key}", said)


def test_two_rules_in_a_row_are_refused(read):
    text = changed(('counted = { each = { projects = 5 }, most = 10 }', 'counted = { each = { projects = 5 } }\nreached = { figure = "projects", least = 1, award = 4 }'))  # fmt: skip
    with pytest.raises(
        InputProblem, match=r"rows\.count: holds 2 of linear, .*; a row gives points in one of these ways"
    ):
        read(text)


def test_all_faults_are_refused_at_once_and_no_other(read):
    text = changed(("most = 40", "most = 0"), ('heading = "industry"', 'heading = "x"'), ("rows.count.counted.most = 20", "rows.count.counted.most = 0"))  # fmt: skip
    assert keys_refused(read, text) == [
        "headings.industry.most",
        "rows.pace.heading",
        "variants.other.rows.count.counted.most",
    ]


def test_a_source_is_declared_in_the_file_once(read):
    own = '[sources.NAME]\nzh = "年鉴"\nen = "yearbook"\ndate = "2014"\nwhere = "library"\n'
    text = changed(('source = "prototype"', 'source = "own-yearbook"'))
    assert read(text + own.replace("NAME", "own-yearbook")).file.declared_sources["own-yearbook"].en == "yearbook"
    with pytest.raises(InputProblem, match=r"sources\.prototype: the source 'prototype' is declared already"):
        read(TABLE + own.replace("NAME", "prototype"))


@pytest.mark.parametrize("name", shipped_scorings())
def test_what_ships_can_be_read_by_name_and_label(name):
    loaded = load_scoring(name)
    assert loaded.path == SCORINGS / f"{name}.toml"
    for label in (loaded.scoring.file.zh, loaded.scoring.file.en):
        assert load_scoring(label).path == loaded.path


@pytest.mark.parametrize("name", shipped_scorings())
def test_the_schema_finds_nothing_wrong_with_what_ships(name):
    contents = tomllib.loads((SCORINGS / f"{name}.toml").read_text(encoding="utf-8"))
    assert not list(faults(contents, scoring_schema(), scoring_schema()))


@pytest.mark.parametrize(
    ("old", "new"), [("year = 2015", 'year = "2015"'), ("whole = true", "hole = true"), ("base = 25\n", "")]
)
def test_the_schema_finds_a_fault(old, new):
    assert list(faults(tomllib.loads(changed((old, new))), scoring_schema(), scoring_schema()))


def test_yueqing_is_a_hundred_points_by_clause():
    """Annex 1: 40, 30 and 30 points; the rows of projects alone come to more (35), those of C to less (80)."""
    scoring = load_scoring("yueqing").scoring
    assert list(scoring.tables) == ["A", "A-whole", "B", "C"]
    table = scoring.tables["A"]
    assert [float(heading.most or 0) for heading in table.headings.values()] == [40, 30, 30]
    assert {row.heading: row.clause for row in table.rows.values()} == {
        "industry": "004-A1a", "projects": "004-A1b", "innovation": "004-A1c",
    }  # fmt: skip
    assert set(table.figures_read) == set(table.figures)


def test_check_counts_the_rows_of_the_table():
    (found,) = [each for each in files_read(load_case("yueqing"), ()) if each.name == "scoring.toml"]
    assert found.rows == 9


def test_a_name_that_is_neither_case_nor_table_is_refused(tmp_path):
    with pytest.raises(InputProblem, match=r"'yueqign' is neither .*; did you mean 'yueqing'"):
        load_scoring("yueqign")
    with pytest.raises(InputProblem, match=r"none\.toml: is missing; name the file of a scoring table"):
        load_scoring(str(Path(tmp_path) / "none.toml"))


def test_a_case_has_the_table_of_its_folder_or_is_refused(case, tmp_path):
    folder = shutil.copytree(case.folder, tmp_path / "town")
    (folder / "scoring.toml").write_text(COPIED, encoding="utf-8")
    assert load_scoring(str(folder)).scoring.tables == load_scoring("yueqing").scoring.tables
    assert load_scoring(str(folder / "scoring.toml")) == load_scoring(str(folder))
    assert "scoring.toml" in input_files(folder)
    assert load_case(folder).digest == case.digest
    (folder / "scoring.toml").unlink()
    with pytest.raises(InputProblem, match=r"has no scoring table; write scoring\.toml in its folder"):
        load_scoring(str(folder))
