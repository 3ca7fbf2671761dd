"""Files that are written whole or not at all.

A file is made in a folder of its own, beside the place that it is for: `.findings.csv.k3j2.part/findings.csv`. Once it
is complete and on the disk, renaming it puts it in its place in one step, so whoever looks sees the old file or the new
one, whenever the process is killed. A process that is ended in an orderly way takes its folder away. One that is killed
cannot; the next run that writes the same file does, as the folder of a living process is locked by it.
"""

from __future__ import annotations

import glob
import os
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import attrs


@attrs.define
class _Part:
    """A file that is being made: the place that it is for, the folder that it is alone in, and the lock on that."""

    place: Path
    folder: Path
    lock: int | None = None

    @property
    def file(self) -> Path:
        return self.folder / self.place.name

    def begin(self) -> bool:
        """Make the folder, and tell whether it is still there once it is locked."""
        # Readable by its owner alone, so that the file inside may have the mode of any new file from the start.
        self.folder.mkdir(mode=0o700)
        self.lock = _locked(self.folder)
        return self.folder.is_dir()

    def finish(self) -> None:
        """Put the file in its place."""
        with _as_of(self.place, self.folder):
            self.file.replace(self.place)
        self.leave()

    def leave(self) -> None:
        """Take the folder away with whatever is in it; once more does no harm."""
        try:
            shutil.rmtree(self.folder, ignore_errors=True)
        except OSError as error:
            # A signal that ends the process just as `rmtree` closes a folder makes it close that twice, and the second
            # time hides why: the rest is taken away, and the process ends as it was told to.
            shutil.rmtree(self.folder, ignore_errors=True)
            if not isinstance(error.__context__, (SystemExit, KeyboardInterrupt)):
                raise
            raise error.__context__ from None
        lock, self.lock = self.lock, None
        if lock is not None:
            os.close(lock)


@attrs.define
class Together:
    """Files that take their places one right after the other, once all of them are complete."""

    _parts: list[_Part] = attrs.field(factory=list, init=False)

    def _add(self, part: _Part) -> None:
        self._parts.append(part)


@contextmanager
def together() -> Iterator[Together]:
    """Give what keeps files back until all are complete; without an error they take their places in the order made.

    An error, in whatever is done inside, leaves every old file as it was. A process that is killed between two of the
    renames leaves the first file new and the second old: no file system replaces two files in one step.
    """
    files = Together()
    parts = files._parts  # noqa: SLF001 (the list is this module's own)
    try:
        yield files
        for part in parts:
            part.finish()
    finally:
        for part in parts:
            part.leave()


@contextmanager
def placed(path: Path, files: Together | None = None) -> Iterator[Path]:
    """Give where to write a file that takes the place of `path` when all is done, and leaves no trace otherwise.

    What else is written to the folder of that file goes away with it. With `files`, it waits for the others.
    """
    with _as_of(path, path.parent):
        _sweep(path)
    part = _part_of(path)
    try:  # From before there is a folder: a signal may end the process at any step.
        with _as_of(path, path.parent):
            while not part.begin():  # Another run took it for a leftover before it was locked.
                part.leave()
                part.folder = _part_of(path).folder
        with _as_of(path, part.folder):
            yield part.file
            _onto_disk(part.file)
        if files is None:
            part.finish()
        else:
            files._add(part)  # noqa: SLF001 (as said)
    except BaseException:
        part.leave()
        raise


@contextmanager
def whole(path: Path, encoding: str, files: Together | None = None) -> Iterator[IO[str]]:
    """Give a text file that takes the place of `path` when all of it is written, and leaves no trace otherwise."""
    with placed(path, files) as part, part.open("w", encoding=encoding, newline="") as file:
        yield file


@contextmanager
def whole_bytes(path: Path, files: Together | None = None) -> Iterator[IO[bytes]]:
    """Give a file of bytes that takes the place of `path` when all of it is written, and leaves no trace otherwise."""
    with placed(path, files) as part, part.open("wb") as file:
        yield file


def _part_of(path: Path) -> _Part:
    return _Part(path, path.with_name(f".{path.name}.{secrets.token_hex(8)}.part"))


def _sweep(path: Path) -> None:
    """Take away the folders that killed processes have left behind: those that nobody holds a lock on."""
    for folder in path.parent.glob(f".{glob.escape(path.name)}.*.part"):
        lock = _locked(folder)
        if lock is not None:
            _Part(path, folder, lock).leave()


def _locked(folder: Path) -> int | None:
    """Lock a folder for as long as this process lives, or give `None` where another has, or locks do not work."""
    if sys.platform == "win32":
        return None  # Folders cannot be locked there; what a killed process leaves behind stays.
    import fcntl  # noqa: PLC0415 (it is not there on Windows)

    lock = None
    try:
        lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        if lock is not None:
            os.close(lock)
        return None
    return lock


def _onto_disk(file: Path) -> None:
    handle = os.open(file, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _as_of(path: Path, folder: Path) -> Iterator[None]:
    """Name the file that is asked for in an error about the one that is written instead, and in no other."""
    try:
        yield
    except OSError as error:
        name = error.filename
        if error.errno is None or (name is not None and not str(name).startswith(str(folder))):
            raise
        raise OSError(error.errno, error.strerror, str(path)) from None
