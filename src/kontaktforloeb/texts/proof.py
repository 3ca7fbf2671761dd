"""What is said of proofs: a schedule against a law, and a schedule by itself."""

from __future__ import annotations

from collections.abc import Mapping

from kontaktforloeb.texts.text import Text

TEXTS: Mapping[str, Text] = {
    "cli.prove": Text(
        "Bevis, at en samtaleplan overholder en lov på alle startdage og ved alle måder at følge planen på, eller find "
        "det mindste modeksempel. Uden --against ses på planen alene. Slutkode 0: bevist; 1: modeksempel; 2: ikke "
        "afgjort, eller input kunne ikke bruges.",
        "Prove that a schedule keeps a law on every start day, whatever way it is followed, or find the smallest "
        "counterexample. Without --against: the schedule by itself. Exit code 0: proved; 1: a counterexample; 2: not "
        "decided, or the input could not be used.",
    ),
    "cli.prove-against": Text("Loven, eller et andet regelsæt.", "The law, or another rule set."),
    "cli.prove-version": Text(
        "En dag, hvor den version af loven gælder; ellers den første, der gælder samtidig med planen.",
        "A day on which that version of the law is in force; otherwise the first one in force together with the "
        "schedule.",
    ),
    "cli.prove-from": Text("Første startdag.", "The first start day."),
    "cli.prove-to": Text("Sidste startdag.", "The last start day."),
    "cli.prove-duty": Text("Kun dette krav i loven (kan gentages).", "Only this duty of the law (may stand again)."),
    "cli.prove-group": Text("Kun denne målgruppe (kan gentages).", "Only this target group (may stand again)."),
    "cli.prove-event": Text(
        "Hændelsen er registreret på første dag (kan gentages); ingen andre er.",
        "The event is recorded on the first day (may stand again); no others are.",
    ),
    "cli.prove-assume": Text(
        "Sådan er hvert møde: held_by, type, form eller individual=yes/no (kan gentages).",
        "What every meeting is: held_by, type, form or individual=yes/no (may stand again).",
    ),
    "cli.prove-as-if": Text(
        "Regn versionerne for gældende på alle startdage.", "Take the versions to be in force on all start days."
    ),
    "cli.prove-output": Text(
        "Skriv modeksemplet som en mappe, som check og explain kan læse, med en tegning.",
        "Write the counterexample as a folder that check and explain can read, with a drawing.",
    ),
    "cli.prove-repair": Text(
        "Søg den mindste ændring af planens tal, så den overholder loven (højst så mange skridt).",
        "Search the least change of the schedule's numbers by which it keeps the law (so many steps at most).",
    ),
    "cli.prove-page": Text(
        "Skriv siden med svar for alle planer mod lovene i denne fil (.md).",
        "Write the page of verdicts on all schedules against the laws to this file (.md).",
    ),
    "cli.prove-planning": Text("Beviser", "Proving"),
    "cli.prove-written": Text(
        "Modeksemplet er skrevet til {path}; se det:", "The counterexample is written to {path}; look at it:"
    ),
    "cli.prove-time": Text("Tid: {seconds} s.", "Time: {seconds} s."),
    "cli.prove-page-written": Text("Siden er skrevet til {path}.", "The page is written to {path}."),
    "proof.answer-proved": Text(
        "Bevist: hvem der følger {schedule} til tiden, overholder {against}.",
        "Proved: whoever follows {schedule} on time keeps {against}.",
    ),
    "proof.answer-counterexample": Text(
        "Modeksempel: man kan følge {schedule} til tiden og ikke overholde {against}.",
        "Counterexample: one can follow {schedule} on time and not keep {against}.",
    ),
    "proof.answer-undecided": Text(
        "Ikke afgjort, om hvem der følger {schedule} til tiden, overholder {against}.",
        "Not decided whether whoever follows {schedule} on time keeps {against}.",
    ),
    "proof.proved": Text("bevist", "proved"),
    "proof.counterexample": Text("modeksempel", "counterexample"),
    "proof.undecided": Text("ikke afgjort", "undecided"),
    "proof.proved-on": Text("{head} ({title}; {starts} starter)", "{head} ({title}; {starts} start(s))"),
    "proof.nothing-asked": Text("Loven kræver intet her.", "The law asks for nothing here."),
    "proof.sentence": Text(
        "start {start}, {count} møder: {verdict}, {held} af {needed}{due}",
        "start {start}, {count} meeting(s): {verdict}, {held} of {needed}{due}",
    ),
    "proof.due": Text(" senest {due}", " by {due}"),
    "proof.status-overdue": Text("overskredet", "overdue"),
    "proof.status-late": Text("for sent", "late"),
    "proof.status-breached": Text("ikke overholdt", "breached"),
    "proof.status-short": Text("ikke nået for denne borger", "not reached for this citizen"),
    "proof.smallest": Text(
        "Det mindste modeksempel, mod {duty}: {profile}, start {start}.",
        "The smallest counterexample, to {duty}: {profile}, start {start}.",
    ),
    "proof.more": Text("... og {count} mere.", "... and {count} more."),
    "proof.nothing-held": Text("Intet møde er holdt.", "No meeting was held."),
    "proof.lane-meetings": Text("møder", "meetings"),
    "proof.lane": Text("{name}: fra {first} til {last}", "{name}: from {first} to {last}"),
    "proof.picture": Text("Modeksempel til {duty}, start {start}", "Counterexample to {duty}, start {start}"),
    "proof.starts": Text(
        "Startdage: {first} til {last}, {starts} dage, som giver {problems} forskellige opgaver; hvert forløb følges i "
        "højst {days} dage.",
        "Start days: {first} to {last}, {starts} days, which come to {problems} different problems; each course is "
        "followed for at most {days} days.",
    ),
    "proof.versions": Text(
        "Versioner: {schedule} {own}; {against} {law}.", "Versions: {schedule} {own}; {against} {law}."
    ),
    "proof.profiles": Text("Borgere: {profiles}.", "Citizens: {profiles}."),
    "proof.assumed": Text("Antaget om hvert møde: {assumed}.", "Assumed of every meeting: {assumed}."),
    "proof.as-if": Text(
        "Versionerne er regnet for gældende på alle dagene.", "The versions were taken to be in force on all the days."
    ),
    "proof.scope": Text(
        "Dækket: ét uafbrudt forløb på én ydelse; ingen fritagelser, ingen skift af ydelse, ingen timer, ingen andre "
        "hændelser end de nævnte; det, kravene spørger om ved et møde, er registreret.",
        "Covered: one unbroken course on one benefit; no exemptions, no change of benefit, no hours, no events but "
        "those named; what duties ask of a meeting is recorded.",
    ),
    "proof.method": Text(
        "Metode: alle startdage planlagt, ens opgaver løst én gang, nøjagtigt (z3); hvert modeksempel bekræftet "
        "af check.",
        "Method: every start day planned, like problems solved once, exactly (z3); each counterexample confirmed "
        "by check.",
    ),
    "proof.left-out": Text("Ikke forudsat fulgt af planen: {duties}.", "Not assumed of the schedule: {duties}."),
    "proof.never-asked": Text(
        "Aldrig krævet i det dækkede: {duties}.", "Never asked for in what is covered: {duties}."
    ),
    "proof.why-parameter": Text("kilden giver ingen værdi for {word}", "the source gives no value for {word}"),
    "proof.why-event": Text(
        "hænger på hændelsen {word}, som ikke er registreret (--event {word})",
        "hangs on the event {word}, which is not recorded (--event {word})",
    ),
    "proof.why-fact": Text("hænger på oplysningen {word}", "hangs on the fact {word}"),
    "proof.why-person": Text("en person afgør det", "a person decides it"),
    "proof.why-no-version": Text(
        "ingen version af loven er kendt på fristen", "no version of the law is known on the due day"
    ),
    "proof.why-transition": Text(
        "loven skifter undervejs, og versionerne siger hver sit", "the law changes on the way, and the versions differ"
    ),
    "proof.why-key": Text("nøglen {word} er ikke kodet her", "the key {word} is not encoded here"),
    "proof.why-too-many": Text("kræver for mange møder at se på", "needs too many meetings to look at"),
    "proof.why-not-confirmed": Text(
        "check bekræfter ikke det fundne: kodningen er uenig",
        "check does not confirm what was found: the encoding differs",
    ),
    "proof.why-gave-up": Text("løseren gav op", "the solver gave up"),
    "proof.why-cannot-follow": Text(
        "ingen kan følge {schedule} til tiden fra {days} startdag(e), den første {first}",
        "nobody can follow {schedule} on time from {days} start day(s), first {first}",
    ),
    "proof.why-left-out": Text("planens {word} kunne ikke tages med", "the schedule's {word} could not be taken in"),
    "proof.alone-proved": Text(
        "{schedule} kan følges til tiden fra alle startdage{day}.",
        "{schedule} can be followed from every start day{day}.",
    ),
    "proof.alone-counterexample": Text(
        "{schedule} kan ikke følges til tiden fra {day}.", "{schedule} cannot be followed on time from {day}."
    ),
    "proof.alone-undecided": Text(
        "{schedule} kan følges til tiden fra alle startdage, så vidt kravene kan kodes{day}.",
        "{schedule} can be followed from every start day, as far as its duties are encoded{day}.",
    ),
    "proof.conflict": Text("Modsiger hinanden: {duties}.", "In contradiction: {duties}."),
    "proof.implied": Text("Følger af de øvrige krav: {duties}.", "Follows from the other duties: {duties}."),
    "proof.none-implied": Text("Intet krav følger af de øvrige.", "No duty follows from the others."),
    "proof.page-title": Text("Overholder planerne loven?", "Do the schedules keep the law?"),
    "proof.page-about": Text(
        "Skrevet af `kontaktforloeb prove --page`. For hver plan og hver lov, der gælder samtidig med den: overholder "
        "enhver måde at følge planen til tiden på kravet? Et modeksempel er det mindste fra den første startdag "
        "eller ellers i det første år; et "
        "bevis gælder alle startdage i det første fælles år, med så mange starter (en dag og en slags borger), som "
        "linjen siger. Hvor det år giver for mange forskellige opgaver, er der kun set på den første startdag: linjen "
        "siger det, og det tæller ikke som bevist. Det dækkede står i [proof.md](proof.md).",
        "Written by `kontaktforloeb prove --page`. For each schedule and each law in force at its time: does every way "
        "to follow the schedule on time keep the duty? A counterexample is the smallest from the first start day, "
        "or else of the first year; a "
        "proof is for every start day of the first year on which both are in force, for so many starts (a day and a "
        "kind of citizen) as its line says. Where that year comes to too many different problems, only the first start "
        "day was looked at: the line says so, and it does not count as proved. What is covered stands in "
        "[proof.md](proof.md).",
    ),
    "proof.page-schedule": Text("plan", "schedule"),
    "proof.page-law": Text("lov og version", "law and version"),
    "proof.page-start": Text("første startdag", "first start day"),
    "proof.page-answer": Text("svar", "answer"),
    "proof.page-no-law": Text(
        "ingen lov med samme målgruppe gælder samtidig", "no law for its groups is in force with it"
    ),
    "proof.page-error": Text("ikke afgjort", "undecided"),
    "proof.page-of-a-day": Text(
        "{duty}: gælder kun for starter den {day}, andre er der ikke set på ({title}; {starts} starter)",
        "{duty}: holds for starts on {day} only, no others were looked at ({title}; {starts} start(s))",
    ),
    "proof.page-some-of-a-day": Text("{count} kun set på den {day}", "{count} looked at on {day} only"),
    "proof.page-left-out": Text("ikke forudsat fulgt: {duty} ({why})", "not assumed to be followed: {duty} ({why})"),
    "proof.repair": Text(
        "Mindste ændring, hvormed planen overholder kravene (efter {tried} forsøg):",
        "The least change by which the schedule keeps the duties (after trying {tried}):",
    ),
    "proof.no-repair": Text(
        "Ingen ændring af planens tal på højst {most} skridt er nok.",
        "No change of the schedule's numbers of at most {most} step(s) is enough.",
    ),
    "proof.no-repair-needed": Text("Ingen ændring er nødvendig.", "No change is needed."),
}

