"""What people open may be changed with other programs: it is named in a warning and stops nothing."""

import pytest

import run
from outputs.verify.job import verified
from scenarios.contents.listing import CONTENTS, FileKind, files_in, kind_of
from scenarios.finished import read_finished
from tests.integrity.made import KINDS, READABLE, command


@pytest.mark.parametrize(
    ("name", "of_search", "kind"),
    [
        ("indicators.parquet", False, FileKind.READ),
        ("manifest.json", False, FileKind.READ),
        ("provenance.json", False, FileKind.READ),
        ("settings.json", False, FileKind.READ),
        ("points.csv", True, FileKind.READ),
        ("points.csv", False, FileKind.SHOWN),
        ("targets.csv", False, FileKind.SHOWN),
        ("headline_fan.png", False, FileKind.SHOWN),
        ("book.xlsx", False, FileKind.SHOWN),
        ("scenarios.toml", True, FileKind.SHOWN),
        ("case/parks.csv", False, FileKind.SHOWN),
        ("case/manifest.json", False, FileKind.SHOWN),
    ],
)
def test_the_kind_of_a_file_is_decided_by_what_reads_it(name, of_search, kind):
    assert kind_of(name, of_search) is kind


@pytest.mark.parametrize("kind", KINDS)
def test_every_file_of_a_folder_is_listed(home, kind):
    listing = verified(home / kind).checked.listing
    assert list(listing.files) == files_in(home / kind)


@pytest.mark.parametrize(
    ("kind", "name"),
    [("run", "targets.csv"), ("run", "headline_fan.png"), ("run", "case/parks.csv"), ("sweep", "summary.csv"),
     ("search", "candidates.csv")],
)  # fmt: skip
@pytest.mark.parametrize("how", ["changed", "taken away"])
def test_a_table_that_was_changed_is_named_and_stops_nothing(copy, kind, name, how, capsys):
    folder = copy(kind)
    if how == "changed":
        (folder / name).write_bytes((folder / name).read_bytes() + b"\r\n")
    else:
        (folder / name).unlink()
    assert read_finished(folder).checked.changed == (name,)
    for language in ("en", "zh"):
        assert command("verify", folder, "--lang", language) == 0
        assert name in capsys.readouterr().out


def test_commands_that_read_it_say_so(copy, tmp_path, capsys):
    folder = copy("run")
    (folder / "targets.csv").write_bytes(b"")
    assert command("compare", folder, "--out", tmp_path / "out", "--lang", "zh") == 0
    assert "targets.csv" in capsys.readouterr().out


def test_a_folder_of_an_older_version_is_read_with_a_warning(copy, tmp_path, capsys):
    folder = copy("run")
    (folder / CONTENTS).unlink()
    assert command("compare", folder, "--out", tmp_path / "out", "--lang", "en") == 0
    assert "bears no hashes" in " ".join(capsys.readouterr().out.split())
    assert command("verify", folder, "--lang", "zh") == 1
    assert "没有内容清单" in "".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("kind", READABLE)
def test_further_files_of_the_user_do_not_matter(copy, kind):
    folder = copy(kind)
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    (folder / "mine.parquet").write_bytes(b"mine")
    assert read_finished(folder).checked.changed == ()
    assert verified(folder).damaged == ()


@pytest.mark.parametrize(
    ("kind", "planted"), [("run", "manifest.json"), ("run", "search.json"), ("sweep", "search.json")]
)
def test_a_file_that_would_make_it_another_kind_of_folder_is_refused(copy, home, kind, planted):
    folder = copy(kind)
    (folder / planted).write_bytes((home / ("search" if planted == "search.json" else "sweep") / planted).read_bytes())
    assert planted in verified(folder).damaged
    assert command("compare", folder) == 2


def test_a_folder_that_holds_no_results_is_refused(tmp_path, capsys):
    for folder in (tmp_path, tmp_path / "nowhere"):
        assert run.main(["verify", str(folder), "--lang", "en"]) == 2
        assert "no folder of results" in capsys.readouterr().err
