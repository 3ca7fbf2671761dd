"""What a rule file may say, as frozen values. A file holds data only: no expressions, no code.

The classes are the format: the loader reads by them, and so do the editors' schema and the documentation. They stand in
one module because they are one language.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import attrs

from kontaktforloeb.rulebook.kinds import (
    Bucket,
    Clock,
    Compare,
    Dating,
    FileKind,
    FileStatus,
    JudgedBy,
    Kind,
    Measured,
    Mode,
    ParameterType,
    Snap,
    Unit,
)
from kontaktforloeb.rulebook.structure import (
    anything,
    day,
    decimal,
    flag,
    key,
    keyed,
    many,
    month_and_day,
    name,
    number,
    points,
    table,
    text,
    text_or_nothing,
    word,
    word_like,
)
from kontaktforloeb.status import Certainty, Coverage, Duty, Level, Reason

_MOST, _MOST_DAYS, _OLDEST = 1200, 36500, 150
"""The longest periods that a rule can name: what is counted so stays inside the calendar."""


@attrs.frozen
class Bilingual:
    """Text in Danish and English."""

    da: str = key(text)
    en: str = key(text)

    def in_(self, lang: str) -> str:
        """Give the text in one language, `da` or `en`."""
        return self.en if lang == "en" else self.da


@attrs.frozen
class Source:
    """Where a file's facts come from."""

    act: str = key(text)
    address: str = key(text)


@attrs.frozen
class Transition:
    """What a newer version says of courses that began before it."""

    default: Mode = key(word(Mode), default=Mode.PREVIOUS)
    groups: Mapping[str, Mode] = key(keyed(word(Mode)), factory=dict)

    def mode(self, group: str) -> Mode:
        """Give the mode for a course in `group`."""
        return self.groups.get(group, self.default)


@attrs.frozen
class Parameter:
    """A value that the source leaves to whoever uses the schedule; without `value` it must be set before judging."""

    title: Bilingual = key(table(Bilingual))
    type: ParameterType = key(word(ParameterType), default=ParameterType.NUMBER)
    reference: str | None = key(text, default=None)
    value: object = key(anything, default=None)


@attrs.frozen
class Stretch:
    """Days from and to, both included."""

    from_: date = key(day, name="from")
    to: date = key(day)


@attrs.frozen
class Match:
    """One way for a meeting to match: every field that is given must agree; with `event` an event matches."""

    type: tuple[str, ...] | None = key(many(text), default=None)
    held_by: tuple[str, ...] | None = key(many(text), default=None)
    with_: tuple[str, ...] | None = key(many(text), default=None, name="with")
    form: tuple[str, ...] | None = key(many(text), default=None)
    not_form: tuple[str, ...] | None = key(many(text), default=None)
    individual: bool | None = key(flag, default=None)
    topics: tuple[str, ...] | None = key(many(text), default=None)
    agreements: tuple[str, ...] | None = key(many(text), default=None)
    own_adviser: bool | None = key(flag, default=None)
    event: tuple[str, ...] | None = key(many(text), default=None)
    value: tuple[str, ...] | None = key(many(text_or_nothing), default=None)


@attrs.frozen
class Require:
    """What every matching held meeting must carry; lists: at least one of the words, `all_`: every one."""

    held_by: tuple[str, ...] | None = key(many(text), default=None)
    with_: tuple[str, ...] | None = key(many(text), default=None, name="with")
    all_with: tuple[str, ...] | None = key(many(text), default=None)
    form: tuple[str, ...] | None = key(many(text), default=None)
    topics: tuple[str, ...] | None = key(many(text), default=None)
    all_topics: tuple[str, ...] | None = key(many(text), default=None)
    agreements: tuple[str, ...] | None = key(many(text), default=None)
    all_agreements: tuple[str, ...] | None = key(many(text), default=None)
    agreements_at_least: int | None = key(number(1), default=None)
    no_agreements: tuple[str, ...] | None = key(many(text), default=None)
    minutes: int | None = key(number(1), default=None)
    prep_minutes: int | None = key(number(1), default=None)
    prep_days_before: int | None = key(number(0, _MOST_DAYS), default=None)
    same_adviser: bool | None = key(flag, default=None)
    match: str | None = key(text, default=None)
    asked: tuple[str, ...] = attrs.field(init=False, repr=False)
    """The names of the fields that are given."""

    @asked.default
    def _asked(self) -> tuple[str, ...]:
        fields = (field.name for field in attrs.fields(Require) if field.init)
        return tuple(name for name in fields if getattr(self, name) is not None)


