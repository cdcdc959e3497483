"""What each part needs is read from pyproject.toml and constraints/, and a change there is noticed."""

import itertools
import re
import shutil
import tomllib

import pytest

from installation.requirements import PARTS, ROOT, allowed, name_of, normal, numbers, parts_of, requirements

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_parts_come_after_those_they_need():
    assert parts_of("core") == ["core"]
    assert parts_of("test") == ["core", "analysis", "cluster", "test"]
    assert parts_of("python") == ["python"]


def test_every_list_of_the_project_is_a_part():
    assert set(PARTS) == {"python", "core", "pytest", *PROJECT["optional-dependencies"]}
    assert list(requirements("core", 11).lines) == PROJECT["dependencies"]
    for extra, lines in PROJECT["optional-dependencies"].items():
        assert list(requirements(extra, 11).lines) == lines
    assert all(line.startswith(("pytest", "hypothesis")) for line in requirements("pytest", 11).lines)
    assert requirements("python", 11).lines == ()


def test_no_requirement_has_a_bound_that_is_not_understood():
    """Only `>=` and `<` are: any other would be met by every version."""
    for line in itertools.chain(PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()):
        assert re.fullmatch(r"(\[[\w,]+\])?(>=|<)[\d.]+(,(>=|<)[\d.]+)*", line.removeprefix(name_of(line))), line


@pytest.mark.parametrize(("minor", "file"), [(11, "python-3.11.txt"), (12, "python-3.12.txt"), (14, "python-3.12.txt")])
def test_exact_versions_are_those_of_the_python(minor, file):
    assert requirements("core", minor).constraints == ROOT / "constraints" / file
    assert requirements("core", minor).constraints.is_file()


@pytest.fixture
def product(tmp_path):
    """A copy of the files that are read, which a test may edit."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(ROOT / "constraints", tmp_path / "constraints")
    return tmp_path


def replace(path, before, after):
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def digests(root):
    from installation import requirements as room

    room._project.cache_clear()
    return {part: requirements(part, 11, root).digest for part in ("core", "analysis", "test")}


def test_the_digest_says_what_is_required_and_not_where(product):
    before = digests(product)
    assert before == {part: requirements(part, 11).digest for part in before}
    assert requirements("core", 11, product).digest != requirements("core", 12, product).digest
    replace(product / "pyproject.toml", '"pymoo>=0.6.1"', '"pymoo>=0.6.0"')
    changed = digests(product)
    assert [part for part in before if before[part] != changed[part]] == ["analysis"]
    replace(product / "constraints" / "python-3.11.txt", "\nnumba==", "\nnumba==1")
    assert all(before[part] != after for part, after in digests(product).items())


def test_what_no_package_hangs_on_is_no_change(product):
    before = digests(product)
    replace(product / "pyproject.toml", "line-length = 120", "line-length = 100")
    assert digests(product) == before


def test_packages_are_met_exactly_or_within_bounds(product):
    (product / "pyproject.toml").write_text(
        '[project]\ndependencies = ["One_A>=1.2,<2", "two[more]>=3"]\n[project.optional-dependencies]\n'
    )
    (product / "constraints" / "python-3.11.txt").write_text("# exact\none-a==1.5\ntwo==3.0\nthree==9\n")
    digests_of = requirements("core", 11, product)
    assert digests_of.lines == ("One_A>=1.2,<2", "two[more]>=3")
    exact = {"one-a": "1.5", "two": "3.0"}
    assert digests_of.met_exactly(exact)
    assert digests_of.met_exactly({**exact, "three": "9", "other": "1"})
    for off in ({"one-a": "1.5"}, {**exact, "two": "3.1"}, {**exact, "three": "8"}):
        assert not digests_of.met_exactly(off)
    assert digests_of.met({"one-a": "1.2", "two": "4"})
    for off in ({"one-a": "1.1.9", "two": "4"}, {"one-a": "2", "two": "4"}, {"one-a": "1.5"}):
        assert not digests_of.met(off)


def test_versions_are_compared_as_numbers():
    assert numbers("2025.10.0rc1") == (2025, 10)
    assert allowed("a>=1.2", "1.10")
    assert allowed("a>=1.2", "1.2.0")
    assert not allowed("a>=1.10", "1.2")
    assert not allowed("a<4", "4.0")
    assert allowed("a<4", "3.99")
    assert not allowed("a", None)
    assert normal("Ema_Workbench.x") == "ema-workbench-x"
