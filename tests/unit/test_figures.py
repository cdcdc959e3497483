"""Figures: drawn without warnings from whatever an experiment holds, in both languages, every character in the font."""

import string
from itertools import combinations
from pathlib import Path

import matplotlib
import numpy as np
import pytest
from matplotlib import font_manager
from matplotlib.colors import to_rgb
from PIL import Image

from model.indicators import INDICATORS
from outputs import figures
from outputs.figures import differences, fonts, headline_fan, labels, land_ledger, parks, style, target_attainment
from outputs.shared import values
from outputs.shared.language import UNITS_ZH, label
from scenarios import load_case
from scenarios.case import shipped
from scenarios.comparison.compared_table import compared_table
from scenarios.comparison.target_table import target_table
from scenarios.files.table_labels import Label
from scenarios.targets import Target

from .made_figures import COMPARED, HEADLINE, LANGUAGES, altered, drawn, made_experiment, scenario_runs, texts

ROOMS = (headline_fan, target_attainment, differences, land_ledger, parks)


@pytest.fixture(scope="module")
def small(case):
    """A case with few parks, which draws faster."""
    return altered(case, parks=case.parks[:2])


@pytest.fixture(scope="module")
def experiment(small):
    return made_experiment(small, ["none", "draft", "own"], 8)


@pytest.fixture(scope="module")
def targets(small, experiment):
    return target_table(small, experiment)


@pytest.fixture(scope="module")
def compared(small, experiment):
    return compared_table(small, experiment)


@pytest.fixture(scope="module", params=LANGUAGES)
def both(request, small, experiment, targets, compared):
    """The language and its figures."""
    return request.param, figures.draw_all(small, experiment, targets, request.param, compared)


def is_chinese(text):
    return any("\u4e00" <= character <= "\u9fff" for character in text)


def label_texts():
    """All that may be written besides numbers: text tables, units, indicators, and the labels of every case."""
    for room in ROOMS:
        for words in room.WORDS.values():
            yield from words.values()
    yield from [*UNITS_ZH.values(), values.MISSING, "0123456789.,<>≥–+- %"]
    yield from (shown.text for units in values.SHOWN.values() for shown in units.values())
    named = list(INDICATORS.values())
    for name in shipped():
        shipped_case = load_case(name)
        named += [shipped_case.file, *shipped_case.parks, *shipped_case.scenarios.values()]
    for entry in named:
        yield from (entry.zh, entry.en)
    yield from (indicator.unit for indicator in INDICATORS.values())


def test_every_character_is_in_the_font():
    known = set(font_manager.get_font(fonts.PATH).get_charmap())
    for text in label_texts():
        assert not {character for character in text if ord(character) not in known}, text


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.__name__.rpartition(".")[2])
def test_both_languages_say_the_same(room):
    def fields(text):
        return {field for _, field, _, _ in string.Formatter().parse(text) if field}

    assert set(room.WORDS) == set(LANGUAGES)
    assert room.WORDS["zh"].keys() == room.WORDS["en"].keys()
    for key, text in room.WORDS["zh"].items():
        assert fields(text) == fields(room.WORDS["en"][key]), key
        assert not is_chinese(room.WORDS["en"][key])


def test_everything_is_written_in_the_asked_language(both):
    language, drawings = both
    assert list(drawings) == ["headline_fan", "target_attainment", "differences", "land_ledger", "parks"]
    for figure in drawings.values():
        assert is_chinese(figure.texts[0].get_text()) == (language == "zh")
        if language == "en":
            assert not [text.get_text() for text in texts(figure) if is_chinese(text.get_text())]


def test_nothing_is_cut_off_and_no_texts_overlap(both):
    _, drawings = both
    for stem, figure in drawings.items():
        page = figure.bbox.padded(1)
        boxes = [(text.get_text(), text.get_window_extent()) for text in texts(figure)]
        for text, box in boxes:
            assert page.x0 <= box.x0 <= box.x1 <= page.x1, (stem, text)
            assert page.y0 <= box.y0 <= box.y1 <= page.y1, (stem, text)
        for (one, box), (other, place) in combinations(boxes, 2):
            wide = min(box.x1, place.x1) - max(box.x0, place.x0)
            high = min(box.y1, place.y1) - max(box.y0, place.y0)
            assert wide < 1 or high < 0.25 * min(box.height, place.height), (stem, one, other)


