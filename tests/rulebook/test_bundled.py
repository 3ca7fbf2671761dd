"""The bundled rule files against the contract: what is there, in which version, for whom; the code holds none of it."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any, NamedTuple

import attrs
import pytest

from kontaktforloeb import Case, Conventions, Rulebook, Spell, check, load_rules
from kontaktforloeb.rulebook.compose import open_points
from kontaktforloeb.rulebook.format import Requirement, RuleFile
from kontaktforloeb.rulebook.kinds import FileStatus, Mode
from kontaktforloeb.rulebook.registry import EXAMPLES, bundled_folder

FILES = sorted(path for path in bundled_folder().rglob("*.toml") if not path.name.endswith(EXAMPLES))
LAW_FILES = [path for path in FILES if "lov" in path.parts]
CODE = Path(__file__).parents[2] / "src" / "kontaktforloeb"
SOURCES = sorted(CODE.rglob("*.py"))
VERSIONS = [version.file for ruleset in load_rules().rulesets.values() for version in ruleset.versions]
REQUIREMENTS = [(file, requirement) for file in VERSIONS for requirement in file.requirement]

DAGPENGE = {"dagpenge"}
JOB_READY = {"kontanthjaelp-jobparat"}
ON_HELP = JOB_READY | {
    "kontanthjaelp-aktivitetsparat",
    "uddannelseshjaelp-uddannelsesparat",
    "uddannelseshjaelp-aktivitetsparat",
}
OTHERS = {"jobafklaring", "ressourceforloeb", "ledighedsydelse", "revalidering"}
YOUNG = ("visiteret-27-3",)
TRIAL = ("a-kasseforsoeg",)


@attrs.frozen
class Asked:
    """What the contract asks of one requirement."""

    groups: set[str]
    kind: str = "count"
    count: int | None = None
    role: str | None = None
    event: tuple[str, ...] = ()
    no_event: tuple[str, ...] = ()
    duty: str = "individual"


OF_2020 = {
    "31-1": Asked(DAGPENGE | ON_HELP | OTHERS, count=4, role="fire", no_event=TRIAL),
    "31-2-1": Asked(DAGPENGE, count=1, no_event=TRIAL),
    "31-2-2": Asked(DAGPENGE, count=1, no_event=TRIAL),
    "31-3": Asked(ON_HELP, count=1, role="foerste"),
    "32-2": Asked(DAGPENGE, count=1, role="16-mdr"),
}
IN_PERSON = Asked(DAGPENGE | ON_HELP | OTHERS, kind="each")
LAW = {
    "2020-01-01": OF_2020,
    "2023-03-22": {**OF_2020, "33-1": IN_PERSON},
    "2024-01-01": {
        "31-1-a-kasse": Asked(DAGPENGE, count=3, role="a-kasse", no_event=YOUNG),
        "31-1-jobcenter": Asked(DAGPENGE, count=3, role="kommune", no_event=YOUNG),
        "31-1-27-3": Asked(DAGPENGE, count=6, event=YOUNG),
        "31-3": Asked(ON_HELP | OTHERS, count=4, role="fire"),
        "31-4": Asked(DAGPENGE, count=1, role="foerste-a-kasse", no_event=YOUNG),
        "31-5": Asked(ON_HELP, count=1, role="foerste"),
        "32-2": Asked(DAGPENGE, count=1, role="16-mdr"),
        "33-1": IN_PERSON,
    },
    "2026-07-01": {
        "31-1-a-kasse": Asked(DAGPENGE, count=2, role="a-kasse", no_event=YOUNG, duty="group"),
        "31-1-kommune": Asked(DAGPENGE, count=2, role="kommune", no_event=YOUNG, duty="group"),
        "31-3": Asked(JOB_READY | {"ledighedsydelse"}, count=4, role="fire", duty="group"),
        "31-foerste-a-kasse": Asked(DAGPENGE, count=1, role="foerste-a-kasse", no_event=YOUNG),
        "31-foerste-kommune": Asked(JOB_READY | {"ledighedsydelse"}, count=1, role="foerste"),
        "32-2": Asked(DAGPENGE, count=1, role="16-mdr"),
        "33-1": Asked(DAGPENGE | JOB_READY | {"ledighedsydelse"}, kind="each"),
    },
}
SCHEDULE = {
    "info": Asked(DAGPENGE, kind="order"),
    **{str(number): Asked(DAGPENGE, count=number) for number in range(1, 6)},
    "seks": Asked(DAGPENGE, count=6),
    "a-kasse-1": Asked(DAGPENGE, kind="each"),
    "a-kasse-5": Asked(DAGPENGE, kind="each"),
}


def version(ruleset: str, start: str) -> RuleFile:
    return next(file for file in VERSIONS if (file.id, str(file.valid_from)) == (ruleset, start))


def parts(file: RuleFile, name: str) -> list[Requirement]:
    """Give the requirements of one id: one duty may stand in several pieces for different groups."""
    return [requirement for requirement in file.requirement if requirement.id == name]


def assert_asks(file: RuleFile, name: str, asked: Asked) -> None:
    found = parts(file, name)
    groups = [group for requirement in found for group in requirement.applies_to.groups]
    assert sorted(groups) == sorted(asked.groups)
    for requirement in found:
        assert (requirement.kind, requirement.count, requirement.duty) == (asked.kind, asked.count, asked.duty)
        # The trial was one of a-kasser: a piece for other groups need not leave those in it out.
        in_trial = DAGPENGE & set(requirement.applies_to.groups) or requirement.applies_to.no_event
        no_event = asked.no_event if asked.no_event != TRIAL or in_trial else ()
        assert (requirement.applies_to.event, requirement.applies_to.no_event) == (asked.event, no_event)
        if asked.role is not None:
            assert requirement.role == asked.role
        if asked.duty == "group":
            assert requirement.share is not None
            assert (requirement.share.at_least, requirement.share.of) == (75, 100)


@pytest.mark.parametrize(("start", "name"), [(start, name) for start, names in LAW.items() for name in names])
def test_every_duty_of_the_contract_is_in_its_version_of_the_law_for_its_groups(start: str, name: str) -> None:
    assert_asks(version("lab", start), name, LAW[start][name])


@pytest.mark.parametrize("name", SCHEDULE)
def test_every_duty_of_the_contract_is_in_the_schedule_of_broendby(name: str) -> None:
    assert_asks(version("broendby", "2018-12-06"), name, SCHEDULE[name])


@pytest.mark.parametrize("start", LAW)
def test_a_duty_beside_those_of_the_contract_is_there_only_where_something_is_recorded_that_it_is_about(
    start: str,
) -> None:
    file = version("lab", start)
    silent = set()
    for requirement in file.requirement:
        applies = requirement.applies_to
        of_the_change = applies.began is not None and applies.began.to < file.valid_from
        if not (applies.event or applies.meeting or applies.exemption or of_the_change):
            silent.add(requirement.id)
    assert silent <= set(LAW[start])


def test_the_law_has_the_versions_of_the_contract_from_2020_on_one_before_and_a_proposal() -> None:
    files = [file for file in VERSIONS if file.id == "lab"]
    assert [(str(file.valid_from), file.valid_to and str(file.valid_to), file.status) for file in files] == [
        ("2015-07-01", "2019-12-31", FileStatus.IN_FORCE),
        ("2020-01-01", "2023-03-21", FileStatus.IN_FORCE),
        ("2023-03-22", "2023-12-31", FileStatus.IN_FORCE),
        ("2024-01-01", "2026-06-30", FileStatus.IN_FORCE),
        ("2026-07-01", None, FileStatus.IN_FORCE),
        ("2027-01-01", None, FileStatus.PROPOSAL),
    ]
    assert {str(file.change_expected) for file in VERSIONS if file.change_expected} == {"2027-01-01"}
    assert str(version("lab", "2026-07-01").change_expected) == "2027-01-01"


@pytest.mark.parametrize("group", sorted(DAGPENGE | ON_HELP | OTHERS | {"sygedagpenge"}))
@pytest.mark.parametrize("start", ["2018-01-01", "2019-06-30", "2019-07-03", "2019-10-15", "2019-12-31"])
def test_a_course_begun_before_2020_has_no_duty_of_that_year_but_those_for_running_courses(
    group: str, start: str
) -> None:
    found = check(Case("citizen", [Spell(group, start)]), as_of="2021-06-01", rules=["lab"]).findings
    of_2020 = [finding.requirement for finding in found if finding.version == date(2020, 1, 1)]
    assert [name for name in of_2020 if not name.startswith("lab/209-")] == []
    assert all(finding.version <= date(2020, 1, 1) for finding in found)


@pytest.mark.parametrize(
    ("start", "name", "certainty"),
    [
        ("2026-07-01", "31-foerste-a-kasse", "derived"),
        ("2026-07-01", "31-foerste-kommune", "open"),
        ("2026-07-01", "33-1", "open"),
    ],
)
def test_what_the_contract_calls_unsure_is_marked_so(start: str, name: str, certainty: str) -> None:
    assert {requirement.certainty for requirement in parts(version("lab", start), name)} == {certainty}


def test_the_first_interview_on_ledighedsydelse_has_no_due_day_and_is_for_a_person_to_judge() -> None:
    (found,) = [
        requirement
        for requirement in parts(version("lab", "2026-07-01"), "31-foerste-kommune")
        if "ledighedsydelse" in requirement.applies_to.groups
    ]
    assert (found.due, found.coverage) == (None, "manual")


@pytest.mark.parametrize(
    ("start", "default", "groups"),
    [
        ("2020-01-01", Mode.PREVIOUS, {}),
        ("2023-03-22", Mode.PREVIOUS, {}),
        ("2024-01-01", Mode.THIS, {"dagpenge": Mode.PREVIOUS}),
        ("2026-07-01", Mode.BOTH, {"ressourceforloeb": Mode.PREVIOUS, "revalidering": Mode.PREVIOUS}),
    ],
)
def test_every_version_says_of_running_courses_what_the_contract_says(
    start: str, default: Mode, groups: dict[str, Mode]
) -> None:
    transition = version("lab", start).transition
    assert transition.default is default
    for group in load_rules().vocabulary.groups.entries:
        assert transition.mode(group) is groups.get(group, default)


@pytest.mark.parametrize("ruleset", load_rules().rulesets)
def test_the_versions_of_a_set_neither_overlap_nor_leave_a_gap(ruleset: str) -> None:
    files = [version.file for version in load_rules().ruleset(ruleset).usable]
    assert [file.valid_from for file in files] == sorted({file.valid_from for file in files})
    for before, after in pairwise(files):
        assert before.valid_to is not None
        assert before.valid_to + timedelta(days=1) == after.valid_from


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_file_names_its_source_the_day_it_was_checked_and_lies_where_its_content_says(path: Path) -> None:
    raw = tomllib.loads(path.read_text("utf-8"))
    assert raw["source"]["act"].strip()
    assert raw["source"]["address"].startswith(("https://", "http://"))
    assert isinstance(raw["checked_on"], date)
    assert raw["checked_on"] >= date(2026, 1, 1)
    assert (path.parent.name, path.stem) == (raw["id"], str(raw["valid_from"]))
    folder = {"lov": "lov", "kommune": "kommuner", "a-kasse": "a-kasser"}.get(raw["kind"], raw["kind"])
    assert path.parts[-3] == folder or raw["kind"] == "grundlag"
    assert set(raw["title"]) == {"da", "en"}


def is_told(file: RuleFile, requirement: Requirement) -> bool:
    """Tell whether a requirement has a title in two languages, a name in few signs, and a place in its act."""
    title = requirement.title
    # The questions of a test keep the names that they have there, such as E1.
    name = re.fullmatch(r"[a-z0-9-]+" if file.kind != "maaling" else r"[A-Za-z0-9-]+", requirement.id)
    # What the act said before 2020 is known by what the agency wrote of it, and of a proposal there is no act yet.
    no_act = file.status is FileStatus.PROPOSAL or file.valid_from < date(2020, 1, 1)
    place = no_act or file.kind != "lov" or PLACE_IN_AN_ACT.match(requirement.reference)
    told = requirement.reference.strip() and title.da.strip() and title.en.strip() and title.da != title.en
    return bool(told and name and place)


def test_every_requirement_has_a_reference_and_a_title_in_danish_and_english() -> None:
    untold = [f"{file.id}/{file.valid_from}/{own.id}" for file, own in REQUIREMENTS if not is_told(file, own)]
    assert REQUIREMENTS
    assert untold == []


# --- What the law leaves open: the readings stand in one file, the mechanism of some of them in the code.

RULES = load_rules()
OF_CODE = Conventions().of_code
DECLARED = {name: [reading.id for reading in point.reading] for name, point in RULES.conventions.items()}
IN_FILES = {name: readings for name, readings in DECLARED.items() if name not in OF_CODE}
LOADED = [*RULES.words, *(version.loaded for ruleset in RULES.rulesets.values() for version in ruleset.versions)]


def told(rulebook: Rulebook) -> list[Mapping[str, Any]]:
    """Give what every file says by the readings of a rulebook."""
    versions = [version.loaded for ruleset in rulebook.rulesets.values() for version in ruleset.versions]
    return [own.composed.filled for own in (*rulebook.words, *versions)]


def test_the_points_that_the_code_reads_are_declared_with_the_readings_that_the_code_has() -> None:
    assert {name: sorted(DECLARED[name]) for name in OF_CODE} == {
        name: sorted(str(word) for word in type(reading)) for name, reading in OF_CODE.items()
    }
    assert {name: RULES.conventions[name].default for name in OF_CODE} == {
        name: str(reading) for name, reading in OF_CODE.items()
    }


def test_every_point_that_a_file_names_is_declared_and_every_declared_one_is_named_by_some_file() -> None:
    named = {point for own in LOADED for point in open_points(own.composed.raw)}
    assert named == set(IN_FILES) == set(RULES.readings)
    assert {name: point.reading for name, point in RULES.readings.items()} == {
        name: RULES.conventions[name].default for name in IN_FILES
    }


@pytest.mark.parametrize("name", DECLARED)
def test_an_open_point_says_in_both_languages_what_is_open_and_who_reads_it_how(name: str) -> None:
    point = RULES.conventions[name]
    assert len(point.reading) > 1
    for text in (point.title, point.question, *(reading.title for reading in point.reading)):
        assert text.da.strip() != text.en.strip()
    assert len({reading.title.da for reading in point.reading}) == len(point.reading)
    assert all(reading.source.strip() for reading in point.reading)
    assert point.default in DECLARED[name]


@pytest.mark.parametrize(("name", "reading"), [(name, own) for name, readings in IN_FILES.items() for own in readings])
def test_every_file_is_right_by_every_reading_and_those_that_do_not_name_the_point_stay(
    name: str, reading: str
) -> None:
    read = RULES.read_by(((name, reading),))
    if reading == RULES.conventions[name].default:
        assert read is RULES
    for own, before in zip(read.words, RULES.words, strict=True):
        assert own.faults == ()
        assert (own is before) is (read is RULES or name not in set(open_points(before.composed.raw)))
    for ruleset in RULES.rulesets.values():
        for changed, version in zip(read.ruleset(ruleset.id).versions, ruleset.versions, strict=True):
            assert changed.loaded.faults == ()
            names_it = name in set(open_points(version.loaded.composed.raw))
            assert (changed.loaded is version.loaded) is (read is RULES or not names_it)


@pytest.mark.parametrize("name", IN_FILES)
def test_no_two_readings_of_a_point_say_the_same(name: str) -> None:
    read = [told(RULES.read_by(((name, reading),))) for reading in IN_FILES[name]]
    assert not any(one == other for one, other in combinations(read, 2))


# --- The code holds no law: what a version or a municipality says stands under rules/ alone.


class Literal(NamedTuple):
    """A constant or a name in the code, docstrings and comments left out."""

    place: str
    value: Any
    compared: bool = False


def docstrings(nodes: Iterable[ast.AST]) -> set[int]:
    """Give the ids of the nodes that document: strings that stand for themselves."""
    return {
        id(node.value)
        for node in nodes
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    }


def literals(text: str, place: str) -> Iterator[Literal]:
    """Give the constants and names of a module; three whole numbers side by side, as in a date, are one."""
    nodes = list(ast.walk(ast.parse(text)))
    left_out = docstrings(nodes)
    compares = [node for node in nodes if isinstance(node, ast.Compare)]
    compared = {id(item) for node in compares for side in (node.left, *node.comparators) for item in ast.walk(side)}
    for node in nodes:
        line = f"{place}:{getattr(node, 'lineno', 0)}"
        if isinstance(node, ast.Constant) and id(node) not in left_out:
            yield Literal(line, node.value, id(node) in compared)
        elif isinstance(node, ast.Call | ast.Tuple):
            items = node.args if isinstance(node, ast.Call) else node.elts
            numbers = [item for item in items if isinstance(item, ast.Constant) and type(item.value) is int]
            if len(numbers) == len(items) == 3:
                left_out |= {id(item) for item in numbers}
                yield Literal(line, tuple(item.value for item in numbers))
        for field in ("id", "attr", "arg", "name", "asname"):
            name = getattr(node, field, None)
            if isinstance(name, str):
                yield Literal(line, name)


@cache
def law_dates() -> Mapping[str, str]:
    """Give every day that a file of the law names, but for the day on which it was checked, as it may be written."""

    def days(value: Any) -> Iterator[date]:
        if isinstance(value, date):
            yield value
        for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            yield from days(item)

    raw = [tomllib.loads(path.read_text("utf-8")) for path in LAW_FILES]
    known = {day for table in raw for name, value in table.items() if name != "checked_on" for day in days(value)}
    return {
        form: f"{day}"
        for day in known
        for form in (f"{day:%Y-%m-%d}", f"{day:%d-%m-%Y}", f"{day.day}. {MONTHS[day.month - 1]} {day.year}")
    }


@cache
def municipalities() -> set[str]:
    """Give the 98 municipalities and the schedules that are bundled, in every way in which code would write them."""
    bundled = {path.name for path in (bundled_folder() / "kommuner").iterdir()} - {"ord"}
    forms = {form for name in bundled | set(MUNICIPALITIES.split()) for form in (name, name.translate(ASCII))}
    return forms | {form.lower() for form in forms - ALSO_WORDS}


# A name of two words stands here as its first. Some are words of the language too when they are written small.
ALSO_WORDS = {"Faxe", "Greve", "Odder", "Skive", "Varde", "Vejen"}
MUNICIPALITIES = """
Aabenraa Aalborg Aarhus Albertslund Allerød Assens Ballerup Billund Bornholm Brøndby Brønderslev Dragør Egedal Esbjerg
Fanø Favrskov Faxe Fredensborg Fredericia Frederiksberg Frederikshavn Frederikssund Furesø Faaborg Gentofte Gladsaxe
Glostrup Greve Gribskov Guldborgsund Haderslev Halsnæs Hedensted Helsingør Herlev Herning Hillerød Hjørring Holbæk
Holstebro Horsens Hvidovre Høje-Taastrup Hørsholm Ikast Ishøj Jammerbugt Kalundborg Kerteminde Kolding København Køge
Langeland Lejre Lemvig Lolland Lyngby Læsø Mariagerfjord Middelfart Morsø Norddjurs Nordfyn Nyborg Næstved Odder Odense
Odsherred Randers Rebild Ringkøbing Ringsted Roskilde Rudersdal Rødovre Samsø Silkeborg Skanderborg Skive Slagelse
Solrød Sorø Stevns Struer Svendborg Syddjurs Sønderborg Thisted Tønder Tårnby Vallensbæk Varde Vejen Vejle
Vesthimmerland Viborg Vordingborg Ærø
"""
ASCII = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "ae", "Ø": "oe", "Å": "aa"})
MONTHS = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)
PARAGRAPH = re.compile(
    r"§+\s*\d|\b(?:stk|nr|pkt)\.\s*\d|\d\.\s*(?:stk|pkt)\b|\bparagraf\w*\s*\d|\bsections?\s*\(?\d"
    r"|\b(?:LAB|LBK|BEK|VEJ|L)\s*(?:nr\.\s*)?\d|\blov\s*(?:nr\.\s*)?\d|\bact no\W*\d",
    re.IGNORECASE,
)
"""A place in an act, however it is written; a bare sign, as the reader of "§ 6.2" needs it, is none."""
EXAMPLE = re.compile(r"(?:such as|som) \d{4}-\d\d(?:-\d\d)?(?:, \d\d-[\d-]+ (?:or|eller) (?:\d+\.? )?[^\W\d]+ \d{4})?")
"""A message that shows what a day or a month looks like."""
YEAR = re.compile(r"(?<![\d-])20(?:1[5-9]|2\d|30)(?!\d|-\d)")
"""A year that stands alone: not one inside a day that only shows what days look like."""
PLACE_IN_AN_ACT = re.compile(r"(?:[A-ZÆØÅ]\w+|BEK \d+/\d{4}) §§? \d")
"""How the reference of a duty of the law begins."""
REQUIREMENT_ID = re.compile(r"(?:[\w-]+/)?(?P<id>[\w-]+)")
"""A literal that may be a requirement's id; a help text may show one as an example."""
NUMBER = re.compile(r"(?<![\w.,-])\d+(?:[.,]\d+)?(?![\w-])")
"""A number that stands alone in a text."""
DOZEN = 12
"""The numbers up to this one stand everywhere, as those of months, of weeks and of whatever is counted."""
DRAWN = {"proof/picture.py", "report/lawdrawing.py", "report/timeline.py"}
"""Modules full of sizes and places on paper."""
NUMBERS_OF_ITS_OWN = {
    ("caseload/frames/arrays.py", "17"): "a power of two: how many rows at a time",
    ("caseload/frames/citizens.py", "24"): "a power of two: up to which a short number is exact",
    ("caseload/frames/coding.py", "24"): "a power of two: up to which a short number is exact",
    ("caseload/kernel/days.py", "30"): "a power of two: later than every day",
    ("caseload/kernel/lookups.py", "18"): "a power of two: how wide a day is in a key",
    ("caseload/kernel/output.py", "16"): "a power of two: how wide a duty is in a key",
    ("caseload/kernel/output.py", "60"): "how many yes and no fit into one number",
    ("caseload/frames/order.py", "16"): "bits of half a citizen's number",
    ("caseload/kernel/records.py", "17"): "a power of two: how many citizens at a time",
    ("caseload/kernel/scene.py", "30"): "a power of two: more than every kind of exemption",
    ("caseload/mapping/render.py", "100"): "a share in per cent",
    ("caseload/mapping/shown.py", "24"): "letters of a cell that can be shown",
    ("caseload/quality.py", "30"): "of fewer days the days of the week are an accident",
    ("caseload/sources/batched.py", "16"): "a power of two: how many rows at a time",
    ("caseload/sources/choosing.py", "16"): "bytes by which a file tells what it is",
    ("caseload/sources/csvfiles.py", "18"): "a power of two: how many bytes are looked at",
    ("caseload/sources/csvfiles.py", "24"): "a power of two: how many bytes at a time",
    ("caseload/sources/records.py", "16"): "a power of two: how many bytes at a time",
    ("caseload/sources/typed.py", "17"): "a power of two: how many rows at a time",
    ("dates.py", "16"): "a power of two: how much is kept in memory",
    ("quality.py", "16"): "a power of two: how much is kept in memory",
    ("matching.py", "14"): "a power of two: how much is kept in memory",
    ("model.py", "24"): "hours of a day",
    ("model.py", "31"): "days of the longest month",
    ("model.py", "160.33"): "what a number of hours looks like",
    ("rulebook/never.py", "17"): "how far apart the days are on which a rule is tried",
    ("rulebook/never.py", "24"): "the number of days on which a rule is tried",
    ("rulebook/sample.py", "14"): "the days between the meetings of a course that is made up",
    ("rulebook/structure.py", "18"): "digits of a number that can be shown",
    ("rulebook/structure.py", "60"): "letters of a value that can be shown",
    ("rulebook/structure.py", "160.33"): "what an exact number looks like",
    ("testing/complying.py", "30"): "days that a made-up course goes on beyond its last due day",
    ("testing/construction.py", "14"): "days that made-up meetings lie apart",
    ("testing/expanding.py", "15"): "how long a made-up meeting takes",
    ("testing/expanding.py", "16"): "a power of two: how much is drawn from, and kept in memory",
    ("testing/expanding.py", "17"): "the age of a made-up citizen",
    ("testing/expanding.py", "30"): "how long a made-up meeting takes",
    ("testing/expanding.py", "31"): "days after a made-up meeting on which it is registered",
    ("testing/expanding.py", "60"): "how long a made-up meeting takes",
    ("testing/facts.py", "100"): "hundredths of an hour",
    ("testing/machine.py", "16"): "a power of two: how many days are drawn from",
    ("testing/machine.py", "60"): "days that may pass at a time",
    ("testing/nearby.py", "16"): "a power of two: how much is drawn from",
    ("testing/numbers.py", "16"): "a power of two: how even the numbers are that are drawn",
    ("testing/placing.py", "24"): "a power of two: how much is drawn from",
    ("testing/rulefiles.py", "13"): "weeks and months of made-up rules",
    ("testing/rulefiles.py", "30"): "minutes of a made-up rule",
    ("testing/words.py", "16"): "how much is kept in memory",
    ("testing/words.py", "31"): "days before a boundary",
    ("texts/caseload.py", "160.33"): "what a number of hours looks like",
}
"""Numbers in the code that are in the law by chance, or stand in a text as an example."""


