"""What the commands on rules say: lists, pages, comparisons, the coverage of statements, a starting file."""

from __future__ import annotations

from collections.abc import Mapping

from kontaktforloeb.texts.text import Text

TEXTS: Mapping[str, Text] = {
    # Rules.
    "rules.id": Text("id", "id"),
    "rules.version": Text("fra", "from"),
    "rules.to": Text("til", "to"),
    "rules.status": Text("status", "status"),
    "rules.duties": Text("krav", "duties"),
    "rules.title": Text("titel", "title"),
    "rules.open": Text("videre", "on"),
    "rules.source": Text(
        "Kilde: {act}, {address} (kontrolleret {checked})", "Source: {act}, {address} (checked {checked})"
    ),
    "rules.same-duty": Text("Samme pligt i andre versioner: {others}", "The same duty in other versions: {others}"),
    "rules.assumed": Text(
        "Kilden siger ikke, fra hvornår; dagen er antaget.", "The source does not say from when; the day is assumed."
    ),
    "rules.phase-of": Text("Fase {id}: {title}, {days}", "Phase {id}: {title}, {days}"),
    "rules.parameter": Text("Parameter {name}: {title} = {value}", "Parameter {name}: {title} = {value}"),
    "rules.not-set": Text("(skal sættes)", "(must be set)"),
    "rules.fine": Text("{count} fil(er) uden fejl.", "{count} file(s) without problems."),
    # Which statements of a source are checked.
    "coverage.no-address": Text("adressen kendes ikke", "the address is not known"),
    "coverage.rules": Text("regel: {rules}", "rule: {rules}"),
    "coverage.no-rule": Text("INGEN REGEL", "NO RULE"),
    "coverage.passed": Text("eksempler: {passed} som ventet", "examples: {passed} as expected"),
    "coverage.failed": Text(
        "eksempler: {passed} som ventet, {failed} IKKE SOM VENTET",
        "examples: {passed} as expected, {failed} NOT AS EXPECTED",
    ),
    "coverage.no-example": Text("INTET EKSEMPEL", "NO EXAMPLE"),
    "coverage.uncheckable": Text("Kan ikke kontrolleres:", "Cannot be checked:"),
    "coverage.problems": Text("Fejl i regler og eksempler:", "Problems in rules and examples:"),
    "coverage.document": Text("dokument", "document"),
    "coverage.checkable": Text("udsagn", "statements"),
    "coverage.covered": Text("dækket", "covered"),
    "coverage.without-rule": Text("uden regel", "no rule"),
    "coverage.without-example": Text("uden eksempel", "no example"),
    "coverage.not-as-expected": Text("ikke som ventet", "not as expected"),
    "coverage.not-checkable": Text("kan ikke kontrolleres", "cannot be checked"),
    "coverage.reasons": Text("Kan ikke kontrolleres: {reasons}.", "Cannot be checked: {reasons}."),
    "example.differs": Text("{where}: ventede {wanted}, fik {got}", "{where}: expected {wanted}, got {got}"),
    "example.error": Text("{where}: kunne ikke køres: {error}", "{where}: could not be run: {error}"),
    "uncheckable.r1": Text("overskrift, etiket eller navigation", "heading, label or navigation"),
    "uncheckable.r2": Text("formål, forventning eller påstand om virkning", "purpose, expectation or claimed effect"),
    "uncheckable.r3": Text("berettet erfaring eller resultat", "reported experience or result"),
    "uncheckable.r4": Text("organisering uden en målbar værdi", "organisation without a measurable value"),
    "uncheckable.r5": Text("råd til andre", "advice to others"),
    "uncheckable.r6": Text("link, omtale eller kontakt", "link, advert or contact"),
    "uncheckable.r7": Text("holdning eller skøn", "attitude or discretion"),
    "uncheckable.r8": Text("det, der skal til, står ikke i teksten", "what it takes is not in the text"),
    "cli.rules-coverage": Text(
        "Vis for hvert udsagn i kildedokumenterne, hvilken regel der kontrollerer det, og om eksemplerne gav det "
        "ventede. Slutkode 0, når hvert udsagn, der kan kontrolleres, har en regel og et eksempel, ellers 1.",
        "Show for each statement of the source documents which rule checks it, and whether its examples gave what is "
        "expected. Exit code 0 when every statement that can be checked has a rule and an example, else 1.",
    ),
    "cli.document": Text("Kun dette dokument.", "Only this document."),
    "cli.missing": Text("Kun det, der mangler.", "Only what is missing."),
    # What changed between two versions.
    "diff.head": Text("Fra {before} til {after}", "From {before} to {after}"),
    "diff.new": Text("Nye krav ({count}):", "New duties ({count}):"),
    "diff.gone": Text("Bortfaldne krav ({count}):", "Duties that are gone ({count}):"),
    "diff.changed": Text("Ændrede krav ({count}):", "Changed duties ({count}):"),
    "diff.texts": Text("Kun ændret ordlyd ({count}):", "Only worded otherwise ({count}):"),
    "diff.same": Text("Uændrede krav ({count}): {names}", "Unchanged duties ({count}): {names}"),
    "diff.none": Text("Der er ingen forskel.", "There is no difference."),
    "diff.file": Text("Filen som helhed:", "The file as a whole:"),
    "diff.formerly": Text("{name} (før {former})", "{name} (formerly {former})"),
    "diff.from-to": Text("{label}: fra {before} til {after}", "{label}: from {before} to {after}"),
    "diff.added": Text("{label}: nu {after}", "{label}: now {after}"),
    "diff.removed": Text("{label}: ikke længere {before}", "{label}: no longer {before}"),
    "diff.with": Text("{label}: nu også {after}", "{label}: now also {after}"),
    "diff.without": Text("{label}: ikke længere {before}", "{label}: no longer {before}"),
    "diff.quoted": Text('"{text}"', '"{text}"'),
    "file.title": Text("titel", "title"),
    "file.kind": Text("art", "kind"),
    "file.status": Text("status", "status"),
    "file.act": Text("kilde", "source"),
    "file.address": Text("adresse", "address"),
    "file.dating": Text("første dag", "first day"),
    "file.change-expected": Text("ny lov ventes", "another law expected"),
    "file.transition": Text("overgang", "transition"),
    "file.checked": Text("kontrolleret", "checked"),
    "file.valid-to": Text("sidste dag", "last day"),
    "file.checks": Text("udsagn i kilden", "statements of the source"),
    "file.score": Text("tallet {name}", "figure {name}"),
    "file.published": Text("offentliggjort tal for {name}", "published figure of {name}"),
    "file.phase": Text("fasen {name}", "phase {name}"),
    "file.parameter": Text("parameteren {name}", "parameter {name}"),
    "file.note": Text("note", "note"),
    "file.no-value": Text("uden værdi: skal sættes", "without a value: must be set"),
    "dating.source": Text("står i kilden", "stands in the source"),
    "dating.assumed": Text("antaget", "assumed"),
    "file-kind.lov": Text("lov", "law"),
    "file-kind.kommune": Text("kommunal samtaleplan", "municipal schedule"),
    "file-kind.a-kasse": Text("a-kasses samtaleplan", "schedule of an a-kasse"),
    "file-kind.forsoeg": Text("forsøg", "trial"),
    "file-kind.maaling": Text("måling", "measures"),
    "file-status.in-force": Text("i kraft", "in force"),
    "file-status.proposal": Text("forslag", "proposal"),
    "mode.previous": Text("ældre forløb beholder de gamle krav", "older courses keep the old duties"),
    "mode.this": Text("de nye krav gælder også ældre forløb", "the new duties apply to older courses too"),
    "mode.both": Text("ældre forløb bedømmes efter begge", "older courses are judged under both"),
    "transition.group": Text("{group}: {mode}", "{group}: {mode}"),
    # What the law leaves open.
    "points.title": Text("Åbne punkter i loven", "Open points of the law"),
    "points.link": Text(
        "Åbne punkter: hvad loven lader stå åbent, hvordan det kan læses, og hvem der læser det sådan",
        "Open points: what the law leaves open, how it can be read, and who reads it so",
    ),
    "points.about": Text(
        "Loven lader noget stå åbent. Hvert åbent punkt har et navn, de måder, det kan læses på, og for hver måde, "
        "hvem der læser det sådan. Der dømmes efter standarden, medmindre en anden læsning vælges "
        "(`--convention covid-2020=paused`); med `--readings all` er en afgørelse, som en anden læsning ville ændre, "
        "usikker.",
        "The law leaves some things open. Each open point has a name, the ways in which it can be read, and for each "
        "way who reads it so. Verdicts are given by the default unless another reading is chosen "
        "(`--convention covid-2020=paused`); with `--readings all` a verdict that another reading would change is "
        "uncertain.",
    ),
    "points.point": Text("punkt", "point"),
    "points.about-what": Text("hvad det handler om", "what it is about"),
    "points.read-as": Text("standard", "default"),
    "points.duties": Text("krav", "duties"),
    "points.reading": Text("læsning", "reading"),
    "points.says": Text("på dansk", "in English"),
    "points.default": Text("standard", "default"),
    "points.where": Text("Hvor: {reference}", "Where: {reference}"),
    "points.depends": Text("Afhænger af punktet:", "What depends on it:"),
    "points.by-code": Text("koden, i alle regelsæt", "the code, in every rule set"),
    "points.by-nothing": Text("intet i reglerne", "nothing in the rules"),
    "points.use": Text("{id} fra {first}: {names}", "{id} of {first}: {names}"),
    "points.all-by-code": Text("alle (koden)", "all (the code)"),
    "points.all-by-words": Text("alle (ordene)", "all (the words)"),
    "points.version": Text("versionen", "the version"),
    "points.of-version": Text(
        "Åbne punkter for hele versionen: {points}.", "Open points of the whole version: {points}."
    ),
    "points.head": Text("{id}: {title}", "{id}: {title}"),
    "points.one": Text("{id}{mark}: {title}", "{id}{mark}: {title}"),
    "cli.rules-readings": Text(
        "Vis, hvad loven lader stå åbent, eller ét punkt: spørgsmålet, måderne at læse det på, hvem der læser det "
        "sådan, og hvilke krav der afhænger af det.",
        "Show what the law leaves open, or one point: the question, the ways to read it, who reads it so, and which "
        "duties depend on it.",
    ),
    # A starting file for a rule set.
    "new.top": Text(
        "En fil er én version af ét regelsæt. Kontrollér den med: kontaktforloeb rules check FIL",
        "A file is one version of one rule set. Check it with: kontaktforloeb rules check FILE",
    ),
    "new.manual": Text("Alle nøgler står i docs/rules.md.", "Every key stands in docs/rules.md."),
    "new.title": Text("Samtaleplan for {name}", "Interview schedule of {name}"),
    "new.dates": Text("datoer står uden anførselstegn", "dates stand without quotes"),
    "new.status": Text('"proposal": vises, men bedømmer ingen', '"proposal": listed, judges nobody'),
    "new.checked": Text("da nogen sidst så efter i kilden", "when somebody last looked at the source"),
    "new.source": Text("dokumentets navn", "name of the document"),
    "new.match": Text(
        "Navne for de møder, som kravene taler om. Hver måde skal passe helt; én måde er nok.",
        "Names for the meetings that the duties speak of. A way must agree in full; one way is enough.",
    ),
    "new.default": Text(
        "Det, som alle krav siger, medmindre de selv siger andet.",
        "What every duty says unless it says otherwise itself.",
    ),
    "new.level": Text("norm: lokal norm; raad: aldrig et brud", "norm: a local rule; raad: never a breach"),
    "new.certainty": Text(
        "secondary, derived, open, hvis kilden ikke er planens egen", "secondary, derived, open where it is less sure"
    ),
    "new.groups": Text("flere målgrupper adskilles af komma", "more target groups are separated by commas"),
    "new.count": Text(
        "count: et antal møder senest en dag (days, weeks, months eller week).",
        "count: a number of meetings by a day (days, weeks, months or week).",
    ),
    "new.steps": Text("count med trin: hvert møde har sin egen dag.", "count with steps: each has its own day."),
    "new.per": Text(
        "count i hver måned (også iso-week, calendar-month, quarter), med løbedage.",
        "count in every month (also iso-week, calendar-month, quarter), with days of grace.",
    ),
    "new.gap": Text(
        "gap: aldrig længere mellem to møder end dette.", "gap: never longer than this between two meetings."
    ),
    "new.order": Text("order: det ene før det andet.", "order: the one before the other."),
    "new.each": Text(
        "each: noget, som hvert møde skal have; from_slot = 2 springer det første over.",
        "each: something that each meeting must have; from_slot = 2 leaves the first out.",
    ),
    "new.phase": Text("En fase, og et krav, der kun lever i den.", "A phase, and a duty that lives in it alone."),
    "new.parameter": Text(
        "Et tal, som kilden ikke giver: det sættes, før nogen bedømmes.",
        "A number that the source does not give: it is set before anybody is judged.",
    ),
    "new.share": Text(
        "share: andelen, der opfylder et andet krav. Den måles og bedømmer ingen.",
        "share: the part that satisfies another duty. It is measured and judges nobody.",
    ),
    "new.load": Text("load: det, en medarbejder eller et team når.", "load: what an adviser or a team gets done."),
    "new.first-interview": Text("Første samtale inden 2 uger", "First interview within 2 weeks"),
    "new.three": Text("Tre samtaler, hver med sin frist", "Three interviews, each with its day"),
    "new.monthly": Text("Én samtale i hver måned", "One interview in each month"),
    "new.weeks": Text("Højst fire uger mellem to samtaler", "At most four weeks between two interviews"),
    "new.info-first": Text("Informationsmøde før samtalen", "Information meeting before the interview"),
    "new.in-person": Text("Den første samtale er et fremmøde", "The first interview is in person"),
    "new.first-months": Text("De første måneder", "The first months"),
    "new.in-phase": Text("To samtaler i de første måneder", "Two interviews in the first months"),
    "new.days-name": Text("Dage til den næste samtale", "Days to the next interview"),
    "new.next": Text("Næste samtale efter det antal dage", "Next interview after that many days"),
    "new.part": Text("Ni af ti får første samtale i tide", "Nine of ten have the first interview in time"),
    "new.a-week": Text("Mindst ti samtaler om ugen", "At least ten interviews a week"),
    "new.written": Text(
        "{path} er skrevet. Ret den, og kør: kontaktforloeb rules check {path}",
        "{path} is written. Change it and run: kontaktforloeb rules check {path}",
    ),
    # A page for each rule set, and its drawing.
    "page.made": Text(
        "Siden er lavet af `kontaktforloeb rules pages` ud fra regelfilen; ret regelfilen, ikke siden.",
        "This page is made by `kontaktforloeb rules pages` from the rule file; change that, not the page.",
    ),
    "page.timeline-alt": Text("Tidslinje for {title}", "Timeline of {title}"),
    "page.versions": Text("Versioner", "Versions"),
    "page.version": Text("Versionen fra {day}", "The version of {day}"),
    "page.from": Text("gælder fra", "in force from"),
    "page.to": Text("til", "to"),
    "page.status": Text("status", "status"),
    "page.source": Text("kilde", "source"),
    "page.checked": Text("kontrolleret", "checked"),
    "page.duties": Text("krav", "duties"),
    "page.kind": Text("art", "kind"),
    "page.assumed": Text(
        "Kilden siger ikke, fra hvornår planen gælder; første dag er antaget.",
        "The source does not say from when the schedule holds; the first day is assumed.",
    ),
    "page.change-expected": Text("En ny lov ventes fra {day}.", "Another law is expected from {day}."),
    "page.transition": Text("Forløb fra før denne version: {modes}.", "Courses from before this version: {modes}."),
    "page.extends": Text("Bygger på {name}.", "Extends {name}."),
    "page.whole": Text("Filen som helhed svarer til udsagn: {checks}.", "The file as a whole answers to: {checks}."),
    "page.parameters": Text("Tal, som kilden ikke giver", "Numbers that the source does not give"),
    "page.parameter": Text("parameter", "parameter"),
    "page.meaning": Text("betydning", "meaning"),
    "page.value": Text("værdi", "value"),
    "page.must-be-set": Text("skal sættes i en egen fil", "must be set in a file of one's own"),
    "page.needs": Text("skal først sættes", "must be set first"),
    "page.phases": Text("Faser", "Phases"),
    "page.phase": Text("fase", "phase"),
    "page.stretch": Text("fra og til", "from and to"),
    "page.scores": Text("Tal af flere andele", "Figures made of several shares"),
    "page.score": Text("tal", "figure"),
    "page.made-of": Text("lavet af", "made of"),
    "page.index": Text("Regelsæt", "Rule sets"),
    "page.no-drawing": Text(
        "Ingen af kravene kan tegnes på en tidslinje.", "None of the duties can be drawn on a timeline."
    ),
    "page.as-drawn": Text(
        "Tegningen viser versionen fra {version} for et forløb, der begynder {start}; hændelser er lagt på første dag, "
        "møder på hver anden uge. En rude er et møde, der ses på; en stiplet bjælke har ingen kendt frist.",
        "The drawing shows the version of {version} for a course that begins on {start}; events are put on the first "
        "day, meetings on every second week. A diamond is a meeting that is looked at; a dashed bar has no known last "
        "day.",
    ),
    "timeline.title": Text("Tidslinje: {title}", "Timeline: {title}"),
    "timeline.desc": Text(
        "Et forløb, der begynder {start}. En række for hvert krav: {lanes}.",
        "A course that begins on {start}. A row for each duty: {lanes}.",
    ),
    "timeline.lane": Text("{id} fra {opens} til {due}", "{id} from {opens} to {due}"),
    "timeline.lane-open": Text("{id} fra {opens} uden frist", "{id} from {opens} without a last day"),
    "timeline.lane-parameter": Text("{id} afhænger af {name}", "{id} depends on {name}"),
    "timeline.lane-mark": Text("{id} uden bestemt dag", "{id} without a day"),
    "timeline.week": Text("uge {number}", "week {number}"),
    "timeline.month": Text("{number} mdr.", "{number} mo."),
}
