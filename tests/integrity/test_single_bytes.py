"""Every changed byte of what commands read is found and named: Parquet files, manifests, provenance, the list itself."""

import secrets
from random import Random

import pytest

from outputs.verify.job import verified
from scenarios.contents.listing import CONTENTS
from scenarios.finished import read_finished
from scenarios.refusals.problem import InputProblem
from tests.integrity.made import KINDS, READABLE, changed, changes, command, read_files

IN_ALL = 5000  # of `make long`


@pytest.mark.parametrize("kind", KINDS)
def test_a_folder_as_it_was_written_is_intact(home, kind, capsys):
    found = verified(home / kind)
    assert found.damaged == found.checked.changed == ()
    assert found.checked.listing is not None
    assert command("verify", home / kind, "--lang", "en") == 0
    assert "intact" in capsys.readouterr().out


def missed(folder, count, random):
    """Return the changes of single bytes that are not named when a folder is verified."""
    found = []
    for change in changes(folder, count, random):
        with changed(folder, change):
            if change.name not in verified(folder).damaged:
                found.append(change)
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_a_changed_byte_is_named(home, kind):
    seed = secrets.randbits(32)
    assert missed(home / kind, 18, Random(seed)) == [], seed


@pytest.mark.parametrize("kind", READABLE)
def test_a_folder_with_a_changed_byte_is_not_read(home, kind):
    seed = secrets.randbits(32)
    for change in changes(home / kind, len(read_files(home / kind)), Random(seed)):
        with changed(home / kind, change), pytest.raises(InputProblem) as refused:
            read_finished(home / kind)
        for language in ("en", "zh"):
            assert change.name.rpartition("/")[2] in refused.value.in_language(language), (seed, change)


@pytest.mark.long
def test_five_thousand_changed_bytes_are_all_named(home):
    seed = secrets.randbits(32)
    random, each = Random(seed), -(-IN_ALL // len(KINDS))
    counted = {kind: missed(home / kind, each, random) for kind in KINDS}
    print(f"{each * len(KINDS)} changes of single bytes, seed {seed}: {sum(map(len, counted.values()))} were not named")
    assert not any(counted.values()), (seed, counted)


def test_every_byte_of_the_list_counts(home):
    """Each byte in turn becomes the next one: blanks and line ends too."""
    folder = home / "sensitivity"
    path = folder / CONTENTS
    data = path.read_bytes()
    try:
        for place in range(len(data)):
            path.write_bytes(data[:place] + bytes([(data[place] + 1) % 256]) + data[place + 1 :])
            assert CONTENTS in verified(folder).damaged, place
        for other in (b"", data[:-1], data + b"\n", data.replace(b"\n", b"\r\n")):
            path.write_bytes(other)
            assert CONTENTS in verified(folder).damaged
    finally:
        path.write_bytes(data)
