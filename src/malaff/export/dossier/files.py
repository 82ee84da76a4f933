"""Files that appear only once they are complete: written beside their place under another name, then renamed."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from malaff.errors import BadOption


def write_file(path: Path, data: bytes) -> None:
    """Write one file; what stood there before stays until the new one is complete.

    Raises:
        BadOption: where it cannot be written, or `path` is a folder.
    """
    if path.is_dir():
        raise BadOption(f"{path} is a folder.", remedy="Give the name of a file.")
    _write(path.parent, [(path.name, data)])


def write_folder(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write files into a folder, made where it is missing; none appears before all are complete.

    Raises:
        BadOption: where they cannot be written, or `folder` is a file.
    """
    if folder.exists() and not folder.is_dir():
        raise BadOption(f"{folder} is a file, and this format writes several.", remedy="Give the name of a folder.")
    # The content first: where it cannot be made, no folder is left behind.
    made = list(files)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from error
    _write(folder, made)


def _write(folder: Path, files: list[tuple[str, bytes]]) -> None:
    # mkstemp gives 0600; a file gets what the user's umask would have given it.
    umask = os.umask(0)
    os.umask(umask)
    written: list[tuple[Path, Path]] = []
    try:
        for name, data in files:
            number, temporary = tempfile.mkstemp(dir=folder, prefix=f".{name}.", suffix=".part")
            written.append((Path(temporary), folder / name))
            with os.fdopen(number, "wb") as out:
                out.write(data)
            Path(temporary).chmod(0o666 & ~umask)
        for part, path in written:
            part.replace(path)
    except OSError as error:
        raise _unwritable(folder / files[0][0], error) from error
    finally:
        for part, _ in written:
            part.unlink(missing_ok=True)


def _unwritable(path: Path, error: OSError) -> BadOption:
    return BadOption(f"{path} cannot be written: {error.strerror or error}.", remedy="Give another place.")
