"""What is kept of compiled functions: a file that is not as written is found and compiled anew, and never run."""

import importlib.util
import itertools
import os
import pickle
import random

import pytest

from model import cache_folder, compile_cache, compiled
from model.compile_cache import HASH_BYTES, CompileCacheWarning, checked_cache, read_checked

CODE = "def double(number):\n    return 2 * number\n"
_NAMES = (f"small_{number}" for number in itertools.count())


class Kept:
    """A function whose compiled code is kept in a folder of its own."""

    def __init__(self, folder):
        self.folder = folder / "tenglong" / "numba" / "here"
        source = folder / "small.py"
        source.write_text(CODE)
        specification = importlib.util.spec_from_file_location(next(_NAMES), source)
        module = importlib.util.module_from_spec(specification)
        specification.loader.exec_module(module)
        self.function = module.double

    def fresh(self):
        """The function as another process has it: nothing of it is compiled."""
        return compiled.cached(self.function)

    def loaded(self, number):
        """Double a number; return how often the code came from the cache."""
        function = self.fresh()
        assert function(number) == 2 * number
        return sum(function.stats.cache_hits.values())

    def files(self, ending):
        return sorted(self.folder.rglob(f"*.{ending}"))


@pytest.fixture
def kept(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(compile_cache, "_told", set())
    found = Kept(tmp_path)
    monkeypatch.setattr(compiled, "made_cache", checked_cache(found.folder))
    assert cache_folder.of_the_user() == tmp_path / "tenglong"
    return found


def test_code_is_kept_and_read_again(kept):
    assert kept.loaded(2) == 0
    assert kept.loaded(2) == 1
    assert kept.loaded(2.5) == 0
    assert kept.loaded(2.5) == 1
    assert (len(kept.files("nbi")), len(kept.files("nbc"))) == (1, 2)
    assert all(path.is_relative_to(kept.folder) for path in kept.folder.parents[2].rglob("*.nb?"))


def emptied(content):
    return b""


def cut(content):
    return content[: len(content) // 2]


def cut_to_the_hash(content):
    return content[:HASH_BYTES]


def one_byte_short(content):
    return content[:-1]


def longer(content):
    return content + b"\0"


def flipped(content):
    place = len(content) * 3 // 4
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def foreign(content):
    return pickle.dumps("written by nobody we know")


DAMAGES = (emptied, cut, cut_to_the_hash, one_byte_short, longer, flipped, foreign)


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("ending", ["nbi", "nbc"])
def test_a_damaged_file_is_said_and_made_anew(kept, ending, damage):
    kept.loaded(2)
    (path,) = kept.files(ending)
    intact = path.read_bytes()
    path.write_bytes(damage(intact))
    with pytest.warns(CompileCacheWarning, match=path.name.replace(".", r"\.")) as said:
        assert kept.loaded(2) == 0
    assert len(said) == 1
    assert read_checked(str(path)) is not None
    assert kept.loaded(2) == 1


def test_every_flipped_byte_is_found(kept, monkeypatch):
    """200 places drawn anew, and the ends of the hash and of the file."""
    kept.loaded(2)
    for ending in ("nbi", "nbc"):
        (path,) = kept.files(ending)
        intact = path.read_bytes()
        for place in [0, HASH_BYTES - 1, HASH_BYTES, len(intact) - 1, *random.sample(range(len(intact)), 200)]:
            monkeypatch.setattr(compile_cache, "_told", {"damaged"})
            path.write_bytes(intact[:place] + bytes([intact[place] ^ 1 << place % 8]) + intact[place + 1 :])
            assert read_checked(str(path)) is None, place
        path.write_bytes(intact)
        assert read_checked(str(path)) is not None


def test_what_is_damaged_is_said_once(kept):
    kept.loaded(2)
    kept.loaded(2.5)
    for path in kept.files("nbc"):
        path.write_bytes(b"")
    with pytest.warns(CompileCacheWarning) as said:
        assert kept.loaded(2) == kept.loaded(2.5) == 0
    assert len(said) == 1
    assert "已损坏" in said[0].message.in_language("zh")


def test_a_file_under_another_name_is_found(kept):
    """Intact, but not what the index leads to."""
    kept.loaded(2)
    kept.loaded(2.5)
    first, second = kept.files("nbc")
    first.write_bytes(second.read_bytes())
    with pytest.warns(CompileCacheWarning):
        assert kept.loaded(2) == 0
    assert kept.loaded(2) == 1


def test_code_for_another_signature_is_not_run(kept):
    """Two processes that compile at once give one name to two signatures: the last writer's code must not stand for both."""
    kept.loaded(2)
    (data,), (index,) = kept.files("nbc"), kept.files("nbi")
    of_whole_numbers = index.read_bytes()
    index.unlink()
    kept.loaded(2.5)
    assert kept.files("nbc") == [data]
    index.write_bytes(of_whole_numbers)
    assert kept.loaded(2) == 0  # nothing is damaged, so nothing is said
    assert kept.loaded(2) == 1


def test_a_missing_file_is_made_again_without_a_word(kept):
    for ending in ("nbc", "nbi"):
        kept.loaded(2)
        kept.files(ending)[0].unlink()
        assert kept.loaded(2) == 0
        assert kept.loaded(2) == 1


@pytest.mark.parametrize("ending", ["nbi", "nbc"])
def test_a_folder_in_place_of_a_file_stops_nobody(kept, ending):
    kept.loaded(2)
    (path,) = kept.files(ending)
    path.unlink()
    path.mkdir()
    with pytest.warns(CompileCacheWarning) as said:
        assert kept.loaded(2) == 0
    assert [each.message.key for each in said] == ["damaged", "unsaved"]


def test_a_full_disk_stops_nobody(kept, monkeypatch):
    def full(*arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(compile_cache.caching.IndexDataCacheFile, "_open_for_write", full)
    with pytest.warns(CompileCacheWarning, match="No space left") as said:
        assert kept.loaded(2) == kept.loaded(2) == 0
    assert len(said) == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no modes of POSIX")
def test_a_folder_that_is_opened_to_others_later_keeps_nothing(kept):
    cache_folder.make_trusted(kept.folder)
    kept.folder.chmod(0o777)
    with pytest.warns(CompileCacheWarning, match="is open to other users"):
        assert kept.loaded(2) == 0
    assert kept.files("nb?") == []


def test_the_model_is_kept_in_checked_files():
    """Every function of the model, whichever decorator compiles it."""
    from model import engine
    from model.rules.leaving import leaves_register

    for function in (engine.run_block, leaves_register):
        assert type(function._cache._cache_file) is compile_cache.CheckedFiles
