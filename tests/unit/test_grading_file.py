"""grading.toml is read strictly: every fault by its key, in both languages, and all at once."""

import re
import shutil
import tomllib
from pathlib import Path

import pytest

import run
from model.calendar import Calendar
from model.criteria import AMOUNTS, CRITERIA, DEMERITS
from model.grading_tables import POINTS
from model.sources import SOURCES
from outputs.shared.grading_words import grading_lines
from scenarios.case import CASES, load_case
from scenarios.evidence.grading import EvidenceGrade, counts_by_file
from scenarios.files.grading_file import read_grading
from scenarios.files.grading_numbers import numbers_of
from scenarios.files.schemas import grading_schema
from scenarios.grading_arrays import gradings_of
from scenarios.inspection.findings import words_findings
from scenarios.refusals.problem import InputProblem
from tests.refusals.said import assert_key_is_refused, keys_refused
from tests.unit.test_grading_tables import BY_SCORE
from tests.unit.test_schemas import faults

ROOT = Path(__file__).parents[2]
RUIAN = CASES / "ruian" / "grading.toml"
SHIPPED = {path.stem: path for path in sorted((ROOT / "scenarios" / "gradings").glob("*.toml"))} | {"ruian": RUIAN}
CHINESE = re.compile("[\u4e00-\u9fff]")
YEARBOOK = """
[sources.own-yearbook]
zh = "年鉴"
en = "yearbook"
date = "2014"
where = "library"
"""


@pytest.fixture
def read(tmp_path):
    def reading(text):
        path = tmp_path / "grading.toml"
        path.write_text(text, encoding="utf-8")
        return read_grading(path, SOURCES)

    return reading


def changed(*pairs):
    text = BY_SCORE
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


