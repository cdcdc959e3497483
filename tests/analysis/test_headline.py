"""What carries the headline: pieces that are kept, differences that are exactly 0, and a document that lacks nothing."""

import json
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from calibration.headline import study as rooms
from calibration.headline.effects import Change, LeverEffect, lever_effects, unmoved, without
from calibration.headline.study import HeadlineStudy, count_of_runs
from calibration.headline.tornado import LARGEST, Bar, End, Tornado, bar, carrying, longest, tornado, varied
from calibration.headline.variants import AS_IT_IS, Variant, alternatives, headline_target, readings_of, variants
from model.parameters import CHOICES
from outputs.figures import tornado as drawing
from outputs.headline.document import DOCUMENT, LinkFault, contents, demand_links, filled, read_links
from outputs.headline.measuring import Measured, under
from outputs.reference.model_tables import MARKED
from scenarios import load_case
from scenarios.intervals import Interval
from tests.choices import declare

N = 8


@pytest.fixture(scope="module")
def case():
    return load_case("chizhou")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("headline") / "pieces"


@pytest.fixture(scope="module")
def study(case, folder):
    return HeadlineStudy(case, folder, threads=2, cuts=(3,))


def interval(value, half=0.01):
    return Interval(value, value - half, value + half)


def made_bar(name, swing, half=0.01):
    ends = tuple(End(value, 0.3, 0.3 + value * swing, interval(value * swing)) for value in (0.0, 1.0))
    return Bar(name, ends, interval(swing, half), N)


def test_a_study_goes_on_where_it_was(study, case, monkeypatch):
    draft = case.scenario("draft")
    first = study.runs(draft, (), 5)
    kept = sorted(study.folder.iterdir())
    monkeypatch.setattr(rooms, "run", None)  # whatever would be run now fails
    again = study.runs(draft, (), 5)
    assert first.indicators.identical(again.indicators)
    assert first.parameters.identical(again.parameters)
    assert study.runs(draft, (), 3).indicators.identical(first.indicators.isel(replicate=slice(3)))
    assert sorted(study.folder.iterdir()) == kept


def test_pieces_are_what_one_run_gives(study, case, tmp_path):
    draft = case.scenario("draft")
    whole = replace(study, folder=tmp_path / "whole", cuts=())
    assert whole.runs(draft, (), 5).indicators.identical(study.runs(draft, (), 5).indicators)


def test_a_piece_that_was_not_finished_is_run_again_and_alone(study, case, tmp_path):
    counted = []
    mine = replace(study, folder=tmp_path / "mine", made=counted.append)
    draft = case.scenario("draft")
    before = mine.runs(draft, (), 5)
    lost = max(mine.folder.iterdir(), key=lambda path: path.stat().st_mtime_ns)
    lost.unlink()
    (mine.folder / f".{lost.name}.half.partial").write_bytes(b"half")
    after = mine.runs(draft, (), 5)
    assert counted == [3, 2, 2]
    assert before.indicators.identical(after.indicators)
    assert {path.suffix for path in mine.folder.iterdir()} == {".npz"}


@pytest.mark.parametrize("other", ["seed", "held", "first", "count", "settings", "model", "case"])
def test_everything_that_decides_a_number_is_in_the_identity(study, case, monkeypatch, other):
    draft, held, part = case.scenario("draft"), (), (0, 3)
    before = study.identity(draft, held, *part)
    asked = study
    if other == "seed":
        asked = replace(study, seed=2)
    elif other == "held":
        held = (("catalogue_part", 0.3),)
    elif other == "first":
        part = (1, 3)
    elif other == "count":
        part = (0, 2)
    elif other == "settings":
        draft = draft.with_(innovation_fund=7000.0)
    elif other == "model":
        monkeypatch.setattr(rooms, "MODEL_HASH", "0" * 16)
    else:
        monkeypatch.setitem(vars(case), "digest", "0" * 16)
    after = asked.identity(draft, held, *part)
    assert {key for key in before if before[key] != after[key]} == {other}
    assert json.dumps(after)


def test_runs_that_act_alike_count_once(study, case):
    draft, none = case.scenario("draft"), case.scenario("none")
    asked = [(draft, (), 5), (without(draft, "land_plan"), (), 5), (none, (), 5), (draft, (), 3)]
    assert count_of_runs(study, asked) == 10


