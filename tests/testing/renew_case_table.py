"""Write down anew which cases the case table has, and what each comes down to.

    python tests/testing/renew_case_table.py [OLD_EXPORT]

The list stands in `golden/cases.csv`, beside the version of the table that it is of. It is written only where
`changes.json` of the package has a version that the list does not have yet, with a line that says what changed. A case
that is gone goes to `retired.json`, out of the folder OLD_EXPORT, which `kontaktforloeb cases export` wrote before the
change; why it was retired has to be filled in there.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kontaktforloeb.testing.casetable import history
from kontaktforloeb.testing.casetable.export import case_json
from kontaktforloeb.testing.casetable.table import CaseTable, case_table

FOLDER = Path(__file__).parent / "golden"
GOLDEN, VERSION = FOLDER / "cases.csv", FOLDER / "cases.version"
RETIRED = Path(history.__file__).with_name("retired.json")
PREFIXES = {"conformance": "conformance", "worked": "worked", "example": "examples", "caseload": "caseload"}


def suite_of(name: str) -> str:
    """Give the suite of a case by its id; those of the law and of schedules are told apart by nothing there."""
    return PREFIXES.get(name.partition("/")[0], "made")


def digests_of(table: CaseTable) -> dict[str, tuple[str, str]]:
    """Give what each case comes down to."""
    return {case.id: history.digests(case_json(case, table)) for case in table.cases}


def exported(folder: Path) -> dict[str, Any]:
    """Give every case of an exported folder by its id."""
    return {
        case["id"]: case
        for path in sorted((folder / "suites").glob("*.json"))
        for case in json.loads(path.read_text("utf-8"))["cases"]
    }


def retire(gone: list[str], version: str, old: Mapping[str, Any]) -> None:
    """Put cases that are gone among the retired ones."""
    told = json.loads(RETIRED.read_text("utf-8"))
    told["retired"] += [
        {"id": name, "retired_in": version, "why": {"da": "", "en": ""}, "case": old[name]} for name in gone
    ]
    RETIRED.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")


def main() -> None:
    """Write the list anew, or say why not."""
    version = history.version()
    written = VERSION.read_text("utf-8").strip() if VERSION.is_file() else ""
    now = digests_of(case_table())
    lines = GOLDEN.read_text("utf-8").splitlines() if GOLDEN.is_file() else []
    before = {row["id"] for row in csv.DictReader(lines)}
    if written == version:
        sys.exit(f"changes.json ends with version {version}, which the list has already: add a version that says why")
    gone = sorted(before - set(now) - {case["id"] for case in history.retired()})
    if gone:
        if len(sys.argv) < 2:
            sys.exit(f"{len(gone)} case(s) are gone, such as {gone[0]}: name the folder of an export that has them")
        retire(gone, version, exported(Path(sys.argv[1])))
    FOLDER.mkdir(exist_ok=True)
    with GOLDEN.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("id", "facts", "expected"))
        writer.writerows((name, *digests) for name, digests in sorted(now.items()))
    VERSION.write_text(f"{version}\n", "utf-8")
    sys.stdout.write(f"version {version}: {len(now)} cases, {len(set(now) - before)} new, {len(gone)} retired\n")


if __name__ == "__main__":
    main()
