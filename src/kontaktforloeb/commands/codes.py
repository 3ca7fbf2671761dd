"""The exit codes of the command line."""

from __future__ import annotations

FINE, OVERDUE, UNUSABLE = 0, 1, 2
UNEXPECTED = 70
"""What went wrong is the fault of the program; the number that systems have for that."""
INTERRUPTED, PIPE_CLOSED, TERMINATED = 130, 141, 143
"""What a shell expects of a process that was stopped: 128 and the number of the signal."""
