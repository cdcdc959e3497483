"""What files of results say, read so that one which is no such file is refused by its name."""

import json
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd
import pyarrow as pa
from pydantic import BaseModel

from ..files.key_faults import validated
from ..refusals.problem import InputProblem, say
from .place import as_name, place_of_file

Shape = TypeVar("Shape", bound=BaseModel)


def read_object(folder: Path, name: str) -> dict[str, Any]:
    """Return the JSON object that a file of a folder holds. Raises InputProblem for one that is missing or holds none."""
    try:
        described = json.loads((folder / name).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputProblem(place_of_file(folder, name), say("is_missing"), say("whole_folder")) from None
    except (OSError, ValueError, RecursionError):
        raise InputProblem(place_of_file(folder, name), say("no_json"), say("whole_folder")) from None
    if not isinstance(described, dict):
        raise InputProblem(place_of_file(folder, name), say("no_object"), say("whole_folder"))
    return described


def shaped(name: str, shape: type[Shape], described: dict[str, Any]) -> Shape:
    """Return what a file says in its shape. Raises InputProblem naming file and key."""
    return validated(as_name(name), shape, described)


def read_parquet(folder: Path, name: str) -> pd.DataFrame:
    """Return the table of a Parquet file of a folder. Raises InputProblem for a file that is missing or none."""
    try:
        # Threads that still hold a damaged file when Python ends abort the process, so there are none.
        return pd.read_parquet(folder / name, use_threads=False, pre_buffer=False)
    except FileNotFoundError:
        raise InputProblem(place_of_file(folder, name), say("is_missing"), say("whole_folder")) from None
    except (OSError, ValueError, TypeError, KeyError, pa.ArrowException):
        raise InputProblem(place_of_file(folder, name), say("no_parquet"), say("whole_folder")) from None
