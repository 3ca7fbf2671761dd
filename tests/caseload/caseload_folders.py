"""Folders of tables for the tests of caseloads: a small right one, with any table replaced."""

from __future__ import annotations

from pathlib import Path

from kontaktforloeb import load_rules
from kontaktforloeb.caseload.read import Caseload, read_folder

RULES = load_rules()
HEADERS = {
    "spells": "citizen,group,start,end",
    "meetings": (
        "citizen,date,type,held_by,with,form,status,individual,registered,adviser,topics,agreements,minutes,"
        "prep_minutes,prep_date"
    ),
    "hours": "citizen,month,hours,kind",
    "exemptions": "citizen,kind,start,end,decided_on,reason",
    "events": "citizen,event,date,value",
    "citizens": "citizen,birth_date,municipality,team,adviser,insured,schedule",
}
SPELLS = f"{HEADERS['spells']}\nC1,6.2,2022-01-03,\nC2,6.1,2022-01-03,\n"
MEETINGS = f"{HEADERS['meetings']}\n"


def put(folder: Path, **tables: str | bytes) -> Path:
    """Write tables as they are given, and a right one for each that is needed and not given."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in {"spells": SPELLS, "meetings": MEETINGS, **tables}.items():
        (folder / f"{name}.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def rows(table: str, *lines: str) -> str:
    """Give a table with its full header and the rows, each filled up with empty cells."""
    width = HEADERS[table].count(",")
    return "\n".join([HEADERS[table], *(line + "," * (width - line.count(",")) for line in lines)]) + "\n"


def read(folder: Path, **tables: str | bytes) -> Caseload:
    """Read the folder that `put` writes."""
    return read_folder(put(folder, **tables), RULES)


def assert_adds_up(caseload: Caseload) -> None:
    """Show that every row of every table ended in exactly one place."""
    for name, count in caseload.counts.items():
        assert count.rows == count.used + count.repeated + count.rejected
        assert count.rejected == sum(issue.table == name for issue in caseload.issues)
        assert min(count.used, count.repeated, count.rejected) >= 0
    parts = ("spells", "meetings", "hours", "exemptions", "events")
    for name in {*parts} & {*caseload.counts}:
        assert caseload.counts[name].used == sum(len(getattr(case, name)) for case in caseload.cases)
