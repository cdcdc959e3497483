"""The commands `install`, `wheels` and `test`.

`installation` is loaded by the commands themselves: it belongs to the checkout, and an installed copy of `outputs` has none.
"""

from pathlib import Path
from typing import Annotated

import typer

from scenarios.refusals.problem import InputProblem, check_known, say

from ..shared.arguments import results_folder
from ..shared.ending import DONE, FAILED
from ..shared.language import Language
from ..shared.options import LanguageOption


def install(
    part: Annotated[str, typer.Argument(help="analysis, cluster, test or core.")],
    offline: Annotated[
        str | None, typer.Option(metavar="FOLDER", help="Install from a folder that wheels has filled.")
    ] = None,
    lang: LanguageOption = Language.EN,
) -> None:
    """Install what search, discover and sensitivity need (analysis), sweeps on a cluster (cluster) or the tests (test)."""
    from installation.environment import Environment
    from installation.first_command import folder_of_packages, speaker
    from installation.requirements import PARTS

    check_known(say("command_line"), "unknown_part", part, PARTS)
    folder = None if offline is None else folder_of_packages(offline)
    environment, tell = Environment(), speaker([str(lang)])
    if not environment.is_this:
        raise InputProblem(say("packages_of", part=part), say("other_environment"), say("install_by_pip", part=part))
    if environment.is_ready(part):
        tell(say("setup_done"))
    environment.make_ready(part, tell, folder)


def wheels(
    folder: Annotated[Path, typer.Argument(parser=results_folder("folder"), metavar="FOLDER", help="Where they go.")],
    lang: LanguageOption = Language.EN,
) -> None:
    """Fill a folder with all packages, from which --offline FOLDER installs on a PC without a network."""
    from installation.environment import Environment
    from installation.first_command import speaker
    from installation.wheels import collect

    environment, tell = Environment(), speaker([str(lang)])
    environment.make_ready("python", tell)
    collect(folder, environment, tell)


# The command is called `test`, and typer takes the name and the default from here; ruff takes it for a test of pytest.
def test(lang: LanguageOption = Language.EN) -> int:  # noqa: PT028
    """Check style and types, then run the tests."""
    from installation.testing import failed_step

    step = failed_step()
    if step is None:
        return DONE
    print(say("step_failed", step=step).in_language(str(lang)))
    return FAILED
