"""What is said of the case table: the commands, what a case shows, and how two engines differ."""

from __future__ import annotations

from collections.abc import Mapping

from kontaktforloeb.texts.text import Text

TEXTS: Mapping[str, Text] = {
    "cli.cases": Text(
        "Sagstabellen: prøv en beregning i et hvilket som helst sprog mod loven.",
        "The case table: try an engine in any language against the law.",
    ),
    "cli.cases-list": Text(
        "Vis sagerne: id, kategori, dage og formål.", "Show the cases: id, category, days and purpose."
    ),
    "cli.cases-export": Text(
        "Skriv sagstabellen til en mappe: tabeller ind, fund ud, skema, kilder.",
        "Write the case table to a folder: tables in, findings out, schema, sources.",
    ),
    "cli.cases-compare": Text(
        "Sammenlign fund fra en anden beregning med sagstabellen i FOLDER. Slutkode 0: ens; 1: forskelle; 2: input "
        "kunne ikke bruges.",
        "Compare another engine's findings with the case table in FOLDER. Exit code 0: equal; 1: differences; 2: the "
        "input could not be used.",
    ),
    "cli.cases-output": Text("Mappen, der skrives (ellers casetable).", "The folder to write (else casetable)."),
    "cli.cases-suite": Text("Kun sager fra denne del; kan gentages.", "Only cases of this suite; may be repeated."),
    "cli.cases-category": Text(
        "Kun sager i denne kategori; kan gentages.", "Only cases of this category; may be repeated."
    ),
    "cli.cases-rules": Text(
        "Kun disse regelsæt, adskilt af komma: sager om dem, og fund fra dem.",
        "Only these rule sets, separated by commas: cases about them, and findings of them.",
    ),
    "cli.cases-requirement": Text(
        "Kun dette krav, fx lab/31-1: sager om det, og fund om det; kan gentages.",
        "Only this requirement, such as lab/31-1: cases about it, and findings on it; may be repeated.",
    ),
    "cli.cases-group": Text(
        "Kun sager i denne målgruppe; kan gentages.", "Only cases of this target group; may be repeated."
    ),
    "cli.cases-case": Text("Kun denne sag; kan gentages.", "Only this case; may be repeated."),
    "cli.cases-plain": Text(
        "Kun sager, der dømmes efter alle standardvalg.", "Only cases that are judged by every default."
    ),
    "cli.cases-columns": Text(
        "Kolonner, der sammenlignes, adskilt af komma (ellers {default}).",
        "Columns that are compared, separated by commas (else {default}).",
    ),
    "cli.cases-as-of": Text(
        "Kun det, der spørges om pr. denne dag; kan gentages.", "Only what is asked as of this day; may be repeated."
    ),
    "cli.cases-most": Text("Vis højst så mange forskelle.", "Show at most so many differences."),
    "cases.counted": Text(
        "{count} i {suites} og {categories}, version {version}.",
        "{count} in {suites} and {categories}, version {version}.",
    ),
    "cases.none": Text("Ingen sager er som ønsket.", "No case is as asked for."),
    "cases.exported": Text(
        "{count} og {findings} skrevet til {path}, version {version}.",
        "{count} and {findings} written to {path}, version {version}.",
    ),
    "cases.equal": Text(
        "Ens: {cases}, {findings}, kolonnerne {columns}.", "Equal: {cases}, {findings}, the columns {columns}."
    ),
    "cases.differ.one": Text("1 af {cases} afviger ({differences}).", "1 of {cases} differs ({differences})."),
    "cases.differ.more": Text(
        "{wrong} af {cases} afviger ({differences}).", "{wrong} of {cases} differ ({differences})."
    ),
    "cases.more.one": Text("... og 1 sag mere.", "... and 1 more case."),
    "cases.more.more": Text("... og {count} sager mere.", "... and {count} more cases."),
    "cases.not-asked.one": Text(
        "1 fund er om en borger eller en dag, der ikke er spurgt om, og er udeladt.",
        "1 finding is about a citizen or a day that was not asked about, and is left out.",
    ),
    "cases.not-asked.more": Text(
        "{count} fund er om borgere eller dage, der ikke er spurgt om, og er udeladt.",
        "{count} findings are about citizens or days that were not asked about, and are left out.",
    ),
    "cases.number-of-cases.one": Text("1 sag", "1 case"),
    "cases.number-of-cases.more": Text("{count} sager", "{count} cases"),
    "cases.number-of-findings.one": Text("1 fund", "1 finding"),
    "cases.number-of-findings.more": Text("{count} fund", "{count} findings"),
    "cases.number-of-suites.one": Text("1 del", "1 suite"),
    "cases.number-of-suites.more": Text("{count} dele", "{count} suites"),
    "cases.number-of-categories.one": Text("1 kategori", "1 category"),
    "cases.number-of-categories.more": Text("{count} kategorier", "{count} categories"),
    "cases.number-of-differences.one": Text("1 forskel", "1 difference"),
    "cases.number-of-differences.more": Text("{count} forskelle", "{count} differences"),
    "difference.case": Text(
        "{citizen} pr. {as_of}: {case} [{category}]", "{citizen} as of {as_of}: {case} [{category}]"
    ),
    "difference.purpose": Text("  viser: {purpose}", "  shows: {purpose}"),
    "difference.duty": Text("  {requirement} ({reference}), {which}", "  {requirement} ({reference}), {which}"),
    "difference.which": Text(
        "forløb fra {course}, {group}, version {version}, nr. {occurrence}",
        "course from {course}, {group}, version {version}, no. {occurrence}",
    ),
    "difference.cell": Text("    {column}: ventet {wanted}, fik {got}", "    {column}: expected {wanted}, got {got}"),
    "difference.missing": Text("    fundet mangler; ventet {wanted}", "    the finding is missing; expected {wanted}"),
    "difference.extra": Text(
        "    intet sådant fund var ventet; fik {got}", "    no such finding was expected; got {got}"
    ),
    "difference.twice": Text("    fundet er givet to gange; fik {got}", "    the finding is given twice; got {got}"),
    "difference.nothing": Text("(tom)", "(empty)"),
    "difference.why": Text("    hvorfor:", "    why:"),
    # What a case shows.
    "case.day-before": Text(
        "den afgørende samtale holdt dagen før den sidste gode dag, {day}",
        "the deciding meeting held the day before the last good day, {day}",
    ),
    "case.on-the-day": Text(
        "den afgørende samtale holdt på den sidste gode dag, {day}",
        "the deciding meeting held on the last good day, {day}",
    ),
    "case.day-after": Text(
        "den afgørende samtale holdt dagen efter den sidste gode dag, {day}",
        "the deciding meeting held the day after the last good day, {day}",
    ),
    "case.never": Text(
        "der mangler én af {number} den sidste gode dag, {day}, og den holdes aldrig",
        "one of {number} is missing on the last good day, {day}, and is never held",
    ),
    "case.never.one": Text(
        "den ene samtale mangler den sidste gode dag, {day}, og den holdes aldrig",
        "the one meeting is missing on the last good day, {day}, and is never held",
    ),
    "case.seen": Text("holdt; kravet har ingen sidste dag", "held; the duty has no last day"),
    "case.unseen": Text(
        "ikke holdt, og forløbet er slut; kravet har ingen sidste dag",
        "not held, and the course is over; the duty has no last day",
    ),
    "case.due-today": Text(
        "spurgt på den sidste gode dag, {day}, mens én af {number} mangler",
        "asked on the last good day, {day}, while one of {number} is missing",
    ),
    "case.due-today.one": Text(
        "spurgt på den sidste gode dag, {day}, mens den ene samtale mangler",
        "asked on the last good day, {day}, while the one meeting is missing",
    ),
    "case.due-yesterday": Text(
        "spurgt dagen efter den sidste gode dag, {day}, mens én af {number} mangler",
        "asked the day after the last good day, {day}, while one of {number} is missing",
    ),
    "case.due-yesterday.one": Text(
        "spurgt dagen efter den sidste gode dag, {day}, mens den ene samtale mangler",
        "asked the day after the last good day, {day}, while the one meeting is missing",
    ),
    "case.before-the-window": Text(
        "den afgørende samtale holdt dagen før, vinduet åbner",
        "the deciding meeting held the day before the window opens",
    ),
    "case.first-day-of-the-window": Text(
        "samtalen holdt på vinduets første dag", "the meeting held on the window's first day"
    ),
    "case.two-too-late": Text(
        "to af {number} holdt for sent: den sidste er to dage efter {day}",
        "two of {number} held too late: the last is two days after {day}",
    ),
    "case.one-more": Text(
        "én mere end de {number}; den, der opfylder kravet, er nr. {number}",
        "one more than the {number}; the one that satisfies the duty is no. {number}",
    ),
    "case.one-more.one": Text(
        "én mere end den ene; det er den første, der opfylder kravet",
        "one more than the one that is asked for; the first satisfies the duty",
    ),
    "case.not-held": Text(
        "den afgørende samtale den {day} er ikke holdt ({word})",
        "the deciding meeting of {day} was not held ({word})",
    ),
    "case.other-type": Text("den afgørende samtale er af en anden type", "the deciding meeting is of another type"),
    "case.other-holder": Text(
        "den afgørende samtale er holdt af en anden", "the deciding meeting was held by somebody else"
    ),
    "case.other-in-a-group": Text(
        "den afgørende samtale var ikke individuel", "the deciding meeting was not individual"
    ),
    "case.same-holder": Text(
        "den afgørende samtale er holdt af {word}, som er den samme part",
        "the deciding meeting was held by {word}, which is the same holder",
    ),
    "case.twice": Text("én samtale står der to gange og er én", "one meeting is recorded twice and is one"),
    "case.twice-by-another-name": Text(
        "én samtale står der to gange, under den samme parts to navne, og er én",
        "one meeting is recorded twice, under two names of one holder, and is one",
    ),
    "case.benefit-change": Text(
        "skift af ydelse før {day}: forløbet slutter, og der tælles forfra",
        "another benefit before {day}: the course ends, and the counts start again",
    ),
    "case.there-and-back": Text(
        "skift af ydelse før {day} og tilbage igen: der tælles forfra begge gange",
        "another benefit before {day} and back again: the counts start again both times",
    ),
    "case.over-before": Text(
        "forløbet slutter dagen før den sidste gode dag, {day}",
        "the course ends the day before the last good day, {day}",
    ),
    "case.over-on": Text(
        "forløbet slutter på den sidste gode dag, {day}", "the course ends on the last good day, {day}"
    ),
    "case.exempt-on-the-day": Text(
        "fritaget på den sidste gode dag, {day}, alene", "exempt on the last good day, {day}, alone"
    ),
    "case.exempt-until-the-day-before": Text(
        "fritaget til og med dagen før {day}: fristen flyttes ikke",
        "exempt until the day before {day}: the due day does not move",
    ),
    "case.exempt-that-waives-nothing": Text(
        "en fritagelse, der intet krav fjerner, hen over {day}", "an exemption that takes no duty away, over {day}"
    ),
    "case.suspended": Text(
        "sidste gode dag {day} ved kanten af en suspension {start} til {end}",
        "the last good day {day} at the edge of a suspension, {start} to {end}",
    ),
    "case.event-on": Text(
        "en hændelse, der fjerner kravet, på den sidste gode dag, {day} ({word})",
        "an event that takes the duty away, on the last good day, {day} ({word})",
    ),
    "case.event-after": Text(
        "en hændelse, der ville fjerne kravet, dagen efter {day} ({word})",
        "an event that would take the duty away, the day after {day} ({word})",
    ),
    "case.without-event": Text("hændelsen {word} er ikke registreret", "the event {word} is not recorded"),
    "case.age-a-year-older": Text("borgeren er et år ældre", "the citizen is a year older"),
    "case.age-a-year-younger": Text("borgeren er et år yngre", "the citizen is a year younger"),
    "case.age-a-day-younger": Text(
        "borgeren er en dag yngre end på kanten", "the citizen is a day younger than at the edge"
    ),
    "case.age-not-recorded": Text("fødselsdagen er ikke registreret", "the birth date is not recorded"),
    "case.joint": Text(
        "en fælles samtale, der tæller et andet sted ({word})", "a joint interview that counts elsewhere ({word})"
    ),
    "case.hours-full": Text("timer: fuldt ledig hver måned", "hours: fully unemployed every month"),
    "case.hours-a-hundredth-short": Text(
        "timer: en hundrededel for lidt den første måned", "hours: a hundredth too little in the first month"
    ),
    "case.hours-half": Text("timer: halvt ledig hver måned", "hours: half unemployed every month"),
    "case.hours-not-in": Text("timer: kun den første måned er inde", "hours: only the first month is in"),
    "case.handover-early": Text("overdraget tidligt", "handed over early"),
    "case.handover-after-the-window": Text("overdraget efter fristen", "handed over after the due day"),
    "case.contact-as-early-as-can-be": Text(
        "første henvendelse så tidligt, som den kan starte forløbet",
        "first contact as early as it can start the course",
    ),
    "case.contact-a-day-too-early": Text(
        "første henvendelse en dag for tidligt til at starte forløbet",
        "first contact a day too early to start the course",
    ),
    "case.from-without-contact": Text(
        "kommer fra en anden målgruppe uden ny henvendelse", "comes from another target group without a new contact"
    ),
    "case.from-with-contact": Text(
        "kommer fra en anden målgruppe med ny henvendelse", "comes from another target group with a new contact"
    ),
    "case.begins-on": Text(
        "forløbet begynder {start}; den sidste gode dag er {day}, og samtalen er dagen efter",
        "the course begins on {start}; the last good day is {day}, and the meeting is the day after",
    ),
    "case.due-on": Text(
        "forløbet begynder {start}, så fristen er {day}; samtalen er dagen efter",
        "the course begins on {start}, so that the last good day is {day}; the meeting is the day after",
    ),
    "case.due-on-met": Text(
        "forløbet begynder {start}, så fristen er {day}; samtalen er den dag",
        "the course begins on {start}, so that the last good day is {day}; the meeting is on that day",
    ),
    "case.version": Text(
        "forløbet begynder {start}, ved kanten af en version; fristen er {day}, samtalen dagen efter",
        "the course begins on {start}, at the edge of a version; the last good day is {day}, the meeting the day after",
    ),
    "case.version-first-day": Text(
        "forløbet begynder på versionens første dag, {day}", "the course begins on the version's first day, {day}"
    ),
    "case.version-last-day": Text(
        "forløbet begynder {start}, versionens sidste dag", "the course begins on {start}, the version's last day"
    ),
    "case.version-day-before": Text(
        "forløbet begynder {start}, dagen før versionen", "the course begins on {start}, the day before the version"
    ),
    "case.version-day-after": Text(
        "forløbet begynder {start}, dagen efter versionen", "the course begins on {start}, the day after the version"
    ),
    "case.each-carried": Text("samtalen har det, der kræves", "the meeting carries what is asked"),
    "case.each-other": Text("samtalen har noget andet", "the meeting carries something else"),
    "case.each-not-recorded": Text("der står intet om det", "nothing is recorded on it"),
    "case.each-never": Text("der er ingen samtale at se på", "there is no meeting to look at"),
    "case.gap-day-before": Text("næste samtale dagen før {day}", "the next meeting the day before {day}"),
    "case.gap-on-the-day": Text(
        "næste samtale på den sidste gode dag, {day}", "the next meeting on the last good day, {day}"
    ),
    "case.gap-day-after": Text("næste samtale dagen efter {day}", "the next meeting the day after {day}"),
    "case.gap-never": Text("ingen næste samtale den {day}", "no next meeting by {day}"),
    "case.bucket-on-the-day": Text(
        "samtale på stykkets sidste gode dag, {day}", "a meeting on the last good day of the stretch, {day}"
    ),
    "case.bucket-day-after": Text("samtale dagen efter {day}", "a meeting the day after {day}"),
    "case.bucket-never": Text("ingen samtale i stykket til {day}", "no meeting in the stretch to {day}"),
    "case.order-before": Text("det ene dagen før det andet", "the one the day before the other"),
    "case.order-same-day": Text("begge på samme dag, {day}", "both on the same day, {day}"),
    "case.order-after": Text("det ene dagen efter det andet", "the one the day after the other"),
    "case.order-never": Text("kun det andet", "the other alone"),
    "case.any": Text("en sag, som testen har givet", "a case that the test has given"),
    "case.kept": Text("regeleksempel, der overholder reglen", "an example beside the rule that keeps it"),
    "case.not-kept": Text(
        "regeleksempel, der ikke overholder reglen", "an example beside the rule that does not keep it"
    ),
    "case.caseload": Text("borger i den opdigtede sagsstamme", "a citizen of the made-up caseload"),
}
DANISH: Mapping[str, str] = {
    "no suite '{name}'": "der er ingen del '{name}'",
    "no category '{name}'": "der er ingen kategori '{name}'",
    "no case '{name}'": "der er ingen sag '{name}'",
    "no column '{name}'": "der er ingen kolonne '{name}'",
    "no case is as asked for": "ingen sag er som ønsket",
    "a choice that 'kontaktforloeb cases list' shows something of": (
        "et valg, som 'kontaktforloeb cases list' viser noget af"
    ),
    "'{folder}' is no folder": "'{folder}' er ingen mappe",
    "there are other things in '{folder}'": "der ligger andet i '{folder}'",
    "a new folder, or one that was exported to before": "en ny mappe, eller en, der er skrevet til før",
    "this is no case table in the form {format}": "dette er ingen sagstabel i formen {format}",
    "the file is missing": "filen mangler",
    "this is no JSON": "dette er ikke JSON",
    "a folder that 'kontaktforloeb cases export' has written": (
        "en mappe, som 'kontaktforloeb cases export' har skrevet"
    ),
    "the file differs from its manifest": "filen er ikke, som manifestet siger",
    "a folder as 'kontaktforloeb cases export' has written it; export it anew": (
        "en mappe, som 'kontaktforloeb cases export' har skrevet den; skriv den igen"
    ),
    "a cell is too long to be one": "en celle er for lang til at være én",
    "a row a line, and each quotation mark with its partner": "en række pr. linje, og hvert anførselstegn med sin mage",
    "'{text}' is no day": "'{text}' er ingen dag",
    "'{text}' is no whole number": "'{text}' er intet helt tal",
    "digits alone": "kun cifre",
    "yyyy-mm-dd": "åååå-mm-dd",
    "this is no UTF-8": "dette er ikke UTF-8",
    "a CSV file in UTF-8": "en CSV-fil i UTF-8",
    "the row has more or fewer cells than the header": "rækken har flere eller færre celler end overskriften",
    "the function is asked for cases that are not judged by every default": (
        "funktionen bliver spurgt om sager, der ikke dømmes efter alle standardvalg"
    ),
    "a parameter 'setting', or a choice of the other cases alone": (
        "en parameter 'setting', eller et valg af de andre sager alene"
    ),
    "the command does not say where '{place}' goes": "kommandoen siger ikke, hvor '{place}' hører til",
    "a word '{place}' in it": "et ord '{place}' i den",
    "'{command}' cannot be run ({why})": "'{command}' kan ikke køres ({why})",
    "'{command}' did not end in {time} seconds": "'{command}' blev ikke færdig på {time} sekunder",
    "'{command}' ended with exit code {code}: {said}": "'{command}' endte med slutkode {code}: {said}",
    "a command that reads the tables and writes the findings": "en kommando, der læser tabellerne og skriver fundene",
}
