"""The first command: it needs the standard library only, goes on in the environment, and says what to do where it cannot."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import run
from installation import first_command, interpreter, testing, wheels
from installation.environment import Environment
from installation.first_command import folder_of_packages, lead_on, part_needed, stays_here, without_offline
from installation.pip import PipEnded
from installation.requirements import ROOT, normal, parts_of, requirements
from scenarios.refusals.problem import InputProblem, say


class WentOn(Exception):
    """Another interpreter would have taken over."""


@pytest.fixture
def bare(tmp_path, monkeypatch):
    """A product without an environment, in a Python without packages. Making it ready is only noted."""
    made = []

    def make_ready(self, part, tell, offline=None):
        made.append((part, offline))
        tell(say("setup_done"))

    def go_on(python, words):
        raise WentOn(python, words)

    monkeypatch.setattr(first_command, "Environment", lambda: Environment(tmp_path / "environment"))
    monkeypatch.setattr(first_command, "installed", dict)
    monkeypatch.setattr(Environment, "make_ready", make_ready)
    monkeypatch.setattr(first_command, "go_on", go_on)
    return made


def led(arguments, languages=("en",)):
    with pytest.raises(WentOn) as caught:
        lead_on(arguments, languages)
    python, (script, *words) = caught.value.args
    assert script == str(ROOT / "run.py")
    return python, words


def test_it_goes_on_in_the_environment_with_the_same_words(bare, tmp_path, capsys):
    words = ["run", "chizhou", "--lang", "zh", "-s", "征求意见稿"]
    assert led(words, ("zh",)) == (interpreter.environment_python(str(tmp_path / "environment")), words)
    assert bare == [("core", None)]
    assert capsys.readouterr().err == "运行环境已建好。\n"
    assert led([])[1] == []


def test_the_tests_need_more(bare):
    led(["test"])
    led(["test", "--help"])
    led(["run", "test"])
    assert [part for part, _ in bare] == ["test", "core", "core"]
    assert part_needed([]) == "core"


@pytest.mark.parametrize("written", [["--offline", "{}"], ["--offline={}"]])
def test_a_folder_of_packages_is_named_anywhere(bare, tmp_path, written):
    option = [each.format(tmp_path) for each in written]
    assert led([*option, "run", "-n", "20"])[1] == ["run", "-n", "20"]
    assert led(["run", "-n", "20", *option])[1] == ["run", "-n", "20"]
    assert led(option)[1] == []
    for words in (["install", "test", *option], [*option, "install", "test"]):  # which takes it itself
        assert led(words)[1] == ["install", "test", "--offline", str(tmp_path.resolve())]
    assert {offline for _, offline in bare} == {tmp_path.resolve()}
    assert without_offline(["run"]) == (["run"], None)
    assert folder_of_packages(str(ROOT)) == ROOT


@pytest.mark.parametrize(
    "arguments", [["--offline"], ["--offline="], ["--offline", "nowhere"], ["run", "--offline=nowhere"]]
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_folder_that_is_not_there_is_refused(bare, arguments, language, capsys):
    with pytest.raises(SystemExit) as ended:
        lead_on(arguments, (language,))
    assert ended.value.code == 2
    sentence = capsys.readouterr().err
    assert sentence.startswith({"zh": "无法运行：", "en": "refused: "}[language])
    assert "--offline" in sentence
    assert sentence.count("\n") == 1
    assert bare == []


def test_what_stops_the_environment_is_one_sentence(bare, monkeypatch, capsys):
    def refuse(self, part, tell, offline=None):
        raise InputProblem("here", "is wrong", "do that")

    monkeypatch.setattr(Environment, "make_ready", refuse)
    with pytest.raises(SystemExit) as ended:
        lead_on([], ("zh", "en"))
    assert ended.value.code == 2
    assert capsys.readouterr().err == "无法运行：here：is wrong；do that\nrefused: here: is wrong; do that\n"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopped_while_it_sets_up_it_says_how_to_go_on(bare, monkeypatch, capsys, number):
    before = signal.getsignal(signal.SIGTERM)
    monkeypatch.setattr(Environment, "make_ready", lambda *arguments: os.kill(os.getpid(), number))
    with pytest.raises(SystemExit) as ended:
        lead_on([], ("en",))
    assert ended.value.code == 3
    assert capsys.readouterr().err == "Stopped: the environment is not complete yet; the same command continues.\n"
    assert signal.getsignal(signal.SIGTERM) == before


def packages_for(part):
    lines = [line for each in parts_of(part) for line in requirements(each, sys.version_info.minor).lines]
    return {
        normal(line.partition(">=")[0].partition("[")[0]): line.partition(">=")[2].partition(",")[0] for line in lines
    }


def test_a_python_that_somebody_gave_the_packages_stays(bare, monkeypatch, tmp_path):
    monkeypatch.setattr(first_command, "installed", lambda: packages_for("core"))
    assert lead_on(["run", "-n", "20"], ("en",)) == ["run", "-n", "20"]
    assert bare == []
    led(["test"])  # which needs more than is there
    old = {**packages_for("core"), "mesa": "2.4"}
    monkeypatch.setattr(first_command, "installed", lambda: old)
    led(["run"])
    assert [part for part, _ in bare] == ["test", "core"]


def test_the_environment_made_here_is_looked_after(bare, monkeypatch, tmp_path):
    """Its versions are the exact ones, so that others within the bounds are not enough."""
    monkeypatch.setattr(first_command, "installed", lambda: packages_for("core"))
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "environment"))
    made = first_command.Environment()
    made.folder.mkdir()
    assert stays_here(made, "core")
    made.stamp("python").write_text("")
    assert not stays_here(made, "core")
    assert lead_on(["cases"], ("en",)) == ["cases"]
    assert bare == [("core", None)]


# Loads what sets up the product, and names the modules that are neither of it nor of the standard library.
STANDARD = """
import sys
sys.path.insert(0, sys.argv[1])
import installation.first_command, installation.preparing, installation.wheels, installation.testing
import outputs.shared.arguments
ours = ("installation", "scenarios", "outputs")
names = {name.partition(".")[0] for name in sys.modules if getattr(sys.modules[name], "__file__", None)}
print(*sorted(names - set(sys.stdlib_module_names) - {*ours, "__main__"}))
"""


def test_it_needs_the_standard_library_only():
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", STANDARD, str(ROOT)], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []


OLD = """
import sys
sys.path.insert(0, sys.argv[1])
from installation import interpreter
sys.version_info = (3, 10, 13)
interpreter.found_python = lambda **asked: None
interpreter.lead_to_suitable(sys.argv[1], ["run.py"])
"""


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_an_old_python_says_what_to_do(encoding):
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    done = subprocess.run([sys.executable, "-S", "-c", OLD, str(ROOT)], env=environment, capture_output=True)
    assert done.returncode == 2
    *_, last = done.stderr.decode(encoding).splitlines()
    assert last == "refused: this is Python 3.10; install Python 3.11 or newer and start run.py with it."


@pytest.mark.parametrize(
    "path", ["run.py", *(f"installation/{name}.py" for name in ("__init__", "__main__", "interpreter"))]
)
def test_an_old_python_can_read_what_speaks_to_it(path):
    """No newer syntax; a Python that is that old is not at hand everywhere, so its grammar stands in."""
    import ast

    text = (ROOT / path).read_text(encoding="utf-8")
    tree = ast.parse(text, feature_version=(3, 4))
    assert text.isascii() or text.startswith("# -*- coding: utf-8 -*-\n")
    for node in ast.walk(tree):
        assert not isinstance(node, ast.JoinedStr | ast.AnnAssign | ast.Nonlocal), (path, node.lineno)
        if isinstance(node, ast.List | ast.Tuple):
            assert not any(isinstance(each, ast.Starred) for each in node.elts), (path, node.lineno)
        if isinstance(node, ast.FunctionDef):
            assert node.returns is None
            assert not any(each.annotation for each in node.args.args)


def test_a_newer_python_is_looked_for_by_its_usual_names(monkeypatch):
    probed = []

    def probe(python, statement):
        probed.append(python)
        return python == "python3.12"

    monkeypatch.setattr(interpreter, "probed", probe)
    assert interpreter.found_python(named=["mine"]) == "python3.12"
    assert probed == ["mine", "python3", "python3.11", "python3.12"]
    assert interpreter.found_python(13) is None
    probed.clear()
    monkeypatch.setattr(interpreter.os, "name", "nt")
    assert interpreter.found_python() is None
    assert probed == ["py", "python", "python3"]


def test_an_interpreter_is_asked_and_not_believed():
    assert interpreter.probed(sys.executable, interpreter.PROBE.format(least=sys.version_info.minor))
    assert not interpreter.probed(sys.executable, interpreter.PROBE.format(least=sys.version_info.minor + 1))
    assert not interpreter.probed("no-such-python", "")


def test_windows_waits_for_the_other_process(monkeypatch):
    """It cannot replace its process, and the caller is to see the other's exit code."""
    monkeypatch.setattr(interpreter.os, "name", "nt")
    with pytest.raises(SystemExit) as ended:
        interpreter.go_on(sys.executable, ["-c", "import sys; sys.exit(3)"])
    assert ended.value.code == 3