def test_a_lever_that_the_draft_does_not_set_changes_nothing(study, case):
    lever = "scale_up_support"
    assert lever not in case.scenario("draft").levers
    (effect,) = lever_effects(study, N, [lever])
    for part in (effect.left_out, effect.alone):
        assert all(change.mean == (0.0, 0.0, 0.0) for change in part.values())
        assert all(change.chance.estimate == 0.0 for change in part.values())
    assert unmoved([effect], case.targets) == [lever]


def test_a_lever_of_the_draft_changes_something_each_way(study, case):
    (effect,) = lever_effects(study, N, ["innovation_fund"])
    key = headline_target(case).key
    assert effect.left_out[key].mean.estimate > 0.0
    assert effect.alone[key].mean.estimate > 0.0


def test_what_moves_no_target_goes_by_the_means_of_the_targets_themselves(case):
    keys = [target.key for target in case.targets]
    reading = case.targets[1].other_readings[0].key

    def effect(lever, **moved):
        means = {key: moved.get(key, 0.0) for key in [*keys, reading]}
        changed = {key: Change(interval(mean), interval(0.1)) for key, mean in means.items()}
        return LeverEffect(lever, changed, {})

    found = [
        effect("still"), effect("up", **{keys[0]: 0.0021}), effect("down", **{keys[4]: -0.0021}),
        effect("little", **{keys[1]: 0.0019}), effect("reading", **{reading: 0.3}),
    ]  # fmt: skip
    assert unmoved(found, case.targets) == ["still", "little", "reading"]


def test_a_parameter_that_nothing_reads_has_no_bar(study, case):
    name = "offset_ratio"  # of a market of emission permits, which the case has not
    found = bar(study, name, varied_ends(name), headline_target(case), N)
    assert found.swing == (0.0, 0.0, 0.0)
    assert found.ends[0].difference == found.ends[1].difference


def test_what_replicates_draw_and_what_populations_draw_is_held(case):
    found = varied(case)
    assert found["catalogue_part"] == varied_ends("catalogue_part")
    assert found["recognition_rate"] == varied_ends("recognition_rate")
    assert found["research_effect"] == ("capability_gain", "capability_only")  # no replicate draws the third


def varied_ends(name):
    from model.parameters import PARAMETERS

    return (PARAMETERS[name].low, PARAMETERS[name].high)


def test_the_tornado_screens_and_runs_the_leading_ones_in_full(study, case):
    asked = {"catalogue_part": (0.2, 0.8), "macro_growth": varied_ends("macro_growth")}
    found = tornado(study, 5, 3, 1, asked)
    assert [each.replicates for each in (*found.bars, *found.screened)] == [5, 3]
    assert {each.name for each in (*found.bars, *found.screened)} == set(asked)
    whole = study.runs(case.scenario("draft"), (), 5)
    share = whole.indicators["mixed_output_share"].sel(year=2020).values
    assert found.base.plan == np.mean(share >= 0.5)


def test_the_bars_that_carry_nine_tenths():
    """Swings of 30, 15 and 5 points are significant, 50 in all: 30 + 15 are nine tenths. 40 points of noise do not count."""
    bars = [made_bar("c", 0.05), made_bar("a", 0.30), made_bar("noise", 0.40, 0.50), made_bar("b", -0.15)]
    assert [each.name for each in longest(bars)] == ["noise", "a", "b", "c"]
    assert [each.name for each in carrying(bars, 0.89)] == ["a", "b"]
    assert [each.name for each in carrying(bars, 0.91)] == ["a", "b", "c"]
    assert carrying([made_bar("noise", 0.4, 0.5)]) == []


def test_each_alternative_of_a_choice_is_a_variant_and_a_bar(case, monkeypatch):
    choice = declare(monkeypatch)
    assert {each.value for each in alternatives(case) if each.name == choice.name} == set(choice.words)
    assert varied(case)[choice.name] == choice.words
    assert variants(case)[0] == AS_IT_IS
    assert AS_IT_IS.held == ()
    assert Variant(choice.name, "brisk").held == ((choice.name, "brisk"),)


def test_a_choice_that_the_case_does_not_need_is_no_variant(case):
    unmet = {name for name, choice in CHOICES.items() if choice.needs and choice.needs not in case.data.offers}
    assert unmet
    assert not unmet & {each.name for each in variants(case)}


