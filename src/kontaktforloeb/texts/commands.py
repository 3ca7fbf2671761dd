"""The help of the command line, and what a run says of itself."""

from __future__ import annotations

from collections.abc import Mapping

from kontaktforloeb.texts.text import Text

TEXTS: Mapping[str, Text] = {
    "cli.about": Text(
        "Kontrollér kontaktforløb mod loven og kommunens samtaleplan.\n\nSlutkode 70: programmet fejlede uventet; med "
        "KONTAKTFORLOEB_TRACEBACK=1 i miljøet vises hvor.",
        "Check contact courses against the law and municipal schedules.\n\nExit code 70: the program failed in a way "
        "that was not foreseen; KONTAKTFORLOEB_TRACEBACK=1 in the environment shows where.",
    ),
    "cli.unexpected": Text(
        "kontaktforloeb {version}: uventet fejl, {kind} i {place}. Det er en fejl i programmet, ikke en dom om nogen; "
        "ingen fil er halvt skrevet. Med {variable}=1 i miljøet vises hele fejlen; den kan rumme borgernes data.",
        "kontaktforloeb {version}: an error that was not foreseen, {kind} in {place}. It is a defect of the program, "
        "no verdict on anybody; no file is half written. {variable}=1 in the environment shows all of the error; that "
        "may hold data on citizens.",
    ),
    "usage.usage": Text("Brug:", "Usage:"),
    "help.options": Text("Valg", "Options"),
    "help.commands": Text("Kommandoer", "Commands"),
    "help.arguments": Text("Argumenter", "Arguments"),
    "help.some-options": Text("[VALG]", "[OPTIONS]"),
    "help.a-command": Text("KOMMANDO [ARGUMENTER]...", "COMMAND [ARGS]..."),
    "help.of-help": Text("Vis denne hjælp.", "Show this message and exit."),
    "help.of-version": Text("Vis versionen.", "Show the version and exit."),
    "usage.help": Text("Prøv '{command} --help' for hjælp.", "Try '{command} --help' for help."),
    "usage.error": Text("Fejl: {message}", "Error: {message}"),
    "usage.no-option": Text("der er ikke noget valg '{name}'", "there is no option '{name}'"),
    "usage.no-command": Text("der er ingen kommando '{name}'", "there is no command '{name}'"),
    "usage.missing-command": Text("kommandoen mangler", "the command is missing"),
    "usage.missing": Text("'{name}' mangler", "'{name}' is missing"),
    "usage.extra": Text("der står for meget: {name}", "there is too much: {name}"),
    "usage.without-value": Text("'{name}' mangler en værdi", "'{name}' needs a value"),
    "usage.takes-no-value": Text("'{name}' tager ingen værdi", "'{name}' takes no value"),
    "usage.not-one-of": Text("'{name}': '{value}' er ikke en af {known}", "'{name}': '{value}' is none of {known}"),
    "usage.no-number": Text("'{name}': '{value}' er ikke et helt tal", "'{name}': '{value}' is no whole number"),
    "usage.outside": Text("'{name}': {value} ligger ikke i {known}", "'{name}': {value} does not lie in {known}"),
    # What the system says of a file.
    "system.eacces": Text("adgang nægtet", "access is denied"),
    "system.edquot": Text("kvoten på disken er brugt op", "the quota on the disk is used up"),
    "system.eexist": Text("den findes allerede", "it is there already"),
    "system.eio": Text("disken eller netværket svigtede", "the disk or the network failed"),
    "system.eisdir": Text("det er en mappe", "it is a folder"),
    "system.eloop": Text("for mange henvisninger efter hinanden", "too many links after each other"),
    "system.emfile": Text("for mange åbne filer", "too many open files"),
    "system.enametoolong": Text("navnet er for langt", "the name is too long"),
    "system.enoent": Text("der er ingen sådan fil eller mappe", "there is no such file or folder"),
    "system.enomem": Text("der er ikke hukommelse nok", "there is not enough memory"),
    "system.enospc": Text("disken er fuld", "the disk is full"),
    "system.enotdir": Text("det er ikke en mappe", "it is no folder"),
    "system.eperm": Text("det er ikke tilladt", "it is not permitted"),
    "system.erofs": Text("disken kan kun læses", "the disk can only be read"),
    "system.etxtbsy": Text("filen er i brug", "the file is in use"),
    "cli.check": Text(
        "Kontrollér et udtræk: en mappe med tabeller (spells.csv, meetings.csv ... eller .parquet), en fil (.csv, "
        ".parquet, .xlsx, .duckdb, .sqlite) eller en databases adresse (postgresql://...). Slutkode 0: intet er "
        "overskredet; 1: noget er overskredet eller ikke overholdt; 2: input kunne ikke bruges.",
        "Check an export: a folder of tables (spells.csv, meetings.csv ... or .parquet), a file (.csv, .parquet, "
        ".xlsx, .duckdb, .sqlite) or the address of a database (postgresql://...). Exit code 0: nothing is overdue; 1: "
        "something is overdue or breached; 2: the input could not be used.",
    ),
    "cli.explain": Text(
        "Forklar fundene for én borger: hjemmel, version, tidsregning, hver samtale og afgørelsen.",
        "Explain the findings on one citizen: paragraph, version, clock, each meeting and the verdict.",
    ),
    "cli.rules": Text("Vis og kontrollér reglerne.", "Show and check the rules."),
    "cli.rules-list": Text("Vis alle regelsæt og versioner.", "List all rule sets and versions."),
    "cli.rules-show": Text(
        "Vis et regelsæt (lab) eller et krav (lab/31-1).", "Show a rule set (lab) or a requirement (lab/31-1)."
    ),
    "cli.rules-check": Text(
        "Find alle fejl i regelfiler; uden stier i de medfølgende.",
        "Find every problem in rule files; without paths, in the bundled ones.",
    ),
    "cli.rules-diff": Text(
        "Vis, hvad der er anderledes: to versioner (lab@ÅÅÅÅ-MM-DD), to regelsæt eller to filer.",
        "Show what differs: two versions (lab@YYYY-MM-DD), two rule sets or two files.",
    ),
    "cli.rules-new": Text("Skriv en regelfil at begynde med.", "Write a rule file to start from."),
    "cli.new-kind": Text("Filens art.", "What the file is."),
    "cli.new-output": Text("Skriv til denne fil; ellers vises den.", "Write to this file; otherwise it is shown."),
    "cli.new-from": Text(
        "Versionens første dag; i dag, hvis den ikke gives.", "The version's first day; today if not given."
    ),
    "cli.rules-schema": Text(
        "Skriv et JSON Schema, som en editor kan fuldføre og kontrollere regelfiler med.",
        "Write a JSON Schema with which an editor completes and checks rule files.",
    ),
    "cli.schema-grundlag": Text("For filer med ord og ure.", "For files of words and clocks."),
    "cli.schema-output": Text("Skriv til denne fil; ellers vises det.", "Write to this file; otherwise it is shown."),
    "cli.rules-pages": Text(
        "Skriv en side og en tegning for hvert regelsæt i en mappe.",
        "Write a page and a drawing for each rule set into a folder.",
    ),
    "cli.pages-written": Text("{count} fil(er) skrevet til {path}.", "{count} file(s) written to {path}."),
    "cli.strict": Text("Advarsler regnes som fejl.", "Warnings count as errors."),
    "cli.check-as-of": Text(
        "Dagen, som kontroldatoer måles mod; i dag, hvis den ikke gives.",
        "The day that checked_on is measured against; today if not given.",
    ),
    "rules.warning": Text("advarsel: {problem}", "warning: {problem}"),
    "cli.written-file": Text("{path} er skrevet.", "{path} is written."),
    "cli.demo": Text(
        "Kør kontrollen på de medfølgende eksempler.", "Run the check on the example caseload that is included."
    ),
    "cli.as-of": Text("Opgørelsesdagen; i dag, hvis den ikke gives.", "The as-of day; today if not given."),
    "cli.rules-option": Text("Kun disse regelsæt, adskilt af komma.", "Only these rule sets, separated by commas."),
    "cli.schedule": Text("Samtaleplan for borgere, der ikke selv har en.", "Schedule for the citizens who name none."),
    "cli.rules-folder": Text(
        "Mappe med egne regelfiler; kan gives flere gange.",
        "Folder with rule files of your own; may be given several times.",
    ),
    "cli.output": Text(
        "Skriv fundene til en fil (.csv, .xlsx, .parquet, .json eller .jsonl).",
        "Write the findings to a file (.csv, .xlsx, .parquet, .json or .jsonl).",
    ),
    "cli.columns-option": Text(
        "Brug denne kolonneliste (se kommandoen columns).", "Use this mapping of columns (see the command columns)."
    ),
    "cli.query": Text(
        "Hent en tabel fra en database med denne forespørgsel; kan gives flere gange.",
        "Take a table from a database by this query; may stand several times.",
    ),
    "cli.quality": Text(
        "Skriv det, der ser forkert ud i data, hertil (.csv), med borgernes id'er.",
        "Write what looks wrong in the data here (.csv), with the citizens' ids.",
    ),
    "cli.registered-within": Text(
        "Så mange dage efter en samtale skal den være registreret; uden tallet undersøges det ikke.",
        "So many days after a meeting it should be registered; without the number this is not looked at.",
    ),
    "cli.quality-written": Text(
        "{count} mærkelighed(er) i data er skrevet til {path}.", "{count} oddity(ies) in the data written to {path}."
    ),
    "about.as-of": Text("Opgjort pr.", "As of"),
    "about.conventions": Text("Fortolkninger", "Conventions"),
    "cli.rejected": Text(
        "Skriv de afviste rækker hertil; ellers til rejected.csv ved siden af fundene.",
        "Write the rejected rows here; otherwise to rejected.csv beside the findings.",
    ),
    "cli.excel-csv": Text(
        "CSV med semikolon og BOM, som dansk Excel åbner.", "CSV with semicolons and a BOM, for Danish Excel."
    ),
    "cli.convention": Text(
        "En anden fortolkning, fx month_window=inclusive; kan gives flere gange.",
        "Another reading, such as month_window=inclusive; may be given several times.",
    ),
    "cli.readings": Text(
        "all: døm efter enhver læsning af det, loven lader stå åbent, og sæt det, der afhænger af en, til usikkert.",
        "all: judge by every reading of what the law leaves open; what depends on one is uncertain.",
    ),
    "cli.lang": Text("Sprog: da eller en.", "Language: da or en."),
    "cli.requirement": Text("Kun dette krav, fx lab/31-1.", "Only this requirement, such as lab/31-1."),
    "cli.progress": Text("Kontrollerer", "Checking"),
    "cli.written": Text("{count} fund skrevet til {path}.", "{count} findings written to {path}."),
    "cli.rejected-written": Text(
        "{count} afviste rækker skrevet til {path}.", "{count} rejected rows written to {path}."
    ),
    "cli.no-duty": Text(
        "Ingen af de valgte regler gælder for borgerens forløb.",
        "None of the chosen rules applies to the citizen's courses.",
    ),
    "cli.demo-intro": Text(
        "Eksempel: en opdigtet sagsstamme i {path}, kontrolleret pr. {as_of}.",
        "Example: a made-up caseload in {path}, checked as of {as_of}.",
    ),
    "cli.demo-why": Text(
        "Hvorfor? Ét af de overskredne krav, forklaret:", "Why? One of the overdue duties, explained:"
    ),
    "cli.demo-next": Text(
        "Prøv selv: kontaktforloeb check MAPPE --output fund.csv",
        "Now yours: kontaktforloeb check FOLDER --output findings.csv",
    ),
}