def test_wheels_collects_every_part(tmp_path, monkeypatch, capsys):
    asked = []

    def pip(python, arguments, tell):
        asked.append(arguments)
        Path(arguments[2], f"package{len(asked)}-1-py3-none-any.whl").write_text("")
        return PipEnded(len(asked) < 9, "no answer", False)

    monkeypatch.setattr(wheels, "pip", pip)
    monkeypatch.setattr(Environment, "make_ready", lambda *arguments: None)
    folder = tmp_path / "new" / "packages"
    assert run.main(["wheels", str(folder), "--lang", "en"]) == 0
    said = capsys.readouterr().err
    assert "4 packages are there" in said
    assert f"python run.py --offline {folder}\n" in said
    assert [arguments[:3] for arguments in asked] == [["wheel", "--wheel-dir", str(folder)]] * 4
    asked += [None] * 8
    assert run.main(["wheels", str(folder), "--lang", "zh"]) == 2
    assert "无法下载（no answer）" in capsys.readouterr().err
    (tmp_path / "file").write_text("")
    assert run.main(["wheels", str(tmp_path / "file" / "packages")]) == 2


def test_install_refuses_a_part_that_is_not_there(monkeypatch, capsys, tmp_path):
    assert run.main(["install", "analyses", "--lang", "en"]) == 2
    assert "analysis" in capsys.readouterr().err
    assert run.main(["install", "analysis", "--offline", str(tmp_path / "nowhere")]) == 2
    assert "there is no folder" in capsys.readouterr().err


