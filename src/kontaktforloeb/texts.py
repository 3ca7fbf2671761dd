"""Every text that a user reads, in Danish and English, and nothing that decides; long because it is one catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

Lang = Literal["da", "en"]
LANGUAGES = ("da", "en")


class _Text(NamedTuple):
    da: str
    en: str


def say(key: str, lang: Lang, **facts: object) -> str:
    """Give a text with its facts filled in.

    >>> say("row.nearest", "en", nearest="jobcenter")
    '; did you mean "jobcenter"?'
    """
    text = TEXTS[key]
    return (text.en if lang == "en" else text.da).format(**facts)


def translated(template: str, lang: Lang) -> str:
    """Give the template of an error's text in a language; in English where it is not known in that one.

    >>> translated("there is no such folder", "da")
    'der er ingen sådan mappe'
    """
    return template if lang == "en" else DANISH.get(template, template)


def day(value: object, lang: Lang) -> str:
    """Give a day as it is written: 02-07-2022 in Danish, 2022-07-02 in English.

    >>> from datetime import date
    >>> day(date(2022, 7, 2), "da")
    '02-07-2022'
    """
    iso = str(value)
    return iso if lang == "en" else f"{iso[8:]}-{iso[5:7]}-{iso[:4]}"


TEXTS: Mapping[str, _Text] = {
    # Rejected rows and notes on files.
    "row.unreadable-row": _Text(
        "rækken kan ikke læses: et anførselstegn mangler sin mage, eller et felt er for langt",
        "the row cannot be read: a quotation mark has no partner, or a cell is too long",
    ),
    "row.cell-count": _Text(
        "rækken har {value} felter; overskriften har {expected}", "the row has {value} cells; the header has {expected}"
    ),
    "row.missing-value": _Text("feltet er tomt og skal være udfyldt", "the cell is empty and must not be"),
    "row.unknown-value": _Text(
        'værdien "{value}" kendes ikke; forventet: {expected}', 'the value "{value}" is not known; expected: {expected}'
    ),
    "row.impossible-date": _Text(
        '"{value}" er ikke en dato; forventet: {expected}', '"{value}" is no date; expected: {expected}'
    ),
    "expected.day": _Text("åååå-mm-dd eller dd-mm-åååå", "yyyy-mm-dd or dd-mm-yyyy"),
    "expected.month": _Text("åååå-mm eller mm-åååå", "yyyy-mm or mm-yyyy"),
    "expected.hours": _Text("et antal timer, fx 160,33", "a number of hours such as 160.33"),
    "expected.minutes": _Text("et antal minutter, fx 45", "a number of minutes such as 45"),
    "row.no-number": _Text(
        '"{value}" er ikke et tal; forventet: {expected}', '"{value}" is no number; expected: {expected}'
    ),
    "row.end-before-start": _Text(
        "slutdatoen {value} ligger før startdatoen {expected}", "the end {value} lies before the start {expected}"
    ),
    "row.overlapping-spells": _Text(
        "perioden fra {value} begynder, mens en tidligere på samme ydelse løber",
        "the spell from {value} begins while an earlier one on the same benefit runs",
    ),
    "row.citizen-without-spell": _Text(
        "borgeren har ingen brugbar ydelsesperiode", "the citizen has no spell that can be used"
    ),
    "row.hours-without-dagpenge": _Text(
        "timer for en borger uden dagpengeperiode", "hours for a citizen without a spell on dagpenge"
    ),
    "row.second-citizen-row": _Text("borgeren har en række i tabellen i forvejen", "the citizen has a row already"),
    "row.nearest": _Text('; mente du "{nearest}"?', '; did you mean "{nearest}"?'),
    "note.column": _Text('{table}: kolonnen "{name}" læses ikke', '{table}: the column "{name}" is not read'),
    "note.table": _Text("{table}.csv læses ikke", "{table}.csv is not read"),
    "problem.expected": _Text("; forventet: {expected}", "; expected {expected}"),
    "problem.nearest": _Text("; mente du '{nearest}'?", "; did you mean '{nearest}'?"),
    # Words of the closed lists.
    "status.met": _Text("opfyldt", "met"),
    "status.late": _Text("opfyldt for sent", "late"),
    "status.overdue": _Text("overskredet", "overdue"),
    "status.pending": _Text("afventer", "pending"),
    "status.ended": _Text("forløbet sluttede før fristen", "ended"),
    "status.exempt": _Text("fritaget", "exempt"),
    "status.not-required": _Text("ikke påkrævet", "not required"),
    "status.short": _Text("ikke nået (gruppepligt)", "short"),
    "status.breached": _Text("ikke overholdt", "breached"),
    "status.unknown": _Text("uvist", "unknown"),
    "status.uncertain": _Text("usikkert", "uncertain"),
    "level.krav": _Text("lovkrav", "required by law"),
    "level.norm": _Text("lokal norm", "local norm"),
    "level.raad": _Text("råd", "advice"),
    "certainty.law": _Text("læst i loven", "read in the law"),
    "certainty.official": _Text("officiel kilde", "official source"),
    "certainty.secondary": _Text("sekundær kilde", "secondary source"),
    "certainty.derived": _Text("udledt", "derived"),
    "certainty.open": _Text("åbent spørgsmål", "open question"),
    "meeting-status.booket": _Text("kun booket", "only booked"),
    "meeting-status.aflyst": _Text("aflyst", "cancelled"),
    "meeting-status.udeblevet": _Text("borgeren udeblev", "the citizen did not come"),
    "field.type": _Text("mødetypen", "its type"),
    "field.held_by": _Text("hvem der holdt den", "who held it"),
    "field.with": _Text("hvem der deltog", "who took part"),
    "field.form": _Text("formen", "its form"),
    "field.individual": _Text("at den var en gruppesamtale", "that it was a group meeting"),
    "field.topics": _Text("emnerne", "its topics"),
    "field.agreements": _Text("aftalerne", "its agreements"),
    # Summaries.
    "summary.as-of": _Text(
        "Opgjort pr. {as_of}: {citizens} borger(e), {findings} fund.",
        "As of {as_of}: {citizens} citizen(s), {findings} findings.",
    ),
    "summary.breaches": _Text(
        "Kræver handling: {overdue} overskredet, {breached} ikke overholdt; heraf {over} i forløb, der er slut.",
        "To act on: {overdue} overdue, {breached} breached; {over} of them in courses that are over.",
    ),
    "summary.without": _Text(
        "Uden fund: {count} borger(e), som ingen af de valgte regler gælder for.",
        "Without findings: {count} citizen(s) to whom none of the chosen rules applies.",
    ),
    "summary.conventions": _Text("Konventioner: {chosen}", "Conventions: {chosen}"),
    "summary.requirement": _Text("krav", "requirement"),
    "summary.version": _Text("version", "version"),
    "summary.other": _Text("andet", "other"),
    "summary.total": _Text("i alt", "total"),
    "summary.table": _Text("tabel", "table"),
    "summary.rows-rows": _Text("rækker", "rows"),
    "summary.used-rows": _Text("brugt", "used"),
    "summary.repeated-rows": _Text("gentaget", "repeated"),
    "summary.rejected-rows": _Text("afvist", "rejected"),
    "summary.rejected": _Text("Afviste rækker: {counted}", "Rejected rows: {counted}"),
    "issue.duplicate-meeting": _Text(
        "Data: {count} møde(r) er registreret mere end én gang.", "Data: {count} meeting(s) recorded more than once."
    ),
    "issue.booking-without-record": _Text(
        "Data: {count} booking(er) er passeret uden en afholdt samtale (udeblivelse eller manglende registrering).",
        "Data: {count} booking(s) in the past without a held meeting (no-show or missing registration).",
    ),
    "issue.meeting-outside-courses": _Text(
        "Data: {count} møde(r) ligger uden for ethvert forløb.", "Data: {count} meeting(s) outside every course."
    ),
    # Rules.
    "rules.id": _Text("id", "id"),
    "rules.version": _Text("fra", "from"),
    "rules.to": _Text("til", "to"),
    "rules.status": _Text("status", "status"),
    "rules.duties": _Text("krav", "duties"),
    "rules.title": _Text("titel", "title"),
    "rules.open": _Text("videre", "on"),
    "rules.source": _Text(
        "Kilde: {act}, {address} (kontrolleret {checked})", "Source: {act}, {address} (checked {checked})"
    ),
    "rules.same-duty": _Text("Samme pligt i andre versioner: {others}", "The same duty in other versions: {others}"),
    "rules.reference": _Text("hjemmel", "reference"),
    "rules.groups": _Text("målgrupper", "groups"),
    "rules.with-event": _Text("kun med hændelsen", "only with the event"),
    "rules.without-event": _Text("ikke med hændelsen", "not with the event"),
    "rules.kind": _Text("art", "kind"),
    "rules.count": _Text("antal", "count"),
    "rules.steps": _Text("trin", "steps"),
    "rules.per": _Text("for hver", "per"),
    "rules.opens": _Text("fra", "opens"),
    "rules.due": _Text("senest", "due"),
    "rules.match": _Text("tæller", "counts"),
    "rules.first": _Text("først", "first"),
    "rules.before": _Text("før", "before"),
    "rules.also": _Text("tæller også", "counts too"),
    "rules.any-of": _Text("eller", "or"),
    "rules.slots": _Text("ser på nr.", "looks at no."),
    "rules.require": _Text("kræver", "asks for"),
    "rules.not-required": _Text("ikke påkrævet", "not required"),
    "rules.if-event": _Text("efter {event}", "after {event}"),
    "rules.if-no-event": _Text("uden {event}", "without {event}"),
    "rules.if-change": _Text(
        "når forløbet begyndte med et skift mellem {groups}", "where the course began by a change among {groups}"
    ),
    "rules.share": _Text("andel af gruppen", "share of the group"),
    "rules.besides": _Text("ud over", "besides"),
    "rules.duty": _Text("pligt", "duty"),
    "rules.certainty": _Text("sikkerhed", "certainty"),
    "rules.checks": _Text("udsagn", "statements"),
    "rules.note": _Text("note", "note"),
    "rules.fine": _Text("{count} fil(er) uden fejl.", "{count} file(s) without problems."),
    # The command line.
    "cli.about": _Text(
        "Kontrollér kontaktforløb mod loven og kommunens samtaleplan.",
        "Check contact courses against the law and municipal schedules.",
    ),
    "cli.check": _Text(
        "Kontrollér en mappe med tabeller (spells.csv, meetings.csv ...). Slutkode 0: intet er overskredet; 1: noget "
        "er overskredet eller ikke overholdt; 2: input kunne ikke bruges.",
        "Check a folder of tables (spells.csv, meetings.csv ...). Exit code 0: nothing is overdue; 1: something is "
        "overdue or breached; 2: the input could not be used.",
    ),
    "cli.explain": _Text(
        "Forklar fundene for én borger: hjemmel, version, tidsregning, hver samtale og afgørelsen.",
        "Explain the findings on one citizen: paragraph, version, clock, each meeting and the verdict.",
    ),
    "cli.rules": _Text("Vis og kontrollér reglerne.", "Show and check the rules."),
    "cli.rules-list": _Text("Vis alle regelsæt og versioner.", "List all rule sets and versions."),
    "cli.rules-show": _Text(
        "Vis et regelsæt (lab) eller et krav (lab/31-1).", "Show a rule set (lab) or a requirement (lab/31-1)."
    ),
    "cli.rules-check": _Text(
        "Find alle fejl i regelfiler; uden stier i de medfølgende.",
        "Find every problem in rule files; without paths, in the bundled ones.",
    ),
    "cli.demo": _Text(
        "Kør kontrollen på de medfølgende eksempler.", "Run the check on the example caseload that is included."
    ),
    "cli.as-of": _Text("Opgørelsesdagen; i dag, hvis den ikke gives.", "The as-of day; today if not given."),
    "cli.rules-option": _Text("Kun disse regelsæt, adskilt af komma.", "Only these rule sets, separated by commas."),
    "cli.schedule": _Text("Samtaleplan for borgere, der ikke selv har en.", "Schedule for the citizens who name none."),
    "cli.rules-folder": _Text(
        "Mappe med egne regelfiler; kan gives flere gange.",
        "Folder with rule files of your own; may be given several times.",
    ),
    "cli.output": _Text(
        "Skriv fundene til en fil (.csv eller .json).", "Write the findings to a file (.csv or .json)."
    ),
    "cli.rejected": _Text(
        "Skriv de afviste rækker hertil; ellers til rejected.csv ved siden af fundene.",
        "Write the rejected rows here; otherwise to rejected.csv beside the findings.",
    ),
    "cli.excel-csv": _Text(
        "CSV med semikolon og BOM, som dansk Excel åbner.", "CSV with semicolons and a BOM, for Danish Excel."
    ),
    "cli.convention": _Text(
        "En anden fortolkning, fx month_window=inclusive; kan gives flere gange.",
        "Another reading, such as month_window=inclusive; may be given several times.",
    ),
    "cli.lang": _Text("Sprog: da eller en.", "Language: da or en."),
    "cli.requirement": _Text("Kun dette krav, fx lab/31-1.", "Only this requirement, such as lab/31-1."),
    "cli.progress": _Text("Kontrollerer", "Checking"),
    "cli.written": _Text("{count} fund skrevet til {path}.", "{count} findings written to {path}."),
    "cli.rejected-written": _Text(
        "{count} afviste rækker skrevet til {path}.", "{count} rejected rows written to {path}."
    ),
    "cli.no-duty": _Text(
        "Ingen af de valgte regler gælder for borgerens forløb.",
        "None of the chosen rules applies to the citizen's courses.",
    ),
    "cli.demo-intro": _Text(
        "Eksempel: en opdigtet sagsstamme i {path}, kontrolleret pr. {as_of}.",
        "Example: a made-up caseload in {path}, checked as of {as_of}.",
    ),
    "cli.demo-why": _Text(
        "Hvorfor? Ét af de overskredne krav, forklaret:", "Why? One of the overdue duties, explained:"
    ),
    "cli.demo-next": _Text(
        "Prøv selv: kontaktforloeb check MAPPE --output fund.csv",
        "Now yours: kontaktforloeb check FOLDER --output findings.csv",
    ),
    # Explanations.
    "explain.duty": _Text(
        "{id}: {title} ({reference}; {level}; {certainty}).", "{id}: {title} ({reference}; {level}; {certainty})."
    ),
    "explain.version": _Text(
        "{title}, versionen fra {version} ({act}): den var i kraft, da forløbet begyndte {start}.",
        "{title}, the version of {version} ({act}): it was in force when the course began on {start}.",
    ),
    "explain.version-after-change": _Text(
        "{title}, versionen fra {version} ({act}): forløbet begyndte {start}, før den trådte i kraft, men pligten "
        "forfalder derefter, og versionens overgangsregel lader den gælde.",
        "{title}, the version of {version} ({act}): the course began on {start}, before it came into force, but the "
        "duty falls due after that, and the version's transition rule makes it apply.",
    ),
    "explain.both": _Text(
        "Pligten forfalder efter lovændringen {change} og er bedømt efter begge versioner: den ældre siger {older}, "
        "den nyere siger {newer}.",
        "The duty falls due after the change of law on {change} and is judged under both versions: the older says "
        "{older}, the newer says {newer}.",
    ),
    "explain.newer-individual": _Text(
        "{status} ({held} af {needed} senest {due})", "{status} ({held} of {needed} by {due})"
    ),
    "explain.newer-group": _Text(
        "{status} ({held} af {needed} senest {due}), men kun som gruppepligt og ikke som den enkelte borgers ret",
        "{status} ({held} of {needed} by {due}), but as a duty to a group only and not as each citizen's right",
    ),
    "explain.role-gone": _Text("at pligten ikke findes", "that there is no such duty"),
    "explain.clock": _Text(
        "Målgruppe: {group}. Forløbet begyndte {start}, {why}.",
        "Target group: {group}. The course began on {start}, {why}.",
    ),
    "explain.course-end": _Text("Det sluttede {end}.", "It ended on {end}."),
    "explain.hours": _Text(
        "Måneder er sammenlagt ledighed, regnet af de oplyste timer.",
        "Months are accumulated unemployment, counted from the hours given.",
    ),
    "explain.days": _Text(
        "Måneder er sammenlagt ledighed; uden timer er hver dag på ydelsen regnet som fuld ledighed.",
        "Months are accumulated unemployment; without hours every day on the benefit counts as full unemployment.",
    ),
    "clock.event": _Text("dagen for {event}", "the day of the {event}"),
    "clock.first": _Text("den første dag på ydelsen", "the first day on the benefit"),
    "clock.benefit": _Text("fordi ydelsen skiftede", "because the benefit changed"),
    "clock.group": _Text(
        "fordi målgruppen skiftede til en, der begynder forfra", "because the group changed to one that starts again"
    ),
    "clock.break": _Text("efter et brud i ydelsen", "after a break in the benefit"),
    "clock.placement": _Text("dagen for indplaceringen", "the day of the placement"),
    "explain.window": _Text(
        "Der tælles fra {opens} til og med {due}: {rule}. Sidste arbejdsdag er {working}.",
        "Counted from {opens} to {due}, both included: {rule}. The last working day is {working}.",
    ),
    "explain.window-grid": _Text(
        "Der tælles fra {opens}, i hver periode for sig. Næste frist er {due}; sidste arbejdsdag er {working}.",
        "Counted from {opens}, in each stretch by itself. The next is due {due}; the last working day is {working}.",
    ),
    "explain.unknown-day": _Text("en dag, der ikke kendes endnu,", "a day not known yet"),
    "explain.meeting": _Text("{day} {type}, {held_by}: {said}.", "{day} {type}, {held_by}: {said}."),
    "weighed.counts": _Text("tæller som nr. {why}", "counts as no. {why}"),
    "weighed.looked-at": _Text("indgår: {why}", "is looked at: {why}"),
    "weighed.not-looked-at": _Text(
        "er nr. {why}, som kravet ikke gælder", "is no. {why}, which the duty does not look at"
    ),
    "carries.carried": _Text("kravet til {name} er opfyldt", "what is asked of {name} is there"),
    "carries.not-carried": _Text("kravet til {name} er ikke opfyldt", "what is asked of {name} is not there"),
    "carries.not-recorded": _Text("{name} er ikke oplyst", "{name} is not recorded"),
    # How a due day is counted.
    "due.months": _Text(
        "de første {number} måneder fra {anchor} (KF-D2)", "the first {number} months from {anchor} (KF-D2)"
    ),
    "due.months-accumulated": _Text(
        "de første {number} måneders sammenlagte ledighed (KF-D6)",
        "the first {number} months of accumulated unemployment (KF-D6)",
    ),
    "due.weeks": _Text("{number} uge(r) fra {anchor} (KF-D1)", "{number} week(s) from {anchor} (KF-D1)"),
    "due.days": _Text("{number} dag(e) fra {anchor} (KF-D1)", "{number} day(s) from {anchor} (KF-D1)"),
    "due.week": _Text("inden uge {number} fra {anchor} (KF-D3)", "by week {number} from {anchor} (KF-D3)"),
    "due.day": _Text("dagen for {anchor}", "the day of the {anchor}"),
    "due.grid": _Text("den næste periode i rækken (KF-D4)", "the next stretch of the series (KF-D4)"),
    "due.start": _Text("forløbets første dag", "the course's first day"),
    "weighed.not-held": _Text("tæller ikke: {why}", "does not count: {why}"),
    "weighed.not-yet": _Text(
        "tæller ikke: den ligger efter opgørelsesdagen {as_of}", "does not count: it lies after the as-of day {as_of}"
    ),
    "weighed.before-course": _Text(
        "tæller ikke: holdt før forløbet begyndte", "does not count: held before the course"
    ),
    "weighed.after-course": _Text(
        "tæller ikke: holdt efter forløbet sluttede", "does not count: held after the course"
    ),
    "weighed.differs": _Text("tæller ikke på grund af {why}", "does not count because of {why}"),
    "weighed.too-early": _Text(
        "tæller ikke: holdt før vinduet åbnede", "does not count: held before the window opened"
    ),
    "weighed.taken": _Text("tæller ikke her: den opfylder {why}", "does not count here: it satisfies {why}"),
    "weighed.too-late": _Text("tæller ikke: der var nok uden den", "does not count: there were enough without it"),
    # Verdicts.
    "verdict.met": _Text(
        "Afgørelse: opfyldt {fulfilled}; {held} af {needed} senest {due}.",
        "Verdict: met on {fulfilled}; {held} of {needed} by {due}.",
    ),
    "verdict.met.no-due": _Text(
        "Afgørelse: opfyldt {fulfilled}; {held} af {needed}.", "Verdict: met on {fulfilled}; {held} of {needed}."
    ),
    "verdict.late": _Text(
        "Afgørelse: opfyldt {fulfilled}, {days} dag(e) efter fristen {due}.",
        "Verdict: late; satisfied on {fulfilled}, {days} day(s) after {due}.",
    ),
    "verdict.overdue": _Text(
        "Afgørelse: overskredet med {days} dag(e) den {as_of}; {held} af {needed}, frist {due}.",
        "Verdict: overdue by {days} day(s) on {as_of}; {held} of {needed}, due {due}.",
    ),
    "verdict.met.grid": _Text(
        "Afgørelse: opfyldt i hver periode; {held} af {needed}.", "Verdict: met in every stretch; {held} of {needed}."
    ),
    "verdict.overdue.grid": _Text(
        "Afgørelse: overskredet siden {since} ({days} dag(e)); {held} af {needed}, næste frist {due}.",
        "Verdict: overdue since {since} ({days} day(s)); {held} of {needed}, next due {due}.",
    ),
    "verdict.pending": _Text(
        "Afgørelse: afventer; {held} af {needed}, frist {due}.", "Verdict: pending; {held} of {needed}, due {due}."
    ),
    "verdict.pending.no-due": _Text(
        "Afgørelse: afventer; {held} af {needed}, ingen frist endnu.",
        "Verdict: pending; {held} of {needed}, no due day yet.",
    ),
    "verdict.ended": _Text(
        "Afgørelse: forløbet sluttede før fristen; intet blev forsømt ({held} af {needed}).",
        "Verdict: the course ended before the duty fell due; nothing was missed ({held} of {needed}).",
    ),
    "verdict.exempt": _Text(
        "Afgørelse: fritaget på fristens dag {due}; {held} af {needed}.",
        "Verdict: exempt on the due day {due}; {held} of {needed}.",
    ),
    "verdict.not-required": _Text(
        "Afgørelse: ikke påkrævet; {held} af {needed}.", "Verdict: not required; {held} of {needed}."
    ),
    "verdict.short": _Text(
        "Afgørelse: ikke nået senest {due} ({held} af {needed}); det tæller i gruppens andel og er i sig selv intet "
        "brud over for borgeren.",
        "Verdict: not reached by {due} ({held} of {needed}); it counts in the group's share and is no breach of the "
        "citizen's right by itself.",
    ),
    "verdict.breached": _Text("Afgørelse: ikke overholdt.", "Verdict: breached."),
    "verdict.unknown": _Text(
        "Afgørelse: uvist; en oplysning, der afgør det, mangler.", "Verdict: unknown; a fact that decides is missing."
    ),
    "verdict.uncertain": _Text(
        "Afgørelse: usikkert; {held} af {needed}, frist {due}.", "Verdict: uncertain; {held} of {needed}, due {due}."
    ),
    # Reasons.
    "reason.assumed-first-contact": _Text(
        "Første henvendelse er ikke oplyst; forløbets første dag er brugt i stedet.",
        "No first contact is recorded; the course's first day is used instead.",
    ),
    "reason.assumed-registration": _Text(
        "Tilmelding som jobsøgende er ikke oplyst; forløbets første dag er brugt i stedet.",
        "No registration as jobseeker is recorded; the course's first day is used instead.",
    ),
    "reason.assumed-full-time": _Text(
        "Timer er ikke oplyst; fuld ledighed på ydelsen er antaget.",
        "No hours are given; full unemployment on the benefit is assumed.",
    ),
    "reason.assumed-full-time-insured": _Text(
        "Forsikringsart er ikke oplyst; fuldtidsforsikret er antaget.",
        "The kind of insurance is not recorded; full-time is assumed.",
    ),
    "reason.hours-not-in": _Text(
        "De oplyste timer når ikke frem til fristen endnu.", "The hours given do not reach the due day yet."
    ),
    "reason.event-missing": _Text('Hændelsen "{detail}" er ikke oplyst.', 'The event "{detail}" is not recorded.'),
    "reason.fact-missing": _Text(
        '"{detail}" er ikke oplyst på samtalen.', '"{detail}" is not recorded on the meeting.'
    ),
    "reason.not-carried": _Text(
        'Samtalen opfylder ikke kravet til "{detail}".', 'The meeting lacks what is asked of "{detail}".'
    ),
    "reason.not-before": _Text(
        "Intet af det, der skal ligge før, er holdt før {detail}.",
        "Nothing that must come before was held before {detail}.",
    ),
    "reason.event": _Text('Hændelsen "{detail}" fjerner pligten.', 'The event "{detail}" takes the duty away.'),
    "reason.no-event": _Text(
        'Pligten kræver hændelsen "{detail}", som ikke er noteret.',
        'The duty needs the event "{detail}", which is not recorded.',
    ),
    "reason.change-of-group": _Text(
        "Forløbet begyndte med et skift af målgruppe uden ny henvendelse.",
        "The course began by a change of group without a new contact.",
    ),
    "reason.window-empty": _Text(
        "Vinduet åbner først, når det er lukket.", "The window would open only after it has closed."
    ),
    "reason.advice": _Text("Det er et råd og aldrig et brud.", "It is advice and never a breach."),
    "reason.no-due-day": _Text("Ingen kilde giver pligten en frist.", "No source gives the duty a due day."),
    "reason.exemption": _Text('Fritagelsen er "{detail}".', 'The exemption is "{detail}".'),
    "reason.paused": _Text(
        "Fristen er flyttet {detail} fritagne dage.", "The due day is moved by {detail} exempt days."
    ),
    "reason.missed": _Text("Perioden fra {detail} blev forsømt.", "The stretch from {detail} was missed."),
    "reason.transition": _Text(
        "Loven ændrede sig undervejs, og versionerne giver ikke den enkelte borger samme ret.",
        "The law changed on the way, and the versions do not give the citizen the same right.",
    ),
    "reason.no-version": _Text(
        "Den sidst kendte version er udløbet på fristens dag.", "The last known version has ended on the due day."
    ),
    "reason.law-may-change": _Text(
        "En ny lov er planlagt før fristens dag.", "A new act is planned to be in force on the due day."
    ),
    "reason.rows-rejected": _Text(
        "Rækker om borgeren kunne ikke bruges; se listen over afviste rækker.",
        "Rows about the citizen could not be used; see the rejected rows.",
    ),
}

DANISH: Mapping[str, str] = {
    # What the user of a command can do wrong; the faults of rule files are told in English, as the files are written.
    "there is no such folder": "der er ingen sådan mappe",
    "a folder of tables": "en mappe med tabeller",
    "the table is missing": "tabellen mangler",
    "a file {name}.csv": "en fil {name}.csv",
    "the table is empty": "tabellen er tom",
    "no row can be used to judge anybody": "ingen række kan bruges til at bedømme nogen",
    "the column is missing": "kolonnen mangler",
    "the column stands there twice": "kolonnen står der to gange",
    "after row {row} the text is not UTF-8": "efter række {row} er teksten ikke UTF-8",
    "a file saved as UTF-8": "en fil gemt som UTF-8",
    "cannot be read ({why})": "kan ikke læses ({why})",
    "… and {rest} more": "… og {rest} mere",
    "no rule set '{name}'": "der er intet regelsæt '{name}'",
    "no requirement '{name}'": "der er intet krav '{name}'",
    "no citizen with a spell that can be used '{name}'": "der er ingen borger med en brugbar periode '{name}'",
    "no finding on the requirement '{name}'": "der er intet fund om kravet '{name}'",
    "'{text}' is no date": "'{text}' er ikke en dato",
    "the day '{text}' does not exist": "dagen '{text}' findes ikke",
    "the day '{text}' is too early": "dagen '{text}' er for tidlig",
    "the day {day} lies outside the calendar": "dagen {day} ligger uden for kalenderen",
    "yyyy-mm-dd or dd-mm-yyyy": "åååå-mm-dd eller dd-mm-åååå",
    "{first} or later": "{first} eller senere",
    "{first} to {last}": "{first} til {last}",
    "'{name}' has no ending that can be written": "'{name}' har ingen endelse, der kan skrives",
    "there is no folder '{folder}'": "der er ingen mappe '{folder}'",
    "a folder that exists": "en mappe, der findes",
    "'{name}' cannot be written there": "'{name}' kan ikke skrives dér",
    "a file in a folder of one's own": "en fil i en mappe, man må skrive i",
    "'{name}' is a table of the caseload": "'{name}' er en tabel i sagsstammen",
    "another name": "et andet navn",
    "findings and rejected rows would share '{name}'": "fund og afviste rækker ville dele '{name}'",
    "two files": "to filer",
    "no convention '{name}'": "der er ingen konvention '{name}'",
    "'{value}' is no reading of {name}": "'{value}' er ingen fortolkning af {name}",
}
