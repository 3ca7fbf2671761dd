"""What Hypothesis is told when it starts: how the values of the model are made, so that `st.from_type(Case)` works.

Hypothesis finds this by the entry point group `hypothesis`. Nothing is drawn, and no rule file read, before somebody
asks for one of these types.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

_MADE_BY = {
    "Case": "cases",
    "Event": "events",
    "Exemption": "exemptions",
    "Hours": "hours",
    "Meeting": "meetings",
    "Spell": "spells",
}


def register() -> None:
    """Tell Hypothesis how to make a case and what it is made of."""
    from hypothesis import strategies as st  # noqa: PLC0415 (Hypothesis calls this while it is loaded itself)

    model = import_module("kontaktforloeb.model")
    for name, strategy in _MADE_BY.items():
        st.register_type_strategy(getattr(model, name), _made_by(strategy))


def _made_by(strategy: str) -> Any:
    def resolved(_: type[Any]) -> SearchStrategy[Any]:
        found: SearchStrategy[Any] = getattr(import_module("kontaktforloeb.testing"), strategy)()
        return found

    return resolved
