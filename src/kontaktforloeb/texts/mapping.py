"""What is said of the columns of a source: in the mapping that is proposed, and of one that cannot be used."""

from __future__ import annotations

from collections.abc import Mapping

from kontaktforloeb.texts.text import Text

TEXTS: Mapping[str, Text] = {
    "cli.columns": Text(
        "Vis et forslag til, hvilke kolonner i en fil der giver hvad (TOML), til 'check --columns'.\n\n"
        "Slutkode 0: intet at svare på. 1: der er spørgsmål eller ord at bekræfte. 2: filen kan ikke bruges.",
        "Show which columns of a file give what, as a proposal (TOML) for 'check --columns'.\n\n"
        "Exit code 0: nothing to answer. 1: there are questions, or words to confirm. 2: the file cannot be used.",
    ),
    "columns.top": Text(
        "Kolonner: et forslag fra 'kontaktforloeb columns'. Ret det, der er forkert, skriv svar i stedet for "
        'hvert "?", og fjern # foran de ord, der er rigtige. Brug så filen med '
        "'kontaktforloeb check FIL --columns DENNE-FIL'.",
        "Columns: a proposal by 'kontaktforloeb columns'. Mend what is wrong, write an answer in place of "
        'each "?", and take the # away before the words that are right. Then use the file with '
        "'kontaktforloeb check FILE --columns THIS-FILE'.",
    ),
    "columns.legend": Text(
        "Efter # står, hvor sikkert forslaget er, hvor mange af de udfyldte celler der kan læses sådan (i de første "
        "{rows} rækker), og hvordan celler ser ud: x er et bogstav og 9 et ciffer; kun kendte ord vises, som de er.",
        "After # stands how sure the proposal is, how many of the filled cells can be read so (in the first {rows} "
        "rows), and what cells look like: x is a letter and 9 a digit; only known words are shown as they are.",
    ),
    "columns.left": Text(
        "Spørgsmål tilbage: {questions}. Ord at bekræfte: {words}.",
        "Questions left: {questions}. Words to confirm: {words}.",
    ),
    "columns.settled": Text("Der er intet at svare på.", "There is nothing to answer."),
    "columns.series": Text(
        "{{n}} er numrene i overskrifterne: hvert nummer er et møde for sig.",
        "{{n}} is the numbers in the headings: each number is a meeting of its own.",
    ),
    "columns.if-any": Text(
        "Et nummer er kun et møde, hvor en af disse kolonner er udfyldt.",
        "A number is a meeting only where one of these columns is filled.",
    ),
    "columns.if-any-then": Text(
        "Hvis en række af kolonner er et svar ovenfor, er et nummer kun et møde, hvor en af disse kolonner er udfyldt: "
        "fjern # foran.",
        "If a series of columns is an answer above, a number is a meeting only where one of these columns is filled: "
        "take the # away.",
    ),
    "columns.not-shown": Text(
        "Rækker med ord, der hverken kendes eller vises: {rows}. De bliver afvist, hvor ordene ikke oversættes.",
        "Rows with words that are neither known nor shown: {rows}. They are rejected unless the words are translated.",
    ),
    "columns.headed": Text(
        "Overskrifterne ser ud til at stå i denne række; rækkerne over den læses ikke.",
        "The headings seem to stand in this row; the rows above it are not read.",
    ),
    "columns.titled": Text(
        "{name}: overskrifterne ser ud til at stå i række {row}. Slet rækkerne over den, og prøv igen.",
        "{name}: the headings seem to stand in row {row}. Delete the rows above it and try again.",
    ),
    "columns.headless": Text(
        "{name}: den første række ligner data og ikke overskrifter. Sæt overskrifter på, og prøv igen.",
        "{name}: the first row looks like data, not like headings. Add headings and try again.",
    ),
    "columns.nothing": Text(
        "{name}: intet siger, hvilken tabel den giver, og den læses ikke.",
        "{name}: nothing says which table it gives, and it is not read.",
    ),
    "columns.lacking": Text(
        "SPØRGSMÅL {number}: ingen tabel giver {table} ({about}). Uden dem kan intet kontrolleres.",
        "QUESTION {number}: no table gives {table} ({about}). Nothing can be checked without them.",
    ),
    "columns.question": Text(
        "SPØRGSMÅL {number}: {column} ({about}): hvilken kolonne?",
        "QUESTION {number}: {column} ({about}): which column?",
    ),
    "columns.no-candidate": Text("Ingen kolonne ligner.", "No column looks like it."),
    "columns.or-always": Text(
        'Eller, hvis det er det samme for alle rækker: {column} = {{ always = "..." }} med et af {words}.',
        'Or, if it is the same for all rows: {column} = {{ always = "..." }} with one of {words}.',
    ),
    "columns.ask-status": Text(
        "Uden en status tæller hvert møde som afholdt, også et, der kun er booket.",
        "Without a status every meeting counts as held, even one that is only booked.",
    ),
    "columns.ask-months": Text(
        "{{month}} er måneden i overskrifterne. Er cellerne timer, så svar med overskriften, som den står her. Er de "
        "antal møder, kan de ikke bruges, da hvert møde skal have sin dag: slet så denne del.",
        "{{month}} is the month in the headings. If the cells are hours, answer with the heading as it stands here. If "
        "they are numbers of meetings, they cannot be used, as every meeting needs its day: delete this part then.",
    ),
    "columns.no-end": Text(
        "end: ingen kolonne siger, hvornår en periode slutter. Uden den løber hver periode endnu.",
        "end: no column says when a spell ends. Without one every spell still runs.",
    ),
    "columns.denied": Text(
        '"{heading}": overskriften siger {column}, men cellerne gør ikke ({look}). Læses ikke.',
        '"{heading}": the heading says {column}, but the cells do not ({look}). Not read.',
    ),
    "columns.varying": Text(
        '"{heading}" kunne være {column}, men skifter for samme borger; {table} har én række pr. borger. Læses ikke.',
        '"{heading}" could be {column}, but differs for the same citizen; {table} has one row for each. Not read.',
    ),
    "columns.unread": Text("Læses ikke: {headings}", "Not read: {headings}"),
    "columns.words": Text(
        "Ord, der ikke kendes. Fjern # foran dem, der er rigtige; rækker med de andre bliver afvist.",
        "Words that are not known. Take the # away before those that are right; rows with the others are rejected.",
    ),
    "columns.hidden": Text(
        "{rows} række(r) som {form}: vises ikke, da det kan være om nogen. Kendte ord: {words}.",
        "{rows} row(s) like {form}: not shown, as it may be about somebody. Known words: {words}.",
    ),
    "columns.rows": Text("{rows} række(r)", "{rows} row(s)"),
    "columns.and-more": Text("og {rest} andre", "and {rest} others"),
    "likeness.same": Text("samme ord", "the same word"),
    "likeness.other": Text("et andet ord for det", "another word for it"),
    "likeness.near": Text("det nærmeste ord", "the nearest word"),
    "confidence.certain": Text("sikkert", "certain"),
    "confidence.likely": Text("sandsynligt", "likely"),
    "confidence.ambiguous": Text("måske", "maybe"),
    "strength.near": Text("overskriften ligner", "the heading is like it"),
    "strength.maybe": Text("overskriften kan betyde det", "the heading may mean it"),
    "strength.none": Text("cellerne ligner", "the cells are like it"),
    "columns.share": Text("{percent} %", "{percent}%"),
    "columns.share-of-words": Text("{percent} % kendte ord", "{percent}% known words"),
    "columns.empty": Text("tom", "empty"),
    "columns.sample": Text("fx {samples}", "such as {samples}"),
    # What the columns hold.
    "given.citizen": Text("borgerens nummer eller id", "the citizen's number or id"),
    "given.spells": Text("ydelsesperioder", "spells on a benefit"),
    "given.spells.group": Text("målgruppen", "the target group"),
    "given.spells.start": Text("periodens første dag", "the spell's first day"),
    "given.spells.end": Text("periodens sidste dag", "the spell's last day"),
    "given.meetings": Text("samtaler og møder", "interviews and meetings"),
    "given.meetings.date": Text(
        "dagen, mødet blev holdt eller er booket til", "the day on which the meeting was held, or is booked for"
    ),
    "given.meetings.type": Text("mødets type", "the type of meeting"),
    "given.meetings.held_by": Text("hvem der holdt mødet", "who held the meeting"),
    "given.meetings.with": Text("hvem der ellers deltog", "who else took part"),
    "given.meetings.form": Text("kontaktformen", "the form of contact"),
    "given.meetings.status": Text("om mødet blev holdt", "whether the meeting was held"),
    "given.meetings.individual": Text("om mødet var individuelt", "whether the meeting was individual"),
    "given.meetings.registered": Text("dagen, mødet blev registreret", "the day on which the meeting was registered"),
    "given.meetings.adviser": Text("mødets sagsbehandler", "the meeting's adviser"),
    "given.meetings.topics": Text("mødets emner", "what the meeting was about"),
    "given.meetings.agreements": Text("mødets aftaler", "what was agreed at the meeting"),
    "given.meetings.minutes": Text("mødets varighed i minutter", "how many minutes the meeting took"),
    "given.meetings.prep_minutes": Text("forberedelsen i minutter", "how many minutes the preparation took"),
    "given.meetings.prep_date": Text("dagen, mødet blev forberedt", "the day on which the meeting was prepared"),
    "given.hours": Text("timer", "hours"),
    "given.hours.month": Text("måneden", "the month"),
    "given.hours.hours": Text("timerne", "the hours"),
    "given.hours.kind": Text("timernes slags", "the kind of hours"),
    "given.exemptions": Text("fritagelser", "exemptions"),
    "given.exemptions.kind": Text("fritagelsens slags", "the kind of exemption"),
    "given.exemptions.start": Text("fritagelsens første dag", "the exemption's first day"),
    "given.exemptions.end": Text("fritagelsens sidste dag", "the exemption's last day"),
    "given.exemptions.decided_on": Text(
        "dagen, fritagelsen blev afgjort", "the day on which the exemption was decided"
    ),
    "given.exemptions.reason": Text("fritagelsens begrundelse", "the reason for the exemption"),
    "given.events": Text("hændelser", "events"),
    "given.events.event": Text("hændelsen", "the event"),
    "given.events.date": Text("hændelsens dag", "the day of the event"),
    "given.events.value": Text("hændelsens værdi", "the event's value"),
    "given.citizens": Text("borgere", "citizens"),
    "given.citizens.birth_date": Text("borgerens fødselsdag", "the citizen's birth date"),
    "given.citizens.municipality": Text("borgerens kommune", "the citizen's municipality"),
    "given.citizens.team": Text("borgerens team", "the citizen's team"),
    "given.citizens.adviser": Text("borgerens sagsbehandler", "the citizen's adviser"),
    "given.citizens.insured": Text("borgerens forsikring", "how the citizen is insured"),
    "given.citizens.schedule": Text("borgerens samtaleplan", "the citizen's schedule"),
}

