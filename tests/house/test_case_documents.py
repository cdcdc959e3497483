"""docs/cases.md describes the files of a case as the code declares them, and its examples are accepted."""

import re
from pathlib import Path

import pytest

from model.calendar import Calendar
from model.criteria import AMOUNTS, CRITERIA, DEMERITS
from model.sources import SOURCES
from model.world import INDUSTRY_COLUMNS
from scenarios.case import CASES
from scenarios.files.case_file import read_case_file
from scenarios.files.firms_file import FIRM_FILE_COLUMNS
from scenarios.files.grading_file import read_grading
from scenarios.files.industry_table import INDUSTRY_NUMBERS, INDUSTRY_RANGES, MIXES
from scenarios.files.park_table import LEVELS, PARK_NUMBERS, SMALL_FIRM_TRADES
from scenarios.files.scenario_file import read_scenarios
from scenarios.files.sources import read_sources
from scenarios.files.totals import TOTALS

TEXT = (Path(__file__).parents[2] / "docs" / "cases.md").read_text(encoding="utf-8")
SMALLEST = 1e-6  # a lower end below this is there to keep out zero


def span(low, high):
    return f"{'above 0' if 0 < low < SMALLEST else format(low, ',.10g')}–{high:,.10g}"


def rows():
    for name, total in TOTALS.items():
        yield f"| `{name}` | {total.unit} | {span(total.low, total.high)} | {total.en} |"
    for name, column in PARK_NUMBERS.items():
        yield f"| `{name}` | {column.unit} | {span(column.low, column.high)} | "
    for name in INDUSTRY_NUMBERS:
        unit, meaning = INDUSTRY_COLUMNS[name]
        yield f"| `{name}` | {unit} | {span(*INDUSTRY_RANGES.get(name, (0, 1)))} | {meaning} |"
    for name, column in FIRM_FILE_COLUMNS.items():
        allowed = span(column.low, column.high) if column.high else ""
        yield f"| `{name}` | {column.unit} | {allowed} | {'required' if column.required else ''} | {column.meaning} |"
    for name, criterion in CRITERIA.items():
        yield f"| `{name}` | {criterion.unit} | {criterion.en} |"


def example(start):
    """The example of a TOML file that begins so."""
    found = [text for text in re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL) if text.startswith(start)]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("row", list(rows()))
def test_a_column_is_described_as_it_is_declared(row):
    assert row in TEXT


@pytest.mark.parametrize("name", [*LEVELS, *MIXES, *SMALL_FIRM_TRADES, *AMOUNTS, *DEMERITS])
def test_words_that_a_cell_may_hold_are_listed(name):
    assert f"`{name}`" in TEXT


def test_the_examples_of_a_case_file_are_accepted(tmp_path):
    """Put together, with the totals that they leave out for shortness."""
    shipped = (CASES / "chizhou" / "case.toml").read_text(encoding="utf-8")
    others = re.findall(r"(^\[totals\.(\w+)\].*?)(?=^\[)", shipped, re.MULTILINE | re.DOTALL)
    first, second, threshold = example("name ="), example("plan ="), example("[parameters.sales_threshold]")
    totals = "".join(table for table, name in others if f"totals.{name}]" not in first)
    keys, table, rest = second.partition("[[secondary]]")
    path = tmp_path / "case.toml"
    path.write_text(keys + first + threshold + table + rest + totals, encoding="utf-8")
    file = read_case_file(path, {**SOURCES, **read_sources(CASES / "chizhou")})
    assert file.targets[0].indicator == "hightech_output_share"
    assert file.parameters["arrival_rate"].value == 0.22
    assert file.parameters["sales_threshold"].value == 500_000
    assert (file.last_year, file.latest_year) == (2020, 2025)
    assert file.plan == "draft"
    assert file.secondary[0].at_least == 0.0


def test_the_example_of_a_scenario_file_is_accepted(tmp_path):
    path = tmp_path / "scenarios.toml"
    path.write_text(example("[draft]"), encoding="utf-8")
    scenarios = read_scenarios(path, Calendar(2015, 5))
    assert set(scenarios) == {"none", "draft"}
    assert scenarios["draft"].levers["innovation_fund"].strength == 10000


def test_the_example_of_a_grading_is_accepted(tmp_path):
    path = tmp_path / "grading.toml"
    path.write_text(example("[[tables]]"), encoding="utf-8")
    (table,) = read_grading(path, SOURCES).tables
    assert table.items["tax_per_mu"].most.value == 1.5
    assert table.small.graded_from["land"].value == 1
