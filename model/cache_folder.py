"""Where compiled code is kept, and whose code is run: a folder that nobody else may write into.

Code in the cache runs as it is, so a folder is trusted as the sources are and no further. Beside the package that is one
of the same owner, no more open than the package; elsewhere a folder of the user's own, closed to all others.
"""

import os
import stat
from pathlib import Path

from numba.misc.appdirs import AppDirs

PACKAGE = Path(__file__).parent
OPEN_TO_WRITERS = 0o022  # group and others
OPEN_TO_OTHERS = 0o077
REASONS = {
    "link": {"zh": "{folder} 是链接或不是文件夹", "en": "{folder} is a link or no folder"},
    "foreign": {"zh": "{folder} 属于其他用户", "en": "{folder} belongs to another user"},
    "open": {"zh": "{folder} 对其他用户开放", "en": "{folder} is open to other users"},
    "unwritable": {"zh": "无法写入 {folder}", "en": "{folder} cannot be written"},
}


class NoCacheFolder(Exception):
    """A folder that is not used: a key of REASONS, and the folder."""

    def __init__(self, key: str, folder: Path) -> None:
        self.key, self.folder = key, folder
        super().__init__(self.in_language("en"))

    def in_language(self, language: str) -> str:
        """Return the reason in a language, zh or en."""
        return REASONS[self.key][language].format(folder=self.folder)


def beside() -> Path:
    """Return the cache folder beside the package."""
    return PACKAGE.parent / ".cache"


def of_the_user() -> Path:
    """Return the user's own cache folder, where the system has such folders: below %LOCALAPPDATA%, ~/Library or ~/.cache."""
    return Path(AppDirs(appname="tenglong", appauthor=False).user_cache_dir)


def trusted_folder(name: str) -> Path:
    """Return the folder for compiled code of a name: beside the package, or in the user's own cache folder.

    Raises NoCacheFolder where neither can be written and trusted.
    """
    if os.access(beside() if beside().exists() else PACKAGE.parent, os.W_OK):
        try:
            return make_trusted(beside() / "numba" / name)
        except NoCacheFolder:
            pass  # such as one that a stranger left there
    folder = of_the_user()
    if not folder.is_absolute():
        raise NoCacheFolder("unwritable", folder)
    return make_trusted(folder / "numba" / name)


def make_trusted(folder: Path) -> Path:
    """Make a folder within one of the two cache folders, and return it.

    Raises NoCacheFolder where one on the way is not trusted: who may write into one may exchange what lies in it.
    """
    own = not folder.is_relative_to(beside())
    root = of_the_user() if own else beside()
    way = [each for each in (folder, *folder.parents) if each.is_relative_to(root)][::-1]
    for each in way:
        try:
            each.mkdir(mode=0o700 if own else 0o755, parents=each == root, exist_ok=True)
            refuse_untrusted(each, own=own)
        except FileExistsError:
            raise NoCacheFolder("link", each) from None
        except OSError:
            raise NoCacheFolder("unwritable", each) from None
    if not os.access(folder, os.W_OK):
        raise NoCacheFolder("unwritable", folder)
    return folder


def refuse_untrusted(folder: Path, *, own: bool) -> None:
    """Refuse a folder that others may have written into. Raises NoCacheFolder.

    `own`: it is to be the user's and closed; otherwise it may be of the package's owner and as open as the package is,
    for who can change the sources needs no cache. Windows says nothing in its modes: folders there are closed by where
    they lie.
    """
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or is_reparse_point(found):
        raise NoCacheFolder("link", folder)
    if os.name == "nt":
        return
    package = PACKAGE.stat()
    owners = {os.geteuid()} if own else {os.geteuid(), package.st_uid}
    if found.st_uid not in owners:
        raise NoCacheFolder("foreign", folder)
    if stat.S_IMODE(found.st_mode) & (OPEN_TO_OTHERS if own else OPEN_TO_WRITERS & ~package.st_mode):
        raise NoCacheFolder("open", folder)


def is_reparse_point(found: os.stat_result) -> bool:
    """Return whether a folder is what Windows has for a link: a junction or a mount point, which no mode shows."""
    return bool(getattr(found, "st_file_attributes", 0) & stat.FILE_ATTRIBUTE_REPARSE_POINT)