@attrs.frozen
class Period:
    """A length of time: exactly one of its fields is given."""

    days: int | None = key(number(1, _MOST_DAYS), default=None)
    weeks: int | None = key(number(1, _MOST), default=None)
    months: int | None = key(number(1, _MOST), default=None)


@attrs.frozen
class Point:
    """A day: an anchor, at most one period from it (days and weeks KF-D1, months KF-D2, week KF-D3), then a snap."""

    anchor: str = key(text, default="start")
    days: int | None = key(number(0, _MOST_DAYS), default=None)
    weeks: int | None = key(number(0, _MOST), default=None)
    months: int | None = key(number(1, _MOST), default=None)
    week: int | None = key(number(1, _MOST), default=None)
    snap: Snap | None = key(word(Snap), default=None)
    accumulated_weeks: int | None = key(number(1, _MOST), default=None)
    months_before: int | None = key(number(1, _MOST), default=None)
    plus_days: int = key(number(0, _MOST_DAYS), default=0)
    day_after: bool = key(flag, default=False)
    bare: bool = attrs.field(init=False, repr=False)
    """Whether the point is its anchor and nothing more."""
    moved: bool = attrs.field(init=False, repr=False)
    """Whether anything moves the day once its period has been counted."""

    @bare.default
    def _bare(self) -> bool:
        said = (
            self.days, self.weeks, self.months, self.week, self.accumulated_weeks, self.months_before, self.snap,
        )  # fmt: skip
        return not (self.day_after or self.plus_days) and all(period is None for period in said)

    @moved.default
    def _moved(self) -> bool:
        return self.snap is not None or bool(self.plus_days) or self.day_after


START = Point()
"""The course's first day."""


@attrs.frozen
class AppliesTo:
    """Which courses a requirement is about: the groups on its first day, what is recorded over the whole course."""

    groups: tuple[str, ...] = key(many(text), default=())
    event: tuple[str, ...] = key(many(text), default=())
    no_event: tuple[str, ...] = key(many(text), default=())
    meeting: tuple[str, ...] = key(many(text), default=())
    exemption: tuple[str, ...] = key(many(text), default=())
    began: Stretch | None = key(table(Stretch), default=None)
    by_record: bool = attrs.field(init=False, repr=False)
    """Whether more than the groups and the events decides."""

    @by_record.default
    def _by_record(self) -> bool:
        return bool(self.meeting or self.exemption) or self.began is not None

    def only_before(self, day: date) -> bool:
        """Tell whether it is about courses alone that began before `day`."""
        return self.began is not None and self.began.to < day


ANYBODY = AppliesTo()
"""No group at all: only a load is about nobody in particular."""


@attrs.frozen
class When:
    """Guards on the citizen's facts: all that are given must hold on the course's first day.

    `facts` are events whose latest value by then, or else the first one after, must be one of the words; `ever` are
    events of which any value recorded in the course may be.
    """

    age_from: int | None = key(number(0, _OLDEST), default=None)
    age_below: int | None = key(number(1, _OLDEST), default=None)
    facts: Mapping[str, tuple[str, ...]] = key(keyed(many(text)), factory=dict)
    ever: Mapping[str, tuple[str, ...]] = key(keyed(many(text)), factory=dict)


@attrs.frozen
class Phase:
    """A stretch of a course, from `opens` to `ends`, chained to others; no `ends`: to the course's end."""

    id: str = key(name)
    title: Bilingual = key(table(Bilingual))
    opens: Point = key(table(Point))
    ends: Point | None = key(table(Point), default=None)


@attrs.frozen
class Condition:
    """When a duty is not required: all that is given must hold; `count` and `held_to` say more of the meetings."""

    event: str | None = key(text, default=None)
    no_event: str | None = key(text, default=None)
    meeting: str | None = key(text, default=None)
    no_meeting: str | None = key(text, default=None)
    began_by_change_among: tuple[str, ...] | None = key(many(text), default=None)
    earlier_course: bool | None = key(flag, default=None)
    count: int = key(number(1), default=1)
    held_to: date | None = key(day, default=None)


