"""A schedule against a law: proof or counterexample. How it is decided stands in `kontaktforloeb.proof`.

The package has a function of this module's name, which must be there before anything else; so this is all it loads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kontaktforloeb.conventions import Conventions
    from kontaktforloeb.proof.setting import Setting
    from kontaktforloeb.proof.values import Alone, Proof, Repair
    from kontaktforloeb.rulebook.registry import Rulebook

Day = date | str


def prove(  # noqa: PLR0913 (keyword-only choices of a public call)
    schedule: str,
    against: str,
    *,
    version: Day | None = None,
    duties: Iterable[str] = (),
    starts: tuple[Day, Day] | None = None,
    groups: Iterable[str] = (),
    events: Iterable[str] = (),
    assume: Mapping[str, str] | None = None,
    as_if: bool = False,
    rulebook: Rulebook | None = None,
    conventions: Conventions | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Proof:
    """Give for each duty of a law whether every way to follow a schedule on time keeps it, on every start day.

    `version` is a day on which the version of the law is in force; `starts` are the first and the last start day, or
    else those on which schedule and version are both in force. `duties` limits it to some duties of the law, `groups`
    to some target groups. `events`, as "NAME" or "NAME=VALUE", are recorded on the first day; no others are. `assume`
    says what every meeting is, as in `{"held_by": "jobcenter", "individual": "yes"}`. With `as_if` the versions are
    taken to be in force on all of the days.
    Raises `UnknownNameError` for a name that is not there, `OutOfRangeError` where no start day is left, and without
    the package z3-solver; `RuleFileError` for a schedule of which a part can never apply or be kept.

    >>> proof = prove("cabi-grundmodel", "lab", version="2020-01-01", duties=["31-1"], starts=("2022-02-01",) * 2)
    >>> proof.outcome.value, proof.scope.starts
    ('counterexample', 1)
    >>> [str(meeting.date) for meeting in proof.counterexample.case.meetings]
    ['2022-07-28', '2022-07-29', '2022-07-30', '2022-07-31']
    """
    from kontaktforloeb.proof.extra import check_extra  # noqa: PLC0415 (as said)

    check_extra()
    from kontaktforloeb.proof.proving import proof_of  # noqa: PLC0415 (as said)

    given = _setting(schedule, against, version, starts, groups, events, assume, as_if, rulebook, conventions)
    return proof_of(given, tuple(duties), progress)


def prove_alone(
    schedule: str,
    *,
    version: Day | None = None,
    starts: tuple[Day, Day] | None = None,
    groups: Iterable[str] = (),
    events: Iterable[str] = (),
    rulebook: Rulebook | None = None,
    conventions: Conventions | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Alone:
    """Give whether a schedule can be followed at all, which duties contradict each other, and which follow from others.

    The choices, and what it raises, are those of `prove`.

    >>> prove_alone("varde", starts=("2018-03-01", "2018-03-02"), groups=["dagpenge"]).followable.value
    'proved'
    """
    from kontaktforloeb.proof.extra import check_extra  # noqa: PLC0415 (as said)

    check_extra()
    from kontaktforloeb.proof.alone import alone_of  # noqa: PLC0415 (as said)

    given = _setting(schedule, None, version, starts, groups, events, None, False, rulebook, conventions)  # noqa: FBT003 (in the order of the choices)
    return alone_of(given, progress)


def repair(  # noqa: PLR0913 (as of `prove`)
    schedule: str,
    against: str,
    *,
    version: Day | None = None,
    duties: Iterable[str] = (),
    starts: tuple[Day, Day] | None = None,
    groups: Iterable[str] = (),
    events: Iterable[str] = (),
    assume: Mapping[str, str] | None = None,
    most: int = 3,
    rulebook: Rulebook | None = None,
    conventions: Conventions | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Repair | None:
    """Give the least change of a schedule's numbers by which it keeps the duties; none where none up to `most` does.

    A number more or less is one step: one interview more, a due day one week, month or day earlier as the rule counts
    it. The other choices, and what it raises, are those of `prove`.
    """
    from kontaktforloeb.proof.extra import check_extra  # noqa: PLC0415 (as said)

    check_extra()
    from kontaktforloeb.proof.repairing import repair_of  # noqa: PLC0415 (as said)

    given = _setting(schedule, against, version, starts, groups, events, assume, False, rulebook, conventions)  # noqa: FBT003 (in the order of the choices)
    return repair_of(given, tuple(duties), most, progress)


def _setting(  # noqa: PLR0913, PLR0917 (what the calls above are given)
    schedule: str,
    against: str | None,
    version: Day | None,
    starts: tuple[Day, Day] | None,
    groups: Iterable[str],
    events: Iterable[str],
    assume: Mapping[str, str] | None,
    as_if: bool,  # noqa: FBT001 (as above)
    rulebook: Rulebook | None,
    conventions: Conventions | None,
) -> Setting:
    from kontaktforloeb.conventions import DEFAULT  # noqa: PLC0415 (as said)
    from kontaktforloeb.dates import as_day  # noqa: PLC0415 (as said)
    from kontaktforloeb.proof.setting import setting  # noqa: PLC0415 (as said)
    from kontaktforloeb.rulebook.registry import load_rules  # noqa: PLC0415 (as said)

    told = [event.partition("=") for event in events]
    return setting(
        schedule,
        against,
        rulebook or load_rules(),
        version=None if version is None else as_day(version),
        first=None if starts is None else as_day(starts[0]),
        last=None if starts is None else as_day(starts[1]),
        events=[(name, value or None) for name, _, value in told],
        groups=tuple(groups),
        assumed=tuple((assume or {}).items()),
        conventions=conventions or DEFAULT,
        as_if_in_force=as_if,
    )
