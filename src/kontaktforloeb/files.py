"""Files that are written whole or not at all.

A file is made in a folder of its own, beside the place that it is for: `.findings.csv.k3j2.part/findings.csv`. Once it
is complete and on the disk, renaming it puts it in its place in one step, so whoever looks sees the old file or the new
one, whenever the process is killed. A process that is ended in an orderly way takes its folder away. One that is killed
cannot; the next run that writes the same file does, as the folder of a living process is locked by it.
"""

from __future__ import annotations

import errno
import glob
import os
import secrets
import shutil
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import current_thread, main_thread
from typing import IO, Any

import attrs

_ASKS_TO_END = ("SIGINT", "SIGTERM", "SIGHUP")


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
        self.rename()
        self.leave()

    def rename(self) -> None:
        """Put the file in its place, and leave its folder there."""
        with _as_of(self.place, self.folder):
            self.file.replace(self.place)

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
    """Give what keeps files back until all are complete; without an error each then takes its place.

    The one that was made first takes its place last: where it is the new one, the others are too. An error, in whatever
    is done inside, leaves every old file as it was, and so does a place that is a folder. Between the renames nothing
    else is done, and a signal that asks the process to end waits for the last of them. A process that is killed there,
    or a machine that fails, leaves files of two runs: no file system replaces two files in one step. The hidden folders
    of those that have not taken their places then stand beside them.
    """
    files = Together()
    parts = files._parts  # noqa: SLF001 (the list is this module's own)
    try:
        yield files
        _placed_together(parts[::-1])
    finally:
        for part in parts:
            part.leave()


def _placed_together(parts: Sequence[_Part]) -> None:
    """Rename files one right after the other."""
    for part in parts:
        if part.place.is_dir() and not part.place.is_symlink():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(part.place))
    with _undisturbed():
        for part in parts[:-1]:
            part.rename()
        if len(parts) > 1:
            # Else the disk might have the last rename, and not yet those before it, where the power fails.
            for folder in dict.fromkeys(part.place.parent for part in parts[:-1]):
                _folder_onto_disk(folder)
        for part in parts[-1:]:
            part.rename()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let the signals that ask a process to end wait; killing it does not wait.

    What Python does on a signal it does in the main thread: in another one nothing disturbs.
    """
    if current_thread() is not main_thread():
        yield
        return
    waiting: list[int] = []
    before: dict[int, Any] = {}
    try:
        for name in _ASKS_TO_END:
            number = getattr(signal, name, None)  # Windows has not all of them.
            if number is not None and signal.getsignal(number) not in (signal.SIG_IGN, None):
                before[number] = signal.signal(number, lambda number, _: waiting.append(number))
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for number in waiting:
            signal.raise_signal(number)


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


def _folder_onto_disk(folder: Path) -> None:
    """Write the names in a folder to the disk, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
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