@attrs.frozen
class Step:
    """The k-th meeting by its own day."""

    count: int = key(number(1))
    due: Point = key(table(Point))


@attrs.frozen
class Also:
    """Further meetings that count, at most so many."""

    match: str = key(text)
    at_most: int = key(number(0))


@attrs.frozen
class Alternative:
    """Another way to satisfy a count; with `event`, only where it is recorded by the due day."""

    match: str = key(text)
    event: str | None = key(text, default=None)
    opens: Point = key(table(Point), default=START)


@attrs.frozen
class Share:
    """The part of a group that a group duty asks for, as a fraction of whole numbers."""

    at_least: int = key(number(0))
    of: int = key(number(1))


@attrs.frozen
class Band:
    """A part of a measure's scale: reached from `at_least` of `of` on, in whole numbers, and what it is worth."""

    id: str = key(name)
    at_least: int = key(number(0))
    of: int = key(number(1))
    points: Decimal | None = key(points, default=None)


@attrs.frozen
class Cohort:
    """The courses that a share looks at: those in which the as-of day lies from one day of theirs to another."""

    from_: Point = key(table(Point), default=START, name="from")
    to: Point | None = key(table(Point), default=None)


@attrs.frozen
class Requirement:
    """One duty in one version."""

    id: str = key(name)
    title: Bilingual = key(table(Bilingual))
    reference: str = key(text)
    kind: Kind = key(word(Kind))
    duty: Duty = key(word(Duty))
    level: Level = key(word(Level))
    certainty: Certainty = key(word(Certainty))
    coverage: Coverage = key(word(Coverage))
    applies_to: AppliesTo = key(table(AppliesTo), default=ANYBODY)
    role: str | None = key(text, default=None)
    note: Bilingual | None = key(table(Bilingual), default=None)
    checks: tuple[str, ...] = key(many(text), default=())
    clock: Clock | None = key(word(Clock), default=None)
    share: Share | None = key(table(Share), default=None)
    not_required: tuple[Condition, ...] = key(many(table(Condition)), default=())
    opens: Point = key(table(Point), default=START)
    due: Point | None = key(table(Point), default=None)
    # count, each
    match: str | None = key(text, default=None)
    count: int | None = key(number(1), default=None)
    at_most: int | None = key(number(1), default=None)
    steps: tuple[Step, ...] = key(many(table(Step)), default=())
    per: Bucket | None = key(word(Bucket), default=None)
    grace_days: int = key(number(0, _MOST_DAYS), default=0)
    besides: tuple[str, ...] = key(many(text), default=())
    also: tuple[Also, ...] = key(many(table(Also)), default=())
    any_of: tuple[Alternative, ...] = key(many(table(Alternative)), default=())
    # gap
    longest: Period | None = key(table(Period), default=None)
    # each
    slots: tuple[int, ...] = key(many(number(1)), default=())
    from_slot: int = key(number(1), default=1)
    require: Require | None = key(table(Require), default=None)
    # order
    first: str | None = key(text, default=None)
    before: str | None = key(text, default=None)
    # whatever is judged of one citizen
    phase: str | None = key(text, default=None)
    when: When | None = key(table(When), default=None)
    reset_on: tuple[str, ...] = key(many(text), default=())
    exit_on: tuple[str, ...] = key(many(text), default=())
    suspend: tuple[Stretch, ...] = key(many(table(Stretch)), default=())
    pause: tuple[Stretch, ...] = key(many(table(Stretch)), default=())
    not_waived_by: tuple[str, ...] = key(many(text), default=())
    ends_on: date | None = key(day, default=None)
    held_from: date | None = key(day, default=None)
    held_to: date | None = key(day, default=None)
    judged_by: JudgedBy = key(word(JudgedBy), default=JudgedBy.RULES)
    # share, load
    of: str | None = key(text, default=None)
    unit: Unit | None = key(word(Unit), default=None)
    bands: tuple[Band, ...] = key(many(table(Band)), default=())
    cohort: Cohort | None = key(table(Cohort), default=None)
    measure: Measured | None = key(word(Measured), default=None)
    record: str | None = key(text, default=None)
    norm: int | None = key(number(0), default=None)
    compare: Compare | None = key(word(Compare), default=None)
    average: bool = key(flag, default=False)
    minutes: int | None = key(number(1), default=None)
    plain: bool = attrs.field(init=False, repr=False)
    """Whether it asks one thing of the whole course, by the clock of the course."""

    @plain.default
    def _plain(self) -> bool:
        parts = (self.steps, self.when, self.phase, self.reset_on, self.exit_on, self.ends_on, self.pause)
        return self.clock is not Clock.CALENDAR and not any(parts)


