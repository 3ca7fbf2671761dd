"""Values that the type checker keeps frozen and that cost nothing extra to make.

Making a frozen attrs value with slots takes several times as long as an ordinary one (see `benchmarks/`), and a check
makes some twenty that no user ever holds. Those are declared with `quick`: assigning to one is an error of the type
check, not of the run. What users hold is truly frozen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from attrs import frozen as quick
else:
    from attrs import define as quick

__all__ = ["quick"]
