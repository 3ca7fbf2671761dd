"""Every text that a user reads, in Danish and English, and nothing that decides; long because it is one catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
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


def number(value: Decimal, lang: Lang) -> str:
    """Give an exact number as it is written: with a comma in Danish, with a point in English.

    >>> number(Decimal("1.3"), "da"), number(Decimal("1.3"), "en")
    ('1,3', '1.3')
    """
    return f"{value:f}" if lang == "en" else f"{value:f}".replace(".", ",")


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
    "field.own_adviser": _Text("rådgiveren", "its adviser"),
    "field.value": _Text("værdien", "its value"),
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
    "rules.assumed": _Text(
        "Kilden siger ikke, fra hvornår; dagen er antaget.", "The source does not say from when; the day is assumed."
    ),
    "rules.phase-of": _Text("Fase {id}: {title}, {days}", "Phase {id}: {title}, {days}"),
    "rules.parameter": _Text("Parameter {name}: {title} = {value}", "Parameter {name}: {title} = {value}"),
    "rules.not-set": _Text("(skal sættes)", "(must be set)"),
    "rules.fine": _Text("{count} fil(er) uden fejl.", "{count} file(s) without problems."),
    # Which statements of a source are checked.
    "coverage.no-address": _Text("adressen kendes ikke", "the address is not known"),
    "coverage.rules": _Text("regel: {rules}", "rule: {rules}"),
    "coverage.no-rule": _Text("INGEN REGEL", "NO RULE"),
    "coverage.passed": _Text("eksempler: {passed} som ventet", "examples: {passed} as expected"),
    "coverage.failed": _Text(
        "eksempler: {passed} som ventet, {failed} IKKE SOM VENTET",
        "examples: {passed} as expected, {failed} NOT AS EXPECTED",
    ),
    "coverage.no-example": _Text("INTET EKSEMPEL", "NO EXAMPLE"),
    "coverage.uncheckable": _Text("Kan ikke kontrolleres:", "Cannot be checked:"),
    "coverage.problems": _Text("Fejl i regler og eksempler:", "Problems in rules and examples:"),
    "coverage.document": _Text("dokument", "document"),
    "coverage.checkable": _Text("udsagn", "statements"),
    "coverage.covered": _Text("dækket", "covered"),
    "coverage.without-rule": _Text("uden regel", "no rule"),
    "coverage.without-example": _Text("uden eksempel", "no example"),
    "coverage.not-as-expected": _Text("ikke som ventet", "not as expected"),
    "coverage.not-checkable": _Text("kan ikke kontrolleres", "cannot be checked"),
    "coverage.reasons": _Text("Kan ikke kontrolleres: {reasons}.", "Cannot be checked: {reasons}."),
    "example.differs": _Text("{where}: ventede {wanted}, fik {got}", "{where}: expected {wanted}, got {got}"),
    "example.error": _Text("{where}: kunne ikke køres: {error}", "{where}: could not be run: {error}"),
    "uncheckable.r1": _Text("overskrift, etiket eller navigation", "heading, label or navigation"),
    "uncheckable.r2": _Text("formål, forventning eller påstand om virkning", "purpose, expectation or claimed effect"),
    "uncheckable.r3": _Text("berettet erfaring eller resultat", "reported experience or result"),
    "uncheckable.r4": _Text("organisering uden en målbar værdi", "organisation without a measurable value"),
    "uncheckable.r5": _Text("råd til andre", "advice to others"),
    "uncheckable.r6": _Text("link, omtale eller kontakt", "link, advert or contact"),
    "uncheckable.r7": _Text("holdning eller skøn", "attitude or discretion"),
    "uncheckable.r8": _Text("det, der skal til, står ikke i teksten", "what it takes is not in the text"),
    "cli.rules-coverage": _Text(
        "Vis for hvert udsagn i kildedokumenterne, hvilken regel der kontrollerer det, og om eksemplerne gav det "
        "ventede. Slutkode 0, når hvert udsagn, der kan kontrolleres, har en regel og et eksempel, ellers 1.",
        "Show for each statement of the source documents which rule checks it, and whether its examples gave what is "
        "expected. Exit code 0 when every statement that can be checked has a rule and an example, else 1.",
    ),
    "cli.document": _Text("Kun dette dokument.", "Only this document."),
    "cli.missing": _Text("Kun det, der mangler.", "Only what is missing."),
    # Duties in words: pages of rule sets, and what changed between two.
    "words.reference": _Text("hjemmel", "reference"),
    "words.groups": _Text("målgrupper", "target groups"),
    "words.event": _Text("kun med hændelsen", "only with the event"),
    "words.no_event": _Text("ikke med hændelsen", "not with the event"),
    "words.when": _Text("kun for", "only for"),
    "words.kind": _Text("art", "kind"),
    "words.match": _Text("møder", "meetings"),
    "words.count": _Text("antal", "number"),
    "words.at_most": _Text("højst", "at most"),
    "words.steps": _Text("trin", "steps"),
    "words.per": _Text("i hver", "in each"),
    "words.grace_days": _Text("løbedage", "days of grace"),
    "words.longest": _Text("højst mellem to møder", "at most between two meetings"),
    "words.opens": _Text("fra og med", "from"),
    "words.due": _Text("senest", "by"),
    "words.besides": _Text("ud over kravene", "besides the duties"),
    "words.also": _Text("tæller også", "counts too"),
    "words.any_of": _Text("eller i stedet", "or instead"),
    "words.slots": _Text("ser kun på nr.", "looks only at no."),
    "words.from_slot": _Text("ser på møderne fra nr.", "looks at the meetings from no."),
    "words.require": _Text("hvert møde skal have", "each meeting must have"),
    "words.first": _Text("først", "first"),
    "words.before": _Text("før", "before"),
    "words.phase": _Text("fase", "phase"),
    "words.reset_on": _Text("begynder forfra ved", "starts again on"),
    "words.exit_on": _Text("slutter ved", "ends on"),
    "words.suspend": _Text("sat i bero", "suspended"),
    "words.held_from": _Text("kun møder fra og med", "only meetings from"),
    "words.held_to": _Text("kun møder til og med", "only meetings to"),
    "words.not_required": _Text("ikke påkrævet", "not required"),
    "words.of": _Text("andelen, der opfylder", "the part that satisfies"),
    "words.cohort": _Text("forløb, der er", "courses that are"),
    "words.share": _Text("andel", "share"),
    "words.bands": _Text("skala", "scale"),
    "words.unit": _Text("talt for hver", "counted over"),
    "words.measure": _Text("måler", "measures"),
    "words.record": _Text("noteret som", "recorded as"),
    "words.compare": _Text("normens side", "side of the norm"),
    "words.norm": _Text("norm", "norm"),
    "words.average": _Text("gennemsnit", "average"),
    "words.minutes": _Text("minutter hver", "minutes each"),
    "words.judged_by": _Text("afgøres af", "decided by"),
    "words.clock": _Text("tidsregning", "clock"),
    "words.duty": _Text("pligt over for", "duty to"),
    "words.level": _Text("niveau", "level"),
    "words.certainty": _Text("sikkerhed", "certainty"),
    "words.coverage": _Text("dækning", "coverage"),
    "words.checks": _Text("udsagn i kilden", "statements of the source"),
    "words.note": _Text("note", "note"),
    "words.title": _Text("titel", "title"),
    "kind.count": _Text("et antal møder i et vindue", "a number of meetings in a window"),
    "kind.gap": _Text("aldrig for længe mellem to møder", "never too long between two meetings"),
    "kind.order": _Text("en rækkefølge", "an order"),
    "kind.each": _Text("noget, som hvert møde skal have", "something that each meeting must have"),
    "kind.share": _Text("en andel af mange", "a part of many"),
    "kind.load": _Text("en mængde hos en medarbejder eller et team", "an amount of an adviser or a team"),
    "duty.individual": _Text("den enkelte borger", "each citizen"),
    "duty.group": _Text("en gruppe som helhed", "a group as a whole"),
    "coverage.full": _Text("kan ses fuldt ud i data", "shown in full by the data"),
    "coverage.may-overreport": _Text("data kan vise for mange brud", "the data may show too many breaches"),
    "coverage.may-underreport": _Text("data kan vise for få brud", "the data may show too few breaches"),
    "coverage.manual": _Text("må ses efter i sagen", "must be looked up in the case"),
    "clock.calendar": _Text("kalendertid", "calendar time"),
    "clock.accumulated": _Text("sammenlagt ledighed", "accumulated unemployment"),
    "per.month": _Text("måned fra begyndelsen", "month from the beginning"),
    "per.calendar-month": _Text("kalendermåned", "calendar month"),
    "per.iso-week": _Text("uge", "week"),
    "per.quarter": _Text("kvartal", "quarter"),
    "unit.citizens": _Text("borger", "citizen"),
    "unit.meetings": _Text("møde", "meeting"),
    "unit.adviser": _Text("medarbejder", "adviser"),
    "unit.team": _Text("team", "team"),
    "measure.meetings": _Text("møder", "meetings"),
    "measure.open-courses": _Text("åbne forløb", "open courses"),
    "measure.breaches": _Text("brud", "breaches"),
    "measure.records": _Text("noterede ting", "records"),
    "compare.at-least": _Text("mindst", "at least"),
    "compare.at-most": _Text("højst", "at most"),
    "judged-by.person": _Text("et menneske", "a person"),
    "judged-by.rules": _Text("reglerne", "the rules"),
    "words.yes": _Text("ja", "yes"),
    "words.of-so-many": _Text("mindst {at_least} af {of}", "at least {at_least} of {of}"),
    "words.anchor.start": _Text("forløbets første dag", "the course's first day"),
    "words.anchor.event": _Text("dagen for “{name}”", "the day of “{name}”"),
    "words.anchor.held": _Text("møde nr. {number}", "meeting no. {number}"),
    "words.anchor.held-of": _Text("møde nr. {number} af “{name}”", "meeting no. {number} of “{name}”"),
    "words.anchor.phase-start": _Text("første dag i fasen “{name}”", "the first day of the phase “{name}”"),
    "words.anchor.phase-end": _Text("sidste dag i fasen “{name}”", "the last day of the phase “{name}”"),
    "words.day.days": _Text("{number} dag(e) efter {anchor}", "{number} day(s) after {anchor}"),
    "words.day.weeks": _Text("{number} uge(r) efter {anchor}", "{number} week(s) after {anchor}"),
    "words.day.months": _Text(
        "udgangen af {number} måned(er) fra {anchor}", "the end of {number} month(s) from {anchor}"
    ),
    "words.day.week": _Text("udgangen af uge {number} fra {anchor}", "the end of week {number} from {anchor}"),
    "words.snap.next-monday": _Text(", derfra første mandag efter", ", from there the first Monday after"),
    "words.snap.week-after": _Text(", derfra mandagen i ugen efter", ", from there the Monday of the week after"),
    "words.snap.next-working-day": _Text(", ellers næste arbejdsdag", ", or else the next working day"),
    "words.plus-days": _Text(" og {number} dag(e) til", " and {number} day(s) more"),
    "words.day-after": _Text("dagen efter {day}", "the day after {day}"),
    "words.period.days": _Text("{number} dag(e)", "{number} day(s)"),
    "words.period.weeks": _Text("{number} uge(r)", "{number} week(s)"),
    "words.period.months": _Text("{number} måned(er)", "{number} month(s)"),
    "words.step": _Text("{count} senest {day}", "{count} by {day}"),
    "words.to": _Text("{one} til {other}", "{one} to {other}"),
    "words.from-on": _Text("fra og med {day}", "from {day} on"),
    "words.at-most": _Text("{what}, højst {number}", "{what}, at most {number}"),
    "words.with-event": _Text("{what}, hvis “{event}” er noteret", "{what}, if “{event}” is recorded"),
    "words.age-from": _Text("borgere, der er fyldt {number} år", "citizens of {number} years or more"),
    "words.age-below": _Text("borgere under {number} år", "citizens below {number} years"),
    "words.fact": _Text("“{event}” er {values}", "“{event}” is {values}"),
    "words.or": _Text(" eller ", " or "),
    "words.and": _Text(" og ", " and "),
    "words.if.event": _Text("hvis “{name}” er noteret", "if “{name}” is recorded"),
    "words.if.no_event": _Text("hvis “{name}” ikke er noteret", "if “{name}” is not recorded"),
    "words.if.meeting": _Text("hvis et møde af “{name}” er holdt", "if a meeting of “{name}” was held"),
    "words.if.no_meeting": _Text("hvis intet møde af “{name}” er holdt", "if no meeting of “{name}” was held"),
    "words.if.began_by_change_among": _Text(
        "hvis forløbet begyndte med et skift mellem {name}", "if the course began by a change among {name}"
    ),
    "words.way.type": _Text("type {words}", "type {words}"),
    "words.way.held_by": _Text("holdt af {words}", "held by {words}"),
    "words.way.with": _Text("med {words}", "with {words}"),
    "words.way.form": _Text("form {words}", "form {words}"),
    "words.way.topics": _Text("emne {words}", "topic {words}"),
    "words.way.agreements": _Text("aftale {words}", "agreement {words}"),
    "words.way.event": _Text("hændelsen {words}", "the event {words}"),
    "words.way.value": _Text("med værdien {words}", "with the value {words}"),
    "words.way.individual": _Text("individuel", "individual"),
    "words.way.not-individual": _Text("fælles for flere borgere", "for several citizens"),
    "words.way.own_adviser": _Text("borgerens egen sagsbehandler", "the citizen's own adviser"),
    "words.way.not-own_adviser": _Text("en anden end borgerens egen sagsbehandler", "another than the citizen's own"),
    "words.way.any": _Text("ethvert møde", "any meeting"),
    "words.asked.all_with": _Text("med {words}, dem alle", "with {words}, all of them"),
    "words.asked.all_topics": _Text("emne {words}, dem alle", "topic {words}, all of them"),
    "words.asked.all_agreements": _Text("aftale {words}, dem alle", "agreement {words}, all of them"),
    "words.asked.no_agreements": _Text("ikke aftale {words}", "no agreement {words}"),
    "words.asked.agreements_at_least": _Text("mindst {words} aftaler", "at least {words} agreements"),
    "words.asked.minutes": _Text("mindst {words} minutter", "at least {words} minutes"),
    "words.asked.prep_minutes": _Text(
        "mindst {words} minutters forberedelse", "at least {words} minutes of preparation"
    ),
    "words.asked.prep_days_before": _Text("forberedt højst {words} dage før", "prepared at most {words} days before"),
    "words.asked.same_adviser": _Text("samme sagsbehandler hver gang", "the same adviser each time"),
    "words.asked.match": _Text("passer på “{words}”", "matches “{words}”"),
    # What changed between two versions.
    "diff.head": _Text("Fra {before} til {after}", "From {before} to {after}"),
    "diff.new": _Text("Nye krav ({count}):", "New duties ({count}):"),
    "diff.gone": _Text("Bortfaldne krav ({count}):", "Duties that are gone ({count}):"),
    "diff.changed": _Text("Ændrede krav ({count}):", "Changed duties ({count}):"),
    "diff.texts": _Text("Kun ændret ordlyd ({count}):", "Only worded otherwise ({count}):"),
    "diff.same": _Text("Uændrede krav ({count}): {names}", "Unchanged duties ({count}): {names}"),
    "diff.none": _Text("Der er ingen forskel.", "There is no difference."),
    "diff.file": _Text("Filen som helhed:", "The file as a whole:"),
    "diff.formerly": _Text("{name} (før {former})", "{name} (formerly {former})"),
    "diff.from-to": _Text("{label}: fra {before} til {after}", "{label}: from {before} to {after}"),
    "diff.added": _Text("{label}: nu {after}", "{label}: now {after}"),
    "diff.removed": _Text("{label}: ikke længere {before}", "{label}: no longer {before}"),
    "diff.with": _Text("{label}: nu også {after}", "{label}: now also {after}"),
    "diff.without": _Text("{label}: ikke længere {before}", "{label}: no longer {before}"),
    "diff.quoted": _Text('"{text}"', '"{text}"'),
    "file.title": _Text("titel", "title"),
    "file.kind": _Text("art", "kind"),
    "file.status": _Text("status", "status"),
    "file.act": _Text("kilde", "source"),
    "file.address": _Text("adresse", "address"),
    "file.dating": _Text("første dag", "first day"),
    "file.change-expected": _Text("ny lov ventes", "another law expected"),
    "file.transition": _Text("overgang", "transition"),
    "file.phase": _Text("fasen {name}", "phase {name}"),
    "file.parameter": _Text("parameteren {name}", "parameter {name}"),
    "file.note": _Text("note", "note"),
    "file.no-value": _Text("uden værdi: skal sættes", "without a value: must be set"),
    "dating.source": _Text("står i kilden", "stands in the source"),
    "dating.assumed": _Text("antaget", "assumed"),
    "file-kind.lov": _Text("lov", "law"),
    "file-kind.kommune": _Text("kommunal samtaleplan", "municipal schedule"),
    "file-kind.a-kasse": _Text("a-kasses samtaleplan", "schedule of an a-kasse"),
    "file-kind.forsoeg": _Text("forsøg", "trial"),
    "file-kind.maaling": _Text("måling", "measures"),
    "file-status.in-force": _Text("i kraft", "in force"),
    "file-status.proposal": _Text("forslag", "proposal"),
    "mode.previous": _Text("ældre forløb beholder de gamle krav", "older courses keep the old duties"),
    "mode.this": _Text("de nye krav gælder også ældre forløb", "the new duties apply to older courses too"),
    "mode.both": _Text("ældre forløb bedømmes efter begge", "older courses are judged under both"),
    "transition.group": _Text("{group}: {mode}", "{group}: {mode}"),
    # A starting file for a rule set.
    "new.top": _Text(
        "En fil er én version af ét regelsæt. Kontrollér den med: kontaktforloeb rules check FIL",
        "A file is one version of one rule set. Check it with: kontaktforloeb rules check FILE",
    ),
    "new.manual": _Text("Alle nøgler står i docs/rules.md.", "Every key stands in docs/rules.md."),
    "new.title": _Text("Samtaleplan for {name}", "Interview schedule of {name}"),
    "new.dates": _Text("datoer står uden anførselstegn", "dates stand without quotes"),
    "new.status": _Text('"proposal": vises, men bedømmer ingen', '"proposal": listed, judges nobody'),
    "new.checked": _Text("da nogen sidst så efter i kilden", "when somebody last looked at the source"),
    "new.source": _Text("dokumentets navn", "name of the document"),
    "new.match": _Text(
        "Navne for de møder, som kravene taler om. Hver måde skal passe helt; én måde er nok.",
        "Names for the meetings that the duties speak of. A way must agree in full; one way is enough.",
    ),
    "new.default": _Text(
        "Det, som alle krav siger, medmindre de selv siger andet.",
        "What every duty says unless it says otherwise itself.",
    ),
    "new.level": _Text("norm: lokal norm; raad: aldrig et brud", "norm: a local rule; raad: never a breach"),
    "new.certainty": _Text(
        "secondary, derived, open, hvis kilden ikke er planens egen", "secondary, derived, open where it is less sure"
    ),
    "new.groups": _Text("flere målgrupper adskilles af komma", "more target groups are separated by commas"),
    "new.count": _Text(
        "count: et antal møder senest en dag (days, weeks, months eller week).",
        "count: a number of meetings by a day (days, weeks, months or week).",
    ),
    "new.steps": _Text("count med trin: hvert møde har sin egen dag.", "count with steps: each has its own day."),
    "new.per": _Text(
        "count i hver måned (også iso-week, calendar-month, quarter), med løbedage.",
        "count in every month (also iso-week, calendar-month, quarter), with days of grace.",
    ),
    "new.gap": _Text(
        "gap: aldrig længere mellem to møder end dette.", "gap: never longer than this between two meetings."
    ),
    "new.order": _Text("order: det ene før det andet.", "order: the one before the other."),
    "new.each": _Text(
        "each: noget, som hvert møde skal have; from_slot = 2 springer det første over.",
        "each: something that each meeting must have; from_slot = 2 leaves the first out.",
    ),
    "new.phase": _Text("En fase, og et krav, der kun lever i den.", "A phase, and a duty that lives in it alone."),
    "new.parameter": _Text(
        "Et tal, som kilden ikke giver: det sættes, før nogen bedømmes.",
        "A number that the source does not give: it is set before anybody is judged.",
    ),
    "new.share": _Text(
        "share: andelen, der opfylder et andet krav. Den måles og bedømmer ingen.",
        "share: the part that satisfies another duty. It is measured and judges nobody.",
    ),
    "new.load": _Text("load: det, en medarbejder eller et team når.", "load: what an adviser or a team gets done."),
    "new.first-interview": _Text("Første samtale inden 2 uger", "First interview within 2 weeks"),
    "new.three": _Text("Tre samtaler, hver med sin frist", "Three interviews, each with its day"),
    "new.monthly": _Text("Én samtale i hver måned", "One interview in each month"),
    "new.weeks": _Text("Højst fire uger mellem to samtaler", "At most four weeks between two interviews"),
    "new.info-first": _Text("Informationsmøde før samtalen", "Information meeting before the interview"),
    "new.in-person": _Text("Den første samtale er et fremmøde", "The first interview is in person"),
    "new.first-months": _Text("De første måneder", "The first months"),
    "new.in-phase": _Text("To samtaler i de første måneder", "Two interviews in the first months"),
    "new.days-name": _Text("Dage til den næste samtale", "Days to the next interview"),
    "new.next": _Text("Næste samtale efter det antal dage", "Next interview after that many days"),
    "new.part": _Text("Ni af ti får første samtale i tide", "Nine of ten have the first interview in time"),
    "new.a-week": _Text("Mindst ti samtaler om ugen", "At least ten interviews a week"),
    "new.written": _Text(
        "{path} er skrevet. Ret den, og kør: kontaktforloeb rules check {path}",
        "{path} is written. Change it and run: kontaktforloeb rules check {path}",
    ),
    # A page for each rule set, and its drawing.
    "page.made": _Text(
        "Siden er lavet af `kontaktforloeb rules pages` ud fra regelfilen; ret regelfilen, ikke siden.",
        "This page is made by `kontaktforloeb rules pages` from the rule file; change that, not the page.",
    ),
    "page.timeline-alt": _Text("Tidslinje for {title}", "Timeline of {title}"),
    "page.versions": _Text("Versioner", "Versions"),
    "page.version": _Text("Versionen fra {day}", "The version of {day}"),
    "page.from": _Text("gælder fra", "in force from"),
    "page.to": _Text("til", "to"),
    "page.status": _Text("status", "status"),
    "page.source": _Text("kilde", "source"),
    "page.checked": _Text("kontrolleret", "checked"),
    "page.duties": _Text("krav", "duties"),
    "page.kind": _Text("art", "kind"),
    "page.assumed": _Text(
        "Kilden siger ikke, fra hvornår planen gælder; første dag er antaget.",
        "The source does not say from when the schedule holds; the first day is assumed.",
    ),
    "page.change-expected": _Text("En ny lov ventes fra {day}.", "Another law is expected from {day}."),
    "page.transition": _Text("Forløb fra før denne version: {modes}.", "Courses from before this version: {modes}."),
    "page.extends": _Text("Bygger på {name}.", "Extends {name}."),
    "page.whole": _Text("Filen som helhed svarer til udsagn: {checks}.", "The file as a whole answers to: {checks}."),
    "page.parameters": _Text("Tal, som kilden ikke giver", "Numbers that the source does not give"),
    "page.parameter": _Text("parameter", "parameter"),
    "page.meaning": _Text("betydning", "meaning"),
    "page.value": _Text("værdi", "value"),
    "page.must-be-set": _Text("skal sættes i en egen fil", "must be set in a file of one's own"),
    "page.needs": _Text("skal først sættes", "must be set first"),
    "page.phases": _Text("Faser", "Phases"),
    "page.phase": _Text("fase", "phase"),
    "page.stretch": _Text("fra og til", "from and to"),
    "page.scores": _Text("Tal af flere andele", "Figures made of several shares"),
    "page.score": _Text("tal", "figure"),
    "page.made-of": _Text("lavet af", "made of"),
    "page.index": _Text("Regelsæt", "Rule sets"),
    "page.no-drawing": _Text(
        "Ingen af kravene kan tegnes på en tidslinje.", "None of the duties can be drawn on a timeline."
    ),
    "page.as-drawn": _Text(
        "Tegningen viser versionen fra {version} for et forløb, der begynder {start}; hændelser er lagt på første dag, "
        "møder på hver anden uge. En rude er et møde, der ses på; en stiplet bjælke har ingen kendt frist.",
        "The drawing shows the version of {version} for a course that begins on {start}; events are put on the first "
        "day, meetings on every second week. A diamond is a meeting that is looked at; a dashed bar has no known last "
        "day.",
    ),
    "timeline.title": _Text("Tidslinje: {title}", "Timeline: {title}"),
    "timeline.desc": _Text(
        "Et forløb, der begynder {start}. En række for hvert krav: {lanes}.",
        "A course that begins on {start}. A row for each duty: {lanes}.",
    ),
    "timeline.lane": _Text("{id} fra {opens} til {due}", "{id} from {opens} to {due}"),
    "timeline.lane-open": _Text("{id} fra {opens} uden frist", "{id} from {opens} without a last day"),
    "timeline.lane-parameter": _Text("{id} afhænger af {name}", "{id} depends on {name}"),
    "timeline.lane-mark": _Text("{id} uden bestemt dag", "{id} without a day"),
    "timeline.week": _Text("uge {number}", "week {number}"),
    "timeline.month": _Text("{number} mdr.", "{number} mo."),
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
    "cli.rules-diff": _Text(
        "Vis, hvad der er anderledes: to versioner (lab@ÅÅÅÅ-MM-DD), to regelsæt eller to filer.",
        "Show what differs: two versions (lab@YYYY-MM-DD), two rule sets or two files.",
    ),
    "cli.rules-new": _Text("Skriv en regelfil at begynde med.", "Write a rule file to start from."),
    "cli.new-kind": _Text("Filens art.", "What the file is."),
    "cli.new-output": _Text("Skriv til denne fil; ellers vises den.", "Write to this file; otherwise it is shown."),
    "cli.new-from": _Text(
        "Versionens første dag; i dag, hvis den ikke gives.", "The version's first day; today if not given."
    ),
    "cli.rules-schema": _Text(
        "Skriv et JSON Schema, som en editor kan fuldføre og kontrollere regelfiler med.",
        "Write a JSON Schema with which an editor completes and checks rule files.",
    ),
    "cli.schema-grundlag": _Text("For filer med ord og ure.", "For files of words and clocks."),
    "cli.schema-output": _Text("Skriv til denne fil; ellers vises det.", "Write to this file; otherwise it is shown."),
    "cli.rules-pages": _Text(
        "Skriv en side og en tegning for hvert regelsæt i en mappe.",
        "Write a page and a drawing for each rule set into a folder.",
    ),
    "cli.pages-written": _Text("{count} fil(er) skrevet til {path}.", "{count} file(s) written to {path}."),
    "cli.strict": _Text("Advarsler regnes som fejl.", "Warnings count as errors."),
    "cli.check-as-of": _Text(
        "Dagen, som kontroldatoer måles mod; i dag, hvis den ikke gives.",
        "The day that checked_on is measured against; today if not given.",
    ),
    "rules.warning": _Text("advarsel: {problem}", "warning: {problem}"),
    "cli.written-file": _Text("{path} er skrevet.", "{path} is written."),
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
    "due.last-meeting": _Text(
        "den seneste samtale, den første fra begyndelsen", "the last one, the first from the start"
    ),
    "due.phase": _Text("fasen {phase}s sidste dag", "the last day of the phase {phase}"),
    "due.held": _Text("samtale nr. {number}", "interview no. {number}"),
    "due.of-phase": _Text("fasen {phase}", "the phase {phase}"),
    "due.reset": _Text("den dag, pligten begyndte forfra", "the day on which the duty started again"),
    "due.next-monday": _Text(
        ", derfra den første mandag eller arbejdsdagen efter (KF-D7)",
        ", from there the first Monday or the working day after it (KF-D7)",
    ),
    "due.week-after": _Text(", derfra mandagen i ugen efter", ", from there the Monday of the week after"),
    "due.next-working-day": _Text(", eller den næste arbejdsdag", ", or the next working day"),
    "due.plus-days": _Text(", og {number} dag(e) til", ", and {number} day(s) more"),
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
    "reason.too-long": _Text("Der blev ikke holdt en senest {detail}.", "None was held by {detail}."),
    "reason.too-many": _Text("Der måtte højst være {detail}.", "There should have been at most {detail}."),
    "reason.suspended": _Text("Pligten var suspenderet fra {detail}.", "The duty was suspended from {detail}."),
    "reason.not-held-yet": _Text(
        'Fristen regnes fra en samtale ("{detail}"), der ikke er holdt endnu.',
        'It is counted from a meeting ("{detail}") that has not been held yet.',
    ),
    "reason.meeting": _Text('Samtalen "{detail}" fjerner pligten.', 'The meeting "{detail}" takes the duty away.'),
    "reason.no-meeting": _Text(
        'Uden samtalen "{detail}" er der ingen pligt.', 'Without the meeting "{detail}" there is no duty.'
    ),
    "reason.for-a-person": _Text(
        "En medarbejder skal tage stilling; det er intet brud.", "A person has to decide; it is no breach."
    ),
    "reason.assumed-validity": _Text(
        "Kilden siger ikke, fra hvornår planen gælder; dagen er antaget.",
        "The source does not say from when it holds; the day is assumed.",
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
    # Measures.
    "answer.kept": _Text("overholdt", "kept"),
    "answer.not-kept": _Text("ikke overholdt", "not kept"),
    "answer.no-norm": _Text("ingen norm", "no norm"),
    "answer.open": _Text("uvist", "open"),
    "outcome.pending": _Text("afventer", "pending"),
    "outcome.ended": _Text("sluttet før fristen", "ended before due"),
    "outcome.exempt": _Text("fritaget", "exempt"),
    "outcome.not-required": _Text("ikke påkrævet", "not required"),
    "outcome.outside-cohort": _Text("uden for gruppen", "outside the cohort"),
    "outcome.other-version": _Text("efter en anden version", "under another version"),
    "measure.share": _Text(
        "{id} {title}: {hits} af {counted}: {answer}", "{id} {title}: {hits} of {counted}: {answer}"
    ),
    "measure.given": _Text("{id} {title}: {answer} (oplyst)", "{id} {title}: {answer} (as given)"),
    "measure.not-given": _Text(
        "{id} {title}: uvist; data kan ikke vise det, og svaret er ikke oplyst",
        "{id} {title}: open; the data cannot show it, and no answer is given",
    ),
    "measure.unknown": _Text(
        "uvist hos {count}: mindst {least}, højst {most}", "unknown of {count}: {least} at least, {most} at most"
    ),
    "measure.left-out": _Text("ikke talt med: {reasons}", "left out: {reasons}"),
    "measure.load": _Text("{id} {title}: {answer}", "{id} {title}: {answer}"),
    "measure.unit": _Text("{unit}: {counts}: {answer}", "{unit}: {counts}: {answer}"),
    "measure.mean": _Text("i gennemsnit {mean}", "{mean} on average"),
    "measure.gap": _Text("længste mellemrum {first} til {last}", "longest time between two {first} to {last}"),
    "measure.short": _Text("{count} for kort(e)", "{count} too short"),
    "measure.no-minutes": _Text("{count} uden minutter", "{count} without minutes"),
    "measure.no-unit": _Text(
        "uden kendt medarbejder, team eller dag: {count}", "of no known adviser, team or day: {count}"
    ),
    "measure.score": _Text("{id} {title}: {figure}", "{id} {title}: {figure}"),
    "measure.no-score": _Text(
        "{id} {title}: uvist; der mangler svar på {missing}", "{id} {title}: open; no answer to {missing}"
    ),
    "measure.published": _Text(
        "{id}: vist {shown}, genberegnet {figure}: {verdict}", "{id}: shown {shown}, recomputed {figure}: {verdict}"
    ),
    "published.agrees": _Text("stemmer", "agrees"),
    "published.differs": _Text("stemmer ikke", "differs"),
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
    "the source gives no value for the parameter '{name}', which {needing} need(s)": (
        "kilden giver ingen værdi for parameteren '{name}', som {needing} har brug for"
    ),
    "a rule file of your own that extends '{ruleset}', with [set] {name} = ...": (
        "en regelfil af din egen, som udvider '{ruleset}' (extends), med [set] {name} = ..."
    ),
    "no rule set '{name}'": "der er intet regelsæt '{name}'",
    "no requirement '{name}'": "der er intet krav '{name}'",
    "no document '{name}'": "der er intet dokument '{name}'",
    "'{name}' is no statement of any document": "'{name}' er intet udsagn i noget dokument",
    "nothing that the example is about checks '{name}'": "intet, som eksemplet handler om, kontrollerer '{name}'",
    "one of {known}": "en af {known}",
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
    "'{name}' cannot be an id": "'{name}' kan ikke være et id",
    "small letters a to z, digits, dashes": "små bogstaver a til z, cifre, bindestreger",
    "'{name}' is a rule set already": "'{name}' er allerede et regelsæt",
    "another id": "et andet id",
    "'{name}' is there already": "'{name}' findes allerede",
    "no version '{name}'": "der er ingen version '{name}'",
    "findings and rejected rows would share '{name}'": "fund og afviste rækker ville dele '{name}'",
    "two files": "to filer",
    "no convention '{name}'": "der er ingen konvention '{name}'",
    "'{value}' is no reading of {name}": "'{value}' er ingen fortolkning af {name}",
    "no version of '{ruleset}' is in force on {day}": "ingen version af '{ruleset}' gælder den {day}",
    "a day on which one is": "en dag, hvor en gør",
    "no question '{name}'": "der er intet spørgsmål '{name}'",
    "no answer '{name}'": "der er intet svar '{name}'",
    "no measure '{name}'": "der er ingen måling '{name}'",
    "no score '{name}'": "der er intet tal '{name}'",
    "this is no number of minutes": "det er ikke et antal minutter",
    "a whole number from 0 up": "et helt tal fra 0 og op",
}