DANISH: Mapping[str, str] = {
    "no key '{name}' is known here": "nøglen '{name}' kendes ikke her",
    "the key is missing": "nøglen mangler",
    "no table of the source gives '{table}'": "ingen tabel i kilden giver '{table}'",
    "[source.NAME.{table}]": "[source.NAVN.{table}]",
    "nothing is taken from this table": "intet tages fra denne tabel",
    "this is the number of no row": "det er ikke nummeret på en række",
    "a whole number from 1 up": "et helt tal fra 1 og op",
    "the headings of this table stand in no row of it": "overskrifterne i denne tabel står ikke i en række",
    "no column gives '{name}', so nothing of it is translated": (
        "ingen kolonne giver '{name}', så intet kan oversættes"
    ),
    "'{name}' has one value for all rows, so nothing of it is translated": (
        "'{name}' har én værdi for alle rækker, så intet kan oversættes"
    ),
    "there is no series of columns here": "der er ingen række af kolonner her",
    "headings without {number}": "overskrifter uden {number}",
    "this names no column": "dette nævner ingen kolonne",
    "the heading of a column, or {always}": "en kolonnes overskrift, eller {always}",
    "the heading of a column": "en kolonnes overskrift",
    "the heading of one column": "én kolonnes overskrift",
    "this question is not answered": "dette spørgsmål er ikke besvaret",
    "a series of columns cannot stand here": "en række af kolonner kan ikke stå her",
    "a series of months can only give the hours of each": "en række af måneder kan kun give timerne i hver",
    "[source.NAME.hours] hours": "[source.NAVN.hours] hours",
    "the month stands in the headings, so it is not given once more": (
        "måneden står i overskrifterne, så den gives ikke en gang til"
    ),
    "two columns are of the month {month}": "to kolonner er af måneden {month}",
    "this is no sign between the parts of a list": "dette er intet tegn mellem en listes dele",
    "a sign such as a comma": "et tegn som et komma",
    "'{name}' holds no list": "'{name}' indeholder ingen liste",
    "a column and one value for all rows are given at once": (
        "en kolonne og én værdi for alle rækker er givet på én gang"
    ),
    "one of them": "én af dem",
    "not every row is about one citizen": "ikke alle rækker handler om samme borger",
    "this is no text": "dette er ingen tekst",
    "a value in quotation marks": "en værdi i anførselstegn",
    "'{name}' cannot be empty": "'{name}' kan ikke være tom",
    "'{value}' is no value of '{name}'": "'{value}' er ingen værdi for '{name}'",
    "the same word is translated in two ways": "samme ord oversættes på to måder",
    "this is no list of headings": "dette er ingen liste af overskrifter",
    "this is no table of keys and values": "dette er ingen tabel af nøgler og værdier",
    "the source has no table '{name}'": "kilden har ingen tabel '{name}'",
    "the table '{table}' has no column '{name}'": "tabellen '{table}' har ingen kolonne '{name}'",
    "the headings seem to stand in row {row}": "overskrifterne ser ud til at stå i række {row}",
    "the first row looks like data, not like headings": "den første række ligner data og ikke overskrifter",
    "there is no table in it": "der er ingen tabel i den",
    "a first row with headings": "en første række med overskrifter",
}
