"""Entries that can be and hardly are: a warning of `check` with place, value and what was expected; nothing just below the bound."""

import re

import pytest

import run
from outputs.check.job import finding_text
from outputs.check.plausibility_words import PLAUSIBILITY
from scenarios.case import CASES, load_case, shipped
from scenarios.inspection.citations import citation_findings
from scenarios.inspection.plausibility import plausibility_findings
from scenarios.inspection.strays import stray_findings
from tests.input.reading import add_row
from tests.refusals.edits import cell, column, copy_case, lever, swap, value

CHINESE = re.compile("[\u4e00-\u9fff]")
PARKS, INDUSTRIES, CASE, SCENARIOS = "parks.csv", "industries.csv", "case.toml", "scenarios.toml"
UPGRADE = '[[upgrades]]\npark = "{park}"\nclause = "002-3.2"\n'


def every(*edits):
    """Several edits as one."""

    def edit(folder):
        for each in edits:
            each(folder)

    return edit


def output(factor):
    """The output of the development zone of the city, multiplied: units of 10k or million yuan for 100 million."""
    return cell(PARKS, "etdz", "output", f"{120 * factor:g}")


def target(year, bound):
    """One more target of an indicator that has one of 2017 already."""
    return swap(
        CASE,
        "[[mergers]]",
        f'[[targets]]\nindicator = "zone_value_added_share"\nyear = {year}\n{bound}\nclause = "002-3.2"\n\n[[mergers]]',
    )


def scenario(text):
    def edit(folder):
        with (folder / SCENARIOS).open("a", encoding="utf-8") as opened:
            opened.write(text)

    return edit


# Totals without their ranges, which hold them to what is usual.
FREE = every(swap(CASE, "low = 60\nhigh = 200\n", ""), swap(CASE, "low = 400_000\nhigh = 800_000\n", ""))
# What is warned of, an edit that is just not, one that is, and words of the warning: place, value, expectation.
FOUND = {
    "tax above value added": ("tax_above_value_added", cell(INDUSTRIES, "textiles", "tax_rate", "0.207"), cell(INDUSTRIES, "textiles", "tax_rate", "0.208"), ["tax_rate", "textiles", INDUSTRIES, "0.208", "0.207"]),
    "no value added": ("no_value_added", cell(INDUSTRIES, "textiles", "value_added_rate", "0.02"), cell(INDUSTRIES, "textiles", "value_added_rate", "0"), ["value_added_rate", "textiles", "0.02"]),
    "fast trend": ("fast_trend", column(INDUSTRIES, "trend", "0.25"), column(INDUSTRIES, "trend", "0.5"), ["trend", "autos", INDUSTRIES, "0.5", "0.25"]),
    "falling trend": ("fast_trend", cell(INDUSTRIES, "autos", "trend", "-0.25"), cell(INDUSTRIES, "autos", "trend", "-0.26"), ["trend", "autos", "-0.26"]),
    "area": ("large_area", cell(PARKS, "etdz", "planned", "500000"), cell(PARKS, "etdz", "planned", "10000000"), ["planned", "etdz", PARKS, "10000000", "500000"]),
    "arrivals": ("no_arrivals", every(column(PARKS, "arrival_weight", "0"), cell(PARKS, "etdz", "arrival_weight", "0.1")), column(PARKS, "arrival_weight", "0"), ["arrival_weight", PARKS]),
    "largest firm": ("largest_below_mean", every(FREE, value("largest_output", "17_000")), every(FREE, value("largest_output", "16_000")), ["totals.largest_output.value", "16000", "16700"]),
    "small firms": ("small_firms_above_city", every(FREE, value("small_firms", "10_000")), every(FREE, value("small_firms", "15_000")), ["totals.small_firms.value", "15000", "750", "713.1"]),
    "target falls": ("target_falls", target(2018, "at_least = 0.70"), target(2018, "at_least = 0.69"), ["targets 7.at_least", "0.69", "0.7", "2017"]),
    "upper target rises": ("target_falls", every(target(2018, "at_most = 0.80"), target(2019, "at_most = 0.80")), every(target(2018, "at_most = 0.80"), target(2019, "at_most = 0.81")), ["at_most", "0.81", "0.8", "2018"]),
    "output by 100": ("output_off", output(9), output(100), ["output", "etdz", PARKS, "12000", "110"]),
    "output by 1,000": ("output_off", output(1), output(1000), ["120000", "110"]),
    "output by a hundredth": ("output_off", every(output(0.2), cell(PARKS, "etdz", "firms", "4")), every(output(0.01), cell(PARKS, "etdz", "firms", "4")), ["1.2", "110"]),
    "energy cap": ("fraction_for_percent", lever("0.1", "energy_cap"), lever("0.025", "energy_cap"), [SCENARIOS, "mine", "energy_cap", "0.025", "2.5"]),
    "intensity in steps": ("fraction_for_percent", lever('{ steps = [{ from = "2016Q1", strength = 3 }] }', "energy_intensity_target"), lever('{ steps = [{ from = "2016Q1", strength = 3 }, { from = "2017Q1", strength = 0.03 }] }', "energy_intensity_target"), ["energy_intensity_target", "0.03", "3"]),
    "merger ends": ("merger_ends", lever('{ strength = 1, start = "2017Q1" }', "park_merger"), lever('{ strength = 1, start = "2017Q1", end = "2017Q2" }', "park_merger"), [SCENARIOS, "mine", "park_merger", "2017Q2"]),
    "merger ends by steps": ("merger_ends", lever('{ steps = [{ from = "2017Q1", strength = 1 }] }', "park_merger"), lever('{ steps = [{ from = "2017Q1", strength = 1 }, { from = "2018Q1", strength = 0 }] }', "park_merger"), ["park_merger", "2018Q1"]),
    "upgrade of a zone that merges": ("upgrade_merges", swap(CASE, UPGRADE.format(park="jiangnan"), UPGRADE.format(park="dongzhi")), swap(CASE, UPGRADE.format(park="jiangnan"), UPGRADE.format(park="qianjiang")), ["upgrades 1.park", "Qianjiang park", "Chizhou high-tech zone"]),
    "empty scenario": ("empty_scenario", scenario('\n[copy]\nbase = "draft"\n'), scenario("\n[population]\n"), [SCENARIOS, "[population]"]),
    "empty levers": ("empty_scenario", scenario('\n[copy]\nzh = "甲"\n[copy.levers]\nenergy_cap = 1.0\n'), scenario("\n[totals.levers]\n"), [SCENARIOS, "[totals]"]),
}  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    return copy_case(tmp_path / "case")


