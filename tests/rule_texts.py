"""Texts of rule files for the tests of the rulebook: a right one, and ways to make it wrong."""

from __future__ import annotations

from pathlib import Path

from kontaktforloeb.rulebook.registry import find_problems

HEAD = """\
id = "proeve"
title = { da = "Prøve", en = "Trial" }
kind = "kommune"
valid_from = 2024-01-01
status = "in-force"
checked_on = 2026-11-21
source = { act = "Et notat", address = "https://example.org/notat" }

[match]
samtale = [{ type = ["jobsamtale"], held_by = ["kommune"] }]
moede = [{ type = ["informationsmoede"] }]
"""
"""Lines 1 to 11 of a rule file."""

COMMON = """\

[[requirement]]
id = "en"
title = { da = "En samtale", en = "One interview" }
reference = "L1"
duty = "individual"
level = "norm"
certainty = "official"
coverage = "full"
applies_to.groups = ["kontanthjaelp-jobparat"]
"""
"""What every requirement says but for its kind; after `HEAD` its header stands on line 13."""

COUNT = COMMON + 'kind = "count"\nmatch = "samtale"\ncount = 1\ndue = { months = 3 }\n'
ORDER = COMMON + 'kind = "order"\nfirst = "moede"\nbefore = "samtale"\n'
EACH = COMMON + 'kind = "each"\nmatch = "samtale"\nrequire = { form = ["fremmoede"] }\n'
GAP = COMMON + 'kind = "gap"\nmatch = "samtale"\nlongest = { weeks = 5 }\n'
SHARE = COMMON + 'kind = "share"\nunit = "citizens"\nshare = { at_least = 3, of = 4 }\n'
LOAD = COMMON + 'kind = "load"\nunit = "adviser"\nmeasure = "meetings"\nmatch = "samtale"\n'
RIGHT = HEAD + COUNT

PHASE = """\

[[phase]]
id = "cafe"
title = { da = "Jobcafé", en = "Job café" }
opens = { days = 1 }
ends = { anchor = "cafe.start", week = 2 }
"""
"""A phase: after `HEAD` its header stands on line 13."""

GRUNDLAG_HEAD = HEAD.split("\n[match]", maxsplit=1)[0].replace('"kommune"', '"grundlag"').replace("proeve", "grundlag")
"""Lines 1 to 7 of a file of words."""

POINT = """\

[[convention]]
id = "proeve-punkt"
title = { da = "Et åbent punkt", en = "An open point" }
question = { da = "Hvad menes der?", en = "What is meant?" }
reference = "L1"
default = "nej"

[[convention.reading]]
id = "nej"
title = { da = "Nej", en = "No" }
source = "Et notat"

[[convention.reading]]
id = "ja"
title = { da = "Ja", en = "Yes" }
source = "ingen kilde: det omvendte"
"""
"""What the law leaves open, in a file of words: after `GRUNDLAG_HEAD` its header stands on line 9."""

