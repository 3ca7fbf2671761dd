"""What is said of odd data: how many of each kind in a summary, and each one in the file of them."""

from __future__ import annotations

from collections.abc import Mapping

from kontaktforloeb.texts.text import Text

TEXTS: Mapping[str, Text] = {
    # In a summary.
    "issue.held-after-as-of": Text(
        "Data: {count} møde(r) er registreret som afholdt efter opgørelsesdagen og tæller ikke.",
        "Data: {count} meeting(s) recorded as held after the as-of day; they do not count.",
    ),
    "issue.weekend-meeting": Text(
        "Data: {count} møde(r) ligger på en lørdag eller søndag.",
        "Data: {count} meeting(s) on a Saturday or a Sunday.",
    ),
    "issue.holiday-meeting": Text(
        "Data: {count} møde(r) ligger på en helligdag eller en anden lukket hverdag.",
        "Data: {count} meeting(s) on a public holiday or another weekday on which offices are closed.",
    ),
    "issue.meeting-before-birth": Text(
        "Data: {count} møde(r) ligger før borgerens fødsel.", "Data: {count} meeting(s) before the citizen was born."
    ),
    "issue.spell-before-birth": Text(
        "Data: {count} ydelsesperiode(r) begynder før borgerens fødsel.",
        "Data: {count} spell(s) that begin before the citizen was born.",
    ),
    "issue.registered-before-held": Text(
        "Data: {count} møde(r) er registreret som afholdt, før de fandt sted.",
        "Data: {count} meeting(s) registered as held before they were.",
    ),
    "issue.registered-after-due": Text(
        "Data: {count} gang(e) er et krav opfyldt til tiden, men registreret efter fristen.",
        "Data: {count} time(s) a duty was met in time, but registered after its due day.",
    ),
    "issue.registered-late": Text(
        "Data: {count} møde(r) er registreret senere efter afholdelsen, end kørslen tillader.",
        "Data: {count} meeting(s) registered later after they were held than the run allows.",
    ),
    # In the file, one row each.
    "quality.duplicate-meeting": Text(
        "mødet er registreret mere end én gang; det tæller én gang",
        "the meeting is recorded more than once; it counts once",
    ),
    "quality.booking-without-record": Text(
        "bookingen er passeret uden en afholdt samtale: udeblivelse eller manglende registrering",
        "the booking has passed without a held meeting: a no-show or a missing registration",
    ),
    "quality.meeting-outside-courses": Text(
        "mødet ligger uden for ethvert forløb", "the meeting lies outside every course"
    ),
    "quality.held-after-as-of": Text(
        "mødet er registreret som afholdt, men ligger efter opgørelsesdagen {other}: det tæller ikke",
        "the meeting is recorded as held, but lies after the as-of day {other}: it does not count",
    ),
    "quality.weekend-meeting": Text("mødet ligger i en weekend", "the meeting lies on a weekend"),
    "quality.holiday-meeting": Text(
        "mødet ligger på en helligdag eller en anden lukket hverdag",
        "the meeting lies on a public holiday or another weekday on which offices are closed",
    ),
    "quality.meeting-before-birth": Text(
        "mødet ligger før borgerens fødsel", "the meeting lies before the citizen was born"
    ),
    "quality.spell-before-birth": Text(
        "ydelsesperioden begynder før borgerens fødsel", "the spell begins before the citizen was born"
    ),
    "quality.registered-before-held": Text(
        "mødet er registreret som afholdt den {other}, før det fandt sted",
        "the meeting was registered as held on {other}, before it was",
    ),
    "quality.registered-after-due": Text(
        "{about} er opfyldt til tiden, men på fristen {other} var det ikke registreret",
        "{about} was met in time, but on the due day {other} it was not registered",
    ),
    "quality.registered-late": Text(
        "mødet er først registreret den {other}", "the meeting was registered only on {other}"
    ),
    # Notes on columns of days.
    "note.shifted-times": Text(
        '{table}: alle klokkeslæt i "{name}" er 22:00 eller 23:00, som midnat i Danmark er i UTC: dagene er nok én for '
        "tidligt",
        '{table}: every time of day in "{name}" is 22:00 or 23:00, which is Danish midnight in UTC: the days are most '
        "likely one too early",
    ),
    "note.shifted-days": Text(
        '{table}: i "{name}" ligger der flere på {resting} end på {working}: dagene er nok flyttet én dag',
        '{table}: "{name}" has more on {resting} than on {working}: the days are most likely moved by one',
    ),
    "weekday.0": Text("mandage", "Mondays"),
    "weekday.4": Text("fredage", "Fridays"),
    "weekday.5": Text("lørdage", "Saturdays"),
    "weekday.6": Text("søndage", "Sundays"),
}
