"""The Danish of what an error says in English: what the user of a command can do wrong.

The faults of rule files are told in English, as the files are written.
"""

from __future__ import annotations

from collections.abc import Mapping

DANISH: Mapping[str, str] = {
    "there is no such folder": "der er ingen sådan mappe",
    "a folder of tables": "en mappe med tabeller",
    "the table is missing": "tabellen mangler",
    "a file {name}.csv": "en fil {name}.csv",
    "the table is empty": "tabellen er tom",
    "the header cannot be read": "overskrifterne kan ikke læses",
    "headings on one line, each quotation mark with its partner": (
        "overskrifter på én linje, hvert citationstegn med sin makker"
    ),
    "no rule set is named": "intet regelsæt er nævnt",
    "an id such as those that 'rules list' shows": "et id som dem, 'rules list' viser",
    "no row can be used to judge anybody": "ingen række kan bruges til at bedømme nogen",
    "the column is missing": "kolonnen mangler",
    "the column stands there twice": "kolonnen står der to gange",
    "line {line} is no {encoding}, as the file says that it is": (
        "linje {line} er ikke {encoding}, som filen siger, den er"
    ),
    "line {line} holds a byte ({byte}) that is neither UTF-8 nor Windows-1252": (
        "linje {line} har en byte ({byte}), som hverken er UTF-8 eller Windows-1252"
    ),
    "line {line} has a byte ({byte}) inside a word that is no letter in UTF-8 or Windows-1252": (
        "linje {line} har en byte ({byte}) inde i et ord, som ikke er et bogstav i UTF-8 eller Windows-1252"
    ),
    "line {line} is not UTF-8 and line {other} is: two encodings in one file": (
        "linje {line} er ikke UTF-8, og det er linje {other}: to tegnsæt i én fil"
    ),
    "the text has two bytes for a sign, or four, and no mark that says which": (
        "teksten har to bytes pr. tegn, eller fire, og intet mærke, der siger hvordan"
    ),
    "this machine has no time zones": "maskinen har ingen tidszoner",
    "the package 'tzdata'": "pakken 'tzdata'",
    "a file saved as UTF-8": "en fil gemt som UTF-8",
    "cannot be read ({why})": "kan ikke læses ({why})",
    "'{name}' cannot be written without the package {package}": "'{name}' kan ikke skrives uden pakken {package}",
    "this can only be read with the extra 'caseload'": "dette kan kun læses med tilvalget 'caseload'",
    "'{name}' is no table that a query can give": "'{name}' er ingen tabel, som en forespørgsel kan give",
    "… and {rest} more": "… og {rest} mere",
    "the source gives no value for the parameter '{name}', which {needing} need(s)": (
        "kilden giver ingen værdi for parameteren '{name}', som {needing} har brug for"
    ),
    "a rule file of your own that extends '{ruleset}', with [set] {name} = ...": (
        "en regelfil af din egen, som udvider '{ruleset}' (extends), med [set] {name} = ..."
    ),
    "no rule set '{name}'": "der er intet regelsæt '{name}'",
    "no target group '{name}'": "der er ingen målgruppe '{name}'",
    "no requirement '{name}'": "der er intet krav '{name}'",
    "no open point '{name}'": "der er intet åbent punkt '{name}'",
    "no document '{name}'": "der er intet dokument '{name}'",
    "'{name}' is no statement of any document": "'{name}' er intet udsagn i noget dokument",
    "nothing that the example is about checks '{name}'": "intet, som eksemplet handler om, kontrollerer '{name}'",
    "one of {known}": "en af {known}",
    "no citizen with a spell that can be used '{name}'": "der er ingen borger med en brugbar periode '{name}'",
    "no finding on the requirement '{name}'": "der er intet fund om kravet '{name}'",
    "'{number}' is no number of a target group on {day}": "'{number}' er ikke en målgruppes nummer den {day}",
    "the group's name": "målgruppens navn",
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
    "two of the files to be written would be '{name}'": "to af de filer, der skal skrives, ville hedde '{name}'",
    "a name for each": "et navn til hver",
    "no caseload is named": "ingen sagsstamme er nævnt",
    "a folder, a file or the address of a database": "en mappe, en fil eller en databases adresse",
    "columns and tables with other names are read with --columns; 'kontaktforloeb columns' proposes a mapping": (
        "kolonner og tabeller med andre navne læses med --columns; 'kontaktforloeb columns' foreslår en kolonneliste"
    ),
    "the file cannot be read ({why})": "filen kan ikke læses ({why})",
    "the text is not UTF-8": "teksten er ikke UTF-8",
    "this is no TOML: {why}": "dette er ikke TOML: {why}",
    "a value is nested too deep or a number too long": "en værdi er indlejret for dybt, eller et tal er for langt",
    "plain TOML": "almindelig TOML",
    "no convention '{name}'": "der er ingen konvention '{name}'",
    "'{value}' is no reading of {name}": "'{value}' er ingen fortolkning af {name}",
    "no version of '{ruleset}' is in force on {day}": "ingen version af '{ruleset}' gælder den {day}",
    "a day on which one is": "en dag, hvor en gør",
    "'{lang}' is no language": "'{lang}' er intet sprog",
    "no question '{name}'": "der er intet spørgsmål '{name}'",
    "no answer '{name}'": "der er intet svar '{name}'",
    "no measure '{name}'": "der er ingen måling '{name}'",
    "no score '{name}'": "der er intet tal '{name}'",
    "this is no number of minutes": "det er ikke et antal minutter",
    "a whole number from 0 up": "et helt tal fra 0 og op",
}
