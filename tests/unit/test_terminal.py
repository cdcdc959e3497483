"""What a target table says of values: shares in percent, everything else in its own unit."""

import pandas as pd
import pytest

from outputs.run.terminal import difference_text, heading, value_text
from outputs.shared.target_words import NOWHERE
from scenarios.targets import ALL_TARGETS, Goal, Target


@pytest.mark.parametrize(
    ("indicator", "value", "language", "text"),
    [
        ("hightech_output_share", 0.5, "en", "50 %"),
        ("hightech_output_share", 0.485, "en", "48.5 %"),
        ("tax_growth", 0.05, "zh", "5 %"),
        ("gross_output", 3000.0, "en", "3,000 × 100 million yuan"),
        ("gross_output", 3000.0, "zh", "3,000 亿元"),
        ("plot_ratio", 0.75, "zh", "0.75"),
        ("national_zones", 2.0, "zh", "2 个"),
    ],
)
def test_a_value_is_shown_in_its_unit(indicator, value, language, text):
    assert value_text(value, indicator, language) == text


def test_a_heading_names_the_target_in_the_unit_of_its_indicator():
    output = Target(indicator="gross_output", year=2020, at_least=700.0, clause="x")
    share = Target(indicator="hightech_output_share", year=2020, at_least=0.48, clause="x")
    assert heading(Goal("gross_output", 2020, (output,)), NOWHERE, "zh") == "开发区工业总产值 ≥ 700 亿元"
    assert heading(Goal(share.measure, 2020, (share,)), NOWHERE, "en") == "high-tech share of zone output ≥ 48 %"
    assert heading(Goal(ALL_TARGETS, 2020, (output, share)), NOWHERE, "en") == "all targets"


@pytest.mark.parametrize(
    ("indicator", "difference", "low", "high", "text"),
    [
        ("hightech_output_share", 0.0411, 0.0381, 0.0441, "+4.1 ± 0.3"),
        ("hightech_output_share", 0.0006, 0.0001, 0.0011, "+0.06 ± 0.05"),
        ("gross_output", -12.34, -14.34, -10.34, "-12.3 ± 2"),
    ],
)
def test_a_difference_of_a_share_is_in_points_and_any_other_in_its_unit(indicator, difference, low, high, text):
    row = pd.Series(
        {"indicator": indicator, "detectable": True, "difference": difference, "difference_low": low,
         "difference_high": high}
    )  # fmt: skip
    assert difference_text(row, "en") == text
