"""What is said of a caseload: rows that are rejected, notes on files, and the summary of a run."""

from __future__ import annotations

from collections.abc import Mapping

from kontaktforloeb.texts.text import Text

TEXTS: Mapping[str, Text] = {
    # Rejected rows and notes on files.
    "row.unreadable-row": Text(
        "rækken kan ikke læses: et anførselstegn mangler sin mage, eller et felt på flere linjer er for langt",
        "the row cannot be read: a quotation mark has no partner, or a cell of several lines is too long",
    ),
    "row.cell-count": Text(
        "rækken har {value} felter; overskriften har {expected}", "the row has {value} cells; the header has {expected}"
    ),
    "row.total-row": Text("rækken er en sum, ikke en borger", "the row is a total, no citizen"),
    "row.unknown-citizen": Text(
        "der står ikke et id, men nuller eller et ord for, at det er ukendt",
        "there is no id, but zeros or a word that says that it is not known",
    ),
    "row.damaged-id": Text(
        "borgerens id er ødelagt på vejen: et afrundet tal, en fejlværdi eller et tegn, der gik tabt",
        "the citizen's id was damaged on its way: a rounded number, an error value or a sign that was lost",
    ),
    "row.ambiguous-group": Text(
        'tallet "{value}" kan være flere målgrupper: {expected}; skriv nummeret som tekst eller målgruppens navn',
        'the number "{value}" may be several target groups: {expected}; write it as text, or the group\'s name',
    ),
    "row.ambiguous-date": Text(
        '"{value}" kan være mere end én dag; forventet: {expected}',
        '"{value}" may be more than one day; expected: {expected}',
    ),
    "row.missing-value": Text("feltet er tomt og skal være udfyldt", "the cell is empty and must not be"),
    "row.error-value": Text(
        'feltet rummer regnearkets fejlværdi "{value}"', 'the cell holds the error value "{value}" of a spreadsheet'
    ),
    "row.unreadable-value": Text(
        "feltet rummer noget, der ikke kan læses: bytes, der ikke er tekst, et tal, der har mistet cifre, eller mere "
        "end 131.072 tegn",
        "the cell holds what cannot be read: bytes that are no text, a number that has lost digits, or more than "
        "131,072 signs",
    ),
    "row.unknown-value": Text(
        'værdien "{value}" kendes ikke; forventet: {expected}', 'the value "{value}" is not known; expected: {expected}'
    ),
    "row.impossible-date": Text(
        '"{value}" er ikke en dato; forventet: {expected}', '"{value}" is no date; expected: {expected}'
    ),
    "expected.day": Text(
        "dag, måned og år fra 1900 til 2090 som 2025-07-01, 01-07-2025 eller 1. juli 2025",
        "day, month and year from 1900 to 2090 such as 2025-07-01, 01-07-2025 or 1 July 2025",
    ),
    "expected.month": Text(
        "måned og år fra 1900 til 2090 som 2025-07, 07-2025 eller juli 2025",
        "month and year from 1900 to 2090 such as 2025-07, 07-2025 or July 2025",
    ),
    "expected.hours": Text(
        "et antal timer, fx 160,33, og højst 744, så mange en måned har",
        "a number of hours such as 160.33, and at most the 744 of a month",
    ),
    "expected.minutes": Text("et antal minutter, fx 45", "a number of minutes such as 45"),
    "row.no-number": Text(
        '"{value}" er ikke et tal; forventet: {expected}', '"{value}" is no number; expected: {expected}'
    ),
    "row.end-before-start": Text(
        "slutdatoen {value} ligger før startdatoen {expected}", "the end {value} lies before the start {expected}"
    ),
    "row.number-of-another-time": Text(
        'nummeret "{value}" var ikke en målgruppes, da perioden begyndte; forventet: {expected}',
        'the number "{value}" was no target group\'s when the spell began; expected: {expected}',
    ),
    "expected.group": Text("målgruppens navn", "the group's name"),
    "row.overlapping-spells": Text(
        "perioden fra {value} begynder, mens en tidligere på samme ydelse løber",
        "the spell from {value} begins while an earlier one on the same benefit runs",
    ),
    "row.citizen-without-spell": Text(
        "borgeren har ingen brugbar ydelsesperiode", "the citizen has no spell that can be used"
    ),
    "row.hours-without-dagpenge": Text(
        "timer for en borger uden dagpengeperiode", "hours for a citizen without a spell on dagpenge"
    ),
    "row.second-citizen-row": Text("borgeren har en række i tabellen i forvejen", "the citizen has a row already"),
    "row.nearest": Text('; mente du "{nearest}"?', '; did you mean "{nearest}"?'),
    "note.column": Text('{table}: kolonnen "{name}" læses ikke', '{table}: the column "{name}" is not read'),
    "note.columns": Text(
        "{table}: {count} kolonner læses ikke: {names} og {rest} andre",
        "{table}: {count} columns are not read: {names} and {rest} others",
    ),
    "note.table": Text("{table} læses ikke", "{table} is not read"),
    "note.encoding": Text("{table}: teksten er læst som {value}", "{table}: the text is read as {value}"),
    "note.excel-days": Text(
        '{table}: i kolonnen "{name}" er femcifrede tal læst som dage, som et regneark tæller dem'
        " (45301 er 2024-01-10)",
        '{table}: in the column "{name}" numbers of five digits are read as days, as a spreadsheet counts them'
        " (45301 is 2024-01-10)",
    ),
    "note.short-years": Text(
        '{table}: i kolonnen "{name}" er årstal på to cifre læst som det ene år i {value}, som de kan være',
        '{table}: in the column "{name}" years of two digits are read as the one year in {value} that they can be',
    ),
    "note.time-zones": Text(
        '{table}: i kolonnen "{name}" er tidspunkter med tidszone læst som dagen i dansk tid',
        '{table}: in the column "{name}" moments with a time zone are read as the day that it was in Danish time',
    ),
    "note.month-first": Text(
        '{table}: i kolonnen "{name}" står dage, der kun findes med måneden forrest; er de øvrige skrevet med dagen'
        " forrest?",
        '{table}: the column "{name}" holds days that exist with the month first alone; are the others written day'
        " first?",
    ),
    "note.nine-digits": Text(
        '{table}: {value} id(er) på ni cifre i kolonnen "{name}" har fået det nul foran, som et regneark skærer bort',
        '{table}: {value} id(s) of nine digits in the column "{name}" got back the zero that a spreadsheet cuts',
    ),
    "note.nine-digits-left": Text(
        '{table}: {value} id(er) i kolonnen "{name}" har ni cifre, hvor andre har ti; de er læst, som de står',
        '{table}: {value} id(s) in the column "{name}" have nine digits where others have ten; read as they stand',
    ),
    "note.dashes": Text(
        '{table}: {value} id(er) i kolonnen "{name}" er læst uden bindestreg, som andre id\'er er skrevet',
        '{table}: {value} id(s) in the column "{name}" are read without the dash, as other ids are written',
    ),
    "problem.expected": Text("; forventet: {expected}", "; expected {expected}"),
    "problem.nearest": Text("; mente du '{nearest}'?", "; did you mean '{nearest}'?"),
    # Summaries.
    "summary.as-of": Text(
        "Opgjort pr. {as_of}: {citizens} borger(e), {findings} fund.",
        "As of {as_of}: {citizens} citizen(s), {findings} findings.",
    ),
    "summary.breaches": Text(
        "Kræver handling: {overdue} overskredet, {breached} ikke overholdt; heraf {over} i forløb, der er slut.",
        "To act on: {overdue} overdue, {breached} breached; {over} of them in courses that are over.",
    ),
    "summary.without": Text(
        "Uden fund: {count} borger(e), som ingen af de valgte regler gælder for.",
        "Without findings: {count} citizen(s) to whom none of the chosen rules applies.",
    ),
    "summary.left-out": Text(
        "Regelfiler i egne mapper er ikke brugt, fordi de har fejl ({count}, nævnt ovenfor): dommen er uden dem.",
        "Rule files in folders of your own are not used, as they have problems ({count}, named above): judged without.",
    ),
    "summary.every-reading": Text(
        "Dømt efter enhver læsning: det, der afhænger af en anden læsning, er usikkert og ikke talt som overskredet.",
        "Judged by every reading: what depends on another one is uncertain, and not counted as overdue.",
    ),
    "summary.conventions": Text("Konventioner: {chosen}", "Conventions: {chosen}"),
    "summary.requirement": Text("krav", "requirement"),
    "summary.version": Text("version", "version"),
    "summary.other": Text("andet", "other"),
    "summary.total": Text("i alt", "total"),
    "summary.table": Text("tabel", "table"),
    "summary.source": Text("i udtrækket", "in the export"),
    "summary.rows-rows": Text("rækker", "rows"),
    "summary.used-rows": Text("brugt", "used"),
    "summary.repeated-rows": Text("gentaget", "repeated"),
    "summary.rejected-rows": Text("afvist", "rejected"),
    "summary.rejected": Text("Afviste rækker: {counted}", "Rejected rows: {counted}"),
    "issue.duplicate-meeting": Text(
        "Data: {count} møde(r) er registreret mere end én gang.", "Data: {count} meeting(s) recorded more than once."
    ),
    "issue.booking-without-record": Text(
        "Data: {count} booking(er) er passeret uden en afholdt samtale (udeblivelse eller manglende registrering).",
        "Data: {count} booking(s) in the past without a held meeting (no-show or missing registration).",
    ),
    "issue.meeting-outside-courses": Text(
        "Data: {count} møde(r) ligger uden for ethvert forløb.", "Data: {count} meeting(s) outside every course."
    ),
}
