"""What bands hold is said in one way below tables and figures: the baseline only where it is drawn."""

from dataclasses import replace

import pytest

from outputs.figures import headline_fan, labels, parks, target_attainment
from outputs.shared.spread_words import SPREAD, spread_text
from scenarios.experiment import run_experiment

WORDS = {
    "en": ("chance, parameters and baseline together", "(baseline held)"),
    "zh": ("随机性、参数和基期的不确定性合计", "（基期数值固定）"),
}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_baseline_is_named_where_it_is_drawn_and_said_to_be_held_where_it_is_not(case, language):
    drawn, held = WORDS[language]
    fixed = replace(case, data=case.data._replace(baseline=replace(case.data.baseline, unknowns=(), sums=())))
    assert spread_text(case, language) == drawn
    assert spread_text(fixed, language).endswith(held)
    assert set(SPREAD) == set(WORDS)
    experiment = run_experiment(case, [case.scenario("none")], 2, 1, 1)
    for figure in (headline_fan, parks, target_attainment):
        template = figure.WORDS[language]["caption"]
        assert drawn in labels.caption(template, case, experiment, language)
        assert held in labels.caption(template, fixed, experiment, language)