def test_titles_captions_and_probabilities_are_written(both, small, targets):
    language, drawings = both
    for stem, figure in drawings.items():
        words = {room.__name__.rpartition(".")[2]: room.WORDS for room in ROOMS}[stem][language]
        written = "".join(text.get_text() for text in figure.texts).replace(" ", "")
        assert words["title"].split("{")[0].replace(" ", "") in written
        assert str(small.calendar.baseline_year) in written
        assert label(small.file, language).replace(" ", "") in written
    panels = [text.get_text() for text in texts(drawings["headline_fan"])]
    rows = targets[targets["indicator"] == HEADLINE]
    for _, row in rows.iterrows():
        value = values.probability_text(row["probability"], language)
        assert any(str(int(row["year"])) in text and value in text for text in panels)


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_scenario_one_park_one_replicate(case, language):
    tiny = altered(case, parks=[Label(id="only", zh="唯一的开发区", en="the only park")])
    drawings = drawn(tiny, made_experiment(tiny, ["draft"], 1), language)
    assert len(drawings) == len(ROOMS)


def test_many_scenarios_and_parks(case):
    many = [
        Label(id=f"p{place}", zh=f"第 {place} 开发区", en=f"a park with a long name, number {place}")
        for place in range(20)
    ]
    crowded = altered(case, parks=many)
    drawings = drawn(crowded, made_experiment(crowded, [*case.scenarios][:7] + [f"own{n}" for n in range(5)], 3), "en")
    a4 = (210 / 25.4, 297 / 25.4)
    for figure in drawings.values():
        assert figure.get_figwidth() < a4[0]
        assert figure.get_figheight() < a4[1]


def test_values_may_be_missing(small, experiment, targets, compared):
    def holes(data):
        data = data.copy(deep=True)
        for name in data:
            data[name].values.flat[::3] = np.nan
        return data

    torn = {
        name: runs._replace(indicators=holes(runs.indicators), parks=holes(runs.parks), ledger=holes(runs.ledger))
        for name, runs in experiment.items()
    }
    gone = {
        name: runs._replace(indicators=runs.indicators * np.nan, parks=runs.parks * np.nan, ledger=runs.ledger * np.nan)
        for name, runs in experiment.items()
    }
    ends = dict.fromkeys(("difference", "difference_low", "difference_high"), np.nan)
    unknown = compared.assign(**ends, detectable=False)
    figures.draw_all(small, torn, targets, "zh", unknown)
    lost = targets.assign(probability=np.nan, low=np.nan, high=np.nan)
    figures.draw_all(small, {"none": gone["none"]}, lost, "zh", unknown)


def test_a_case_without_targets(small, experiment):
    free = altered(small, targets=[])
    nothing = target_table(free, experiment)
    assert nothing.empty
    table = target_attainment.draw(free, experiment, nothing, "zh")
    assert target_attainment.WORDS["zh"]["nothing"] in [text.get_text() for text in table.texts]
    fan = headline_fan.draw(free, experiment, nothing, HEADLINE, "en")
    assert "target" not in "".join(text.get_text() for text in texts(fan))


def test_what_a_case_has_none_of_is_not_drawn(small, experiment, targets, compared):
    free = altered(small, targets=[])
    assert "target_attainment" not in figures.draw_all(free, experiment, target_table(free, experiment), "en", compared)
    assert "differences" not in figures.draw_all(small, experiment, targets, "en")
    assert "differences" not in figures.draw_all(small, experiment, targets, "en", compared.iloc[:0])


