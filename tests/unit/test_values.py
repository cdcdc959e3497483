"""How values are written: worked examples, and that every place of the product writes a value the same way."""

import dataclasses
import io
import math
import re
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from rich.console import Console

from calibration.discovery.box import LOW, Side
from model.indicators import INDICATORS
from model.levers import LEVERS, LeverSetting
from model.parameters import CHOICES, PARAMETERS
from outputs.check.evidence import assumed_line
from outputs.check.tables import parameter_part, target_cells, totals_table
from outputs.compare import points
from outputs.compare.report import target_headings
from outputs.explain import cases as explain_case
from outputs.explain.job import parameter_rows
from outputs.explain.words import WORDS
from outputs.figures import headline_fan, target_attainment
from outputs.reference.levers_zh import lever_reference
from outputs.run.terminal import goal_heading
from outputs.search.settings import strength_text
from outputs.shared.axis_words import axis_text, limit_texts
from outputs.shared.language import UNITS_ZH, label
from outputs.shared.point_names import point_names
from outputs.shared.target_words import NOWHERE, goal_text
from outputs.shared.values import (
    SHOWN,
    amounts_span_text,
    change_text,
    number_in,
    numeral,
    portion_text,
    probability_text,
    probability_with_interval,
    range_text,
    shown_as,
    span_text,
    uncertain_change_text,
    unit_of,
    value_text,
)
from scenarios.files.case_shape import Sourced
from scenarios.files.totals import TOTALS
from scenarios.inspection.findings import TargetFacts
from scenarios.targets import Goal, Target

LANGUAGES = ("zh", "en")
AWKWARD = (0.453, 1234.56, 0.0, 2.5e-7, -3.25, 1.0, 48.0)
UNITS = sorted({entry.unit for table in (INDICATORS, LEVERS, PARAMETERS, TOTALS) for entry in table.values()})
# The next number would be read as a part of the first one.
RUN_TOGETHER = re.compile(r"\d[\d,.]* [\d×]|×|\d\.?e[-+]?\d")


