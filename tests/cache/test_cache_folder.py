"""Where compiled code is kept: code that another user may have put there is not run."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from model import cache_folder, compile_cache, compiled
from model.cache_folder import NoCacheFolder, trusted_folder

ROOT = Path(__file__).parents[2]
POSIX = pytest.mark.skipif(os.name == "nt", reason="owners and modes are those of POSIX")


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A checkout with a package, and a home with a cache folder of the user's beside it."""
    package = tmp_path / "checkout" / "model"
    package.mkdir(parents=True, mode=0o755)
    monkeypatch.setattr(cache_folder, "PACKAGE", package)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home" / "cache"))
    return package.parent


@pytest.fixture
def read_only(checkout, monkeypatch):
    """The same, but nothing can be written beside the package; a superuser could write anywhere."""
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != checkout and access(path, mode))
    return checkout


def users():
    return cache_folder.of_the_user() / "numba" / "here"


def mode(path):
    return stat.S_IMODE(path.lstat().st_mode)


def refused(key):
    with pytest.raises(NoCacheFolder) as caught:
        trusted_folder("here")
    assert caught.value.key == key
    assert str(caught.value.folder) in str(caught.value)


def test_a_checkout_keeps_its_code_beside_the_package(checkout):
    assert trusted_folder("here") == checkout / ".cache" / "numba" / "here"
    assert (checkout / ".cache" / "numba" / "here").is_dir()
    assert not users().exists()


@POSIX
def test_a_read_only_checkout_has_a_folder_closed_to_others(read_only):
    assert trusted_folder("here") == users()
    assert not (read_only / ".cache").exists()
    for folder in (users(), users().parent, users().parents[1]):
        assert mode(folder) == 0o700
    assert trusted_folder("here") == users()  # and once more, now that it is there


@POSIX
@pytest.mark.parametrize("level", [0, 1, 2])
@pytest.mark.parametrize("bits", [0o050, 0o005, 0o020, 0o002, 0o010, 0o001])
def test_a_folder_of_the_user_that_is_open_is_refused(read_only, level, bits):
    trusted_folder("here")
    [users(), *users().parents][level].chmod(0o700 | bits)
    refused("open")


@POSIX
def test_a_folder_of_another_user_is_refused(read_only, monkeypatch):
    trusted_folder("here")
    other = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: other)
    refused("foreign")


@pytest.mark.parametrize("level", [0, 1, 2])
def test_a_link_is_not_followed(read_only, level, tmp_path):
    place = [users(), *users().parents][level]
    place.parent.mkdir(parents=True, mode=0o700)
    (tmp_path / "elsewhere" / "numba" / "here").mkdir(parents=True, mode=0o700)
    place.symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    for each in place.parents:
        if each.is_relative_to(cache_folder.of_the_user()):
            each.chmod(0o700)
    refused("link")


def test_a_file_in_place_of_the_folder_is_refused(read_only):
    cache_folder.of_the_user().parent.mkdir(parents=True)
    cache_folder.of_the_user().write_text("")
    refused("link")