SHARES = "shares = [0.5, 0.2, 0.2, 0.1]"
REFUSED = [
    ([("missing =", "mising =")], "tables 1.mising", "unknown key 'mising'; did you mean 'missing'"),
    ([('"zero"', '"mean"')], "tables 1.missing", "'mean' cannot be used; known: zero, average"),
    ([('"2016Q1"', '"2016"')], "tables 1.start", '\'2016\' cannot be used; write the quarter in which it comes into force, like "2016Q1"'),
    ([("items.tax_per_mu]", "items.tax_per_my]")], "tables 1.items", "unknown criterion 'tax_per_my'; did you mean 'tax_per_mu'"),
    ([("weight = 60", "weight = 50")], "tables 1.items", "add up to 90 points; they must add up to 100 points"),
    ([("weight = 60", "weight = 60.00001")], "tables 1.items", "add up to 100.00001 points"),
    ([("weight = 60", 'weight = "60"')], "tables 1.items.tax_per_mu.weight.value", "'60' is not a number"),
    ([("weight = 60", "weight = 0"), ("weight = 40", "weight = 100")], "tables 1.items.tax_per_mu.weight", "0.0 is out of range; allowed: above 0, at most 100 points"),
    ([('unit = "10k yuan/tce" }', 'unit = "yuan/tce" }')], "tables 1.items.value_added_per_energy.benchmark.unit", "the unit is 'yuan/tce'; this number is in '10k yuan/tce'"),
    ([(', unit = "10k yuan/tce" }', " }")], "tables 1.items.value_added_per_energy.benchmark.unit", "is missing; this number is in '10k yuan/tce'"),
    ([("least = 0\n", 'average = "all"\n')], "tables 1.items.tax_per_mu", "holds 2 of benchmark and average"),
    ([('average = "all"', "")], "tables 1.small.items.tax_per_mu", "holds 0 of benchmark and average; an item is held against one of the two"),
    ([("most = 1.5", "most = 0")], "tables 1.items.tax_per_mu", "least 0 is not below most 0"),
    ([("scores = [110, 75, 40]", "scores = [110, 75]")], "tables 1.scores", "holds 2 numbers; 4 grades need 3"),
    ([("scores = [110, 75, 40]", "scores = [110, 75, 75]")], "tables 1.scores 3", "75 overlaps with the one before it, 75; they fall from one to the next"),
    ([("scores = [110, 75, 40]", "cumulative_shares = [0.3, 0.2, 0.9]")], "tables 1.cumulative_shares 2", "0.2 overlaps with the one before it, 0.3; they rise"),
    ([("scores = [110, 75, 40]", "cumulative_shares = [0.3, 0.5, 1]")], "tables 1.cumulative_shares 3", "1 leaves no firm to the last grade"),
    ([("scores = [110, 75, 40]\n", "")], "tables 1", "holds 0 of shares, cumulative_shares and scores; write the cuts in one of the three ways"),
    ([(SHARES, SHARES + "\nscores = [3, 2, 1]")], "tables 1.small", "holds 2 of shares, cumulative_shares and scores"),
    ([(SHARES, "shares = [0.5, 0.3, 0.3, 0.1]")], "tables 1.small.shares", "adds up to 1.2; it must add up to 1"),
    ([(SHARES, "shares = [0.5, 0.2, 0.2, 0.0999995, 0.0000005]")], "tables 1.small.shares 4", "0.0999995 has too many decimals; a share has at most 6 decimals"),
    ([(SHARES, "shares = [0.5, 0.2, 0.3, 0.0]")], "tables 1.small.shares 4", "0.0 is out of range; allowed: above 0, at most 1 share"),
    ([('"D"]', '"b"]')], "tables 1.grades 4", "'b' and 'B' are the same"),
    ([('"A", "B", "C", "D"]', '"A"]')], "tables 1.grades", "holds 1 grades; allowed: 2 to 4"),
    ([('"D"]', '"D", "E"]')], "tables 1.grades", "holds 5 grades; allowed: 2 to 4"),
    ([('source = "above-scale-2011"', 'source = "above-scale-2011"\nelectricity_surcharge = { E = { value = 0.1, unit = "yuan/kWh" } }')], "tables 1.electricity_surcharge", "the table has no grade 'E'"),
    ([('source = "above-scale-2011"', 'source = "above-scale-2011"\nelectricity_surcharge = { D = { value = 1.1, unit = "yuan/kWh" } }')], "tables 1.electricity_surcharge.D", "allowed: above 0, at most 1 yuan/kWh"),
    ([('source = "above-scale-2011"', 'source = "above-scale-2011"\nwater_surcharge = { D = { value = 0, unit = "share" } }')], "tables 1.water_surcharge.D", "allowed: above 0, at most 1 share"),
    ([('source = "above-scale-2011"', 'source = "above-scale-2011"\nwater_surcharge = { D = { value = 0.2, unit = "%" } }')], "tables 1.water_surcharge.D.unit", "share"),
    ([('demerit = "obsolete_equipment"', 'demerit = "obsolete"')], "tables 1.penalties 1.demerit", "unknown demerit 'obsolete'; did you mean 'obsolete_equipment'"),
    ([("lowest = true", 'grades = 1\nlowest = true')], "tables 1.penalties 2", "holds 2 of grades and lowest"),
    ([("grades = 1\n", "grades = 4\n")], "tables 1.penalties 1.grades", "4 is out of range"),
    ([('"listed_polluter"', '"obsolete_equipment"')], "tables 1.penalties 2.demerit", "'obsolete_equipment' and 'obsolete_equipment' are the same"),
    ([("below = { output", "below = { outputs")], "tables 1.small.below", "firms have no figure 'outputs'; did you mean 'output'"),
    ([("below = { output = { value = 2000, ", "below = { land = { value = 1, "), ('"10k yuan/year" }', '"mu" }')], "tables 1.small.graded_from.land", "1 is not less than 1 in below: no small firm would be graded"),
    ([('"above-scale-2011"', '"above-scale"')], "tables 1.source", "unknown source 'above-scale'"),
    ([('"above-scale-2011"', '"assumption"')], "tables 1.items.tax_per_mu.weight", "is an assumption without a range"),
    ([("weight = 60", 'weight = { value = 60, source = "assumption", low = 61, high = 70 }')], "tables 1.items.tax_per_mu.weight.value", "60.0 is outside its own low and high"),
    ([("weight = 60", 'weight = { value = 60, source = "hearsay" }')], "tables 1.items.tax_per_mu.weight.source", "unknown source 'hearsay'"),
]  # fmt: skip


@pytest.mark.parametrize(("pairs", "key", "said"), REFUSED, ids=range(len(REFUSED)))
def test_a_fault_is_refused_by_its_key_in_both_languages(read, pairs, key, said):
    assert_key_is_refused(read, changed(*pairs), f"grading.toml: {key}", said)


