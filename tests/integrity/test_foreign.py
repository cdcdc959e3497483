"""Folders that are damaged or are not what they seem: refused with the file named, whether it is listed so or not.

A list of contents cannot tell what somebody wrote with a list of its own. What a file must say is checked besides.
"""

import io
import json

import numpy as np
import pandas as pd
import pytest

from scenarios.contents.listing import CONTENTS, Listing, read_contents
from scenarios.finished import read_finished
from scenarios.refusals.problem import InputProblem
from scenarios.sweep import read_sweep
from scenarios.sweep.store import FAILURES, UNITS
from tests.integrity.made import command, rewritten


def refused(folder, name):
    """What is said of a folder that must be refused, naming a file."""
    with pytest.raises(InputProblem) as problem:
        read_finished(folder)
    for language in ("en", "zh"):
        assert name in problem.value.in_language(language)
    return str(problem.value)


def described(folder, name):
    return json.loads((folder / name).read_text(encoding="utf-8"))


def as_json(content):
    return json.dumps(content).encode()


DESCRIBED = [("sweep", "manifest.json"), ("run", "provenance.json"), ("search", "search.json")]


@pytest.mark.parametrize(("kind", "name"), DESCRIBED)
def test_a_description_that_is_none_is_refused_by_its_name(copy, kind, name, tmp_path, capsys):
    folder = copy(kind)
    for content in (b"5", b"null", b"{}", b"{", b"[]", b"", b"\xff\xfe", b'"text"', b"[" * 5000):
        for listed in (True, False):
            refused(rewritten(folder, name, content, listed=listed), name)
    assert command("compare", folder, "--out", tmp_path / "out") == 2
    assert name in capsys.readouterr().err


@pytest.mark.parametrize(
    ("kind", "name", "keys"),
    [
        (
            "sweep",
            "manifest.json",
            ("case", "points", "design", "replicates", "years", "indicators", "targets"),
        ),
        ("run", "provenance.json", ("case_file", "input_hash", "seed")),
    ],
)
def test_a_missing_or_wrong_key_is_refused(copy, kind, name, keys):
    folder = copy(kind)
    whole = described(folder, name)
    for key in keys:
        rewritten(folder, name, as_json({each: value for each, value in whole.items() if each != key}))
        assert key in refused(folder, name)
        rewritten(folder, name, as_json({**whole, key: 1.5}))
        assert key in refused(folder, name)


def test_a_manifest_of_an_older_version_that_lacks_a_key_is_refused(copy):
    """Without a list its units are bound to nothing."""
    folder = copy("sweep")
    whole = described(folder, "manifest.json")
    for key in ("seed", "scenario"):
        rewritten(folder, "manifest.json", as_json({each: value for each, value in whole.items() if each != key}))
        (folder / CONTENTS).unlink()
        assert key in refused(folder, "manifest.json")


def test_a_missing_key_of_a_search_is_refused(copy):
    folder = copy("search")
    whole = described(folder, "search.json")
    for key in ("case", "case_name", "base", "seed"):
        asked = {each: value for each, value in whole["asked"].items() if each != key}
        assert key in refused(rewritten(folder, "search.json", as_json({**whole, "asked": asked})), "search.json")


def test_an_unknown_indicator_is_refused(copy):
    folder = copy("sweep")
    whole = described(folder, "manifest.json")
    others = {**whole["indicators"], "happiness": ""}
    for change in ({"indicators": others}, {"targets": [{**whole["targets"][0], "indicator": "happiness"}]}):
        assert "happiness" in refused(rewritten(folder, "manifest.json", as_json({**whole, **change})), "manifest.json")
    folder = copy("run")
    whole = described(folder, "provenance.json")
    whole["case_file"]["targets"][0]["indicator"] = "happiness"
    assert "happiness" in refused(rewritten(folder, "provenance.json", as_json(whole)), "provenance.json")


@pytest.mark.parametrize("content", [b"{", b"5"])
def test_a_note_of_a_failure_that_is_none_is_refused_and_goes_on_resume(copy, content, capsys):
    folder = copy("sweep")
    (folder / FAILURES / "000000-00000000-aa.json").write_bytes(content)
    refused(folder, "000000-00000000-aa.json")
    assert command("sweep", folder.parent / "small.toml", "--out", folder, "--verify") == 1
    assert "000000-00000000-aa.json" in capsys.readouterr().out
    assert command("sweep", folder.parent / "small.toml", "--out", folder, "--resume", "--threads", 1) == 0
    assert command("verify", folder) == 0


