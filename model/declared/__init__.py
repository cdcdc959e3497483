"""Everything declared, by mechanism: land.py holds the numbers and names, land.toml their words, and so on.

A new mechanism is a new pair of files; nothing else names them.
"""

from importlib import import_module
from pathlib import Path
from typing import TypeVar

from ..declaration import Declaration
from .column_order import COLUMN_ORDER

Form = TypeVar("Form", bound=Declaration)


def mechanisms() -> list[str]:
    """Return the names of the mechanisms, in the order of their files."""
    return sorted(path.stem for path in Path(__file__).parent.glob("*.toml"))


def declarations(mechanism: str) -> tuple[Declaration, ...]:
    """Return what a mechanism declares."""
    declared: tuple[Declaration, ...] = import_module(f"{__name__}.{mechanism}").DECLARED
    return declared


def table_of(form: type[Form]) -> dict[str, Form]:
    """Return all declarations of a form by name: those of `COLUMN_ORDER` first, then the others by mechanism.

    Raises ValueError for a name that is declared twice, and for one of `COLUMN_ORDER` that nobody declares.
    """
    found: dict[str, Form] = {}
    for mechanism in mechanisms():
        for entry in declarations(mechanism):
            if isinstance(entry, form):
                if entry.name in found:
                    raise ValueError(f"{mechanism}.py: {entry.name} is declared twice")
                found[entry.name] = entry
    first = COLUMN_ORDER.get(form.TABLE, [])
    lost = [name for name in first if name not in found]
    if lost:
        raise ValueError(f"column_order.py: nobody declares {', '.join(lost)}")
    return {name: found[name] for name in (*first, *(name for name in found if name not in first))}
