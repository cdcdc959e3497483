"""Fast approval saves quarters between a grant and the start of production."""

import math
from typing import Any

from ..compiled import compiled


@compiled
def quarters_saved(strength: Any, uniform: Any) -> Any:
    """Return the whole quarters that a project saves (ODD eq. 57): the strength, its fraction by the uniform draw.

    Invariant: the mean over draws is `strength`.
    """
    whole = math.floor(strength)
    return int(whole) + (1 if uniform < strength - whole else 0)