def parquet(table):
    buffer = io.BytesIO()
    table.to_parquet(buffer)
    return buffer.getvalue()


def no_number(table, column):
    return table.assign(**{column: np.where(table["year"] == table["year"].max(), np.nan, table[column])})


HARMS = (
    (lambda table: table.drop(columns="hightech_output_share"), "hightech_output_share"),
    (lambda table: no_number(table, "hightech_output_share"), "hightech_output_share"),
    (lambda table: table.assign(hightech_output_share="much"), "hightech_output_share"),
    (lambda table: table.assign(happiness=1.0), "happiness"),
    (lambda table: table.drop(columns="year"), "year"),
    (lambda table: table.assign(replicate=table["replicate"] + 0.5), "replicate"),
    (lambda table: table.drop(columns="scenario"), "scenario"),
    (lambda table: table.assign(scenario=None), "scenario"),
)


def test_a_table_of_a_run_with_a_missing_column_or_value_is_refused(copy):
    """Also where the list says that it is so, and where there is no list."""
    folder = copy("run")
    table = pd.read_parquet(folder / "indicators.parquet")
    for harm, words in HARMS:
        assert words in refused(rewritten(folder, "indicators.parquet", parquet(harm(table))), "indicators.parquet")
        (folder / CONTENTS).unlink()
        assert words in refused(folder, "indicators.parquet")


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("outcomes.csv", "point,replicate,year\n0,0,x\n", "year"),
        ("outcomes.csv", "point,replicate\n0,0\n", "year"),
        ("outcomes.csv", "point,replicate,year\n0,,2020\n", "replicate"),
        ("outcomes.csv", "point,replicate,year,happiness\n0,0,2020,1\n", "happiness"),
        ("outcomes.csv", "", "outcomes"),
        ("points.csv", "point,lever.nothing.strength\n0,1\n", "lever.nothing.strength"),
        ("points.csv", "scenario\nnone\n", "point"),
    ],
)
def test_a_table_of_a_search_that_is_none_is_refused(copy, name, text, words):
    assert words in refused(rewritten(copy("search"), name, text.encode()), name)


def test_a_file_of_a_run_that_is_no_parquet_file_is_refused(copy):
    folder = copy("run")
    for name in ("indicators.parquet", "parameters.parquet"):
        before = (folder / name).read_bytes()
        for content in (b"", b"PAR1", b"junk" * 100):
            refused(rewritten(folder, name, content), name)
        (folder / name).write_bytes(before)


def swapped(folder):
    """The table of points with the values of two of them exchanged."""
    table = pd.read_parquet(folder / "points.parquet")
    table["uncertainty.macro_growth"] = table["uncertainty.macro_growth"].to_numpy()[[1, 0, 2]]
    return parquet(table)


@pytest.mark.parametrize(
    ("how", "spoiled"),
    [
        ("listed", swapped),
        ("not listed", lambda folder: b"junk"),
        ("no list", swapped),
        ("no list", lambda folder: b""),
    ],
)
def test_points_that_are_not_those_of_the_sweep_are_found_and_made_again(copy, spoiled, how, capsys):
    """Whatever the list says: the manifest has a hash of the points."""
    folder = copy("sweep")
    before = (folder / "points.parquet").read_bytes()
    rewritten(folder, "points.parquet", spoiled(folder), listed=how == "listed")
    if how == "no list":
        (folder / CONTENTS).unlink()
    refused(folder, "points.parquet")
    arguments = ("sweep", folder.parent / "small.toml", "--out", folder, "--threads", 1)
    capsys.readouterr()
    assert command(*arguments, "--verify") == 1
    assert "points.parquet" in capsys.readouterr().out
    assert command(*arguments, "--resume") == 0
    assert "points.parquet" in capsys.readouterr().out
    assert (folder / "points.parquet").read_bytes() == before
    assert command(*arguments, "--verify") == 0


def lowered(content):
    """Targets that everybody meets."""
    for target in content["targets"]:
        target["at_least"] = 0.01
    return content


