"""Which version of a rule set is in force and why, and what the versions look like on one time line."""

from __future__ import annotations

from collections.abc import Mapping

from kontaktforloeb.texts.text import Text

TEXTS: Mapping[str, Text] = {
    # Which version is in force on a day.
    "select.in-force": Text(
        "Den {asked} gælder {id} i versionen fra {first} ({act}): den er begyndt, og dens sidste dag er {last}.",
        "On {asked} {id} is in force in its version of {first} ({act}): it has begun, and its last day is {last}.",
    ),
    "select.in-force-on": Text(
        "Den {asked} gælder {id} i versionen fra {first} ({act}): den er begyndt, og ingen sidste dag er kendt.",
        "On {asked} {id} is in force in its version of {first} ({act}): it has begun, and no last day is known.",
    ),
    "select.by-name": Text(
        "Den er et forslag og ikke i kraft: den bruges, fordi den er nævnt ved navn.",
        "It is a proposal and not in force: it is used because it was asked for by name.",
    ),
    "select.before": Text(
        "Versionen før, fra {first} ({act}), gjaldt til {last}.",
        "The version before it, of {first} ({act}), was in force to {last}.",
    ),
    "select.no-before": Text("Ingen tidligere version er kendt.", "No earlier version is known."),
    "select.after": Text("Den næste version begynder {first} ({act}).", "The next version begins on {first} ({act})."),
    "select.no-after": Text("Ingen næste version er kendt.", "No next version is known."),
    "select.change-expected": Text("En ny lov ventes fra {day}.", "Another law is expected from {day} on."),
    "select.assumed": Text(
        "Kilden siger ikke, fra hvornår versionen gælder; første dag er antaget.",
        "The source does not say from when the version holds; its first day is assumed.",
    ),
    "select.proposal": Text(
        "Et forslag ville gælde fra {first} ({act}); det er ikke i kraft og bruges kun, når det nævnes ved navn, "
        "{name}.",
        "A proposal would hold from {first} on ({act}); it is not in force, and used only where it is asked for by "
        "name, {name}.",
    ),
    "select.checked": Text(
        "Versionen fra {first} er sidst sammenholdt med sin kilde {day}: {address}",
        "The version of {first} was last compared with its source on {day}: {address}",
    ),
    "select.not-yet": Text(
        "Ingen version af {id} gælder den {asked}: den første kendte begynder {day}, og den bruges ikke før.",
        "No version of {id} is in force on {asked}: the first known one begins on {day} and is not used before.",
    ),
    "select.gap": Text(
        "Ingen version af {id} gælder den {asked}: den forrige, fra {first}, sluttede {day}, og den næste begynder "
        "{next}. Ingen af dem bruges i mellemtiden.",
        "No version of {id} is in force on {asked}: the one before, of {first}, ended on {day}, and the next begins on "
        "{next}. Neither is used in between.",
    ),
    "select.ended": Text(
        "Ingen version af {id} gælder den {asked}: den sidst kendte, fra {first} ({act}), sluttede {day} og bruges "
        "ikke længere.",
        "No version of {id} is in force on {asked}: the last known version, of {first} ({act}), ended on {day} and is "
        "not used any more.",
    ),
    "select.empty": Text(
        "Ingen version af {id} gælder den {asked} eller nogen anden dag: kun forslag er kendt.",
        "No version of {id} is in force on {asked} or any other day: only proposals are known.",
    ),
    # The command `rules which`.
    "cli.rules-which": Text(
        "Vis, hvilken version af hver lov der gælder på en dag (i dag, hvis den ikke gives) og hvorfor, hvad den "
        "kræver, og hvad senere versioner siger om et løbende forløb.",
        "Show which version of each law is in force on a day (today if not given) and why, what it asks for, and what "
        "later versions say of a running course.",
    ),
    "cli.which-group": Text(
        "Målgruppe, fx dagpenge eller 6.2; uden den vises alle.", "Target group, such as dagpenge or 6.2; else all."
    ),
    "cli.which-rules": Text(
        "Disse regelsæt, adskilt af komma; ellers lovene.", "These rule sets, separated by commas; else the laws."
    ),
    "which.head": Text("Et forløb, der begynder {day}.", "A course that begins on {day}."),
    "which.head-group": Text(
        "Et forløb i målgruppen {group} ({title}), der begynder {day}.",
        "A course in the target group {group} ({title}) that begins on {day}.",
    ),
    "which.title": Text("{id}: {title}", "{id}: {title}"),
    "which.duties": Text("Krav ({count}):", "Duties ({count}):"),
    "which.no-duties": Text("Den stiller ingen krav i målgruppen.", "It asks nothing of this target group."),
    "which.never": Text(
        "Ingen af dens versioner stiller krav i målgruppen.", "None of its versions asks anything of this target group."
    ),
    "which.only-where": Text("kun hvor {names} er registreret", "only where {names} is recorded"),
    "which.not-where": Text("ikke hvor {names} er registreret", "not where {names} is recorded"),
    "which.only-for": Text("kun for {said}", "only for {said}"),
    "which.ends": Text("til og med {day}", "to {day}, that day included"),
    "which.without": Text("Et sådant forløb får ingen fund.", "Such a course has no findings."),
    "which.duty": Text("{id}: {title} ({said})", "{id}: {title} ({said})"),
    "which.later": Text("Hvis forløbet løber videre:", "If the course runs on:"),
    "which.change": Text("{first} ({act}): {said}.", "{first} ({act}): {said}."),
    "which.change-proposed": Text(
        "{first} ({act}; kun et forslag): {said}.", "{first} ({act}; only a proposal): {said}."
    ),
    "which.groups": Text("{said}; men {groups}", "{said}; but {groups}"),
    "which.of-group": Text("{group}: {said}", "{group}: {said}"),
    "which.and": Text("{said}; {more}", "{said}; {more}"),
    "which.previous": Text("forløbet beholder sine krav", "the course keeps its duties"),
    "which.this": Text(
        "krav, der forfalder fra den dag, er den nye versions",
        "duties that fall due from that day on are those of the new version",
    ),
    "which.both": Text(
        "krav, der forfalder fra den dag, bedømmes efter begge versioner",
        "duties that fall due from that day on are judged under both versions",
    ),
    "which.own": Text("for løbende forløb gælder også {duties}", "running courses have {duties} too"),
    # All versions of the laws on one time line.
    "law-line.title": Text("Lovens versioner på én tidslinje", "The versions of the law on one time line"),
    "law-line.alt": Text(
        "Tidslinje {first}-{last}: en række for hver lov og for ordene og urene, en bjælke for hver version; det "
        "samme står i tabellen",
        "Time line {first}-{last}: a row for each law and for the words and clocks, a bar for each version; the table "
        "says the same",
    ),
    "law-line.about": Text(
        "Hver lov har en række og hver version en bjælke fra sin første dag til sin sidste. Hvilken version der gælder "
        "på en bestemt dag og hvorfor, siger `kontaktforloeb rules which DAG`.",
        "Each law has a row and each version a bar from its first day to its last. Which version is in force on a day "
        "and why, is said by `kontaktforloeb rules which DAY`.",
    ),
    "law-line.link": Text("Alle lovens versioner på én tidslinje", "All versions of the law on one time line"),
    "law-line.table": Text("Det samme som tabel", "The same as a table"),
    "law-line.ruleset": Text("regelsæt", "rule set"),
    "law-line.running": Text("løbende forløb", "running courses"),
    "law-line.first-version": Text("første version", "first version"),
    "law-line.overlaid": Text("lægges over de ældre ord", "laid over the older words"),
    "law-line.open-expected": Text("ingen kendt; ny lov ventes {day}", "none known; another law expected {day}"),
    "law-line.size": Text("indhold", "holds"),
    "law-line.row": Text("{id} · {title}", "{id} · {title}"),
    "law-line.by-name": Text("{title} (kun ved navn)", "{title} (only by name)"),
    "law-line.duties": Text("{count} krav", "duties: {count}"),
    "law-line.words": Text("{count} poster", "entries: {count}"),
    "law-line.spoken": Text("{id} fra {first} til {last}: {status}", "{id} from {first} to {last}: {status}"),
    "law-line.spoken-open": Text("{id} fra {first}: {status}", "{id} from {first} on: {status}"),
    "law-line.desc": Text("Årene {first} til {last}. {spans}.", "The years {first} to {last}. {spans}."),
    "law-line.legend-lov": Text("lov i kraft", "law in force"),
    "law-line.legend-by-name": Text("kun ved navn", "only by name"),
    "law-line.legend-grundlag": Text("ord og ure", "words and clocks"),
    "law-line.legend-proposal": Text("forslag", "proposal"),
    "law-line.legend-expected": Text("en ny lov ventes", "another law expected"),
    "law-line.legend-open": Text("ingen sidste dag", "no last day"),
    "law-line.legend-transition": Text("Løbende forløb ved skiftet:", "Running courses at the change:"),
    "law-line.legend-previous": Text("beholder de gamle krav", "keep the old duties"),
    "law-line.legend-this": Text("får de nye krav", "have the new duties"),
    "law-line.legend-both": Text("bedømmes efter begge", "are judged under both"),
    "law-line.legend-groups": Text("prik: nogle grupper anderledes", "dot: some groups otherwise"),
}
