"""How the model is compiled: one decorator, and a cache that cannot go stale.

Numba's file cache does not notice a change in a function that another file calls, so the old result would come back
silently. The cache folder is therefore named after a hash of every source file of this package.
"""

import hashlib
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numba

PACKAGE = Path(__file__).parent
settings: Any = numba.config  # numba fills it in when it is imported


def source_hash() -> str:
    """Return a hash (16 hexadecimal digits) of all source files of the model, in path order."""
    digest = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*.py")):
        digest.update(path.relative_to(PACKAGE).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def cache_folder() -> Path:
    """Return the folder of compiled code: beside the package, or in the temporary folder when that is read-only."""
    switches = f"{source_hash()}-numba{numba.__version__}-py{sys.version_info.major}.{sys.version_info.minor}"
    if settings.BOUNDSCHECK:
        switches += "-boundscheck"
    beside = PACKAGE.parent / ".cache"
    writable = os.access(beside if beside.exists() else PACKAGE.parent, os.W_OK)
    root = beside if writable else Path(tempfile.gettempdir()) / "tenglong-cache"
    return root / "numba" / switches


MODEL_HASH = source_hash()
CACHE = cache_folder()
settings.CACHE_DIR = str(CACHE)


def compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compile a rule or a phase: cached on disk, without the interpreter lock, IEEE arithmetic (no fast-math).

    Division by zero follows NumPy (infinity, not an exception), because a compiled loop cannot raise with context;
    rules guard their denominators and the books would show a value that is not finite.
    """
    return numba.njit(function, cache=True, nogil=True, error_model="numpy")