EVERYTHING = """\
id = "alt"
title = { da = "Alt", en = "Everything" }
kind = "kommune"
valid_from = 2024-01-01
valid_to = 2030-12-31
dating = "assumed"
only_by_name = true
change_expected = 2027-01-01
status = "in-force"
checked_on = 2026-11-21
checks = ["X1"]
note = { da = "En bemærkning", en = "A remark" }

[source]
act = "Et notat"
address = "https://example.org/notat"

[transition]
default = "both"
groups = { dagpenge = "this" }

[parameter.tolerance]
title = { da = "Dage", en = "Days" }
type = "number"
reference = "L1"
value = 14

[parameter.emner]
title = { da = "Emner", en = "Topics" }
type = "words"

[set]
tolerance = 7

[default]
reference = "L1"
duty = "individual"
level = "norm"
certainty = "official"
coverage = "full"
applies_to = { groups = ["dagpenge"], event = ["henvendelse"], no_event = ["visiteret-27-3"] }

[match]
samtale = [{ type = ["jobsamtale"], held_by = ["kommune"], individual = true, own_adviser = true }]
bred = [{ with = ["a-kasse"], form = ["fremmoede"], not_form = ["brev"], topics = ["cv"], agreements = ["plan"] }]
fik-job = [{ event = ["job"], value = ["ja"] }]

[[phase]]
id = "cafe"
title = { da = "Jobcafé", en = "Job café" }
opens = { anchor = "held:1:samtale", snap = "next-monday" }
ends = { anchor = "cafe.start", week = 2 }

[[phase]]
id = "aktiv"
title = { da = "Tilbud", en = "Offer" }
opens = { anchor = "cafe.end", day_after = true }

[[requirement]]
id = "antal"
title = { da = "To samtaler", en = "Two interviews" }
kind = "count"
role = "to"
note = { da = "Højst tre", en = "Three at most" }
checks = ["X2"]
clock = "calendar"
share = { at_least = 3, of = 4 }
match = "samtale"
count = 2
at_most = 3
opens = { anchor = "start", days = 7 }
due = { months = 3, plus_days = { parameter = "tolerance" } }
besides = ["orden"]
also = [{ match = "bred", at_most = 1 }]
any_of = [{ match = "fik-job", event = "job", opens = { weeks = 1 } }]
not_required = [
  { event = "fravalg-a-kasse" },
  { no_event = "behov-faellessamtale" },
  { meeting = "bred" },
  { no_meeting = "samtale" },
  { began_by_change_among = ["dagpenge", "sygedagpenge"] },
  { meeting = "samtale", count = 4, held_to = 2026-01-01 },
  { earlier_course = true },
]
when = { age_from = 18, age_below = 30, facts = { job = ["ja"] }, ever = { job = ["ja", "nej"] } }
suspend = [{ from = 2025-03-11, to = 2025-05-26 }]
pause = { reading = "covid-2020", paused = [{ from = 2025-03-11, to = 2025-05-26 }] }
not_waived_by = ["barsel"]
ends_on = 2029-12-31
held_from = 2024-02-01
held_to = 2029-12-31
judged_by = "person"

[[requirement]]
id = "trin"
title = { da = "Trin", en = "Steps" }
kind = "count"
match = "samtale"
applies_to.groups = ["dagpenge"]
applies_to.meeting = ["samtale"]
applies_to.exemption = ["barsel"]
applies_to.began = { from = 2024-01-01, to = 2028-12-31 }
steps = [
  { count = 1, due = { week = 2 } },
  { count = 2, due = { accumulated_weeks = 6 } },
  { count = 3, due = { anchor = "held:1", weeks = 60 } },
  { count = 4, due = { anchor = "barsel.end", months_before = 1 } },
]
reset_on = ["tilmelding"]
exit_on = ["job"]

[[requirement]]
id = "hver-uge"
title = { da = "Hver uge", en = "Every week" }
kind = "count"
match = "samtale"
count = 1
per = "iso-week"
grace_days = 2
phase = "aktiv"

[[requirement]]
id = "hul"
title = { da = "Aldrig længe imellem", en = "Never long between" }
kind = "gap"
match = "samtale"
longest = { weeks = 5 }

[[requirement]]
id = "orden"
title = { da = "Orden", en = "Order" }
kind = "order"
first = "bred"
before = "samtale"

[[requirement]]
id = "hver"
title = { da = "Hver samtale", en = "Every interview" }
kind = "each"
match = "samtale"
from_slot = 2

[requirement.require]
held_by = ["kommune"]
with = ["a-kasse"]
all_with = ["a-kasse", "kommune"]
form = ["fremmoede"]
topics = { parameter = "emner" }
all_topics = ["cv"]
agreements = ["plan"]
all_agreements = ["plan"]
agreements_at_least = 2
no_agreements = ["intet"]
minutes = 30
prep_minutes = 10
prep_days_before = 2
same_adviser = true
match = "bred"

[[requirement]]
id = "foerste"
title = { da = "Den første", en = "The first" }
kind = "each"
match = "samtale"
slots = [1]
require = { minutes = 45 }

[[requirement]]
id = "andel"
title = { da = "Andel", en = "Share" }
applies_to = { groups = ["dagpenge"] }
kind = "share"
unit = "citizens"
of = "trin"
cohort = { from = { months = 1 }, to = { months = 12 } }
bands = [{ id = "alle", at_least = 9, of = 10, points = "1.5" }, { id = "ingen", at_least = 0, of = 10, points = "0" }]

[[requirement]]
id = "moeder"
title = { da = "Teammøder", en = "Team meetings" }
applies_to = {}
kind = "load"
unit = "team"
measure = "records"
record = "teammoede"
per = "calendar-month"
compare = "at-least"
norm = 2
average = true
longest = { days = 20 }
minutes = 60

[[requirement]]
id = "sager"
title = { da = "Samtaler", en = "Interviews" }
applies_to = {}
kind = "load"
unit = "adviser"
measure = "meetings"
match = "samtale"
per = "quarter"

[[score]]
id = "tal"
title = { da = "Tal", en = "Figure" }
certainty = "official"
decimals = 1
blocks = [["andel"], ["andel"]]

[[published]]
score = "alt/tal"
shown = "1.5"
checks = ["X3"]
answers = [{ question = "andel", band = "alle", checks = ["X4"] }]
"""
"""A right file that uses every key of the language but `extends`."""

EXTENDING = """\
id = "alt-med-tal"
extends = "alt"
valid_from = 2025-01-01
checked_on = 2026-11-21

[set]
tolerance = 9
emner = ["cv", "job"]

[default]
duty = "group"

[match]
bred = [{ form = ["video"] }]

[[phase]]
id = "aktiv"
title = { da = "Tilbud", en = "Offer" }
opens = { anchor = "cafe.end", days = { parameter = "tolerance" } }

[[requirement]]
id = "trin"
title = { da = "Trin", en = "Steps" }
kind = "count"
match = "samtale"
count = 1

[[requirement]]
id = "ny"
title = { da = "Ny", en = "New" }
kind = "gap"
match = "bred"
longest = { months = 2 }
"""
"""A right file that extends `EVERYTHING`."""


def put(folder: Path, text: str | bytes, name: str = "a.toml") -> Path:
    """Write a rule file."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def problems_of(folder: Path, text: str | bytes) -> list[str]:
    """Give the problems of one rule file by the bundled words, each as `line: key: what …`."""
    path = put(folder, text)
    return [str(problem).removeprefix(f"{path}:") for problem in find_problems([path])]
