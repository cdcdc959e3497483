"""The hash of the model: of all that decides results, and of no words.

It covers the syntax of every source file of this package, population synthesis and declared numbers included. Comments,
docstrings, layout and texts for people do not count, and files of words beside the declarations are not read.
"""

import ast
import hashlib
from collections.abc import Iterator
from pathlib import Path

from .compile_cache import read_checked, write_checked
from .compiled import CACHE

PACKAGE = Path(__file__).parent
# What is read from a text, as code or as the order of columns: there every text counts.
WRITTEN_CODE = ("quarter.py", "column_order.py")


def source_hash(package: Path = PACKAGE) -> str:
    """Return the hash (16 hexadecimal digits) of the source files of a package, in path order."""
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*.py")):
        digest.update(path.relative_to(package).as_posix().encode())
        tree = ast.parse(path.read_bytes())
        digest.update("".join(described(tree, texts=path.name in WRITTEN_CODE)).encode())
    return digest.hexdigest()[:16]


def described(node: object, *, texts: bool = False) -> Iterator[str]:
    """Yield what a node of a syntax tree says, from the top down; texts for people only if `texts` says so.

    Fields that are empty are left out: newer versions of Python have more of them.
    """
    if isinstance(node, ast.AST):
        yield f"({type(node).__name__}"
        for name in node._fields:
            value = getattr(node, name, None)
            if value is not None and value != []:
                yield f" {name}="
                yield from described(value, texts=texts)
        yield ")"
    elif isinstance(node, list):
        for each in node:
            if not is_docstring(each):
                yield from described(each, texts=texts)
    else:
        yield "text" if is_text(node) and not texts else repr(node)


def is_docstring(node: object) -> bool:
    """Return whether a statement is a text by itself."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def is_text(value: object) -> bool:
    """Return whether a value is words for people: names of columns, types and files have no space and are ASCII."""
    return isinstance(value, str) and not (value.isascii() and len(value.split()) <= 1)


def kept_hash(folder: Path | None) -> str:
    """Return the hash of this package, as it is kept in its folder of compiled code; made and kept there if it is not.

    To make it takes a quarter of a second, at every start. The folder is named after every byte of the sources.
    """
    if folder is None:
        return source_hash()
    path = str(folder / "model_hash")
    kept = read_checked(path, quietly=True)
    if kept is None:
        kept = source_hash()
        write_checked(path, kept)
    return str(kept)


MODEL_HASH = kept_hash(CACHE)
