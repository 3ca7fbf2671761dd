"""The one rule in OpenFisca-Core: interviews are its persons, and a course is the group that they belong to."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from caseload.contenders.one_rule import NEEDED, Courses, verdict

# Not a dependency of the project, so nothing is known of its types here.
entities: Any = import_module("openfisca_core.entities")
periods: Any = import_module("openfisca_core.periods")
simulations: Any = import_module("openfisca_core.simulations")
systems: Any = import_module("openfisca_core.taxbenefitsystems")
variables: Any = import_module("openfisca_core.variables")

_YEAR = "2026"
_NEVER = np.iinfo(np.int32).max - 1
_INTERVIEW = entities.Entity("interview", "interviews", "An interview", "")
_ROLES = [{"key": "member", "plural": "members", "label": "Interviews"}]
_COURSE = entities.GroupEntity("course", "courses", "A course", "", roles=_ROLES)


def _fourth(course: Any, period: Any) -> Any:
    held = course.members("held", period)
    rank = course.members.get_rank(course, held)
    return course.sum(held * (rank == NEEDED - 1))


def _variable(name: str, entity: Any, **more: Any) -> Any:
    unit = periods.DateUnit.YEAR if "formula" in more else periods.DateUnit.ETERNITY
    given = {"value_type": int, "entity": entity, "definition_period": unit, "label": name}
    return type(name, (variables.Variable,), {**given, **more})


def work_of(own: Courses) -> Callable[[], NDArray[np.str_]]:
    """Give the work of judging the courses."""
    # `get_rank` cannot do without a member in every course: each gets an interview that never comes.
    whose = np.concatenate([own.course, np.arange(len(own.start))])
    held = np.concatenate([own.date, np.full(len(own.start), _NEVER)])

    def work() -> NDArray[np.str_]:
        system = systems.TaxBenefitSystem([_INTERVIEW, _COURSE])
        system.add_variables(_variable("held", _INTERVIEW), _variable("fourth", _COURSE, formula=_fourth))
        build = simulations.SimulationBuilder()
        build.create_entities(system)
        build.declare_person_entity("interview", np.arange(len(whose)))
        courses = build.declare_entity("course", np.arange(len(own.start)))
        build.join_with_persons(courses, whose, np.zeros(len(whose), np.int64))
        simulation = build.build(system)
        simulation.set_input("held", "ETERNITY", held)
        found = np.asarray(simulation.calculate("fourth", _YEAR)).astype(np.int64)
        return verdict(np.where(found == _NEVER, 0, found), own)

    return work
