"""A folder of each kind, made once; tests that spoil one get a copy."""

import shutil

import pytest

from tests.integrity.made import make_all


@pytest.fixture(scope="session")
def home(tmp_path_factory):
    """The folder that holds one of each kind."""
    home = tmp_path_factory.mktemp("integrity")
    make_all(home)
    return home


@pytest.fixture
def copy(home, tmp_path):
    """Return a copy of the folder of a kind, with the case and the files that it was made from beside it."""

    def copied(kind):
        for name in ("small.toml", "search.toml"):
            shutil.copy(home / name, tmp_path / name)
        shutil.copytree(home / "linhu", tmp_path / "linhu", dirs_exist_ok=True)
        return shutil.copytree(home / kind, tmp_path / kind)

    return copied
