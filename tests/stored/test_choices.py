"""A run of a city with a choice: words in its files, and structure as a layer only where the choice is drawn."""

import shutil
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from outputs.run.layer_words import layer_sentence
from scenarios import load_case
from scenarios.comparison.target_table import target_table
from scenarios.evidence.plan_carriers import drawn_by_replicate, plan_carriers
from scenarios.experiment import crossed_runs, run_experiment
from scenarios.files.scenario_file import NONE
from scenarios.intervals import Interval
from scenarios.run_tables import RunTables
from tests.choices import LABELS, NAME, OTHERS_HELD, WORDS, set_in_case

LINHU = Path(__file__).parents[1] / "cities" / "linhu"
# The other choices that the city has are held too.
HELD = [
    line
    for name, word in OTHERS_HELD.items()
    for line in ("", f"[parameters.{name}]", f'value = "{word}"', 'source = "assumption"')
]
REPLICATES = 7  # two blocks of three, and one replicate that fills none


def town(folder, *lines):
    shutil.copytree(LINHU, folder)
    if lines:
        set_in_case(folder, *lines)
    return load_case(folder)


def finished(case, folder):
    """Run a case without a plan and under its plan; return its table of targets and what carries them."""
    folder.mkdir()
    scenarios = [case.scenario(NONE), case.scenario(case.plan)]
    with RunTables(folder, case) as tables:
        runs = run_experiment(case, scenarios, REPLICATES, 3, threads=1, tables=tables, crossed=[case.plan])
        baselines = tables.baseline.read(REPLICATES)
        assert crossed_runs(case, scenarios, REPLICATES, [case.plan]) == runs[case.plan].crossed.sizes["replicate"]
        columns = drawn_by_replicate(case, runs[case.plan], baselines)
        carried = plan_carriers(case, runs, baselines)
        return target_table(case, runs), columns, carried


@pytest.fixture
def drawn(expansion, tmp_path):
    case = town(tmp_path / "town")
    return case, tmp_path / "run", finished(case, tmp_path / "run")


def test_files_and_tables_have_words_and_a_layer_of_structure(drawn):
    _, folder, (targets, columns, carried) = drawn
    schema = pq.read_schema(folder / "parameters.parquet")
    assert str(schema.field(NAME).type) == "string"
    words = pd.read_parquet(folder / "parameters.parquet")[NAME]
    assert set(words) <= set(WORDS)
    assert words.nunique() > 1
    crossed = pd.read_parquet(folder / "crossed.parquet")
    taken = crossed.drop_duplicates(["replicate" if "replicate" in crossed else "chance"])
    assert taken["structure"].tolist() == [0, 1, 2, 2, 0, 1, 3, 4, 5, 5, 3, 4]
    assert taken["parameters"].tolist() == [0, 1, 2, 0, 1, 2, 3, 4, 5, 3, 4, 5]
    assert {"share_structure", "share_structure_low", "share_structure_high"} <= set(targets.columns)
    parameters = columns["parameters"]
    assert [each for each in parameters if each.startswith(f"{NAME}=")] == [f"{NAME}={word}" for word in WORDS]
    assert parameters[[f"{NAME}={word}" for word in WORDS]].sum(axis=1).tolist() == [1.0] * REPLICATES
    assert carried is not None


def test_the_sentence_names_structure_where_it_is_large(drawn):
    """Shares are put into the table by hand: seven replicates give none."""
    case, _, (targets, _, _) = drawn
    parts = {"chance": 0.2, "parameters": 0.0, "baseline": 0.1, "structure": 0.7, "interactions": 0.0}
    for part, share in parts.items():
        for end, value in zip(("", "_low", "_high"), Interval(share, share - 0.05, share + 0.05), strict=True):
            targets[f"share_{part}{end}"] = value
    assert "of the spread between replicates comes from how things work (alternatives)" in layer_sentence(
        case, targets, "en"
    )
    assert "来自备选设定的不同" in layer_sentence(case, targets, "zh")


def test_where_the_case_holds_the_choice_there_is_no_such_layer(expansion, tmp_path):
    case = town(tmp_path / "town", 'value = "brisk"', 'source = "assumption"', *HELD)
    targets, columns, _ = finished(case, tmp_path / "run")
    assert "structure" not in pd.read_parquet(tmp_path / "run" / "crossed.parquet")
    assert "share_structure" not in targets
    assert not [each for each in columns["parameters"] if "=" in each]
    assert set(pd.read_parquet(tmp_path / "run" / "parameters.parquet")[NAME]) == {"brisk"}


def test_labels_are_those_of_the_declaration():
    assert set(LABELS) == {f"{word}_{language}" for word in WORDS for language in ("zh", "en")}