# A value in its declared unit, whether it is rounded, and how it reads in Chinese and English.
WORKED = [
    (0.453, "share", False, "45.3%", "45.3 %"),
    (0.48512, "share", False, "48.512%", "48.512 %"),
    (0.48512, "share", True, "48.5%", "48.5 %"),
    (0.00453, "share", True, "0.45%", "0.45 %"),
    (0.0105, "1/year", True, "1.1%/年", "1.1 %/year"),
    (-0.005, "1/year", False, "-0.5%/年", "-0.5 %/year"),
    (0.15, "share/year", False, "15%/年", "15 %/year"),
    (3.0, "%/year", False, "3%/年", "3 %/year"),
    (1234.56, "100 million yuan", False, "1,234.56 亿元", "123,456 million yuan"),
    (1234.56, "100 million yuan", True, "1,235 亿元", "123,500 million yuan"),
    (9.0512, "100 million yuan", True, "9.051 亿元", "905.1 million yuan"),
    (25000.0, "10k yuan/year", False, "25,000 万元/年", "250 million yuan/year"),
    (100.0, "10k yuan", False, "100 万元", "1 million yuan"),
    (20.0, "10k yuan/mu", False, "20 万元/亩", "200,000 yuan/mu"),
    (12.5, "10k yuan/firm", False, "12.5 万元/户", "125,000 yuan/firm"),
    (0.8, "10k yuan/worker", False, "0.8 万元/人", "8,000 yuan/worker"),
    (0.0096, "10k yuan/m2/year", False, "0.0096 万元/平方米/年", "96 yuan/m2/year"),
    (0.653, "tce/10k yuan", False, "0.653 吨标准煤/万元", "65.3 tce/million yuan"),
    (0.0412, "equivalents/10k yuan", False, "0.0412 当量/万元", "4.12 equivalents/million yuan"),
    (3.6e6, "tce/year", False, "360 万吨标准煤/年", "3,600 thousand tce/year"),
    (360.0, "10,000 tce", False, "360 万吨标准煤", "3,600 thousand tce"),
    (24.5312, "10,000 workers", True, "24.53 万人", "245,300 workers"),
    (12345.6, "mu", True, "12,346 亩", "12,346 mu"),
    (0.15, "1/platform", False, "0.15/个平台", "0.15/platform"),
    (2.0, "quarter", False, "2 个季度", "2 quarters"),
    (1.0, "quarters", False, "1 个季度", "1 quarter"),
    (1.0, "industries", False, "1 个", "1 industry"),
    (1.5, "strictness", False, "1.5", "1.5"),
    (1.0, "on/off", False, "开", "on"),
    (0.0, "on/off", False, "关", "off"),
    (0.5, "on/off", False, "0.5", "0.5"),
    (1.57, "1", False, "1.57", "1.57"),
    (0.0, "share", False, "0%", "0 %"),
    (-0.0, "mu", False, "0 亩", "0 mu"),
    (2.5e-7, "1", False, "0.00000025", "0.00000025"),
    (math.nan, "100 million yuan", True, "–", "–"),
    (math.inf, "share", False, "–", "–"),
    (5.0, "10k yuan/quarter", False, "5 万元/季度", "50,000 yuan/quarter"),
    (0.12, "10k yuan/m2", False, "0.12 万元/平方米", "1,200 yuan/m2"),
    (0.35, "10k yuan/year/m2", False, "0.35 万元/年/平方米", "3,500 yuan/m2/year"),
    (0.05, "10k yuan/tce", False, "0.05 万元/吨标准煤", "500 yuan/tce"),
    (1.25, "10,000 m2", False, "1.25 万平方米", "12,500 m2"),
    (0.7, "10,000 equivalents", False, "0.7 万当量", "7,000 equivalents"),
    (0.5, "share of tax", False, "50%", "50 %"),
    (0.3, "chance/year", False, "30%/年", "30 %/year"),
]


@pytest.mark.parametrize(("value", "unit", "rounded", "zh", "en"), WORKED)
def test_worked_values(value, unit, rounded, zh, en):
    assert value_text(value, unit, "zh", rounded=rounded) == zh
    assert value_text(value, unit, "en", rounded=rounded) == en


def test_every_unit_that_is_shown_in_another_scale_is_worked_out_above():
    scaled = {unit for units in SHOWN.values() for unit, shown in units.items() if shown.factor != 1.0}
    assert scaled <= {unit for _, unit, *_ in WORKED}


def test_what_is_no_number_is_refused():
    for value in (math.nan, math.inf, -math.inf):
        with pytest.raises(ValueError, match="cannot be written"):
            numeral(value)
    with pytest.raises(KeyError):
        value_text(1.0, "bushels", "zh")


def test_numbers_have_thousands_and_no_exponent():
    assert numeral(1e7) == "10,000,000"
    assert numeral(2 / 3) == "0.6666666667"
    assert numeral(0.57 * 100) == "57"
    assert numeral(99.96, 3) == "100"
    assert numeral(12345.678, 3) == "12,346"


@pytest.mark.parametrize(
    ("value", "whole", "tenth"),
    [
        (0.0, "0", "0"),
        (0.0004, "<0.1", "<0.1"),
        (0.005, "0.5", "0.5"),
        (0.0099, "1", "1"),
        (0.354, "35", "35.4"),
        (0.9, "90", "90"),
        (0.996, "99.6", "99.6"),
        (0.9999, ">99.9", ">99.9"),
        (1.0, "100", "100"),
        (np.nan, "–", "–"),
    ],
)
def test_a_probability_never_rounds_to_certainty(value, whole, tenth):
    sign = "" if math.isnan(value) else "%"
    assert probability_text(value, "zh") == whole + sign
    assert probability_text(value, "en", 1) == f"{tenth} {sign}".strip()


