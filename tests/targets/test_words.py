"""Targets in words: signs, ranges, places and sentences, in both languages."""

import pytest

from outputs.run.terminal import value_text
from outputs.shared.target_words import (
    NOWHERE,
    Places,
    asked_text,
    bound_text,
    goal_text,
    heading,
    name_text,
    range_text,
    unbroken,
)
from scenarios.files.table_labels import Label
from scenarios.targets import ALL_TARGETS, Goal, Target

PLACES = Places(
    {"etdz": Label("etdz", "池州经开区", "Chizhou ETDZ")}, {"chemicals": Label("chemicals", "化工", "chemicals")}
)


def target(indicator, year=2020, **bounds):
    return Target(indicator=indicator, year=year, clause="x", **bounds)


SHARE = target("hightech_output_share", at_least=0.5)
ENERGY = target("energy_use", at_most=12.5, park="etdz")
IDLE = target("land_idle_rate", at_least=0.1, at_most=0.12)
RATIO = target("plot_ratio", 2019, at_least=0.7, at_most=0.9, park="etdz", industry="chemicals")


def writer(asked, language):
    return lambda value: value_text(value, asked.indicator, language)


@pytest.mark.parametrize(
    ("asked", "english", "chinese"),
    [
        (SHARE, "≥ 50 %", "≥ 50 %"),
        (ENERGY, "≤ 12.5 × 10,000 tce", "≤ 12.5 万吨标准煤"),
        (IDLE, "10–12 %", "10 %–12 %"),
        (RATIO, "0.7–0.9", "0.7–0.9"),
    ],
)
def test_a_bound_has_its_sign_and_its_unit_once(asked, english, chinese):
    assert bound_text(asked, writer(asked, "en"), "en") == english
    assert bound_text(asked, writer(asked, "zh"), "zh") == chinese


@pytest.mark.parametrize(
    ("low", "high", "language", "text"),
    [
        ("1,000 亩", "12,500 亩", "zh", "1,000–12,500 亩"),
        ("38%", "71%", "zh", "38%–71%"),
        ("38\u00a0%", "71\u00a0%", "en", "38–71\u00a0%"),
        ("5 a", "6 b", "en", "5 a–6 b"),
        ("5", "6", "en", "5–6"),
    ],
)
def test_a_range_of_written_values(low, high, language, text):
    assert range_text(low, high, language) == text


def test_what_is_asked_in_words():
    assert asked_text(SHARE, writer(SHARE, "en"), "en") == "at least 50 %"
    assert asked_text(ENERGY, writer(ENERGY, "zh"), "zh") == "不高于 12.5 万吨标准煤"
    assert asked_text(IDLE, writer(IDLE, "en"), "en") == "within 10–12 %"


def test_a_place_goes_by_its_label_or_else_its_id():
    assert name_text(ENERGY, PLACES, "en") == "energy use (Chizhou ETDZ)"
    assert name_text(RATIO, PLACES, "zh").endswith("（池州经开区，化工）")
    assert name_text(RATIO, NOWHERE, "en").endswith("(etdz, chemicals)")


def test_a_heading_names_indicator_place_year_and_bound():
    assert heading(SHARE, PLACES, writer(SHARE, "en"), "en") == "high-tech share of zone output, 2020: ≥ 50 %"
    assert heading(ENERGY, PLACES, writer(ENERGY, "en"), "en") == "energy use (Chizhou ETDZ), 2020: ≤ 12.5 × 10,000 tce"
    assert heading(ENERGY, PLACES, writer(ENERGY, "zh"), "zh") == "能源消费量（池州经开区，2020 年）≤ 12.5 万吨标准煤"


@pytest.mark.parametrize(
    ("asked", "english", "chinese"),
    [
        (SHARE, "high-tech share of zone output ≥ 50 % in 2020", "2020 年高新技术产业产值占开发区工业总产值比重不低于 50 %"),
        (ENERGY, "energy use (Chizhou ETDZ) ≤ 12.5 × 10,000 tce in 2020", "2020 年能源消费量（池州经开区）不高于 12.5 万吨标准煤"),
        (IDLE, "idle rate of industrial land within 10–12 % in 2020", "2020 年土地闲置率在 10 %–12 % 之间"),
    ],
)  # fmt: skip
def test_a_goal_in_a_sentence(asked, english, chinese):
    goal = Goal(asked.measure, asked.year, (asked,))
    assert goal_text(goal, PLACES, lambda each: writer(each, "en"), "en") == english
    assert goal_text(goal, PLACES, lambda each: writer(each, "zh"), "zh") == chinese


def test_several_targets_in_a_sentence():
    goal = Goal(ALL_TARGETS, None, (SHARE, RATIO, IDLE))
    assert goal_text(goal, PLACES, lambda each: writer(each, "en"), "en") == "all 3 targets of 2019, 2020 at once"
    assert goal_text(goal, PLACES, lambda each: writer(each, "zh"), "zh") == "2019，2020 年全部 3 项目标同时达到"


def test_a_sign_never_parts_from_its_number():
    assert unbroken("x ≥ 50 %, y ≤ 3") == "x ≥\u00a050\u00a0%, y ≤\u00a03"