def told(folder, finder, key):
    """The warnings of a kind, by language."""
    case = load_case(folder)
    found = [each for each in finder(case) if each.key == key]
    assert all(each.warning for each in found)
    texts = {language: [finding_text(each, case, language) for each in found] for language in ("en", "zh")}
    assert all(CHINESE.search(text) for text in texts["zh"])
    return texts


@pytest.mark.parametrize("name", FOUND)
def test_what_hardly_any_city_has_is_warned_of_and_not_what_is_just_within(name, folder, tmp_path):
    key, within, beyond, words = FOUND[name]
    other = copy_case(tmp_path / "other")
    within(other)
    assert told(other, plausibility_findings, key)["en"] == []
    beyond(folder)
    texts = told(folder, plausibility_findings, key)
    assert texts["en"]
    for language in ("en", "zh"):
        joined = " ".join(texts[language])
        for word in words:
            if language == "en" or not re.search("[A-Z][a-z]+ ", word):
                assert word in joined, (word, joined)


def test_arrivals_of_the_city_outside_do_not_count(folder):
    column(PARKS, "arrival_weight", "0")(folder)
    assert told(folder, plausibility_findings, "no_arrivals")["en"]  # the weight outside is 0.4 as shipped


def test_output_outside_that_follows_from_a_share_is_not_the_users(folder):
    output(1000)(folder)  # output outside follows from that of the zones, and is far off too
    assert len(told(folder, plausibility_findings, "output_off")["en"]) == 1


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("park.csv", "parks.csv"),
        ("Scenario.toml", "scenarios.toml"),
        ("firms.xlsx", "firms.csv"),
        ("numbers.csv", ""),
        ("x.json", ""),
    ],
)
def test_a_file_that_nobody_reads_is_named_with_the_nearest(name, near, folder):
    (folder / name).write_text("x", encoding="utf-8")
    texts = told(folder, stray_findings, "stray_file_near" if near else "stray_file")
    assert len(texts["en"]) == 1
    for language in ("en", "zh"):
        assert name in texts[language][0]
        assert near in texts[language][0]


@pytest.mark.parametrize(
    "name", ["about.md", ".hidden", "~$parks.csv", "Thumbs.db", "paper.pdf", "search.toml", "observed.csv"]
)
def test_documents_and_files_of_systems_are_no_strays(name, folder):
    (folder / name).write_text("x", encoding="utf-8")
    assert list(stray_findings(load_case_without_reading(folder, name))) == []


def load_case_without_reading(folder, name):
    """The case as it was before a file came into its folder, which may not be readable."""
    contents = (folder / name).read_text(encoding="utf-8")
    (folder / name).unlink()
    case = load_case(folder)
    (folder / name).write_text(contents, encoding="utf-8")
    return case


def with_citations(folder, *rows):
    header = "file,row,column,source,low,high,note"
    (folder / "sources.csv").write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")