def test_intervals_and_ranges_of_probabilities():
    assert probability_with_interval(0.3649, 0.301, 0.4333, "en") == "36 % (30–43)"
    assert probability_with_interval(0.3649, 0.301, 0.4333, "zh", 1) == "36.5%（30.1–43.3）"
    assert span_text("38 %", "71 %", "en") == "38–71 %"
    assert span_text("38%", "71%", "zh") == "38%–71%"
    assert span_text("0%", "0%", "zh") == "0%"


def test_ranges_name_the_unit_once_and_percent_in_chinese_twice():
    assert range_text(0.07, 0.11, "1/year", "en") == "7 to 11 %/year"
    assert range_text(0.07, 0.11, "1/year", "zh") == "7%/年 至 11%/年"
    assert range_text(0.0, 1e5, "10k yuan/year", "en") == "0 to 1,000 million yuan/year"
    assert range_text(0.0, 1e5, "10k yuan/year", "zh") == "0 至 100,000 万元/年"


def test_differences_are_in_points_or_in_the_unit():
    assert change_text(0.0134, "share", "en") == "+1.3 percentage points"
    assert change_text(-0.0134, "share", "zh") == "-1.3 个百分点"
    assert change_text(0.0134, "1/year", "en", signed=False) == "1.3 percentage points/year"
    assert change_text(0.0006, "share", "en") == "+0.06 percentage points"
    assert change_text(0.0, "share", "zh") == "0.0 个百分点"
    assert change_text(-12.344, "100 million yuan", "en") == "-1,230 million yuan"
    assert change_text(12.344, "100 million yuan", "zh") == "+12.3 亿元"
    assert change_text(math.nan, "share", "zh") == "–"
    assert uncertain_change_text(0.0411, 0.0031, "share", "en") == "+4.1 ± 0.3"
    assert uncertain_change_text(0.0006, 0.0005, "share", "en") == "+0.06 ± 0.05"
    assert uncertain_change_text(-12.34, 0.0213, "100 million yuan", "zh") == "-12.3 ± 0.021"


def test_an_effect_is_never_written_as_nothing():
    """Of -0.0018 percentage points two decimals would leave "-0.00"; 0.005 is the least that they show."""
    assert uncertain_change_text(-0.000018, 0.000008, "share", "en") == "-0.0018 ± 0.0008"
    assert uncertain_change_text(-0.0041, 0.0003, "share", "en") == "-0.41 ± 0.03"
    assert uncertain_change_text(0.0003, 0.0041, "share", "en") == "+0.03 ± 0.41"
    assert change_text(0.0000499, "share", "en") == "+0.005 percentage points"
    assert change_text(0.00006, "share", "zh") == "+0.006 个百分点"
    assert change_text(-3e-9, "share", "en") == "-0.0000003 percentage points"
    assert change_text(0.0, "share", "en") == "0.0 percentage points"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("unit", UNITS)
def test_no_two_numbers_stand_side_by_side(unit, language):
    assert shown_as(unit, language).factor > 0.0
    for value in (*AWKWARD, 123456.0):
        for rounded in (False, True):
            text = value_text(value, unit, language, rounded=rounded)
            assert not RUN_TOGETHER.search(text), text


@pytest.mark.parametrize("unit", UNITS)
def test_both_languages_show_the_same_quantity(unit):
    """What is read in either language is the declared value again, once its scale is taken away."""
    for value in (0.453, 1234.5, -3.25):
        for language in LANGUAGES:
            read = float(number_in(value, unit, language).replace(",", "")) / shown_as(unit, language).factor
            assert read == pytest.approx(value, rel=1e-9)


def test_only_declared_units_are_shown_otherwise():
    assert set(SHOWN["zh"]) | set(SHOWN["en"]) <= {*UNITS_ZH, ""}


