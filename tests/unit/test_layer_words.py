"""The sentence on what the spread of the headline target is made of."""

import math

import pandas as pd
import pytest

from model.layers import Layer
from outputs.run.layer_words import PARTS as WORDS
from outputs.run.layer_words import WIDEST, headline_year, layer_sentence
from scenarios import load_case
from scenarios.experiment import explained
from scenarios.result_columns import KEY_COLUMNS

PARTS = ("chance", "parameters", "baseline", "interactions", "structure")


@pytest.fixture(scope="module")
def chizhou():
    return load_case("chizhou")


def table(case, shares, half=0.08, scenario="draft", crossed=498):
    """A table of targets with the headline target of a scenario; `shares` are those of the parts.

    Where the share of the structure is not given, alternatives of how things work make no difference.
    """
    shares = shares if len(shares) == len(PARTS) else [*shares, 0.0]
    row = {"scenario": scenario, "indicator": "mixed_output_share", "year": 2020, "crossed": crossed}
    for part, share in zip(PARTS, shares, strict=True):
        row |= {f"share_{part}": share, f"share_{part}_low": share - half, f"share_{part}_high": share + half}
    return pd.DataFrame([{**row, "year": 2017, "share_chance": 0.5}, row])


def test_the_largest_part_comes_first_and_what_may_be_nothing_has_no_size(chizhou):
    """Parameters of 6 % are known to 8 points only, so that they may be nothing."""
    targets = table(chizhou, [0.24, 0.06, 0.68, 0.02])
    assert layer_sentence(chizhou, targets, "en") == (
        "Under 'the draft', high-tech share of zone output by catalogue or certificate in 2020: two thirds of the spread "
        "between replicates comes from what is not known about 2015, a quarter from chance; as far as this run shows, next to nothing comes from "
        "uncertain parameters, how things work (alternatives) and their interactions."
    )
    assert layer_sentence(chizhou, targets, "zh") == (
        "“征求意见稿”情景下 2020 年高新技术产业（目录或认定口径）产值占开发区工业总产值比重，各次模拟结果的差异中，约三分之二来自基期（2015 年）情况的不确定性，"
        "约四分之一来自随机性；未见参数的不确定性、备选设定的不同和各项不确定性的相互作用有明显影响。"
    )


def test_where_all_parts_are_found_each_has_its_size(chizhou):
    said = layer_sentence(chizhou, table(chizhou, [0.3, 0.25, 0.2, 0.1, 0.15], half=0.05), "en")
    assert said.endswith("a third of the spread between replicates comes from chance, a quarter from uncertain parameters, "
                         "a fifth from what is not known about 2015, a fifth from how things work (alternatives), "
                         "a tenth from their interactions.")  # fmt: skip


def test_portions_do_not_come_to_more_than_everything(chizhou):
    """82 and 22.6 % with interactions below 0: of 104.6 they are 78.4 and 21.6 %, and a quarter would be too much."""
    said = layer_sentence(chizhou, table(chizhou, [0.82, 0.06, 0.226, -0.106]), "en")
    assert "four fifths of the spread between replicates comes from chance, a fifth from what is not known" in said


def test_a_small_part_that_is_found_is_still_next_to_nothing(chizhou):
    said = layer_sentence(chizhou, table(chizhou, [0.7, 0.22, 0.04, 0.04], half=0.01), "en")
    assert said.endswith(
        "next to nothing comes from what is not known about 2015, how things work (alternatives) and their interactions."
    )


@pytest.mark.parametrize(("half", "known"), [(WIDEST - 0.001, True), (WIDEST + 0.001, False), (math.nan, False)])
def test_what_is_known_too_badly_is_said_to_be_so(chizhou, half, known):
    targets = table(chizhou, [0.6, 0.3, 0.1, 0.0], half=half)
    assert ("two thirds" in layer_sentence(chizhou, targets, "en")) is known
    assert ("cannot say how much" in layer_sentence(chizhou, targets, "en")) is not known
    assert ("尚无法判断" in layer_sentence(chizhou, targets, "zh")) is not known


def test_without_crossed_runs_of_the_plan_nothing_is_said(chizhou):
    shares = [0.6, 0.3, 0.1, 0.0]
    assert layer_sentence(chizhou, table(chizhou, shares, crossed=None), "en") == ""
    assert layer_sentence(chizhou, table(chizhou, shares, scenario="none"), "en") == ""


def test_the_headline_is_looked_at_in_the_last_year_of_its_targets(chizhou):
    assert chizhou.headline[0] == "mixed_output_share"
    assert headline_year(chizhou) == 2020


def test_a_headline_without_a_target_has_no_year_where_others_have_targets(chizhou, monkeypatch):
    monkeypatch.setattr(type(chizhou), "headline", ("jobs",))
    assert headline_year(chizhou) is None


def test_every_layer_has_words_in_both_languages_and_a_column():
    assert set(KEY_COLUMNS) >= set(Layer)
    for words in WORDS.values():
        assert set(words) == {*Layer, "interactions"}


def test_no_plan_and_the_plan_are_explained(chizhou):
    assert explained(chizhou) == ("none", "draft")
