"""Tables of TOML files as pydantic reads them: nothing is turned into what it is not, and unknown keys are refused."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from .names import LONGEST_LABEL

# Text is no number, true is no number, and nor is nan: nothing is turned into what it is not.
Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Seed = Annotated[int, Field(strict=True, ge=0, le=2**32 - 1)]
LabelText = Annotated[str, Field(min_length=1, max_length=LONGEST_LABEL)]


class Strict(BaseModel):
    """A table of a TOML file: unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)