def test_a_row_of_sources_that_stands_twice_is_named_with_both_lines(folder):
    with_citations(folder, "parks.csv,*,output,assumption,-30%,+30%,", "parks.csv,etdz,output,assumption,-10%,+10%,")
    assert told(folder, citation_findings, "cited_twice")["en"] == []
    for row, again, cell_named in (("*", "*", "parks.csv * output"), ("etdz", "Chizhou ETDZ", "parks.csv etdz output")):
        with_citations(folder, *(f"parks.csv,{each},output,assumption,-30%,+30%," for each in (row, again)))
        texts = told(folder, citation_findings, "cited_twice")
        for language, lines in (("en", ("line 3", "line 2")), ("zh", ("第 3 行", "第 2 行"))):
            (text,) = texts[language]
            assert all(words in text for words in (cell_named, *lines)), text


def test_a_source_of_a_file_that_is_not_there_is_named(folder):
    with_citations(folder, "firms.csv,*,output,assumption,,,")
    (text,) = told(folder, citation_findings, "cited_absent")["en"]
    assert "sources.csv: line 2, column file" in text
    assert "no firms.csv" in text


@pytest.mark.parametrize(
    ("row", "low", "warned"),
    [("*", "0", 0), ("*", "1", 0), ("*", "5", 1), ("*", "few", 0), ("textiles", "1", 1), ("纺织服装", "1", 1)],
)
def test_a_low_above_the_value_of_a_column_without_a_range_is_named(row, low, warned, folder):
    with_citations(folder, f"industries.csv,{row},heavy,assumption,{low},9,")
    texts = told(folder, citation_findings, "low_above_value")["en"]
    assert len(texts) == warned
    assert all("sources.csv: line 2, column low" in text for text in texts)


@pytest.mark.parametrize(
    ("edit", "place"),
    [
        (swap(CASE, "low = 0.07", "low = 0.095"), "totals.zone_output_growth"),
        (swap(CASE, "low = 0.04", "low = 0.07"), "parameters.energy_budget_growth"),
        (lambda folder: with_citations(folder, "parks.csv,*,output,assumption,+10%,+30%,"), "sources.csv: line 2"),
        (lambda folder: with_citations(folder, "parks.csv,etdz,output,assumption,130,150,"), "sources.csv: line 2"),
    ],
)
def test_a_low_above_its_value_is_refused_wherever_the_range_counts(edit, place, folder, capsys):
    edit(folder)
    assert run.main(["check", str(folder), "--lang", "en"]) == 2
    assert place in capsys.readouterr().err


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("park.csv,*,output,assumption,,,", "'park.csv'"),
        ("parks.csv,nowhere,output,assumption,,,", "'nowhere'"),
        ("parks.csv,*,outputs,assumption,,,", "did you mean 'output'"),
    ],
)
def test_unknown_files_rows_and_columns_of_sources_are_refused(row, said, folder, capsys):
    with_citations(folder, row)
    assert run.main(["check", str(folder), "--lang", "en"]) == 2
    error = capsys.readouterr().err
    assert "sources.csv: line 2" in error
    assert said in error


@pytest.mark.parametrize("quarter", ["٢٠١٩Q1", "२०१९Q1", "2019Q١", "𝟐𝟎𝟏𝟗Q1"])
def test_a_quarter_in_digits_of_another_script_is_refused(quarter, folder, capsys):
    swap(SCENARIOS, 'start = "2019Q1"', f'start = "{quarter}"')(folder)
    assert run.main(["check", str(folder), "--lang", "en"]) == 2
    assert f"start is '{quarter}', which is not a quarter" in capsys.readouterr().err


def test_a_quarter_in_full_width_is_read(folder):
    swap(SCENARIOS, 'start = "2019Q1"', 'start = "２０１９Ｑ１"')(folder)
    assert load_case(folder).scenarios["draft"].settings["park_merger"].start == "2019Q1"


@pytest.mark.parametrize("name", shipped())
def test_shipped_cases_have_none_of_these_but_quzhou_whose_plan_names_both(name):
    """Quzhou's document merges the zones of the city proper and promotes both; which one is not said."""
    case = load_case(CASES / name)
    found = [each.key for find in (plausibility_findings, citation_findings, stray_findings) for each in find(case)]
    assert found == (["upgrade_merges"] if name == "quzhou" else [])


def test_every_word_is_there_in_both_languages():
    assert set(PLAUSIBILITY["zh"]) == set(PLAUSIBILITY["en"])


def test_check_shows_them_among_its_warnings(folder, capsys):
    add_row(SCENARIOS, "", "[population]")(folder)
    (folder / "park.csv").write_text("x", encoding="utf-8")
    assert run.main(["check", str(folder), "--lang", "en"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "[population]: it sets no lever" in shown
    assert "park.csv: no command reads this file" in shown
