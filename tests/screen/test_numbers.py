"""Numbers as people read them: thousands apart and no exponent, in tables, in sentences and in figures."""

import re

import pytest
from matplotlib.text import Text
from rich.cells import cell_len

import run
from outputs.check.job import check_report
from outputs.check.words import TEXTS
from outputs.figures import headline_fan, style, target_attainment
from outputs.run.terminal import experiment_report
from outputs.shared.values import change_number, numeral
from scenarios import load_case
from scenarios.comparison.target_table import target_table
from scenarios.experiment import run_experiment
from scenarios.inspection.findings import inspect
from tests.screen.test_tables import HAN, drawn, squeezed
from tests.targets.made import placed_case

EXPONENT = re.compile(r"\d[eE][+-]?\d")
BOUNDS = {"gross_output": "12345.6", "tax": "1234567", "energy_intensity": "0.00001234", "land_granted": "987654321.5"}
SHOWN = {  # number and unit
    "en": [
        ("1,234,560", "million yuan"), ("123,456,700", "million yuan"), ("0.001234", "tce/million yuan"),
        ("987,654,321.5", "mu"),
    ],
    "zh": [
        ("12,345.6", "亿元"), ("1,234,567", "亿元"), ("0.00001234", "吨标准煤/万元"), ("987,654,321.5", "亩"),
    ],
}  # fmt: skip
LABEL = (HAN * 3)[:100]


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    """A case whose targets are very large and very small, with a scenario of a long name and one with brackets."""
    targets = "".join(
        f'[[targets]]\nindicator = "{name}"\nyear = 2020\nat_least = {bound}\nclause = "x"\n'
        for name, bound in BOUNDS.items()
    )
    folder = placed_case(tmp_path_factory.mktemp("large") / "town", targets)
    path = folder / "scenarios.toml"
    text = path.read_text(encoding="utf-8").replace('zh = "征求意见稿"', f'zh = "{LABEL}"')
    text = text.replace('en = "the draft"', 'en = ":b: the [red]draft[/red]"')
    path.write_text(text, encoding="utf-8")
    return load_case(str(folder))


@pytest.fixture(scope="module")
def experiment(case):
    return run_experiment(case, [case.scenario("none"), case.scenario("draft")], 3, 1, 1)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_bounds_of_targets_have_no_exponent_in_the_check(case, language):
    shown = "\n".join(drawn(check_report(inspect(case), language), 200))
    assert not EXPONENT.search(shown)
    for number, unit in SHOWN[language]:
        assert f"≥ {number} {unit}" in shown


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_narrow_check_cuts_nothing(case, language):
    lines = drawn(check_report(inspect(case), language), 40)
    shown = squeezed("".join(lines))
    assert max(map(cell_len, lines)) <= 40
    assert "…" not in shown
    for key in ("assumed", "plan", "own", "trial"):  # headings
        assert squeezed(TEXTS[language][key]) in shown


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_table_of_a_run_has_every_digit_and_every_character(case, experiment, language, width):
    report = experiment_report(case, experiment, target_table(case, experiment), language)
    lines = drawn(report, width)
    shown = "\n".join(lines)
    assert not EXPONENT.search(shown)
    assert "…" not in shown
    for number, _ in SHOWN[language]:
        assert number in shown
    if language == "zh":
        assert all(shown.count(character) >= LABEL.count(character) for character in LABEL)
    else:
        assert ":b:" in shown
        assert "[red]draft[/red]" in shown


@pytest.mark.parametrize("language", ["zh", "en"])
def test_figures_write_large_numbers_in_full(case, experiment, language):
    targets = target_table(case, experiment)
    table = target_attainment.draw(case, experiment, targets, language)
    fan = headline_fan.draw(case, experiment, targets, "gross_output", language)
    written = "".join(text.get_text() for figure in (table, fan) for text in figure.findobj(Text))
    assert not EXPONENT.search(written)
    for number, _ in SHOWN[language]:
        assert f"≥ {number}" in written


def test_the_row_of_a_long_name_is_as_high_as_its_lines(case, experiment):
    figure = target_attainment.draw(case, experiment, target_table(case, experiment), "zh")
    axes = figure.axes[0]
    left = min(patch.get_x() for patch in axes.patches)
    (first, second) = sorted(patch.get_y() for patch in axes.patches if patch.get_x() == left)
    short, *lines = [text.get_position()[1] for text in axes.texts if text.get_position()[0] == 0]
    assert len(lines) > 5
    assert first < short < second
    assert second < min(lines) - style.TEXT / 2  # baselines; the axis counts downwards
    assert max(lines) < axes.get_ylim()[0]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12345.6, "12,345.6"),
        (1234567.0, "1,234,567"),
        (123456789012345.0, "123,456,789,012,345"),
        (0.00001234, "0.00001234"),
    ],
)
def test_a_numeral_has_no_exponent(value, text):
    assert numeral(value) == text


def test_differences_of_shares_have_their_thousands_apart_too():
    assert change_number(12.3456, "share", "en") == "+1,234.6"
    assert change_number(-98765.4, "mu", "zh") == "-98,765"


def test_the_list_of_a_terminal_of_40_columns_holds_every_name(monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", "40")
    assert run.main(["phases"]) == 0
    assert "energy_intensity_target" in capsys.readouterr().out
