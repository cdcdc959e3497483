"""How the model is compiled: one decorator, and a cache that cannot go stale.

Numba's file cache does not notice a change in a function that another file calls, so the old result would come back
silently. The cache folder is therefore named after a hash of every source file of this package.
"""

import hashlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import numba

from .cache_folder import NoCacheFolder, trusted_folder
from .compile_cache import checked_cache, tell

PACKAGE = Path(__file__).parent
settings: Any = numba.config  # numba fills it in when it is imported


def bytes_hash() -> str:
    """Return a hash (16 hexadecimal digits) of all source files of the model to the byte, in path order.

    A comment changes it too. That costs a compilation, but it takes a millisecond to make and nothing can slip past it;
    results are known by the hash of `source_hash`.
    """
    digest = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*.py")):
        digest.update(path.relative_to(PACKAGE).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def folder_name() -> str:
    """Return the name of the folder of compiled code: all that decides what is compiled, beside the processor."""
    switches = f"{bytes_hash()}-numba{numba.__version__}-py{sys.version_info.major}.{sys.version_info.minor}"
    return f"{switches}-boundscheck" if settings.BOUNDSCHECK else switches


def cache_folder() -> Path | None:
    """Return the folder of compiled code; None, with a warning, where there is none that can be trusted."""
    try:
        return trusted_folder(folder_name())
    except NoCacheFolder as reason:
        tell("without", reason=reason)
        return None


CACHE = None if settings.DISABLE_JIT else cache_folder()
made_cache = checked_cache(CACHE) if CACHE else None


# How everything is compiled: without the interpreter lock, IEEE arithmetic (no fast-math). Division by zero follows
# NumPy (infinity, not an exception), because a compiled loop cannot raise with context; rules guard their denominators and
# the books would show a value that is not finite.
# Nobody calls the model from C, so wrappers for that are left out: they took a twentieth of the time to compile.
ALLOCATING: dict[str, Any] = {"nogil": True, "error_model": "numpy", "no_cfunc_wrapper": True}
# The model allocates nothing while it runs, so it need not count who holds an array; counting, with an atomic
# instruction for every array handed to a function, took half of its time. `_nrt` leaves numba's own allocator out:
# a function that would make an array is refused when it is compiled.
PLAIN: dict[str, Any] = {**ALLOCATING, "_nrt": False}


def cached(function: Callable[..., Any], **options: Any) -> Callable[..., Any]:
    """Compile a function by numba's options, and keep what comes out in the cache."""
    dispatcher: Any = numba.njit(function, **options)
    if made_cache is not None:
        dispatcher._cache = made_cache(function)
    return cast(Callable[..., Any], dispatcher)


def compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compile a rule or a phase; it can read and write arrays, but make none."""
    return cached(function, **PLAIN)


def inlined(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compile as `compiled` does, and have every call replaced by the function's body.

    For what loops over many firms call: a loop with a call left in it is not turned into vector instructions.
    """
    return cached(function, **PLAIN, forceinline=True)


def allocating(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compile a function that makes arrays, for what is done once a case and not once a firm."""
    return cached(function, **ALLOCATING)
