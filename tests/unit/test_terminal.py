"""What a target table says of values: shares in percent, everything else in its own unit."""

import pandas as pd
import pytest

from outputs.run.terminal import cell, difference_text, goal_heading
from outputs.shared.target_words import NOWHERE
from scenarios.targets import ALL_TARGETS, Goal, Target


@pytest.mark.parametrize(
    ("indicator", "mean", "language", "text"),
    [
        ("hightech_output_share", 0.48512, "en", "36 % (30–43)\n48.5 %\n+4.1 ± 0.4"),
        ("hightech_output_share", 0.48512, "zh", "36%（30–43）\n48.5%\n+4.1 ± 0.4"),
        ("tax_growth", 0.05, "zh", "36%（30–43）\n5%/年\n+4.1 ± 0.4"),
        ("plot_ratio", 0.754321, "en", "36 % (30–43)\n0.7543\n+0.0411 ± 0.0042"),
    ],
)
def test_a_cell_holds_probability_mean_and_difference(indicator, mean, language, text):
    row = pd.Series(
        {"indicator": indicator, "probability": 0.3649, "low": 0.301, "high": 0.4333, "mean": mean, "detectable": True,
         "difference": 0.0411, "difference_low": 0.0369, "difference_high": 0.0453}
    )  # fmt: skip
    assert cell(row, language, reference=False).plain == text


def test_a_heading_names_the_target_in_the_unit_of_its_indicator():
    output = Target(indicator="gross_output", year=2020, at_least=700.0, clause="x")
    share = Target(indicator="hightech_output_share", year=2020, at_least=0.48, clause="x")
    assert goal_heading(Goal("gross_output", 2020, (output,)), NOWHERE, "zh") == "开发区工业总产值 ≥ 700 亿元"
    certificate = "share of recognised high-tech firms in zone output ≥ 48 %"
    assert goal_heading(Goal(share.measure, 2020, (share,)), NOWHERE, "en") == certificate
    reading = Goal(share.measure, 2020, (share,), "mixed_output_share")
    assert goal_heading(reading, NOWHERE, "en") == "read by certificate ≥ 48 %"
    assert goal_heading(reading, NOWHERE, "zh") == "按认定企业口径 ≥ 48%"
    assert goal_heading(Goal(ALL_TARGETS, 2020, (output, share)), NOWHERE, "en") == "all targets"


@pytest.mark.parametrize(
    ("indicator", "difference", "low", "high", "text"),
    [
        ("hightech_output_share", 0.0411, 0.0381, 0.0441, "+4.1 ± 0.3"),
        ("hightech_output_share", 0.0006, 0.0001, 0.0011, "+0.06 ± 0.05"),
        ("gross_output", -12.34, -14.34, -10.34, "-1,230 ± 200"),
    ],
)
def test_a_difference_of_a_share_is_in_points_and_any_other_in_its_unit(indicator, difference, low, high, text):
    row = pd.Series(
        {"indicator": indicator, "detectable": True, "difference": difference, "difference_low": low,
         "difference_high": high}
    )  # fmt: skip
    assert difference_text(row, "en") == text
