"""One thing to know of a case before a run."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from ..files.table_labels import Label


class Finding(NamedTuple):
    """Something to know before a run: what (a key), about whom, with which numbers; a note or a warning."""

    key: str
    who: Label | None = None
    values: Mapping[str, Any] = MappingProxyType({})
    warning: bool = True
