"""The commands that list what is declared, and explain it."""

from typing import Annotated

import typer

from scenarios import DEFAULT_CASE

from ..shared.language import Language
from ..shared.options import CaseArgument, LanguageOption


def cases(lang: LanguageOption = Language.EN) -> None:
    """List the shipped cases and their scenarios."""
    from .cases import cases_listed

    print(cases_listed(str(lang)))


def clauses(case: CaseArgument = DEFAULT_CASE, lang: LanguageOption = Language.EN) -> None:
    """List the clauses of a case's plan: which lever or target simulates each, or why none does."""
    from scenarios import load_case

    from ..shared.screen import console
    from .clauses import clause_table

    console().print(clause_table(load_case(case).clauses, str(lang)))


def levers(
    case: Annotated[str | None, typer.Argument(help="A case, whose ranges of strength are listed then.")] = None,
    lang: LanguageOption = Language.EN,
) -> None:
    """List the levers: what government sets. With a case, the strengths that it may set."""
    from model.levers import LEVERS

    from .job import listing, range_listing

    if case is None:
        print(listing(LEVERS, str(lang)))
        return
    from scenarios import load_case

    print(range_listing(load_case(case), str(lang)))


def indicators(lang: LanguageOption = Language.EN) -> None:
    """List the indicators: what a run is judged by."""
    from model.indicators import INDICATORS

    from .job import listing

    print(listing(INDICATORS, str(lang)))


def parameters(lang: LanguageOption = Language.EN) -> None:
    """List the parameters: what nature sets."""
    from model.parameters import PARAMETERS

    from .job import listing

    print(listing(PARAMETERS, str(lang)))


def sources(lang: LanguageOption = Language.EN) -> None:
    """List the sources that parameters and cases cite."""
    from .job import source_listing

    print(source_listing(str(lang)))


def phases(lang: LanguageOption = Language.EN) -> None:
    """List the phases of a quarter in their order, and which levers each reads."""
    from ..reference.phases import phase_listing
    from ..shared.screen import console

    console().print(phase_listing(str(lang)))


def explain(
    name: Annotated[
        list[str],
        typer.Argument(
            help="A lever, indicator, parameter, source or case, or a scenario as CASE/SCENARIO or CASE SCENARIO; ids or labels."
        ),
    ],
    lang: LanguageOption = Language.EN,
) -> None:
    """Explain a name: what it does, unit, range, clause or source, where and when it acts, cost, which scenarios set it."""
    from .job import explain as explanation

    print(explanation("/".join(name), str(lang)))