DANISH: Mapping[str, str] = {
    "a proof takes the package z3-solver": "et bevis kræver pakken z3-solver",
    "the last start day {last} lies before the first, {first}": (
        "den sidste startdag {last} ligger før den første, {first}"
    ),
    "a later day": "en senere dag",
    "no target group is in all of {names}": "ingen målgruppe er med i alle af {names}",
    "rules about the same citizens": "regler om de samme borgere",
    "no version of '{name}' is in force": "ingen version af '{name}' gælder",
    "a rule set in force, or ID@DAY": "et gældende regelsæt, eller ID@DAG",
    "no version of '{name}' is in force on {day}": "ingen version af '{name}' gælder den {day}",
    "a day from {first} on": "en dag fra {first}",
    "{names} are never in force together": "{names} gælder aldrig samtidig",
    "another version, or --from and --to": "en anden version, eller --from og --to",
    "nothing can be assumed of '{name}'": "intet kan antages om '{name}'",
    "one of {fields}": "en af {fields}",
    "'{name}' is assumed to be {value} and {other}": "'{name}' antages at være både {value} og {other}",
    "one value for a field": "én værdi for et felt",
    "--{name} needs --against": "--{name} kræver --against",
    "the law, as in --against lab": "loven, som i --against lab",
    "'=' is missing in --assume {text}": "'=' mangler i --assume {text}",
    "--version has no effect beside --from and --to": "--version har ingen virkning ved siden af --from og --to",
    "--against, --as-if, or no --version": "--against, --as-if eller ingen --version",
    "NAME=VALUE": "NAVN=VÆRDI",
    "a new folder, or one that a counterexample was written to before": (
        "en ny mappe, eller en, som et modeksempel før er skrevet til"
    ),
    "nothing can be written to '{folder}'": "der kan ikke skrives til '{folder}'",
    "no schedule is named": "ingen samtaleplan er nævnt",
    "SCHEDULE, or --page FILE": "SCHEDULE, eller --page FIL",
}