@attrs.frozen
class Score:
    """One figure for a list of questions, each the id of a share with bands.

    The figure is the mean of the blocks' means of points, rounded once, half up, to `decimals`.
    """

    id: str = key(name)
    title: Bilingual = key(table(Bilingual))
    certainty: Certainty = key(word(Certainty))
    blocks: tuple[tuple[str, ...], ...] = key(many(many(text)))
    decimals: int = key(number(0, 9))


@attrs.frozen
class Answer:
    """The band that was published for one question."""

    question: str = key(text)
    band: str = key(text)
    checks: tuple[str, ...] = key(many(text), default=())


@attrs.frozen
class Published:
    """A figure that the source shows, with the answers that it was made from; `score` is `ruleset/score`."""

    score: str = key(text)
    shown: Decimal = key(points)
    answers: tuple[Answer, ...] = key(many(table(Answer)))
    checks: tuple[str, ...] = key(many(text), default=())


@attrs.frozen
class RuleFile:
    """One version of a rule set, a law or a schedule."""

    id: str = key(name)
    title: Bilingual = key(table(Bilingual))
    kind: FileKind = key(word(FileKind))
    valid_from: date = key(day)
    status: FileStatus = key(word(FileStatus))
    source: Source = key(table(Source))
    checked_on: date = key(day)
    requirement: tuple[Requirement, ...] = key(many(table(Requirement)))
    valid_to: date | None = key(day, default=None)
    dating: Dating = key(word(Dating), default=Dating.SOURCE)
    note: Bilingual | None = key(table(Bilingual), default=None)
    checks: tuple[str, ...] = key(many(text), default=())
    extends: str | None = key(text, default=None)
    parameter: Mapping[str, Parameter] = key(keyed(table(Parameter)), factory=dict)
    set: Mapping[str, object] = key(keyed(anything), factory=dict)
    default: Mapping[str, object] = key(keyed(anything), factory=dict)
    phase: tuple[Phase, ...] = key(many(table(Phase)), default=())
    score: tuple[Score, ...] = key(many(table(Score)), default=())
    published: tuple[Published, ...] = key(many(table(Published)), default=())
    only_by_name: bool = key(flag, default=False)
    change_expected: date | None = key(day, default=None)
    transition: Transition = key(table(Transition), factory=Transition)
    match: Mapping[str, tuple[Match, ...]] = key(keyed(many(table(Match))), factory=dict)


@attrs.frozen
class StartsOn:
    """The event that starts a group's clock, at most so many days before the spell."""

    event: str = key(text)
    days_before: int | None = key(number(0), default=None)


@attrs.frozen
class Group:
    """A target group of LAB § 6: its number, the benefit it is on, and how its time is counted."""

    id: str = key(text)
    title: Bilingual = key(table(Bilingual))
    benefit: str = key(text)
    clock: Clock = key(word(Clock))
    number: str | None = key(text, default=None)
    starts_on: StartsOn | None = key(table(StartsOn), default=None)


@attrs.frozen
class Restart:
    """A change of group that begins a new course although the benefit stays."""

    id: str = key(text)
    from_: tuple[str, ...] = key(many(text), name="from")
    to: tuple[str, ...] = key(many(text))


@attrs.frozen
class Continuity:
    """How many days without the benefit break a course, by the reading that counts days, and what keeps it whole."""

    days: int = key(number(1))
    kept_by_hours: tuple[str, ...] = key(many(text), default=())


@attrs.frozen
class Insured:
    """How an insured person's hours become weeks and months."""

    id: str = key(text)
    month_hours: Decimal = key(decimal)
    week_hours: Decimal = key(decimal)