def test_without_a_home_there_is_no_folder(read_only, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    refused("unwritable")
    assert not Path("relative").exists()


@POSIX
def test_what_a_stranger_left_beside_the_package_is_passed_over(checkout, monkeypatch):
    """Both that of another owner, and one that others can write into while the sources are closed to them."""
    trusted_folder("here")
    (checkout / ".cache" / "numba").chmod(0o777)
    assert trusted_folder("here") == users()
    (checkout / ".cache" / "numba").chmod(0o755)
    assert trusted_folder("here") == checkout / ".cache" / "numba" / "here"
    lstat = Path.lstat

    def of_a_stranger(path):
        found = list(lstat(path))
        found[4] += path == checkout / ".cache"
        return os.stat_result(found)

    monkeypatch.setattr(Path, "lstat", of_a_stranger)
    assert trusted_folder("here") == users()


@POSIX
def test_a_checkout_that_a_group_shares_may_share_its_code(checkout):
    """Who can change the sources needs no cache to have code of his own run."""
    trusted_folder("here")
    (checkout / ".cache").chmod(0o775)
    assert trusted_folder("here") == users()
    (checkout / "model").chmod(0o775)
    assert trusted_folder("here") == checkout / ".cache" / "numba" / "here"


def test_a_junction_of_windows_is_a_link():
    found = type("Found", (), {"st_file_attributes": stat.FILE_ATTRIBUTE_REPARSE_POINT | 16})
    assert cache_folder.is_reparse_point(found)
    found.st_file_attributes = 16
    assert not cache_folder.is_reparse_point(found)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_without_a_trusted_folder_it_is_said_and_nothing_is_kept(read_only, monkeypatch, language):
    monkeypatch.setattr(compile_cache, "_told", set())
    cache_folder.of_the_user().parent.mkdir(parents=True)
    cache_folder.of_the_user().write_text("")
    with pytest.warns(compile_cache.CompileCacheWarning) as said:
        found = [compiled.cache_folder(), compiled.cache_folder()]  # said once
    assert found == [None, None]
    (warning,) = (each.message for each in said)
    assert str(cache_folder.of_the_user()) in warning.in_language(language)
    assert ("因此不用缓存" in warning.in_language(language)) == (language == "zh")


PLANTED = """
import os, pickle, sys
from pathlib import Path
class Evil:
    def __reduce__(self):
        return (os.mkdir, (sys.argv[2],))
for name in Path(sys.argv[1]).rglob("*.nb?"):
    name.write_bytes(pickle.dumps(Evil()))
"""
# A model of one rule, which prints where its code is kept, and 3.
SMALL = (
    "from model.compiled import CACHE, compiled\n@compiled\ndef add(a, b):\n    return a + b\nprint(CACHE, add(1, 2))\n"
)


@POSIX
def test_files_that_another_user_planted_do_not_run(tmp_path):
    """All that numba would unpickle is replaced, in the user's own folder, the old one in TMPDIR and beside the package."""
    package = tmp_path / "checkout" / "model"
    package.mkdir(parents=True)
    for name in ("compiled", "compile_cache", "cache_folder"):
        (package / f"{name}.py").write_bytes((ROOT / "model" / f"{name}.py").read_bytes())
    (package / "__init__.py").write_text("")
    (tmp_path / "small.py").write_text(SMALL)
    environment = {
        **os.environ, "PYTHONPATH": str(package.parent), "XDG_CACHE_HOME": str(tmp_path / "cache"), "TMPDIR": str(tmp_path),
    }  # fmt: skip

    def run():
        done = subprocess.run(
            [sys.executable, "small.py"], cwd=tmp_path, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done

    (package.parent / ".cache").write_text("")  # nothing can be kept beside the package
    folder, _, total = run().stdout.strip().rpartition(" ")
    assert (Path(folder).parents[1], total) == (tmp_path / "cache" / "tenglong", "3")
    old = tmp_path / "tenglong-cache" / "numba"
    old.mkdir(parents=True)
    for each in Path(folder).rglob("*.nb?"):
        (old / each.name).write_bytes(each.read_bytes())
    marker = tmp_path / "ran"
    subprocess.run([sys.executable, "-c", PLANTED, str(tmp_path), str(marker)], check=True)
    done = run()
    assert done.stdout.strip() == f"{folder} 3"
    assert "is damaged" in done.stderr
    assert "Traceback" not in done.stderr
    assert not marker.exists()
    (tmp_path / "cache" / "tenglong").chmod(0o777)  # from here on others may have written what they like
    subprocess.run([sys.executable, "-c", PLANTED, str(tmp_path), str(marker)], check=True)
    done = run()
    assert done.stdout.strip() == "None 3"
    assert "is open to other users" in done.stderr
    assert not marker.exists()