def test_differences_are_filled_where_they_are_significant_and_hollow_where_not(small):
    """Of the plan's four differences two are made significant; a percentage point is a hundredth of a share."""
    experiment = made_experiment(small, ["none", small.plan, "own"], 8)
    compared = compared_table(small, experiment)
    mine = compared["scenario"] == small.plan
    made = compared.assign(detectable=mine & compared["indicator"].isin(["gross_output", HEADLINE]))
    made.loc[mine & (made["indicator"] == HEADLINE), ["difference", "difference_low", "difference_high"]] = [
        0.03,
        0.02,
        0.05,
    ]
    drawing = differences.draw(small, experiment, made, "en")
    marks = [[line for line in axes.lines if line.get_marker() == "o"] for axes in drawing.axes[: len(COMPARED)]]
    faces = [panel[0].get_markerfacecolor() for panel in marks]  # the plan is the first of the others
    assert faces == [style.INK, style.INK, "white", "white"]
    assert marks[1][0].get_xdata()[0] == pytest.approx(3.0)
    assert "+3.0 percentage points" in " ".join(text.get_text() for text in drawing.texts).replace("\n", " ")


def test_targets_of_other_indicators(small, experiment):
    one_of_each_unit = {indicator.unit: name for name, indicator in INDICATORS.items()}.values()
    other = altered(
        small, targets=[Target(indicator=name, year=2018, at_least=0.5, clause="") for name in one_of_each_unit]
    )
    drawings = {
        language: target_attainment.draw(other, experiment, target_table(other, experiment), language)
        for language in LANGUAGES
    }
    written = ["".join(text.get_text() for text in texts(figure)) for figure in drawings.values()]
    assert "亿元" in written[0]
    assert "yuan" in written[1]
    assert "×" not in written[1]


def test_files_are_small_named_and_always_the_same(tmp_path: Path, small, experiment, targets, compared):
    once = figures.save_all(small, experiment, targets, tmp_path / "once", "zh", compared)
    assert [path.name for path in once] == [f"{room.__name__.rpartition('.')[2]}.png" for room in ROOMS]
    for path in once:
        assert path.stat().st_size < 400_000
        with Image.open(path) as picture:
            assert picture.width == pytest.approx(style.WIDTH * figures.DOTS_PER_INCH, abs=1)
    figures.save(headline_fan.draw(small, experiment, targets, HEADLINE, "zh"), tmp_path / "again.png")
    assert (tmp_path / "again.png").read_bytes() == once[0].read_bytes()


def test_settings_of_matplotlib_are_left_alone(small, experiment):
    matplotlib.rcParams["font.size"] = 23.0
    try:
        figure = land_ledger.draw(small, experiment, "zh")
        assert matplotlib.rcParams["font.size"] == 23.0
        assert max(text.get_size() for text in texts(figure)) == style.TITLE
    finally:
        matplotlib.rcParams["font.size"] = matplotlib.rcParamsDefault["font.size"]


def test_pyplot_is_not_used():
    for path in Path(figures.__file__).parent.glob("*.py"):
        assert "pyplot" not in path.read_text(encoding="utf-8"), path


def test_totals_of_the_ledger_add_up(case):
    ledger = scenario_runs(case, case.scenario("none"), 1, 5).ledger
    expected = ledger["land_issued"].values.sum() + ledger["land_expired"].values.sum()
    assert land_ledger.total(ledger, ("land_issued", "land_expired")) == pytest.approx(expected)


def test_a_scenario_keeps_its_colour(case):
    every = style.scenario_colours(case, case.scenarios)
    for name in case.scenarios:
        assert style.scenario_colours(case, [name])[name] == every[name]
    assert len(set(every.values())) == len(every)
    assert len(set(to_rgb(every["none"]))) == 1  # grey


def test_the_plan_is_compared_with_no_plan():
    assert labels.compared(["land", "blueprint", "none"], "blueprint") == ["none", "blueprint"]
    assert labels.compared(["none", "land"], "blueprint") == ["none", "land"]
    assert labels.compared(["land", "energy"], "blueprint") == ["land", "energy"]
    assert labels.compared(["land"], "land") == ["land"]