@pytest.mark.parametrize("how", ["listed", "not listed", "no list"])
def test_a_manifest_with_lower_targets_is_refused(copy, how, capsys):
    folder = copy("sweep")
    content = as_json(lowered(described(folder, "manifest.json")))
    rewritten(folder, "manifest.json", content, listed=how == "listed")
    if how == "no list":
        (folder / CONTENTS).unlink()
    design = folder.parent / "small.toml"
    if how == "not listed":
        refused(folder, "manifest.json")
        assert (
            command("sweep", design, "--out", folder, "--resume", "--threads", 1) == 0
        )  # the design gives it to the byte
        assert "manifest.json" in capsys.readouterr().out
        assert command("verify", folder) == 0
        return
    for more in ("--verify", "--resume"):
        assert command("sweep", design, "--out", folder, more) == 2
        assert "manifest.json" in capsys.readouterr().err
    assert (
        command(
            "discover", folder, "--target", "all_targets", "--out", folder.parent / "out", "--case", folder / "case"
        )
        == 2
    )
    said = capsys.readouterr().err
    # Units are bound to the manifest that they were written for.
    assert ("units failed or are damaged" if how == "listed" else "manifest.json") in said


def test_a_run_with_lower_targets_is_refused(copy, tmp_path, capsys):
    folder = copy("run")
    content = described(folder, "provenance.json")
    lowered(content["case_file"])
    rewritten(folder, "provenance.json", as_json(content))
    assert command("compare", folder, "--out", tmp_path / "out") == 2
    assert "provenance.json" in capsys.readouterr().err


def test_a_provenance_of_a_sweep_is_written_again(copy, capsys):
    folder = rewritten(copy("sweep"), "provenance.json", b"{}", listed=False)
    refused(folder, "provenance.json")
    design = folder.parent / "small.toml"
    assert command("sweep", design, "--out", folder, "--verify") == 1
    assert command("sweep", design, "--out", folder, "--resume", "--threads", 1) == 0
    assert "provenance.json" in capsys.readouterr().out
    assert described(folder, "provenance.json")["case"] == "linhu"
    assert command("verify", folder) == 0


@pytest.mark.parametrize("content", [b"", b'{"format": 1, "files": {"../x": {}}, "hash": ""}'])
def test_a_damaged_list_is_named_and_written_again_where_the_design_tells(copy, content, capsys):
    folder = rewritten(copy("sweep"), CONTENTS, content, listed=False)
    refused(folder, CONTENTS)
    design = folder.parent / "small.toml"
    assert command("sweep", design, "--out", folder, "--resume", "--threads", 1) == 0
    assert CONTENTS in capsys.readouterr().out
    assert command("verify", folder) == 0


@pytest.mark.parametrize(("kind", "name"), [("sweep", "manifest.json"), ("search", "search.json")])
def test_a_list_that_lacks_what_the_folder_is_taken_for_is_refused(copy, kind, name, capsys):
    folder = copy(kind)
    files = {each: entry for each, entry in read_contents(folder).files.items() if each != name}
    rewritten(folder, CONTENTS, Listing(files=files).data, listed=False)
    said = refused(folder, name)
    asked = folder.parent / ("small.toml" if kind == "sweep" else "search.toml")
    assert command(kind, asked, "--out", folder, "--resume", "--threads", 1, "--lang", "en") == 2
    assert said in capsys.readouterr().err


def test_with_a_damaged_list_a_manifest_that_is_not_to_the_byte_that_of_the_design_is_refused(copy, capsys):
    folder = copy("sweep")
    rewritten(folder, "manifest.json", (folder / "manifest.json").read_bytes() + b"\n", listed=False)
    rewritten(folder, CONTENTS, b"", listed=False)
    assert command("sweep", folder.parent / "small.toml", "--out", folder, "--resume") == 2
    assert "manifest.json" in capsys.readouterr().err


def test_a_unit_of_another_sweep_is_not_taken(copy, tmp_path):
    """The same case, model, point and block, and a name that could be right: only the sweep is another."""
    folder, other = copy("sweep"), copy("morris")
    mine, foreign = (sorted((each / UNITS).iterdir())[0] for each in (folder, other))
    mine.unlink()
    (folder / UNITS / foreign.name).write_bytes(foreign.read_bytes())
    sweep = read_sweep(folder)
    assert sweep.failures["reason"].tolist() == [f"damaged: {foreign.name}"]
    assert sweep.missing == 2
    refused(folder, foreign.name)