def test_all_faults_are_refused_at_once_and_no_other(read):
    text = changed(("weight = 60", "weight = 50"), (SHARES, "shares = [0.5, 0.5]"), ('"above-scale-2011"', '"hearsay"'))
    assert keys_refused(read, text) == ["tables 1.source", "tables 1.items", "tables 1.small.shares"]


def test_an_entry_at_fault_does_not_make_its_list_seem_too_short(read):
    with pytest.raises(InputProblem) as refused:
        read(changed(('"zero"', '"mean"')))
    assert len(refused.value.faults) == 1


def test_two_tables_that_start_together_are_refused(read):
    with pytest.raises(InputProblem, match=r"tables 2\.start: 2016Q1 is the start of table 1 too"):
        read(BY_SCORE + BY_SCORE)


def test_labels_of_criteria_amounts_and_demerits_will_do(read):
    file = read(
        changed(
            ("items.tax_per_mu]", 'items."亩均税收"]'),
            ("below = { output", 'below = { "产值"'),
            ('"listed_polluter"', '"列入重点污染企业名单"'),
        )
    )
    assert list(file.tables[0].items) == ["tax_per_mu", "value_added_per_energy"]
    assert list(file.tables[0].small.below) == ["output"]
    assert [each.demerit for each in file.tables[0].penalties] == ["obsolete_equipment", "listed_polluter"]


def test_a_source_is_declared_in_the_file_once(read):
    file = read(changed(('"above-scale-2011"', '"own-yearbook"')) + YEARBOOK)
    assert file.declared_sources["own-yearbook"].en == "yearbook"
    with pytest.raises(InputProblem, match=r"sources\.prototype: the source 'prototype' is declared already"):
        read(BY_SCORE + YEARBOOK.replace("own-yearbook", "prototype"))


@pytest.mark.parametrize("path", SHIPPED.values(), ids=SHIPPED)
def test_a_shipped_grading_is_accepted_and_every_number_has_a_source(path):
    file = read_grading(path, SOURCES)
    for number in numbers_of(file):
        assert number.sourced.source in {*SOURCES, *file.sources}
    gradings = gradings_of(file, Calendar(2014, 6))
    for table, dated in zip(file.tables, gradings.tables, strict=True):
        rules = gradings.rules[dated.larger]
        assert rules.end_cut - rules.first_cut == len(table.grades) - 1
        assert gradings.items[rules.first_item : rules.end_item].weight.sum() == POINTS
    assert not list(faults(tomllib.loads(path.read_text(encoding="utf-8")), grading_schema(), grading_schema()))


def points(table):
    return {name: item.weight.value for name, item in table.items.items()}


def test_the_shipped_gradings_are_what_was_published():
    files = {name: read_grading(path, SOURCES) for name, path in SHIPPED.items()}
    assert sorted(files) == ["huangyan_2022", "ruian", "wenling_2022", "yueqing_2016"]
    assert [(table.start, "".join(table.grades)) for table in files["ruian"].tables] == [
        ("2015Q1", "ABC"), ("2017Q1", "ABC"), ("2018Q1", "ABCC-"),
    ]  # fmt: skip
    by_land = [
        sum(weight for name, weight in points(table).items() if CRITERIA[name].over == "land")
        for table in files["ruian"].tables
    ]
    assert by_land == [0, 30, 60]
    assert [round(each.value, 3) for each in files["ruian"].tables[2].shares] == [0.2, 0.407, 0.332, 0.061]
    assert list(points(files["huangyan_2022"].tables[0]).values()) == [30, 20, 20, 10, 10, 10]
    wenling = files["wenling_2022"].tables[0]
    assert [each.value for each in wenling.cumulative_shares] == [0.2, 0.8, 0.95]
    assert [each.value for each in wenling.small.cumulative_shares] == [0.05, 0.75, 0.95]
    yueqing = files["yueqing_2016"].tables[0]
    assert {(item.least.value, item.most.value) for item in yueqing.items.values()} == {(0, 1.5)}
    assert yueqing.missing == "zero"


