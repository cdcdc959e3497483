"""The command `check`."""

from scenarios import DEFAULT_CASE

from ..shared.language import Language
from ..shared.options import CaseArgument, LanguageOption


def check(case: CaseArgument = DEFAULT_CASE, lang: LanguageOption = Language.EN) -> None:
    """Check a case without running it: what the model will use, what it assumes, and what conflicts."""
    from .job import run_check

    run_check(case, str(lang))