def values(value: Any) -> Iterator[Any]:
    """Give everything that stands in a part of a file, however deep."""
    yield value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from values(item)


@cache
def law_numbers() -> frozenset[Decimal]:
    """Give the numbers of the law beyond the smallest: lengths, shares and counts of hours."""
    raw = [tomllib.loads(path.read_text("utf-8")) for path in LAW_FILES]
    plain = [item for table in raw for item in values(table) if not isinstance(item, bool)]
    told = [str(item) for item in plain if isinstance(item, int | str) and NUMBER.fullmatch(str(item))]
    return frozenset(number for number in map(Decimal, told) if number > DOZEN)


@cache
def law_ids() -> frozenset[str]:
    """Give the ids of the duties of the law that no other word is written like: those with a digit and a dash."""
    raw = [tomllib.loads(path.read_text("utf-8")) for path in LAW_FILES]
    ids = {str(requirement.get("id")) for table in raw for requirement in table.get("requirement", ())}
    return frozenset(name for name in ids if "-" in name and any(sign.isdigit() for sign in name))


def numbers_in(item: Literal) -> Iterator[Decimal]:
    """Give the numbers of a constant; a day of three numbers is none of them."""
    if isinstance(item.value, int | float) and not isinstance(item.value, bool):
        yield Decimal(str(item.value))
    if isinstance(item.value, str):
        yield from (Decimal(hit[0].replace(",", ".")) for hit in NUMBER.finditer(item.value))


