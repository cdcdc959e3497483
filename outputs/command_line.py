"""The command line: joins the commands. `python run.py` does the main job; `python run.py --help` says what else."""

import os
import sys
from pathlib import Path

import typer

from outputs.check.command import check
from outputs.compare.command import compare
from outputs.discover.command import discover
from outputs.explain.command import cases, clauses, explain, indicators, levers, parameters, phases, sources
from outputs.facts.command import facts
from outputs.install.command import install, test, wheels
from outputs.run.command import run
from outputs.schema.command import schema
from outputs.score.command import score
from outputs.search.command import search
from outputs.sensitivity.command import sensitivity
from outputs.shared.arguments import languages_asked, usage_problem
from outputs.shared.ending import REFUSED
from outputs.shared.help import BilingualCommand, BilingualGroup
from outputs.shared.language import locale_language
from outputs.shared.stopping import INTERRUPTED, StoppedToContinue, say_stopped, stopped_by_signals
from outputs.shared.streams import ended, lasting_streams
from outputs.shared.warned import bilingual_warnings
from outputs.sweep.command import sweep
from outputs.verify.command import verify
from scenarios.refusals.folders import NO_ROOM, disk_full
from scenarios.refusals.problem import InputProblem, say

# Replicates run in threads of our own; a linear algebra library that starts more of them only waits for itself.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# In the order in which `--help` lists them.
COMMANDS = (
    run, sweep, compare, search, discover, sensitivity, facts, score, check, verify, cases, clauses, levers, indicators, parameters, sources,
    phases, explain, schema, install, wheels, test,
)  # fmt: skip
# Whatever is wrong with the arguments; typer itself does not export it.
UsageError: type[Exception] = typer.BadParameter.__mro__[1]

app = typer.Typer(
    cls=BilingualGroup,
    add_completion=False,
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    help="Simulate a city's plan for upgrading its development zones. Without a command: the main job, the default case "
    "under every shipped scenario.",
)
for command in COMMANDS:
    app.command(cls=BilingualCommand)(command)


def with_command(arguments: list[str]) -> list[str]:
    """Return the arguments with the main job's command in front where none is named; of a call for help, only that."""
    named = arguments[:1] if arguments and not arguments[0].startswith("-") else []
    if "--help" in arguments:
        return [*named, "--help"]
    return arguments if named else ["run", *arguments]


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; return the exit code: 0 done, 1 failed, 2 refused, 3 stopped."""
    arguments = sys.argv[1:] if arguments is None else arguments
    spoken = languages_asked(arguments)[0]
    with stopped_by_signals(), lasting_streams() as output, bilingual_warnings(spoken):
        try:
            return ended(obey(arguments), output, spoken)
        except KeyboardInterrupt:
            return say_stopped(languages_asked(arguments))


def obey(arguments: list[str]) -> int:
    """Run the command that the arguments name; return its exit code. Refusals go to standard error."""
    spoken = languages_asked(arguments)[0]
    languages = {command.__name__: {"lang": locale_language().value} for command in COMMANDS}
    try:
        words = with_command(arguments)
        done = int(app(words, prog_name="run.py", standalone_mode=False, default_map=languages, obj=spoken) or 0)
        return say_stopped(languages_asked(arguments)) if done == INTERRUPTED else done
    except StoppedToContinue as stopped:
        return say_stopped(languages_asked(arguments), stopped)
    except OSError as error:
        if error.errno not in NO_ROOM:
            raise
        problem = disk_full(Path(error.filename or "."), error)
    except InputProblem as refused:
        problem = refused
    except UsageError as error:
        problem = usage_problem(error, [command.__name__ for command in COMMANDS])
    for language in languages_asked(arguments):
        print(say("refused", sentence=problem.in_language(language)).in_language(language), file=sys.stderr)
    return REFUSED
