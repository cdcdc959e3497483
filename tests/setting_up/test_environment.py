"""The environment: when it is made, when it is out of date, and what stops it."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from installation import environment, interpreter
from installation.environment import Environment
from installation.pip import PipEnded
from installation.requirements import parts_of, requirements
from scenarios.refusals.problem import InputProblem


@pytest.fixture
def there(tmp_path):
    """An environment as `venv` makes it, without packages."""
    made = Environment(tmp_path / "environment")
    made.python.parent.mkdir(parents=True)
    made.python.write_text("")
    (made.folder / "pyvenv.cfg").write_text("home = /usr/bin\nversion = 3.12.1\n", encoding="utf-8")
    made.stamp("python").write_text("")
    return made


@pytest.fixture
def calls(monkeypatch):
    """Calls of pip, which only notes them; one of them may be told to fail."""
    made = []

    def pip(python, arguments, tell, kept_open=()):
        made.append(list(arguments))
        return pip.ended

    pip.ended = PipEnded(True, "", False)
    monkeypatch.setattr(environment, "pip", pip)
    made_of = pip
    return made, made_of


def said():
    heard = []
    return heard, lambda message: heard.append(message.key)


def test_an_environment_is_there_when_it_was_made_whole(there):
    assert there.minor == 12
    assert there.is_made()
    assert not Environment(there.folder, least=13).is_made()
    assert Environment(there.folder, least=12).is_made()
    there.stamp("python").unlink()
    assert not there.is_made()


@pytest.mark.parametrize("lost", ["pyvenv.cfg", "the interpreter"])
def test_what_was_lost_is_made_again(there, lost):
    """Among them a link to a Python that was removed."""
    if lost == "pyvenv.cfg":
        (there.folder / lost).unlink()
    else:
        there.python.unlink()
        there.python.symlink_to(there.folder / "gone")
    assert there.minor == 0
    assert not there.is_made()


def test_the_interpreter_of_windows_is_elsewhere(monkeypatch):
    assert interpreter.environment_python("x") == os.path.join("x", "bin", "python")
    monkeypatch.setattr(interpreter.os, "name", "nt")
    assert interpreter.environment_python("x") == os.path.join("x", "Scripts", "python.exe")


def test_a_part_is_installed_once_with_those_before_it(there, calls):
    made, _ = calls
    heard, tell = said()
    assert not there.is_ready("analysis")
    there.make_ready("analysis", tell)
    assert [arguments[0] for arguments in made] == ["install", "install"]
    for part, arguments in zip(parts_of("analysis"), made, strict=True):
        wanted = requirements(part, 12)
        assert arguments == ["install", "-c", str(wanted.constraints), *wanted.lines]
    assert heard == ["setup_part", "setup_part", "setup_done"]
    assert there.is_ready("analysis")
    there.make_ready("analysis", tell)
    there.make_ready("core", tell)
    assert len(made) == 2


def test_a_changed_requirement_is_installed(there, calls):
    made, _ = calls
    there.make_ready("analysis", said()[1])
    there.stamp("analysis").write_text("a hash of what was required before")
    assert there.has("core")
    assert not there.has("analysis")
    there.make_ready("analysis", said()[1])
    assert [len(made), made[2]] == [3, made[1]]


def test_packages_that_are_there_to_the_version_need_no_pip(there, calls):
    """Stamps of an older kind, or a change in pyproject.toml that asks for nothing new."""
    made, _ = calls
    wanted = requirements("analysis", 12)
    packages = there.folder / "lib" / "python3.12" / "site-packages"
    pins = dict(line.split("==") for line in wanted.constraints.read_text().split() if "==" in line)
    for name, version in pins.items():
        (packages / f"{name.replace('-', '_')}-{version}.dist-info").mkdir(parents=True)
    for part in parts_of("analysis"):
        assert not there.has(part)  # nothing says that an installation was finished
        there.stamp(part).write_text("")
        assert there.has(part)
        assert there.stamp(part).read_text() == requirements(part, 12).digest
    assert there.is_ready("analysis")
    there.stamp("analysis").write_text("")
    (packages / f"pymoo-{pins['pymoo']}.dist-info").rename(packages / "pymoo-0.0.1.dist-info")
    assert not there.has("analysis")
    assert made == []


def test_without_a_network_packages_come_from_a_folder(there, calls, tmp_path):
    made, _ = calls
    there.make_ready("core", said()[1], tmp_path)
    assert made[0][:4] == ["install", "--no-index", "--find-links", str(tmp_path)]


@pytest.mark.parametrize("offline", [True, False])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_packages_that_cannot_be_had_are_one_sentence(there, calls, tmp_path, offline, language):
    calls[1].ended = PipEnded(False, "No matching distribution found for mesa", True)
    with pytest.raises(InputProblem) as caught:
        there.make_ready("core", said()[1], tmp_path if offline else None)
    sentence = caught.value.in_language(language)
    assert ("run.py wheels" in sentence, "PIP_INDEX_URL" in sentence) == (True, not offline)
    shown = {"zh": "网络无法连接", "en": "no connection"}[language]  # the versions are not to blame then
    assert ("No matching distribution found for mesa" in sentence, shown in sentence) == (offline, not offline)
    assert len(sentence) < 400
    assert len(sentence.splitlines()) == 1
    assert not there.has("core")
    calls[1].ended = PipEnded(True, "", False)
    there.make_ready("core", said()[1])
    assert there.has("core")


def test_a_python_without_venv_is_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(environment, "probed", lambda python, statement: False)
    monkeypatch.setattr(environment, "found_python", lambda least: None)
    with pytest.raises(InputProblem, match=r"lacks venv or ensurepip.*3\.11.*apt install python3-venv") as caught:
        Environment(tmp_path / "new").make_ready("core", said()[1])
    assert len(str(caught.value).splitlines()) == 1


def test_another_python_is_taken_where_this_one_lacks_venv(tmp_path, monkeypatch, calls):
    monkeypatch.setattr(environment, "probed", lambda python, statement: False)
    monkeypatch.setattr(environment, "found_python", lambda least: "python-of-another-kind")
    asked = []

    def run(command, **options):
        asked.append(command)
        return subprocess.CompletedProcess(command, 1, stdout="it went\nwrong\n")

    monkeypatch.setattr(environment.subprocess, "run", run)
    with pytest.raises(InputProblem, match="wrong"):
        Environment(tmp_path / "new").make_ready("core", said()[1])
    assert asked[0][:4] == ["python-of-another-kind", "-m", "venv", "--clear"]


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(InputProblem, match="could not be made") as caught:
        Environment(tmp_path / "file" / "environment").make_ready("core", said()[1])
    assert len(str(caught.value).splitlines()) == 1


def test_two_first_commands_make_one_environment(there, calls, monkeypatch):
    """The second waits, says so, and finds all done."""
    made, pip = calls
    begun, go = threading.Event(), threading.Event()

    def slow(*arguments):
        begun.set()
        assert go.wait(60)
        return pip(*arguments)

    monkeypatch.setattr(environment, "pip", slow)
    heard = {}

    def command(name):
        heard[name] = []

        def tell(message):
            heard[name].append(message.key)
            if message.key == "setup_waits":
                go.set()

        there.make_ready("core", tell)

    first = threading.Thread(target=command, args=("first",))
    first.start()
    assert begun.wait(60)
    command("second")
    first.join(60)
    assert heard == {"first": ["setup_part", "setup_done"], "second": ["setup_waits"]}
    assert len(made) == 1


def test_this_environment_is_known():
    assert Environment(Path(sys.prefix)).is_this
    assert not Environment(Path(sys.base_prefix) / "nowhere").is_this
