"""Tables of TOML files as pydantic reads them: nothing is turned into what it is not, and unknown keys are refused."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from .names import LONGEST_LABEL

# Text is no number, true is no number, and nor is nan: nothing is turned into what it is not.
Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Seed = Annotated[int, Field(strict=True, ge=0, le=2**32 - 1)]
LabelText = Annotated[str, Field(min_length=1, max_length=LONGEST_LABEL)]


class Strict(BaseModel):
    """A table of a TOML file: unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


LABEL_COLUMNS = ("zh", "en")  # one of them is enough: it is then the label in the other language too


def with_both_labels(table: Any) -> Any:
    """Return a table in which the label of a missing language is the other one; anything else as it is."""
    given = [key for key in LABEL_COLUMNS if isinstance(table, dict) and key in table]
    return {**{key: table[given[0]] for key in LABEL_COLUMNS}, **table} if given else table


def _one_label_is_enough(schema: dict[str, Any]) -> None:
    """Say in a JSON schema that either label may be left out, but not both."""
    schema["required"] = [key for key in schema["required"] if key not in LABEL_COLUMNS]
    schema["anyOf"] = [{"required": [key]} for key in LABEL_COLUMNS]


class Labelled(Strict):
    """A table with a label in each language; one that is left out is the other."""

    model_config = ConfigDict(json_schema_extra=_one_label_is_enough)

    @model_validator(mode="before")
    @classmethod
    def _both_labels(cls, table: Any) -> Any:
        return with_both_labels(table)