def found_in(item: Literal, days: Mapping[str, str], names: set[str]) -> Iterator[str]:
    """Give what of the law or of a municipality a literal holds."""
    if isinstance(item.value, tuple):
        year, month, day = item.value
        if f"{year:04}-{month:02}-{day:02}" in days:
            yield f"a date of a rule file: {item.value}"
    if item.compared and isinstance(item.value, int) and 2015 <= item.value <= 2030:
        yield f"a year: {item.value}"
    if not isinstance(item.value, str):
        return
    text = EXAMPLE.sub("", item.value)
    yield from (f"a place in an act: {hit[0]}" for hit in PARAGRAPH.finditer(text))
    named = REQUIREMENT_ID.fullmatch(text)
    if named and named["id"] in law_ids():
        yield f"a requirement: {text}"
    if text in IN_FILES or text.partition("=")[0] in IN_FILES:
        yield f"an open point: {text}"
    if any(sign.isdigit() for sign in text):
        yield from (f"a date of a rule file: {form}" for form in days if form in text)
    yield from (f"a year: {hit[0]}" for hit in YEAR.finditer(text))
    words = set(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text))
    yield from (f"a municipality or its schedule: {word}" for word in sorted(words & names))


@cache
def literals_of_the_code() -> tuple[tuple[str, Literal], ...]:
    """Give the literals of every module, each with its module."""
    places = {path: str(path.relative_to(CODE)) for path in SOURCES}
    return tuple((place, item) for path, place in places.items() for item in literals(path.read_text("utf-8"), place))


