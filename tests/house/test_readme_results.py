"""The table of both READMEs is what `make run` gives now: a change that moves results must move it too."""

import re
from pathlib import Path

import pandas as pd
import pytest

import run
from model.indicators import INDICATORS
from outputs.reference.readme_table import BAND, READMES, documents, filled, read_targets, result_table
from scenarios import load_case
from scenarios.targets import with_readings

ROOT = Path(__file__).parents[2]
TEXTS = {language: path.read_text(encoding="utf-8") for language, path in READMES.items()}
NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
WRITTEN = re.compile(rf"(<?)({NUMBER.pattern})")
HIGHTECH, VALUE_ADDED, TOP = "mixed_output_share", "zone_value_added_share", "top3_sales_share"
CERTIFICATE, CATALOGUE, BY_AREA = "hightech_output_share", "catalogue_output_share", "top3_by_area_share"
FENCE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`")


def table(language):
    """Cells of a table, row by row, without the labels of the scenarios."""
    text = TEXTS[language]
    lines = text[text.index("<!-- generated: results -->") :].partition("<!-- end -->")[0].splitlines()[3:]
    return [[cell.strip() for cell in line.strip("|").split("|")][1:] for line in lines]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("readme") / "run"
    assert run.main(["run", "chizhou", "--out", str(made)]) == 0
    return made


def in_percent(row, *columns):
    return [100 * float(row[column]) for column in columns]


def probability(row):
    return in_percent(row, "probability", "low", "high")


def expected(targets, scenario):
    """The numbers of each cell of a scenario, in the order in which they are written."""
    share = targets.loc[scenario, HIGHTECH, 2020]
    low, high = in_percent(share, "difference_low", "difference_high")
    difference = [] if scenario == "none" else [*in_percent(share, "difference"), (high - low) / 2]
    return [
        probability(targets.loc[scenario, HIGHTECH, 2017]),
        probability(share),
        *(probability(targets.loc[scenario, name, 2020]) for name in (CERTIFICATE, CATALOGUE)),
        in_percent(share, "mean"),
        in_percent(share, "p5", "p95"),
        difference,
        probability(targets.loc[scenario, VALUE_ADDED, 2020]),
        probability(targets.loc[scenario, TOP, 2020]),
        probability(targets.loc[scenario, BY_AREA, 2020]),
    ]


def written(cell):
    """Ends between which each number of a cell may be: half a unit of its last digit, or all that is below it.

    A dash between two numbers is no sign.
    """
    for less, text in WRITTEN.findall(cell.replace("–", " ")):
        number, half = float(text), 0.5 * 10.0 ** -len(text.partition(".")[2])
        yield (0.0, number) if less else (number - half, number + half)


@pytest.mark.slow
@pytest.mark.parametrize("language", READMES)
def test_the_table_holds_the_numbers_of_the_run_that_it_names(folder, language):
    said = {"en": "500 replicates with seed 1 (`make run`)", "zh": "各情景模拟 500 次，随机种子为 1（`make run`）"}
    assert said[language] in " ".join(TEXTS[language].split())
    targets = read_targets(folder).set_index(["scenario", "indicator", "year"])
    scenarios = list(dict.fromkeys(targets.index.get_level_values("scenario")))
    rows = table(language)
    assert len(rows) == len(scenarios)
    for scenario, cells in zip(scenarios, rows, strict=True):
        for cell, numbers in zip(cells, expected(targets, scenario), strict=True):
            for (low, high), value in zip(written(cell), numbers, strict=True):
                assert low - 1e-9 <= value <= high + 1e-9, (scenario, cell, numbers)


@pytest.mark.slow
def test_the_tables_are_those_that_the_command_writes(folder):
    for path, text in documents(folder).items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name}: python -m outputs.reference.readme_table FOLDER"


def test_both_files_have_the_same_numbers_commands_and_links():
    """What the two say in words is for people to compare; what a machine can compare is the same."""
    english, chinese = (TEXTS[language] for language in ("en", "zh"))
    numbers = {language: [[NUMBER.findall(cell) for cell in row] for row in table(language)] for language in READMES}
    assert numbers["en"] == numbers["zh"]
    assert all(len(row) == 10 for row in numbers["en"])
    assert FENCE.findall(english) == FENCE.findall(chinese)
    assert LINK.findall(english)[1:] == LINK.findall(chinese)[1:]
    assert (LINK.findall(english)[0], LINK.findall(chinese)[0]) == ("README.zh.md", "README.md")
    plain_english, plain_chinese = FENCE.sub("", english), FENCE.sub("", chinese)
    assert not set(CODE.findall(plain_english)) - set(CODE.findall(plain_chinese))
    assert [len(level) for level in re.findall(r"^(#+) ", plain_english, re.MULTILINE)] == [
        len(level) for level in re.findall(r"^(#+) ", plain_chinese, re.MULTILINE)
    ]


def made(case):
    """A table of targets of one scenario with no plan beside it, by hand: no number is near another."""
    rows = []
    for place, name in enumerate(("none", "draft")):
        for target in with_readings(case.targets):
            shift = 0.1 * place
            rows.append(
                {
                    "scenario": name, "indicator": target.measure, "year": target.year, "mean": 0.4567 + shift,
                    "p5": 0.312, "p95": 0.587, "probability": 0.2 + shift, "low": 0.151, "high": 0.262 + shift,
                    "difference": 0.0412 * place, "difference_low": 0.0381 * place, "difference_high": 0.0443 * place,
                }
            )  # fmt: skip
    return pd.DataFrame(rows)


@pytest.mark.parametrize(
    ("language", "row"),
    [
        (
            "en",
            "| the draft | 30 (15–36) | 30 (15–36) | 30 (15–36) | 30 (15–36) | 55.7 | 31–59 | +4.1 ± 0.3 | 30 (15–36) | 30 (15–36) | 30 (15–36) |",
        ),
        (
            "zh",
            "| 征求意见稿 | 30（15–36） | 30（15–36） | 30（15–36） | 30（15–36） | 55.7 | 31–59 | +4.1 ± 0.3 | 30（15–36） | 30（15–36） | 30（15–36） |",
        ),
    ],
)
def test_a_row_is_written_by_hand_as_the_command_does(language, row):
    case = load_case("chizhou")
    lines = result_table(case, made(case), language).splitlines()
    assert lines[3] == row
    assert lines[2].count("|  |") == 1  # no plan does not differ from itself
    assert lines[0].count("|") == lines[3].count("|")
    assert getattr(INDICATORS[HIGHTECH], language) in lines[0]
    assert BAND in lines[0]


def test_a_document_without_markers_is_refused():
    assert filled("a\n<!-- generated: results -->\nold\n<!-- end -->\n", "new\n").count("new") == 1
    with pytest.raises(ValueError, match="no marker"):
        filled("a\n", "new\n")


@pytest.mark.slow
def test_what_the_table_is_said_to_say_is_so(folder):
    """The sentences below the table, held against the run: each number of the text is a bound here."""
    targets = read_targets(folder).set_index(["scenario", "indicator", "year"])
    hightech, top, added = (
        targets.xs((name, 2020), level=("indicator", "year")) for name in (HIGHTECH, TOP, VALUE_ADDED)
    )
    assert 0.02 < hightech.loc["none", "mean"] - 0.453 < 0.03  # two to three points
    assert 0.17 < hightech.loc["none", "probability"] < 0.23  # about a fifth
    assert 0.29 < hightech.loc["draft", "probability"] < 0.34  # nearly a third
    energy, draft = hightech.loc["energy"], hightech.loc["draft"]
    assert 1.05 < energy["difference"] / draft["difference"] < 1.2  # a little more
    assert 0.25 < hightech.loc["innovation", "difference"] / energy["difference"] < 0.35  # three tenths
    certified, listed = (targets.xs((name, 2020), level=("indicator", "year")) for name in (CERTIFICATE, CATALOGUE))
    assert 0.37 < certified.loc["none", "probability"] < 0.43  # two fifths
    assert 0.45 < certified.loc["draft", "probability"] < 0.55  # about a half
    assert listed.loc[["none", "draft"], "high"].max() < 1 / 7
    assert 0.2 < top.loc["chains", "probability"] < 0.25  # more than a fifth
    assert top.loc["draft", "probability"] < 0.1
    assert top.loc["draft", "difference_low"] < 0.0 < top.loc["draft", "difference_high"]
    assert abs(top.loc["draft", "difference"]) < 0.001  # where it would be anyway
    spread = top["p95"] - top["p5"]
    assert spread.loc["draft"] > 1.1 * spread.loc["none"]
    assert added["probability"].max() <= 0.1 + 1e-9  # nine of ten
    layers = hightech.loc[["none", "draft"]]  # about three quarters, nearly a fifth
    assert layers["share_chance"].between(0.7, 0.8).all()
    assert layers["share_baseline"].between(0.15, 0.2).all()
    carriers = pd.read_csv(folder / "carriers.csv", encoding="utf-8-sig")
    carried = carriers.loc[(carriers["indicator"] == HIGHTECH) & (carriers["year"] == 2020), "share"]
    assert not (carried >= 0.05).any()
    every = targets[targets.index.get_level_values("indicator") == "all_targets"]
    assert every["probability"].max() < 0.05
    outputs = pd.read_parquet(folder / "indicators.parquet", columns=["scenario", "year", "gross_output"])
    means = outputs[outputs["year"] == 2020].groupby("scenario")["gross_output"].mean()
    assert 0.04 < 1 - means["draft"] / means["none"] < 0.05  # 4 to 5 %
    assert 0.06 < 1 - means["energy"] / means["none"] < 0.07  # 6 to 7 %