def test_surcharges_of_ruian_by_grade_are_those_that_were_published():
    tables = gradings_of(read_grading(RUIAN, SOURCES), Calendar(2014, 6)).tables
    assert tables.electricity_surcharge.tolist() == [[0, 0, 0.1, 0], [0, 0, 0.1, 0], [0, 0, 0.1, 0.15]]
    assert tables.water_surcharge.tolist() == [[0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0.15, 0.3]]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("starts",), "2016Q1"), (("start",), "2016"), (("grades",), []), (("source",), 3), (("missing",), "mean"),
        (("items", "fame"), {"weight": 1}), (("items", "tax_per_mu", "weight"), "x"), (("items", "tax_per_mu", "bonus"), 1),
        (("small", "below", "size"), {"value": 3}), (("small", "below", "output"), {"unit": "mu"}),
        (("penalties",), [{"demerit": "debts"}]), (("scores",), [True]),
    ],
)  # fmt: skip
def test_the_schema_finds(path, value):
    contents = tomllib.loads(BY_SCORE)
    assert not list(faults(contents, grading_schema(), grading_schema()))
    table = contents["tables"][0]
    for key in path[:-1]:
        table = table[key]
    table[path[-1]] = value
    assert list(faults(contents, grading_schema(), grading_schema()))


def test_the_schema_names_everything_that_is_declared():
    parts = grading_schema()["$defs"]
    for part in ("DatedTable", "SmallFirms"):
        assert list(parts[part]["properties"]["items"]["properties"]) == list(CRITERIA)
    assert list(parts["SmallFirms"]["properties"]["below"]["properties"]) == list(AMOUNTS)
    assert parts["Penalty"]["properties"]["demerit"]["enum"] == list(DEMERITS)


@pytest.fixture
def city(case, tmp_path):
    """A copy of a case with the gradings of Ruian."""
    folder = shutil.copytree(case.folder, tmp_path / "town")
    shutil.copy(RUIAN, folder / "grading.toml")
    return folder


@pytest.mark.chizhou  # which has no tables of its own
def test_a_case_has_the_tables_of_its_folder_and_the_hash_of_them(case, city):
    graded = load_case(city)
    assert case.data.grading is None
    assert [table.start for table in graded.data.grading.tables] == ["2015Q1", "2017Q1", "2018Q1"]
    assert graded.digest != case.digest
    assert graded.sources["ruian-2018"].date == "2018-07-03"
    assert words_findings_keys(graded) == words_findings_keys(case)
    assert "tables 3.shares 3" in graded.data.citing("ruian-2018")["grading.toml"]
    counts = counts_by_file(graded)["grading.toml"]
    # Sourced: two shares, three thresholds and four surcharges on electricity; derived: the share of B that A and B together
    # leave, and two surcharges on water of which only what they lie between was seen.
    assert (counts[EvidenceGrade.SOURCED], counts[EvidenceGrade.DERIVED]) == (9, 3)


def words_findings_keys(case):
    return [finding.key for finding in words_findings(case)]


def test_a_source_of_the_file_that_nothing_cites_is_warned_of(city):
    with (city / "grading.toml").open("a", encoding="utf-8") as file:
        file.write(YEARBOOK)
    (finding,) = [each for each in words_findings(load_case(city)) if each.key == "sources_not_cited"]
    assert finding.values["sources"] == ["own-yearbook"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_check_and_explain_list_the_tables(city, language, capsys):
    lines = list(grading_lines(load_case(city).data.grading, language))
    assert lines[1].startswith({"zh": "2017Q1 起：瑞安2017年评价办法，分为 A、B、C 级；亩均产值 15 分、", "en": "from 2017Q1: Ruian, rule of 2017; grades A, B, C; points for output per mu 15, "}[language])  # fmt: skip
    assert [line.endswith({"zh": "；规模较小的企业另有评价表", "en": "; small firms have a table of their own"}[language]) for line in lines] == [False, False, True]  # fmt: skip
    assert {"zh": "；电价加价 C 0.1 元/千瓦时、C- 0.15 元/千瓦时；水价加价 C 15%、C- 30%；", "en": "; surcharges on electricity: C 0.1 yuan/kWh, C- 0.15 yuan/kWh; surcharges on water: C 15 %, C- 30 %; "}[language] in lines[2]  # fmt: skip
    for command in ("check", "explain"):
        assert run.main([command, str(city), "--lang", language]) == 0
        shown = re.sub(r"\s", "", capsys.readouterr().out)
        assert [line for line in lines if re.sub(r"\s", "", line) not in shown] == []


@pytest.mark.chizhou  # which has no tables of its own
def test_a_case_without_the_file_shows_nothing_of_it(case, capsys):
    assert (
        run.main(["explain", case.name if case.folder.parent.name == "cases" else str(case.folder), "--lang", "en"])
        == 0
    )
    assert "grading of firms" not in capsys.readouterr().out