@attrs.frozen
class Accumulated:
    """How accumulated unemployment is counted."""

    placement_event: str = key(text)
    break_months: int = key(number(1))
    hour_kinds: tuple[str, ...] = key(many(text))
    insured_if_missing: str = key(text)
    insured: tuple[Insured, ...] = key(many(table(Insured)))
    dead: tuple[Stretch, ...] = key(many(table(Stretch)), default=())
    other_hour_kinds: tuple[str, ...] = key(many(text), default=())
    kept_by_hours: tuple[str, ...] = key(many(text), default=())

    @property
    def known_hour_kinds(self) -> tuple[str, ...]:
        """The kinds of hours that a table may hold, those that do not count among them."""
        return (*self.hour_kinds, *(kind for kind in self.other_hour_kinds if kind not in self.hour_kinds))


@attrs.frozen
class Handover:
    """The day on which one holder's part of an accumulated course ends: by event, else by hours at a month's end."""

    id: str = key(text)
    hour_kinds: tuple[str, ...] = key(many(text))
    hours: Mapping[str, Decimal] = key(keyed(decimal))


@attrs.frozen
class Holder:
    """Who holds a meeting; `same_as` names the holder that it is one with."""

    id: str = key(text)
    same_as: str | None = key(text, default=None)


@attrs.frozen
class MeetingType:
    """A type of meeting, its numbers in the common data base, and who always takes part."""

    id: str = key(text)
    dfdg: tuple[int, ...] = key(many(number(1)), default=())
    with_: tuple[str, ...] = key(many(text), default=(), name="with")


@attrs.frozen
class Word:
    """A word that a table may hold."""

    id: str = key(text)


@attrs.frozen
class MeetingStatus:
    """What a meeting's status says: held, or only booked, or neither."""

    id: str = key(text)
    held: bool = key(flag, default=False)
    booked: bool = key(flag, default=False)


@attrs.frozen
class ExemptionKind:
    """Whether an exemption of this kind takes duties away, for which groups and which kind of duty."""

    id: str = key(text)
    waives: bool = key(flag)
    groups: tuple[str, ...] = key(many(text), default=())
    duty: Duty | None = key(word(Duty), default=None)


@attrs.frozen
class EventKind:
    """A kind of event, and the reason that a finding carries where the course's start stands in for it."""

    id: str = key(text)
    title: Bilingual = key(table(Bilingual))
    if_missing: Reason | None = key(word(Reason), default=None)


@attrs.frozen
class WorkingDays:
    """Days of the year, as mm-dd, that are no working days beside weekends and public holidays."""

    closed: tuple[str, ...] = key(many(month_and_day))


@attrs.frozen
class Reading:
    """One answer to what the law leaves open, and who gives it."""

    id: str = key(name)
    title: Bilingual = key(table(Bilingual))
    source: str = key(text)


@attrs.frozen
class Convention:
    """What the law leaves open, and the ways in which it can be read; rule files ask for one by its id."""

    id: str = key(word_like)
    title: Bilingual = key(table(Bilingual))
    question: Bilingual = key(table(Bilingual))
    reference: str = key(text)
    default: str = key(name)
    reading: tuple[Reading, ...] = key(many(table(Reading)))


@attrs.frozen
class Grundlag:
    """One version of the words and clocks; it holds only what changed."""

    id: str = key(text)
    title: Bilingual = key(table(Bilingual))
    kind: FileKind = key(word(FileKind))
    valid_from: date = key(day)
    status: FileStatus = key(word(FileStatus))
    source: Source = key(table(Source))
    checked_on: date = key(day)
    group: tuple[Group, ...] = key(many(table(Group)), default=())
    restart: tuple[Restart, ...] = key(many(table(Restart)), default=())
    continuity: Continuity | None = key(table(Continuity), default=None)
    accumulated: Accumulated | None = key(table(Accumulated), default=None)
    handover: tuple[Handover, ...] = key(many(table(Handover)), default=())
    holder: tuple[Holder, ...] = key(many(table(Holder)), default=())
    meeting_type: tuple[MeetingType, ...] = key(many(table(MeetingType)), default=())
    form: tuple[Word, ...] = key(many(table(Word)), default=())
    meeting_status: tuple[MeetingStatus, ...] = key(many(table(MeetingStatus)), default=())
    exemption: tuple[ExemptionKind, ...] = key(many(table(ExemptionKind)), default=())
    event: tuple[EventKind, ...] = key(many(table(EventKind)), default=())
    working_days: WorkingDays | None = key(table(WorkingDays), default=None)
    convention: tuple[Convention, ...] = key(many(table(Convention)), default=())
