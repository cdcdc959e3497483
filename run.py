"""The command line: joins the commands. `python run.py` does the main job; `python run.py --help` says what else."""

import os
import sys

import typer

from outputs.check.command import check
from outputs.compare.command import compare
from outputs.discover.command import discover
from outputs.explain.command import cases, clauses, explain, indicators, levers, parameters, phases, sources
from outputs.run.command import run
from outputs.schema.command import schema
from outputs.search.command import search
from outputs.sensitivity.command import sensitivity
from outputs.shared.arguments import language_asked, usage_problem
from outputs.shared.ending import REFUSED
from outputs.shared.help import BilingualCommand, BilingualGroup
from outputs.sweep.command import sweep
from scenarios.refusals.problem import InputProblem, say

# Replicates run in threads of our own; a linear algebra library that starts more of them only waits for itself.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# In the order in which `--help` lists them.
COMMANDS = (
    run, sweep, compare, search, discover, sensitivity, check, cases, clauses, levers, indicators, parameters, sources,
    phases, explain, schema,
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
    """Run the command line; return the exit code: 0 done, 1 failed, 2 refused, 3 stopped and resumable."""
    arguments = sys.argv[1:] if arguments is None else arguments
    spoken = language_asked(arguments)
    try:
        return int(app(with_command(arguments), prog_name="run.py", standalone_mode=False, obj=spoken) or 0)
    except InputProblem as refused:
        problem = refused
    except UsageError as error:
        problem = usage_problem(error, [command.__name__ for command in COMMANDS])
    print(say("refused", sentence=problem.in_language(spoken)).in_language(spoken), file=sys.stderr)
    return REFUSED


if __name__ == "__main__":
    sys.exit(main())
