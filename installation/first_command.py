"""The first command: makes the environment ready and goes on in it. Later ones find their stamps and start at once."""

import contextlib
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NoReturn

from scenarios.refusals.problem import InputProblem, Message, as_written, say

from .environment import Environment
from .interpreter import go_on, write
from .requirements import ROOT, normal, parts_of, requirements

OPTION = "--offline"
INSTALL = "install"  # the command that takes the option itself
REFUSED, STOPPED = 2, 3  # exit codes, as every command has them


def lead_on(arguments: Sequence[str], languages: Sequence[str]) -> list[str]:
    """Return the arguments of a command that can run here; go on in the environment where it cannot.

    The environment is made first if need be. What stops that is written to standard error, and ends the process.
    """
    tell = speaker(languages)
    try:
        words, offline = without_offline(arguments)
        kept = [*words, OPTION, str(offline)] if offline and words[:1] == [INSTALL] else words
        part = part_needed(words)
        environment = Environment()
        if stays_here(environment, part):
            return kept
        with stopping_by_signal():
            environment.make_ready(part, tell, offline)
        if environment.is_this:
            return kept
        go_on(str(environment.python), [str(ROOT / "run.py"), *kept])
    except InputProblem as problem:
        refuse(problem, languages)
        sys.exit(REFUSED)
    except KeyboardInterrupt:
        tell(say("setup_stopped"))
        sys.exit(STOPPED)


def without_offline(arguments: Sequence[str]) -> tuple[list[str], Path | None]:
    """Return the arguments without the option that names a folder of packages, and that folder. Raises InputProblem."""
    words: list[str] = []
    folder: str | None = None
    left = iter(arguments)
    for argument in left:
        if argument == OPTION:
            folder = next(left, "")
        elif argument.startswith(f"{OPTION}="):
            folder = argument.partition("=")[2]
        else:
            words.append(argument)
    return words, None if folder is None else folder_of_packages(folder)


def folder_of_packages(text: str) -> Path:
    """Return the folder of packages that an option names. Raises InputProblem where there is none."""
    if not text or not Path(text).is_dir():
        what = say("no_such_folder", folder=as_written(text)) if text else say("folder_needed")
        raise InputProblem(say("option", option=OPTION), what)
    return Path(text).resolve()


def part_needed(words: Sequence[str]) -> str:
    """Return the part of the product that a command needs."""
    return "test" if words[:1] == ["test"] and "--help" not in words else "core"


def stays_here(environment: Environment, part: str) -> bool:
    """Return whether this interpreter runs the command as it is: one that somebody gave the packages himself.

    The environment that was made here is none of these. It is looked after, for its versions are the exact ones.
    """
    made_here = environment.is_this and environment.stamp("python").exists()
    return not made_here and all(requirements(each, sys.version_info.minor).met(installed()) for each in parts_of(part))


def installed() -> dict[str, str]:
    """Return the versions of the packages of this interpreter by their names in normal form."""
    import importlib.metadata  # slow to load, and not needed in the environment that was made here

    found: dict[str, str] = {}
    for each in importlib.metadata.distributions():
        if each.name:  # a folder that was removed by halves has none
            found.setdefault(normal(each.name), each.version)
    return found


def speaker(languages: Sequence[str]) -> Callable[[Message], None]:
    """Return what says a message on standard error, in one language or in both."""

    def tell(message: Message) -> None:
        for language in languages:
            write(message.in_language(language))

    return tell


def refuse(problem: InputProblem, languages: Sequence[str]) -> None:
    """Say on standard error what is refused, in one language or in both."""
    for language in languages:
        write(say("refused", sentence=problem.in_language(language)).in_language(language))


@contextlib.contextmanager
def stopping_by_signal() -> Iterator[None]:
    """Let a request to end stop the block as Ctrl-C does, so that pip ends too and the words are the same."""

    def stop(number: int, frame: object) -> NoReturn:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
