"""The measurements: which contenders run on what, what must agree first, and which ratios are told."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

import attrs

from caseload.running import Job, Missing, Outcome, Ran, Ratio, child, in_turns, ours, ratio, run, why
from caseload.targets import table

AS_OF = "2026-11-01"
CONTENDERS = ("duckdb-sql", "polars-expressions", "pandas")
"""Those that do the part by hand."""

_STARTS = 15
_FRAMES = ("polars", "numpy", "pandas", "duckdb", "pyarrow")


@attrs.frozen
class Setting:
    """What was asked for."""

    folder: Path
    courses: int
    repeats: int
    formats: tuple[str, ...]
    seed: int
    contenders: tuple[str, ...]
    small_courses: int

    def data(self, form: str, courses: int) -> Path:
        """Give the folder of a made caseload, made now if it is not there."""
        folder = self.folder / f"{form}-{courses}-{self.seed}"
        done = folder / "made"
        if not done.exists():
            print(f"  making {courses:,} courses as {form}", file=sys.stderr, flush=True)
            ran = run(child("make", folder, form, courses, self.seed))
            if ran.code:
                sys.exit(f"the data could not be made: {why(ran)}")
            done.touch()
        return folder

    def findings(self, name: str) -> Path:
        """Give the file for the findings of a contender."""
        folder = self.folder / "found"
        folder.mkdir(exist_ok=True)
        return folder / f"{name}.parquet"


@attrs.define
class Report:
    """What is told in the end: tables, the figures that have a target, and why others were not measured."""

    tables: list[str] = attrs.field(factory=list)
    measured: dict[str, float] = attrs.field(factory=dict)
    missing: dict[str, str] = attrs.field(factory=dict)

    def runs(self, title: str, found: Mapping[str, Outcome], bounds: Mapping[str, float] | None = None) -> None:
        """Tell how each contender ran."""
        body = []
        for name, outcome in found.items():
            if isinstance(outcome, Missing):
                body.append((name, "-", "-", "-", f"not run: {outcome.why}"))
                continue
            peak = max(ran.peak for ran in outcome)
            allowed = "" if bounds is None or name not in bounds else f"of {bounds[name]:.0f} allowed"
            wall, cpu = (median(getattr(ran, what) for ran in outcome) for what in ("wall", "cpu"))
            body.append((name, f"{wall:.2f} s", f"{cpu:.2f} s", f"{peak:.0f} MiB", allowed))
        self.tables.append(f"{title}\n\n{table(('contender', 'time', 'processor', 'peak memory', ''), body)}")

    def ratios(self, title: str, told: Sequence[tuple[str, Ratio | None]]) -> None:
        """Tell ratios, as the median of the pairs and their range."""
        body = [(what, "not measured" if found is None else str(found)) for what, found in told]
        self.tables.append(f"{title}\n\n{table(('ratio', 'median (range)'), body)}")

    def keep(self, name: str, found: Ratio | None, outcomes: Sequence[Outcome | None] = ()) -> None:
        """Keep a ratio that has a target, or why there is none."""
        if found is not None:
            self.measured[name] = found.middle
        else:
            self.missing[name] = next((one.why for one in outcomes if isinstance(one, Missing)), "left out")


def _check(folder: Path, output: Path) -> Job:
    return ours("check", folder, "--as-of", AS_OF, output=output)


def _by_hand(name: str, folder: Path, form: str, output: Path) -> Job:
    return child(name, folder, form, output, AS_OF, output=output)


def _same(comparison: Job) -> str:
    """Compare answers; end the benchmark where they differ."""
    ran = run(comparison)
    if ran.code:
        sys.exit(ran.said)
    return ran.said


def whole(setting: Setting, report: Report) -> None:
    """Measure the whole check, the law in force and Brøndby's schedule, beside the floors."""
    for form in setting.formats:
        data = setting.data(form, setting.courses)
        commands = {
            "check": _check(data, setting.findings(f"check-{form}")),
            "DuckDB floor, strict": child("floor-duckdb", data, form),
            "polars floor, strict": child("floor-polars", data, form),
        }
        if form == "parquet":
            commands["DuckDB floor, every column"] = child("floor-duckdb", data, form, "every")
            commands["polars floor, every column"] = child("floor-polars", data, form, "every")
        found = in_turns(commands, setting.repeats)
        allowed = 200 + 400 * setting.courses / (1 << 20)
        title = f"Everything, {setting.courses:,} courses from {form}"
        report.runs(title, found, {"check": allowed} if form == "parquet" else None)
        floors = [name for name in commands if name != "check"]
        report.ratios(f"{title}: how many times the floor", [
            (f"check / {name}{'' if what == 'wall' else ', processor time'}", ratio(found["check"], found[name], what))
            for name in floors for what in ("wall", "cpu")
        ])  # fmt: skip
        for library in ("duckdb", "polars") if form == "parquet" else ("duckdb",):
            floor = found["DuckDB floor, strict" if library == "duckdb" else "polars floor, every column"]
            report.keep(f"{form}/{library}", ratio(found["check"], floor), (found["check"], floor))
        if form == "parquet":
            own = found["check"]
            if isinstance(own, list):
                report.measured["memory"] = max(ran.peak for ran in own) / allowed
            else:
                report.missing["memory"] = own.why