def test_a_value_is_held_where_the_model_declares_the_parameter(case):
    shown = variants(case, {"catalogue_part": (0.3, 0.6), "no_such_parameter": (0.1,)})
    assert shown[-2:] == [Variant("catalogue_part", 0.3), Variant("catalogue_part", 0.6)]


def test_the_headline_is_the_last_year_of_the_first_indicator(case):
    target = headline_target(case)
    assert (target.indicator, target.year, target.at_least) == ("mixed_output_share", 2020, 0.5)
    assert [each.indicator for each in readings_of(target)][1:] == ["hightech_output_share", "catalogue_output_share"]


@pytest.fixture(scope="module")
def measured(study):
    """What a run of a few replicates measures, of some scenarios, levers and parameters."""
    tables = tuple((each, under(study, each, N)) for each in (AS_IT_IS, Variant("catalogue_part", 0.3)))
    effects = tuple(lever_effects(study, N, ["innovation_fund", "scale_up_support"]))
    found = tornado(study, N, 3, 1, {"catalogue_part": (0.2, 0.8), "macro_growth": varied_ends("macro_growth")})
    return Measured(study, N, 3, 1, tables, effects, found)


ENTRY = {"link": "nobody applies", "size": "0.3 of 4", "source": "assumption"}


def test_the_document_refuses_a_lever_without_its_link(measured):
    with pytest.raises(LinkFault, match=r"\[links.scale_up_support\]"):
        contents(measured, {})
    links = dict.fromkeys(unmoved(measured.effects, measured.study.case.targets), ENTRY)
    text = filled(DOCUMENT.read_text(encoding="utf-8"), contents(measured, links))
    assert "nobody applies" in text
    assert "n = 8 replicates" in text
    demand_links([], {})


def test_the_document_has_the_parts_that_are_made_and_no_others(measured):
    text = DOCUMENT.read_text(encoding="utf-8")
    parts = {name: "" for _, name, _ in MARKED.findall(text)}
    assert filled(text, parts)
    with pytest.raises(ValueError, match="has the parts"):
        filled(text, {**parts, "another": ""})


@pytest.mark.parametrize(
    "entry",
    ['size = "1"\nsource = "s"', 'link = "l"\nsize = " "\nsource = "s"', 'link="l"\nsize="1"\nsource="s"\nmore="m"'],
)
def test_an_entry_says_link_size_and_source(tmp_path, entry):
    path = tmp_path / "headline.toml"
    path.write_text(f"[links.evaluation]\n{entry}\n", encoding="utf-8")
    with pytest.raises(LinkFault, match="evaluation"):
        read_links(path)


def test_an_entry_of_no_lever_is_refused(tmp_path):
    path = tmp_path / "headline.toml"
    path.write_text('[links.nothing]\nlink="l"\nsize="1"\nsource="s"\n', encoding="utf-8")
    with pytest.raises(LinkFault, match="nothing"):
        read_links(path)


def test_the_shipped_entries_can_be_read():
    assert isinstance(read_links(), dict)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_figure_has_a_bar_for_each_value(case, language):
    base = End(0.0, 0.41, 0.66, interval(0.25))
    choice = next(iter(CHOICES))
    ends = tuple(End(word, 0.3, 0.4, interval(0.1 * place)) for place, word in enumerate(CHOICES[choice].words))
    bars = (made_bar("catalogue_part", 0.3), Bar(choice, ends, interval(0.1), N))
    figure = drawing.draw(case, Tornado(headline_target(case), base, bars, (), ()), N, language)
    (axes,) = figure.axes
    assert len(axes.patches) == 2 + len(ends)
    assert axes.patches[1].get_width() == pytest.approx(30 - 25)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_names_of_bars_stand_apart(case, language):
    """In English the first two take three lines and four."""
    names = ["recognition_trend", "catalogue_part", *(name for name in varied(case) if name not in CHOICES)]
    bars = tuple(made_bar(name, 0.2) for name in names[:LARGEST])
    base = End(0.0, 0.41, 0.66, interval(0.25))
    figure = drawing.draw(case, Tornado(headline_target(case), base, bars, (), ()), N, language)
    boxes = [each.get_window_extent() for each in figure.axes[0].get_yticklabels()]
    assert len(boxes) == LARGEST
    assert all(upper.y0 >= lower.y1 for upper, lower in pairwise(boxes))