def test_no_paragraph_date_of_law_or_municipality_stands_in_the_code() -> None:
    assert len(SOURCES) > 20
    days, names = law_dates(), municipalities()
    found = [f"{item.place}: {what}" for _, item in literals_of_the_code() for what in found_in(item, days, names)]
    assert found == []


def test_no_number_of_the_law_stands_in_the_code() -> None:
    found = {
        (place, str(number))
        for place, item in literals_of_the_code()
        if place not in DRAWN
        for number in numbers_in(item)
        if number in law_numbers()
    }
    assert found == set(NUMBERS_OF_ITS_OWN)


def test_the_numbers_of_the_law_are_those_of_every_file_under_it() -> None:
    assert {Decimal(text) for text in ("160.33", "410", "333", "37", "130", "30", "60", "75", "100", "16")} <= (
        law_numbers()
    )
    assert {path.parent.name for path in LAW_FILES} == {path.name for path in (bundled_folder() / "lov").iterdir()}
    assert {"31-1", "31-foerste-kommune", "209-3", "13b-1", "38-1-udland", "bek-44-frist"} <= law_ids()


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("x = Decimal('160.33')", ["160.33"]),
        ("x = 'efter 160,33 timer'", ["160.33"]),
        ("x = hours >= 410", ["410"]),
        ("x = 333.0", ["333.0"]),
        ("x = 75 * part // 100", ["75", "100"]),
        ("x = 12, 7, True, '2024-06-30', 'a37', '37-x', date(2024, 6, 30), 'v1.60'", []),
    ],
)
def test_the_search_finds_the_numbers_of_the_law(code: str, expected: list[str]) -> None:
    found = [number for item in literals(code, "x.py") for number in numbers_in(item) if number in law_numbers()]
    assert sorted(found) == sorted(map(Decimal, expected))


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("x = '§ 31, stk. 1'", ["a place in an act: § 3", "a place in an act: stk. 1"]),
        ("x = f'{y} stk. 2'", ["a place in an act: stk. 2"]),
        ("x = 'lab/31-1'", ["a requirement: lab/31-1"]),
        ("x = '31-foerste-kommune'", ["a requirement: 31-foerste-kommune"]),
        ("x = 'sygedagpenge/13b-1'", ["a requirement: sygedagpenge/13b-1"]),
        ("x = '209-3', 'seks', 'foerste', '25'", ["a requirement: 209-3"]),
        ("x = {'covid-2020': 'paused'}", ["an open point: covid-2020"]),
        ("x = 'covid-2020=paused'", ["an open point: covid-2020=paused"]),
        ("x = 'gap_breaks', 'month_window', 'taeller en udeblivelse med?'", []),
        ("x = date(2024, 1, 1)", ["a date of a rule file: (2024, 1, 1)"]),
        ("x = (2026, 7, 1)", ["a date of a rule file: (2026, 7, 1)"]),
        ("x = '2025-07-01'", ["a date of a rule file: 2025-07-01"]),
        ("x = 'den 1. juli 2026'", ["a date of a rule file: 1. juli 2026", "a year: 2026"]),
        ("x = 'Brøndby'", ["a municipality or its schedule: Brøndby"]),
        ("x = 'broendby'", ["a municipality or its schedule: broendby"]),
        ("def brøndby_info(): ...", ["a municipality or its schedule: brøndby"]),
        ("is_broendby = 1", ["a municipality or its schedule: broendby"]),
        ("x = 'cabi-grundmodel'", ["a municipality or its schedule: cabi-grundmodel"]),
        ("'''§ 31 of 2024-01-01 in Brøndby'''", []),
        ("def f():\n    '''§ 31 of 2024-01-01 in Brøndby'''\n    return 1  # § 31, stk. 1", []),
        ("x = r'§?\\s*(\\d+)'", []),
        ("x = day.year >= 2024", ["a year: 2024"]),
        ("x = day.year in (2024, 2026)", ["a year: 2024", "a year: 2026"]),
        ("leap_year = 2024", []),
        ("x = date(2026, 11, 1)", []),
        ("x = 'only this requirement, such as lab/31-1', '31-12-9999'", []),
        ("x = 'reform 2026'", ["a year: 2026"]),
        ("x = 'a date without quotes, such as 2024-01-01'", []),
        ("x = '2022-07-02', 'vejen', 'skive', date(2000, 1, 1), 160, 1900, 2090", []),
    ],
)
def test_the_search_of_the_code_finds_what_it_looks_for_and_no_more(code: str, expected: list[str]) -> None:
    days, names = law_dates(), municipalities()
    found = [what for item in literals(code, "x.py") for what in found_in(item, days, names)]
    assert sorted(found) == sorted(expected)