def part(setting: Setting, report: Report) -> None:
    """Measure the part that every contender can express; their answers are compared first."""
    for form in setting.formats:
        data = setting.data(form, setting.courses)
        commands = {"check, the part": _by_hand("ours-part", data, form, setting.findings("check-part"))}
        commands |= {name: _by_hand(name, data, form, setting.findings(name)) for name in setting.contenders}
        answered = {name: run(command) for name, command in commands.items()}
        there = [name for name, ran in answered.items() if not ran.code]
        files = [setting.findings("check-part" if name.startswith("check") else name) for name in there]
        agreed = _same(child("compare", "part", *files)) if len(files) > 1 else "nothing to compare"
        found: dict[str, Outcome] = {name: Missing(why(ran)) for name, ran in answered.items() if name not in there}
        found |= in_turns({name: commands[name] for name in there}, setting.repeats)
        title = f"The part, {setting.courses:,} courses from {form}"
        report.runs(f"{title} ({agreed})", found)
        own = found["check, the part"]
        told = []
        for name in setting.contenders:
            for what in ("wall", "cpu"):
                shown = name if what == "wall" else f"{name}, processor time"
                told.append((f"{shown} / check", ratio(found[name], own, what)))
            if form == "parquet" or name not in report.measured:
                what = "cpu" if name == "pandas" else "wall"
                report.keep(name, ratio(found[name], own, what), (own, found[name]))
        report.ratios(f"{title}: how many times our time", told)


def reference(setting: Setting, report: Report) -> None:
    """Measure everything beside the reference engine, every column of the findings compared first."""
    data = setting.data("parquet", setting.small_courses)
    outputs = [setting.findings(name) for name in ("check-small", "reference")]
    commands = {
        "check": _check(data, outputs[0]),
        "reference engine": child("reference", data, outputs[1], AS_OF, output=outputs[1]),
    }
    found = in_turns(commands, max(1, setting.repeats // 2))
    agreed = "not compared"
    if all(isinstance(outcome, list) for outcome in found.values()):
        agreed = _same(child("compare", "whole", *outputs))
    report.runs(f"Everything, {setting.small_courses:,} courses from parquet ({agreed})", found)
    times = ratio(found["reference engine"], found["check"])
    report.ratios("How many times our time", [("reference engine / check", times)])
    report.keep("reference", times, list(found.values()))


def growth(setting: Setting, report: Report) -> None:
    """Measure five times the courses beside once."""
    sizes = (setting.courses, 5 * setting.courses)
    commands = {
        f"check, {size:,} courses": _check(setting.data("parquet", size), setting.findings(f"check-{size}"))
        for size in sizes
    }
    found = in_turns(commands, max(1, setting.repeats // 2))
    allowed = {name: 200 + 400 * size / (1 << 20) for name, size in zip(commands, sizes, strict=True)}
    report.runs("Growth", found, allowed)
    once, five = found.values()
    report.ratios("Growth", [("five times the courses / once", ratio(five, once))])
    report.keep("growth", ratio(five, once), (once, five))


def kernel(setting: Setting, report: Report) -> None:
    """Measure the kernel alone, on one core, the tables in memory."""
    data = setting.data("parquet", setting.courses)
    ran = run(child("kernel", data, AS_OF, setting.repeats))
    if ran.code:
        report.missing["kernel"] = why(ran)
        return
    seconds = [float(line) for line in ran.said.split()]
    rate = setting.courses / median(seconds)
    report.measured["kernel"] = rate
    report.tables.append(
        f"Kernel alone, one core, the law in force, {setting.courses:,} courses: {rate:,.0f} courses a second"
        f" ({min(seconds):.2f}-{max(seconds):.2f} s)"
    )


def one_rule(setting: Setting, report: Report) -> None:
    """Measure the one rule that engines for other rules can express."""
    body = []
    for name in ("ours", "openfisca", "zen", "numpy"):
        ran = run(child("one-rule", name, setting.small_courses))
        said = f"{float(ran.said):,.0f}" if not ran.code else f"skipped: {why(ran)}"
        body.append((name, said))
    title = f"Four interviews in six months alone, {setting.small_courses:,} courses, the judging alone"
    report.tables.append(f"{title}\n\n{table(('engine', 'courses a second'), body)}")


def start(setting: Setting, report: Report) -> None:
    """Measure what a process pays before it does anything: a small caseload, and the help page."""
    data = setting.data("csv", 100)
    output = setting.folder / "found" / "hundred.csv"
    output.parent.mkdir(exist_ok=True)
    commands = {
        "python -c 'import polars'": Job([sys.executable, "-c", "import polars"]),
        "check, 100 courses from csv": _check(data, output),
        "--help": ours("--help"),
        "python -c pass": Job([sys.executable, "-c", "pass"]),
    }
    found = in_turns(commands, _STARTS)
    report.runs("Start", found)
    polars, hundred, helped, _ = found.values()
    times = ratio(hundred, polars)
    report.ratios("Start", [("check, 100 courses / import polars", times)])
    report.keep("start", times, (hundred, polars))
    if isinstance(helped, list):
        report.measured["help"] = median(ran.wall for ran in helped) * 1e3
    loaded = _loaded(run(Job([sys.executable, "-X", "importtime", "-m", "kontaktforloeb", "--help"])))
    report.tables.append(f"--help loads {', '.join(loaded) if loaded else 'no dataframe library'}")


def _loaded(ran: Ran) -> list[str]:
    """Give the dataframe libraries that a process told of loading."""
    names = {line.rsplit("|", 1)[-1].strip() for line in ran.said.splitlines() if line.startswith("import time:")}
    return [name for name in _FRAMES if name in names]


def small(setting: Setting, report: Report) -> None:
    """Measure the small path: `check FOLDER` beside the csv module alone and the engine alone."""
    ran = run(child("small", min(setting.small_courses, 10_000)))
    said = [line for line in ran.said.splitlines() if "csv alone" in line]
    report.tables.append(f"The small path: {said[0] if said and not ran.code else f'not run: {why(ran)}'}")