@pytest.mark.parametrize("here", [True, False])
def test_install_is_for_the_environment_made_here(monkeypatch, capsys, here):
    monkeypatch.setattr(Environment, "is_this", here)
    monkeypatch.setattr(Environment, "is_ready", lambda self, part: True)
    assert run.main(["install", "analysis", "--lang", "en"]) == (0 if here else 2)
    assert ("pip install '.[analysis]'" in capsys.readouterr().err) == (not here)


@pytest.mark.parametrize("failing", [None, "mypy"])
def test_the_tests_are_run_until_one_fails(monkeypatch, capsys, failing):
    """Style, types and tests, by this interpreter."""
    asked = []

    def call(command, cwd, check):
        assert (command[:2], cwd) == ([sys.executable, "-m"], ROOT)
        asked.append(command[2])
        return subprocess.CompletedProcess(command, int(command[2] == failing))

    monkeypatch.setattr(testing.subprocess, "run", call)
    assert run.main(["test", "--lang", "en"]) == (0 if failing is None else 1)
    assert asked == ["ruff", "ruff", "mypy", "pytest"][: None if failing is None else 3]
    assert capsys.readouterr().out == ("" if failing is None else "failed: mypy\n")


def test_make_is_a_short_form():
    """It hands over to the same room and holds no list of packages of its own."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "\nrun:\n\t@$(START) run.py $(ARGS)\n" in text
    assert "\ntest:\n\t@$(START) run.py test\n" in text
    assert not re.search(r"\bpip\b", text)
