"""A made-up folder of rules: one schedule, its document and its examples, with the words of the bundled rules."""

from __future__ import annotations

import shutil
from pathlib import Path

from kontaktforloeb.rulebook.registry import Rulebook, bundled_folder, load_folder

DOCUMENTS = "document,title_da,title_en,address\nplan,Planen,The plan,https://example.org/plan\n"
STATEMENTS = """\
id,row,lines,class,reason,statement_da,statement_en
,1,L1,-,r1,overskrift,heading
P01,2,L2,G,,gælder jobparate,for the job-ready
P02,3,L3,M,,én samtale inden 3 måneder,one interview within 3 months
P03,4,L4,A,,samtalen er ved fremmøde,the interview is in person
,5,L5,-,r2,flere i job,more people in work
"""

RULES = """\
id = "plan"
title = { da = "Planen", en = "The plan" }
kind = "kommune"
valid_from = 2024-01-01
status = "in-force"
checked_on = 2026-11-21
source = { act = "Planen", address = "https://example.org/plan" }
checks = ["P01"]

[match]
samtale = [{ type = ["jobsamtale"], held_by = ["kommune"] }]

[default]
duty = "individual"
level = "norm"
certainty = "official"
coverage = "full"
applies_to.groups = ["kontanthjaelp-jobparat"]
match = "samtale"

[[requirement]]
id = "en"
title = { da = "En samtale", en = "One interview" }
reference = "L3"
checks = ["P02"]
kind = "count"
count = 1
due = { months = 3 }

[[requirement]]
id = "fremmoede"
title = { da = "Ved fremmøde", en = "In person" }
reference = "L4"
checks = ["P03"]
kind = "each"
require = { form = ["fremmoede"] }
"""

SHARED = """\
group = "kontanthjaelp-jobparat"
start = 2024-01-08
end = 2024-05-31
as_of = 2024-06-01
"""

GUARD = """\
[[example]]
start = 2024-01-08
as_of = 2024-06-01
kept = { group = "kontanthjaelp-jobparat", status = "any" }
not_kept = { group = "dagpenge", status = "no-row" }
"""

COUNTED = f"""\
[[example]]
requirement = "en"
{SHARED}
kept = {{ meetings = [{{ date = 2024-02-01 }}], status = "met" }}
not_kept = {{ status = "overdue" }}
"""

IN_PERSON = f"""\
[[example]]
statements = ["P03"]
requirement = "fremmoede"
{SHARED}
kept = {{ meetings = [{{ date = 2024-02-01, form = "fremmoede" }}], status = "met" }}
not_kept = {{ meetings = [{{ date = 2024-02-01, form = "telefon" }}], status = "breached" }}
"""

EXAMPLES = GUARD + COUNTED + IN_PERSON


def write(folder: Path, *, rules: str = RULES, examples: str = EXAMPLES, statements: str = STATEMENTS) -> Path:
    """Write the folder and give its path."""
    for words in ("grundlag", "fortolkninger"):
        if not (folder / words).is_dir():
            shutil.copytree(bundled_folder() / "lov" / words, folder / words)
    for name, text in {
        "kilder/kilder.csv": DOCUMENTS,
        "kilder/plan.csv": statements,
        "plan/2024-01-01.toml": rules,
        "plan/2024-01-01.examples.toml": examples,
    }.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def rulebook_of(folder: Path) -> Rulebook:
    """Give the rules of the folder alone."""
    return load_folder(folder)
