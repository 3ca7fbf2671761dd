"""Making and writing at the same time: batches are made in one thread and written in another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from queue import Empty, Full, Queue
from threading import Event, Thread
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 1
"""How many batches may wait, so that memory stays bounded."""
_PATIENCE = 0.1
"""Seconds after which whoever waits looks whether the other one is still there."""


class _LeftError(Exception):
    """What the writer meets once the maker is gone."""


def handed_over(batches: Iterable[T], write: Callable[[Iterator[T]], R]) -> R:
    """Give what `write` gives for the batches, which runs in a thread of its own.

    They are made in the calling thread, as before: a signal or an error ends the making at once, and `write` with it.
    An error of `write` is raised here.

    >>> handed_over(range(3), list)
    [0, 1, 2]
    """
    belt: _Belt[T, R] = _Belt(write)
    try:
        belt.start()
        for batch in batches:
            if not belt.put(batch):
                break
        return belt.end()
    except BaseException:
        belt.leave()
        raise


class _Belt(Generic[T, R]):
    """What the batches travel on, and the thread at its end."""

    def __init__(self, write: Callable[[Iterator[T]], R]) -> None:
        self._result: list[R] = []
        self._error: BaseException | None = None
        self._write = write
        self._left = False
        self._queue: Queue[tuple[T] | None] = Queue(_AHEAD)
        # A signal in the middle of `Thread.join` or `is_alive` may mark a thread as ended that runs on (bpo-45274).
        self._running, self._done = Event(), Event()
        self._thread = Thread(target=self._run, name="writing", daemon=True)

    def start(self) -> None:
        """Let the thread begin."""
        self._thread.start()

    def put(self, batch: T) -> bool:
        """Hand a batch over, and tell whether anybody is there to take it."""
        return self._put((batch,))

    def end(self) -> R:
        """Say that there are no more, wait until all is written, and give what came of it."""
        self._put(None)
        self._wait()
        if self._error is not None:
            raise self._error
        return self._result[0]

    def leave(self) -> None:
        """End the writer, wherever it is; a signal may have come before it began, and then it does nothing."""
        self._left = True
        if self._running.wait(_PATIENCE):
            self._wait()

    def _wait(self) -> None:
        self._done.wait()
        self._thread.join()

    def _put(self, item: tuple[T] | None) -> bool:
        while not self._done.is_set():
            try:
                self._queue.put(item, timeout=_PATIENCE)
            except Full:
                continue
            return True
        return False

    def _run(self) -> None:
        self._running.set()
        try:
            if not self._left:
                self._result.append(self._write(self._taken()))
        except BaseException as error:  # noqa: BLE001 (it is raised where the batches are made)
            self._error = error
        finally:
            self._done.set()

    def _taken(self) -> Iterator[T]:
        while True:
            try:
                item = self._queue.get(timeout=_PATIENCE)
            except Empty:
                if self._left:
                    raise _LeftError from None
                continue
            if self._left:
                raise _LeftError
            if item is None:
                return
            yield item[0]