def unwrapped(renderables, width=400):
    """What is printed of the parts of a report, on lines that are long enough."""
    screen = Console(file=io.StringIO(), width=width, markup=False)
    for part in renderables:
        screen.print(part)
    return screen.file.getvalue()


def with_file(case, **changes):
    """The case with other contents of case.toml."""
    return dataclasses.replace(case, data=case.data._replace(file=case.file.model_copy(update=changes)))


def target_places(case, target, language):
    """What every place that shows a target writes, by place."""
    with_target = with_file(case, targets=(target,))
    goal = Goal(target.measure, target.year, (target,))
    return {
        "run": goal_heading(goal, NOWHERE, language),
        "check": target_cells(TargetFacts(target, None), case, language)[2],
        "explain": explain_case.target_text("", target, case, language),
        "compare and search": next(iter(target_headings((target,), NOWHERE, language).values())),
        "discover": goal_text(goal, NOWHERE, language),
        "figure": target_attainment._columns(with_target, language)[0].bound,
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("indicator", INDICATORS)
def test_a_target_reads_the_same_everywhere(case, indicator, language):
    for value in AWKWARD:
        target = Target(indicator=indicator, year=2020, at_least=value, clause="C")
        text = re.escape(value_text(value, INDICATORS[indicator].unit, language))
        for place, shown in target_places(case, target, language).items():
            # In front of it the sign or words, behind it the end or words: no other number, sign or unit.
            assert re.search(rf"(^|[^\d.,-]){text}($|（|，见| in 2020| \()", shown), (place, shown, text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_fan_writes_its_targets_like_the_rest(case, language):
    dated = [target for target in case.targets if target.measure == case.headline[0]]
    written = "".join(headline_fan._chances(pd.DataFrame(), "none", dated, language))
    for target in dated:
        assert f"≥ {value_text(target.at_least, unit_of(case.headline[0]), language)}" in written


def lever_values(lever):
    """Strengths that a lever may have: its ends, and one between that is not round."""
    between = lever.low + 0.4531234 * (lever.high - lever.low)
    return (lever.low, lever.high) if lever.switch else (lever.low, between, lever.high)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("lever", LEVERS.values(), ids=list(LEVERS))
def test_a_strength_reads_the_same_everywhere(case, lever, language):
    column = f"lever.{lever.name}.strength"
    for value in lever_values(lever):
        text = value_text(value, lever.unit, language)
        assert strength_text(lever.name, value, language) == text
        setting = LeverSetting(value, "2016Q1")
        scenario = case.scenario("none").with_(**{lever.name: setting})
        told = dict(explain_case.scenario_rows(case, scenario, language))[WORDS[language]["levers"]]
        assert value == lever.neutral or f"{text}{'，' if language == 'zh' else ' from '}2016Q1" in told
        heading = points.axis_name(column, language)
        unit = shown_as(lever.unit, language).text
        assert heading.endswith(unit + ("）" if language == "zh" else ")")) if unit else "(" not in heading
        assert points._cell(value, column, language) == number_in(value, lever.unit, language)
        assert axis_text(column, value, language) == value_text(value, lever.unit, language, rounded=True)
        assert limit_texts(case, {Side(column, LOW): value}, language)[column].endswith(
            axis_text(column, value, language)
        )
        names = point_names(case, "none", pd.DataFrame({column: [value, value + 10.0]}), [column], language)
        assert names[0].endswith(axis_text(column, value, language))


@pytest.mark.parametrize("lever", LEVERS.values(), ids=list(LEVERS))
def test_the_chinese_reference_writes_values_like_the_rest(lever):
    (section,) = re.findall(rf"## [^\n]*`{lever.name}`\n.*?(?=\n## |\Z)", lever_reference(), re.DOTALL)
    assert range_text(lever.low, lever.high, lever.unit, "zh") in section
    assert value_text(lever.neutral, lever.unit, "zh") in section


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_parameter_reads_the_same_in_check_explain_and_words(case, language):
    sourced = {
        name: Sourced(value=p.value, unit=p.unit, source="assumption", low=p.low, high=p.high)
        for name, p in PARAMETERS.items()
        if name not in CHOICES  # their values are words: `test_choice_shown`
    }
    changed = SimpleNamespace(case=with_file(case, parameters=sourced))
    printed = unwrapped(parameter_part(changed, language))
    for name in sourced:
        parameter = PARAMETERS[name]
        unit = shown_as(parameter.unit, language).text
        value = number_in(parameter.value, parameter.unit, language)
        low, high = (number_in(end, parameter.unit, language) for end in (parameter.low, parameter.high))
        row = next(line for line in printed.splitlines() if line.startswith(label(parameter, language) + "  "))
        assert row.split()[-1 - len(f"{value} {value} {unit} {low}–{high}".split()) : -1] == (
            f"{value} {value} {unit} {low}–{high}".split()
        )
        explained = dict(parameter_rows(parameter, language))
        text = value_text(parameter.value, parameter.unit, language)
        assert explained[WORDS[language]["value"]] == text
        extent = range_text(parameter.low, parameter.high, parameter.unit, language)
        assert explained[WORDS[language]["range"]].startswith(extent)
        column = f"uncertainty.{name}"
        assert axis_text(column, parameter.value, language) == value_text(
            parameter.value, parameter.unit, language, rounded=True
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_total_reads_the_same_in_the_sections_of_check(case, language):
    printed = unwrapped(totals_table(SimpleNamespace(case=case), language))
    for name, total in case.file.totals.items():
        row = next(line for line in printed.splitlines() if line.startswith(label(TOTALS[name], language) + "  "))
        unit, number = shown_as(total.unit, language).text, number_in(total.value, total.unit, language)
        assert f"{number}  {unit}" in row
        if total.low is not None:
            text = value_text(total.value, total.unit, language)
            extent = range_text(total.low, total.high, total.unit, language)
            line = assumed_line(name, total, language)
            assert text in line
            assert extent in line


@pytest.mark.parametrize(
    ("share", "english", "chinese"),
    [
        (-0.2, None, None), (0.049, None, None), (0.051, "a tenth", "约一成"), (0.149, "a tenth", "约一成"),
        (0.151, "a fifth", "约五分之一"), (0.224, "a fifth", "约五分之一"), (0.226, "a quarter", "约四分之一"),
        (0.289, "a quarter", "约四分之一"), (0.291, "a third", "约三分之一"), (0.414, "a third", "约三分之一"),
        (0.416, "about half", "约一半"), (0.584, "about half", "约一半"), (0.586, "two thirds", "约三分之二"),
        (0.709, "two thirds", "约三分之二"), (0.711, "three quarters", "约四分之三"),
        (0.774, "three quarters", "约四分之三"), (0.776, "four fifths", "约五分之四"),
        (0.849, "four fifths", "约五分之四"), (0.851, "nine tenths", "约九成"), (0.949, "nine tenths", "约九成"),
        (0.951, "nearly all", "几乎全部"), (1.2, "nearly all", "几乎全部"),
    ],
)  # fmt: skip
def test_a_share_in_words_on_both_sides_of_each_bound(share, english, chinese):
    assert portion_text(share, "en") == english
    assert portion_text(share, "zh") == chinese


@pytest.mark.parametrize(
    ("low", "high", "unit", "language", "text"),
    [
        (237.0, 252.34, "10k yuan/mu", "zh", "237–252.3 万元/亩"),
        (252.31, 252.34, "10k yuan/mu", "zh", "252.3 万元/亩"),
        (0.454, 0.521, "share", "zh", "45.4%–52.1%"),
        (0.454, 0.521, "share", "en", "45.4–52.1 %"),
    ],
)
def test_a_range_of_amounts_has_its_unit_once(low, high, unit, language, text):
    assert amounts_span_text(low, high, unit, language) == text
