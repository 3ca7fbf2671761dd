"""What is said of two snapshots and of what was known on a day."""

from __future__ import annotations

from collections.abc import Mapping

from kontaktforloeb.texts.text import Text

TEXTS: Mapping[str, Text] = {
    "cli.diff": Text(
        "Sammenlign to udtræk af samme sagsstamme, eller to filer med fund: hvem er kommet over fristen, hvilke rækker "
        "mangler, og skyldes det tiden eller data? Slutkode 0: intet er kommet over fristen; 1: noget er; 2: input "
        "kunne ikke bruges.",
        "Compare two exports of one caseload, or two files of findings: who became overdue, which rows vanished, and "
        "was it time or data? Exit code 0: nothing became overdue; 1: something did; 2: the input could not be used.",
    ),
    "cli.as-of-old": Text(
        "Opgørelsesdagen for OLD; ellers den samme som for NEW.", "The as-of day of OLD; otherwise that of NEW."
    ),
    "cli.as-known-on": Text(
        "Døm efter det, der var registreret til og med denne dag; det er også opgørelsesdagen, hvis den ikke gives.",
        "Judge by what was registered by this day; it is the as-of day too if none is given.",
    ),
    "cli.as-known-on-old": Text("Det samme for OLD; ellers som for NEW.", "The same for OLD; otherwise as for NEW."),
    "cli.changes": Text("Skriv ændringerne til en fil (.csv).", "Write the changes to a file (.csv)."),
    "cli.comparing": Text("Sammenligner", "Comparing"),
    "cli.changes-written": Text("{count} ændringer skrevet til {path}.", "{count} changes written to {path}."),
    "changes.old-and-new": Text("OLD pr. {old}, NEW pr. {new}.", "OLD as of {old}, NEW as of {new}."),
    "changes.old-rejected": Text(
        "OLD: {count} række(r) kunne ikke bruges; kør check på den for at se dem.",
        "OLD: {count} row(s) could not be used; run check on it to see them.",
    ),
    "changes.new-rejected": Text(
        "NEW: {count} række(r) kunne ikke bruges; kør check på den for at se dem.",
        "NEW: {count} row(s) could not be used; run check on it to see them.",
    ),
    "changes.citizens": Text(
        "{citizens} borger(e) i den ene eller begge; {changed} med ændringer.",
        "{citizens} citizen(s) in one or both; {changed} with changes.",
    ),
    "changes.became-overdue": Text(
        "Er kommet over fristen eller ikke overholdt: {count} fund om {citizens} borger(e).",
        "Became overdue or breached: {count} finding(s) on {citizens} citizen(s).",
    ),
    "changes.no-longer-overdue": Text("Er det ikke længere: {count} fund.", "No longer so: {count} finding(s)."),
    "changes.verdict": Text("afgørelse", "verdict"),
    "changes.nothing": Text("intet fund", "no finding"),
    "changes.by-time": Text("tid", "time"),
    "changes.by-data": Text("data", "data"),
    "changes.by-rules": Text("regler", "rules"),
    "changes.by-several": Text("flere/uvist", "several/unknown"),
    "changes.other-due": Text("Anden frist: {count} fund.", "Another due day: {count} finding(s)."),
    "changes.other-version": Text("Anden version: {count} fund.", "Another version: {count} finding(s)."),
    "changes.other-course": Text(
        "Forløbet begynder en anden dag: {count} fund.", "The course begins on another day: {count} finding(s)."
    ),
    "changes.other-group": Text("Anden målgruppe: {count} fund.", "Another target group: {count} finding(s)."),
    "changes.rows": Text("rækker", "rows"),
    "changes.count": Text("antal", "count"),
    "changes.new": Text("ny", "new"),
    "changes.gone": Text("mangler", "gone"),
    "changes.changed": Text("ændret", "changed"),
    "why.since": Text("efter den ældre opgørelsesdag", "after the older as-of day"),
    "why.backdated": Text("dateret til og med den ældre opgørelsesdag", "dated on or before the older as-of day"),
    "why.vanished": Text("skulle stadig være der", "should still be there"),
    "why.out-of-period": Text("uden for det andet udtræks periode", "outside the period of the other export"),
    "why.maybe-rejected": Text("måske blandt borgerens afviste rækker", "maybe among the citizen's rejected rows"),
    "why.citizen-gone": Text("borgeren er der ikke længere", "the citizen is not there any more"),
    "why.citizen-new": Text("borgeren var der ikke før", "the citizen was not there before"),
    "why.followed-up": Text("det, der blev af en booking", "what became of a booking"),
    "why.filled": Text("feltet var tomt", "the cell was empty"),
    "why.emptied": Text("feltet er nu tomt", "the cell is empty now"),
    "why.registered-later": Text("registreret senere end før", "registered later than before"),
    "why.moved": Text("flyttet til en anden dag", "moved to another day"),
    "why.corrected": Text("rettet", "corrected"),
    "known.left-out": Text(
        "Som kendt pr. {day}: {meetings} møde(r) og {exemptions} fritagelse(r) er registreret senere og er ikke med.",
        "As known on {day}: {meetings} meeting(s) and {exemptions} exemption(s) registered later are left out.",
    ),
    "known.undated": Text(
        "{undated} afholdt(e) møde(r) har ingen registreringsdag og regnes som kendt.",
        "{undated} held meeting(s) have no registration day and are taken as known.",
    ),
    "known.projected": Text(
        "Opgørelsesdagen {as_of} ligger efter {day}: hvad der skete derimellem, vides ikke og er ikke med.",
        "The as-of day {as_of} lies after {day}: what happened in between is not known, and is left out.",
    ),
}

DANISH: Mapping[str, str] = {
    "there is no such file": "der er ingen sådan fil",
    "row {row}: the cell is empty": "række {row}: feltet er tomt",
    "row {row}: '{text}' is no day": "række {row}: '{text}' er ikke en dag",
    "a day such as 2025-08-15, 15-08-2025 or 15.08.25": "en dag som 2025-08-15, 15-08-2025 eller 15.08.25",
    "row {row}: '{text}' may be more than one day": "række {row}: '{text}' kan være mere end én dag",
    "a day such as 2025-08-15, which is no other one": "en dag som 2025-08-15, der ikke kan være en anden",
    "row {row}: '{text}' is no number": "række {row}: '{text}' er ikke et tal",
    "row {row}: '{text}' is no status": "række {row}: '{text}' er ingen status",
    "row {row}: the id was damaged by a spreadsheet": "række {row}: id'et er ødelagt af et regneark",
    "the file as it was written, or its ids as text": "filen, som den blev skrevet, eller dens id'er som tekst",
    "row {row} cannot be read": "række {row} kan ikke læses",
    "each quotation mark with its partner": "hvert anførselstegn med sin mage",
    "row {row} has another number of cells than the header": "række {row} har et andet antal felter end overskriften",
    "row {row} holds a value of another kind": "række {row} har en værdi af en anden slags",
    "a text": "en tekst",
    "a whole number": "et helt tal",
    "the finding in row {first} stands there again in row {row}": "fundet i række {first} står der igen i række {row}",
    "each finding once": "hvert fund én gang",
    "holds something else than findings": "indeholder andet end fund",
    "a Parquet file takes the package polars": "en Parquet-fil kræver pakken polars",
    "one of the two is a file of findings, the other is not": "kun den ene af de to er en fil med fund",
    "two exports, or two files of findings": "to udtræk eller to filer med fund",
    "files of findings were judged when they were written": "filer med fund blev dømt, da de blev skrevet",
    "no option on how to judge": "ingen valg af, hvordan der dømmes",
}
