# -*- coding: utf-8 -*-
"""Which Python runs the product. Every Python from 2.7 on can read this file: also the one that is too old says what to do."""

from __future__ import print_function, unicode_literals

import os
import subprocess
import sys

if sys.version_info >= (3, 11):
    # An old Python must be able to read this file, so that types are in comments, where ruff does not look.
    from typing import NoReturn  # noqa: F401

LEAST = 11  # of Python 3
NEWEST_LOOKED_FOR = 16
# What an interpreter must have: `venv` lacks `ensurepip` where a system splits Python into several packages.
PROBE = "import ensurepip, sys, venv; sys.exit(sys.version_info < (3, {least}))"
TOO_OLD = (
    "无法运行：当前 Python 版本为 {found}；请安装 Python 3.{least} 或更高版本，再用它运行 run.py。",
    "refused: this is Python {found}; install Python 3.{least} or newer and start run.py with it.",
)


def environment_python(folder):
    # type: (str) -> str
    """Return the path of the interpreter of an environment; there need not be one."""
    return os.path.join(folder, "Scripts", "python.exe") if os.name == "nt" else os.path.join(folder, "bin", "python")


def found_python(least=LEAST, named=()):
    # type: (int, list[str] | tuple[()]) -> str | None
    """Return the first interpreter that is Python 3.`least` or newer and can make environments; None if none is.

    Those `named` are tried first, then the names by which systems know a Python.
    """
    numbered = ["python3.{0}".format(minor) for minor in range(least, NEWEST_LOOKED_FOR)]
    usual = ["py", "python", "python3"] if os.name == "nt" else ["python3"] + numbered + ["python"]
    for python in list(named) + usual:
        if probed(python, PROBE.format(least=least)):
            return python
    return None


def probed(python, statement):
    # type: (str, str) -> bool
    """Return whether an interpreter can be started and a statement ends well in it."""
    with open(os.devnull, "r+b") as nothing:
        try:
            return subprocess.call([python, "-c", statement], stdin=nothing, stdout=nothing, stderr=nothing) == 0
        except OSError:
            return False


def lead_to_suitable(root, words):
    # type: (str, list[str]) -> None
    """Go on in a Python that is new enough where this one is not, or end with what to do (exit code 2).

    `root` is the folder of the product, `words` what follows the interpreter on the command line.
    """
    if sys.version_info >= (3, LEAST):
        return
    python = found_python(named=[environment_python(os.path.join(root, ".venv"))])
    if python is None:
        found = "{0}.{1}".format(*sys.version_info)
        for sentence in TOO_OLD:
            write(sentence.format(found=found, least=LEAST))
        sys.exit(2)
    go_on(python, words)


def write(sentence):
    # type: (str) -> None
    """Write a line to standard error, with question marks for what its encoding lacks."""
    encoding = getattr(sys.stderr, "encoding", None) or "ascii"
    sys.stderr.write((sentence + "\n").encode(encoding, "replace").decode(encoding))
    sys.stderr.flush()


def go_on(python, words):
    # type: (str, list[str]) -> NoReturn
    """Go on in another interpreter with the words that follow it on the command line. It does not return."""
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name != "nt":
        os.execvp(python, [python] + list(words))
    # Windows cannot replace a process: a caller would take the first one's end for that of the command.
    process = subprocess.Popen([python] + list(words))
    while True:
        try:
            sys.exit(process.wait())
        except KeyboardInterrupt:
            pass  # the other process gets it too, and says how it ends
