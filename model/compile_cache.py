"""The compile cache: what is kept of compiled functions, checked before any of it is trusted.

Numba unpickles its files and runs the machine code in them as they are: one that was cut or flipped ends in a traceback or
a segmentation fault. So each file begins with the hash of the rest, and one that does not fit counts as not there.
"""

import hashlib
import os
import pickle
import warnings
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from numba.core import caching

from .cache_folder import NoCacheFolder, make_trusted

HASH_BYTES = hashlib.sha256().digest_size
TEXTS = {
    "without": {
        "zh": "编译缓存：{reason}，因此不用缓存；本次运行须重新编译模型，约需几分钟。",
        "en": "Compile cache: {reason}, so none is used and the model is compiled for this run only, in a few minutes.",
    },
    "damaged": {
        "zh": "编译缓存：文件 {file} 已损坏，将重新编译，约需几分钟。",
        "en": "Compile cache: the file {file} is damaged, so the model is compiled anew, which takes a few minutes.",
    },
    "unsaved": {
        "zh": "编译缓存：无法写入 {file}（{reason}），下次运行须重新编译。",
        "en": "Compile cache: {file} cannot be written ({reason}), so the next run compiles the model anew.",
    },
}
_told: set[str] = set()


class CompileCacheWarning(UserWarning):
    """What is wrong with the compile cache, in both languages; as a string it is English. Results are the same without it."""

    def __init__(self, key: str, values: Mapping[str, object]) -> None:
        self.key, self.values = key, values
        super().__init__(self.in_language("en"))

    def in_language(self, language: str) -> str:
        """Return the sentence in a language, zh or en."""
        values = {
            name: value.in_language(language) if isinstance(value, NoCacheFolder) else value
            for name, value in self.values.items()
        }
        return TEXTS[self.key][language].format(**values)


def tell(key: str, **values: object) -> None:
    """Warn of the cache, once for each key: many files may have the same fault, and one sentence is enough."""
    if key not in _told:
        _told.add(key)
        warnings.warn(CompileCacheWarning(key, values), stacklevel=2)


class CheckedFiles(caching.IndexDataCacheFile):
    """The index of a function and its files of machine code: each begins with a hash of its name and of the rest.

    A file of machine code repeats its key. Two processes that compile at once may give one name to two signatures, and
    the index of the one would lead to the code of the other.
    """

    def load(self, key: Any) -> Any:
        """Return what is kept under a key; None where that is nothing, or nothing intact."""
        name = self._load_index().get(key)
        kept = None if name is None else read_checked(self._data_path(name))
        return kept[1] if kept is not None and kept[0] == key else None

    def save(self, key: Any, data: Any) -> None:
        """Keep data under a key. Where the folder cannot be written nothing is kept, and that is said."""
        try:
            super().save(key, (key, data))
        except OSError as error:
            # Windows refuses to replace a file that another process reads; that process has just compiled the same.
            if not (os.name == "nt" and isinstance(error, PermissionError)):
                tell("unsaved", file=self._index_path, reason=error.strerror or error)

    def _load_index(self) -> dict[Any, str]:
        kept = read_checked(self._index_path)
        if kept is None or kept[:2] != (self._version, self._source_stamp):
            return {}
        overloads: dict[Any, str] = kept[2]
        return overloads

    def _save_index(self, overloads: dict[Any, str]) -> None:
        self._write(self._index_path, (self._version, self._source_stamp, overloads))

    def _save_data(self, name: str, data: Any) -> None:
        self._write(self._data_path(name), data)

    def _write(self, path: str, content: Any) -> None:
        body = self._dump(content)
        with self._open_for_write(path) as file:
            file.write(content_hash(path, body))
            file.write(body)


def content_hash(path: str, body: bytes) -> bytes:
    """Return the hash with which a file begins: of its name without folders, and of all that follows."""
    return hashlib.sha256(os.path.basename(path).encode() + b"\0" + body).digest()


def read_checked(path: str, *, quietly: bool = False) -> Any:
    """Return what a file holds; None where there is none, or where it is damaged, with a warning unless `quietly`."""
    try:
        content = Path(path).read_bytes()
        intact = content[:HASH_BYTES] == content_hash(path, content[HASH_BYTES:])
    except FileNotFoundError:
        return None
    except OSError:
        intact = False
    if not intact:
        if not quietly:
            tell("damaged", file=path)
        return None
    return pickle.loads(content[HASH_BYTES:])


def write_checked(path: str, content: Any) -> None:
    """Keep what `read_checked` returns, at once or not at all. Where that cannot be written nothing is kept, in silence."""
    body = pickle.dumps(content)
    partial = f"{path}.{os.getpid()}"
    try:
        Path(partial).write_bytes(content_hash(path, body) + body)
        os.replace(partial, path)
    except OSError:
        Path(partial).unlink(missing_ok=True)


class _FolderOfOurs(caching.UserProvidedCacheLocator):
    """Leads to the folder of compiled code and to no other, wherever numba would look next."""

    folder: Path

    def __init__(self, py_func: Any, py_file: str) -> None:
        self._py_file = py_file
        self._lineno = py_func.__code__.co_firstlineno
        self._cache_path = str(self.folder / self.get_suitable_cache_subpath(py_file))

    def ensure_cache_path(self) -> None:
        _made(self._cache_path)

    @classmethod
    def from_function(cls, py_func: Any, py_file: str) -> "_FolderOfOurs":
        return cls(py_func, py_file)


@cache
def _made(folder: str) -> None:
    """Make a folder for the functions of one folder of sources, once in a process and not once for each function."""
    make_trusted(Path(folder))


class _CheckedCache(caching.FunctionCache):
    """Numba's cache of a function, with files that are checked."""

    def __init__(self, function: Callable[..., Any]) -> None:
        super().__init__(function)
        self._cache_file = CheckedFiles(
            cache_path=self._cache_path,
            filename_base=self._impl.filename_base,
            source_stamp=self._impl.locator.get_source_stamp(),
        )

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        """Return the compiled function of a signature; None where none is kept, or none that can be made to run."""
        try:
            return super().load_overload(sig, target_context)
        except Exception:  # intact, but of libraries that have changed since: whatever it is, compiling mends it
            tell("damaged", file=self._cache_file._index_path)
            return None

    def save_overload(self, sig: Any, data: Any) -> None:
        """Keep the compiled function of a signature, if its folder can be made and trusted."""
        try:
            super().save_overload(sig, data)
        except NoCacheFolder as reason:
            tell("without", reason=reason)


def checked_cache(folder: Path) -> Callable[[Callable[..., Any]], caching.Cache]:
    """Return what makes the cache of a function, in a folder of compiled code."""
    locator = type("_Locator", (_FolderOfOurs,), {"folder": folder})
    implementation = type("_Implementation", (caching.CompileResultCacheImpl,), {"_locator_classes": [locator]})
    made: Callable[[Callable[..., Any]], caching.Cache] = type(
        "_FunctionCache", (_CheckedCache,), {"_impl_class": implementation}
    )
    return made
