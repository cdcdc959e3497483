"""Targets in words: signs, ranges, places and sentences, in both languages."""

import pytest

from outputs.shared.target_words import (
    NOWHERE,
    Places,
    asked_text,
    bound_text,
    flagged_text,
    goal_text,
    heading,
    name_text,
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


@pytest.mark.parametrize(
    ("asked", "english", "chinese"),
    [
        (SHARE, "≥ 50 %", "≥ 50%"),
        (ENERGY, "≤ 125 thousand tce", "≤ 12.5 万吨标准煤"),
        (IDLE, "10–12 %", "10%–12%"),
        (RATIO, "0.7–0.9", "0.7–0.9"),
    ],
)
def test_a_bound_has_its_sign_and_its_unit_once(asked, english, chinese):
    assert bound_text(asked, "en") == english
    assert bound_text(asked, "zh") == chinese


FIRMS = target("firms", at_least=1.0, at_most=5.0)


def test_a_range_has_its_unit_once():
    assert bound_text(FIRMS, "en") == "1–5 firms"
    assert bound_text(FIRMS, "zh") == "1–5 家"
    assert bound_text(target("gross_output", at_least=55.0, at_most=1072.5), "en") == "5,500–107,250 million yuan"


def test_what_is_pointed_out_names_the_value_once():
    asked = target("firms", 2023, at_least=6, flag_above=10)
    english = flagged_text(asked, 10, NOWHERE, "en")
    assert english.startswith(
        "probability of more than 10 firms in 2023, which meets the target and is only pointed out"
    )
    assert flagged_text(asked, 10, NOWHERE, "zh") == "2023 年开发区规上企业数超过 10 家的概率（仍算达成，只作提示）"


def test_what_is_asked_in_words():
    assert asked_text(SHARE, "en") == "at least 50 %"
    assert asked_text(ENERGY, "zh") == "不高于 12.5 万吨标准煤"
    assert asked_text(IDLE, "en") == "within 10–12 %"


def test_a_place_goes_by_its_label_or_else_its_id():
    assert name_text(ENERGY, PLACES, "en") == "energy use (Chizhou ETDZ)"
    assert name_text(RATIO, PLACES, "zh").endswith("（池州经开区，化工）")
    assert name_text(RATIO, NOWHERE, "en").endswith("(etdz, chemicals)")


def test_a_heading_names_indicator_place_year_and_bound():
    assert heading(SHARE, PLACES, "en") == "share of recognised high-tech firms in zone output, 2020: ≥ 50 %"
    assert heading(ENERGY, PLACES, "en") == "energy use (Chizhou ETDZ), 2020: ≤ 125 thousand tce"
    assert heading(ENERGY, PLACES, "zh") == "能源消费量（池州经开区，2020 年）≤ 12.5 万吨标准煤"


@pytest.mark.parametrize(
    ("asked", "english", "chinese"),
    [
        (SHARE, "share of recognised high-tech firms in zone output ≥ 50 % in 2020", "2020 年高新技术企业产值占开发区工业总产值比重不低于 50%"),
        (ENERGY, "energy use (Chizhou ETDZ) ≤ 125 thousand tce in 2020", "2020 年能源消费量（池州经开区）不高于 12.5 万吨标准煤"),
        (IDLE, "idle rate of industrial land within 10–12 % in 2020", "2020 年土地闲置率在 10%–12% 之间"),
    ],
)  # fmt: skip
def test_a_goal_in_a_sentence(asked, english, chinese):
    goal = Goal(asked.measure, asked.year, (asked,))
    assert goal_text(goal, PLACES, "en") == english
    assert goal_text(goal, PLACES, "zh") == chinese


def test_several_targets_in_a_sentence():
    goal = Goal(ALL_TARGETS, None, (SHARE, RATIO, IDLE))
    assert goal_text(goal, PLACES, "en") == "all 3 targets of 2019, 2020 at once"
    assert goal_text(goal, PLACES, "zh") == "2019，2020 年全部 3 项目标同时达到"
