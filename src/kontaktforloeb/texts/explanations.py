"""Why a finding says what it says."""

from __future__ import annotations

from collections.abc import Mapping

from kontaktforloeb.texts.text import Text

TEXTS: Mapping[str, Text] = {
    # Explanations.
    "explain.duty": Text(
        "{id}: {title} ({reference}; {level}; {certainty}).", "{id}: {title} ({reference}; {level}; {certainty})."
    ),
    "explain.version": Text(
        "{title}, versionen fra {version} ({act}): den var i kraft, da forløbet begyndte {start}.",
        "{title}, the version of {version} ({act}): it was in force when the course began on {start}.",
    ),
    "explain.version-proposal": Text(
        "{title}, forslaget fra {version} ({act}): det er ikke vedtaget, men spurgt efter ved navn; forløbet begyndte "
        "{start}.",
        "{title}, the proposal of {version} ({act}): it is not adopted, and was asked for by name; the course began on "
        "{start}.",
    ),
    "explain.version-after-change": Text(
        "{title}, versionen fra {version} ({act}): forløbet begyndte {start}, før den trådte i kraft, men pligten "
        "forfalder derefter, og versionens overgangsregel lader den gælde.",
        "{title}, the version of {version} ({act}): the course began on {start}, before it came into force, but the "
        "duty falls due after that, and the version's transition rule makes it apply.",
    ),
    "explain.both": Text(
        "Pligten forfalder efter lovændringen {change} og er bedømt efter begge versioner: den ældre siger {older}, "
        "den nyere siger {newer}.",
        "The duty falls due after the change of law on {change} and is judged under both versions: the older says "
        "{older}, the newer says {newer}.",
    ),
    "explain.newer-individual": Text(
        "{status} ({held} af {needed} senest {due})", "{status} ({held} of {needed} by {due})"
    ),
    "explain.newer-group": Text(
        "{status} ({held} af {needed} senest {due}), men kun som gruppepligt og ikke som den enkelte borgers ret",
        "{status} ({held} of {needed} by {due}), but as a duty to a group only and not as each citizen's right",
    ),
    "explain.role-gone": Text("at pligten ikke findes", "that there is no such duty"),
    "explain.clock": Text(
        "Målgruppe: {group}. Forløbet begyndte {start}, {why}.",
        "Target group: {group}. The course began on {start}, {why}.",
    ),
    "explain.course-end": Text("Det sluttede {end}.", "It ended on {end}."),
    "explain.hours": Text(
        "Måneder er sammenlagt ledighed, regnet af de oplyste timer.",
        "Months are accumulated unemployment, counted from the hours given.",
    ),
    "explain.days": Text(
        "Måneder er sammenlagt ledighed; uden timer er hver dag på ydelsen regnet som fuld ledighed.",
        "Months are accumulated unemployment; without hours every day on the benefit counts as full unemployment.",
    ),
    "clock.event": Text("dagen for {event}", "the day of the {event}"),
    "clock.first": Text("den første dag på ydelsen", "the first day on the benefit"),
    "clock.benefit": Text("fordi ydelsen skiftede", "because the benefit changed"),
    "clock.group": Text(
        "fordi målgruppen skiftede til en, der begynder forfra", "because the group changed to one that starts again"
    ),
    "clock.break": Text("efter et brud i ydelsen", "after a break in the benefit"),
    "clock.placement": Text("dagen for indplaceringen", "the day of the placement"),
    "explain.again": Text(
        "Pligten begyndte forfra {first}; det er {number}. gang.",
        "The duty started again on {first}, for run no. {number}.",
    ),
    "explain.over": Text("Pligtens sidste dag er {last}.", "The duty's last day is {last}."),
    "explain.window": Text(
        "Der tælles fra {opens} til og med {due}: {rule}. Sidste arbejdsdag er {working}.",
        "Counted from {opens} to {due}, both included: {rule}. The last working day is {working}.",
    ),
    "explain.window-grid": Text(
        "Der tælles fra {opens}, i hver periode for sig. Næste frist er {due}; sidste arbejdsdag er {working}.",
        "Counted from {opens}, in each stretch by itself. The next is due {due}; the last working day is {working}.",
    ),
    "explain.window-gap": Text(
        "Der tælles fra {opens}, fra møde til møde: {rule}. Næste frist er {due}; sidste arbejdsdag er {working}.",
        "Counted from {opens}, from meeting to meeting: {rule}. The next is due {due}; the last working day is "
        "{working}.",
    ),
    "explain.event": Text("{day} {event}: {said}.", "{day} {event}: {said}."),
    "explain.unknown-day": Text("en dag, der ikke kendes endnu,", "a day not known yet"),
    "explain.meeting": Text("{day} {type}, {held_by}: {said}.", "{day} {type}, {held_by}: {said}."),
    "weighed.counts": Text("tæller som nr. {why}", "counts as no. {why}"),
    "weighed.looked-at": Text("indgår: {why}", "is looked at: {why}"),
    "weighed.not-looked-at": Text(
        "er nr. {why}, som kravet ikke gælder", "is no. {why}, which the duty does not look at"
    ),
    "carries.carried": Text("kravet til {name} er opfyldt", "what is asked of {name} is there"),
    "carries.not-carried": Text("kravet til {name} er ikke opfyldt", "what is asked of {name} is not there"),
    "carries.not-recorded": Text("{name} er ikke oplyst", "{name} is not recorded"),
    # What a meeting must carry, or a guard asks for.
    "asked.held_by": Text("hvem der holdt det", "who held it"),
    "asked.with": Text("deltagerne", "who took part"),
    "asked.all_with": Text("deltagerne", "who took part"),
    "asked.form": Text("formen", "the form"),
    "asked.topics": Text("emnerne", "the topics"),
    "asked.all_topics": Text("emnerne", "the topics"),
    "asked.agreements": Text("aftalerne", "the agreements"),
    "asked.all_agreements": Text("aftalerne", "the agreements"),
    "asked.agreements_at_least": Text("antallet af aftaler", "the number of agreements"),
    "asked.no_agreements": Text("hvad der ikke skal aftales", "what should not be agreed"),
    "asked.minutes": Text("varigheden", "the length"),
    "asked.prep_minutes": Text("forberedelsestiden", "the time of preparation"),
    "asked.prep_days_before": Text("forberedelsesdagen", "the day of preparation"),
    "asked.same_adviser": Text("sagsbehandleren", "the adviser"),
    "asked.match": Text("mødets art", "the kind of meeting"),
    "asked.birth_date": Text("fødselsdatoen", "the date of birth"),
    # How a due day is counted.
    "due.months": Text(
        "de første {number} måneder fra {anchor} (KF-D2)", "the first {number} months from {anchor} (KF-D2)"
    ),
    "due.months-accumulated": Text(
        "de første {number} måneders sammenlagte ledighed (KF-D6)",
        "the first {number} months of accumulated unemployment (KF-D6)",
    ),
    "due.weeks": Text("{number} uge(r) fra {anchor} (KF-D1)", "{number} week(s) from {anchor} (KF-D1)"),
    "due.days": Text("{number} dag(e) fra {anchor} (KF-D1)", "{number} day(s) from {anchor} (KF-D1)"),
    "due.week": Text("inden uge {number} fra {anchor} (KF-D3)", "by week {number} from {anchor} (KF-D3)"),
    "due.day": Text("dagen for {anchor}", "the day of the {anchor}"),
    "due.grid": Text("den næste periode i rækken (KF-D4)", "the next stretch of the series (KF-D4)"),
    "due.last-meeting": Text(
        "den seneste samtale, den første fra begyndelsen", "the last one, the first from the start"
    ),
    "due.phase": Text("fasen {phase}s sidste dag", "the last day of the phase {phase}"),
    "due.held": Text("samtale nr. {number}", "interview no. {number}"),
    "due.of-phase": Text("fasen {phase}", "the phase {phase}"),
    "due.of-exemption": Text("fritagelsen “{phase}”", "exemption “{phase}”"),
    "due.reset": Text("den dag, pligten begyndte forfra", "the day on which the duty started again"),
    "due.next-monday": Text(
        ", derfra den første mandag eller arbejdsdagen efter (KF-D7)",
        ", from there the first Monday or the working day after it (KF-D7)",
    ),
    "due.week-after": Text(", derfra mandagen i ugen efter", ", from there the Monday of the week after"),
    "due.next-working-day": Text(", eller den næste arbejdsdag", ", or the next working day"),
    "due.accumulated_weeks": Text(
        "{number} ugers sammenlagt ledighed (KF-D6)", "{number} week(s) of accumulated unemployment (KF-D6)"
    ),
    "due.plus-days": Text(", og {number} dag(e) til", ", and {number} day(s) more"),
    "due.start": Text("forløbets første dag", "the course's first day"),
    "weighed.not-held": Text("tæller ikke: {why}", "does not count: {why}"),
    "weighed.not-yet": Text(
        "tæller ikke: den ligger efter opgørelsesdagen {as_of}", "does not count: it lies after the as-of day {as_of}"
    ),
    "weighed.before-course": Text("tæller ikke: holdt før forløbet begyndte", "does not count: held before the course"),
    "weighed.after-course": Text("tæller ikke: holdt efter forløbet sluttede", "does not count: held after the course"),
    "weighed.differs": Text("tæller ikke på grund af {why}", "does not count because of {why}"),
    "weighed.too-early": Text("tæller ikke: holdt før vinduet åbnede", "does not count: held before the window opened"),
    "weighed.not-there": Text(
        "tæller ikke: den dag ser kravet ikke på", "does not count: the duty does not look at that day"
    ),
    "weighed.off-benefit": Text(
        "tæller ikke: holdt på en dag uden for ydelsen", "does not count: held on a day off the benefit"
    ),
    "weighed.taken": Text("tæller ikke her: den opfylder {why}", "does not count here: it satisfies {why}"),
    "weighed.too-late": Text("tæller ikke: der var nok uden den", "does not count: there were enough without it"),
    # Verdicts.
    "verdict.met": Text(
        "Afgørelse: opfyldt {fulfilled}; {held} af {needed} senest {due}.",
        "Verdict: met on {fulfilled}; {held} of {needed} by {due}.",
    ),
    "verdict.met.no-due": Text(
        "Afgørelse: opfyldt {fulfilled}; {held} af {needed}.", "Verdict: met on {fulfilled}; {held} of {needed}."
    ),
    "verdict.late": Text(
        "Afgørelse: opfyldt {fulfilled}, {days} dag(e) efter fristen {due}.",
        "Verdict: late; satisfied on {fulfilled}, {days} day(s) after {due}.",
    ),
    "verdict.overdue": Text(
        "Afgørelse: overskredet med {days} dag(e) den {as_of}; {held} af {needed}, frist {due}.",
        "Verdict: overdue by {days} day(s) on {as_of}; {held} of {needed}, due {due}.",
    ),
    "verdict.met.grid": Text(
        "Afgørelse: opfyldt i hver periode; {held} af {needed}.", "Verdict: met in every stretch; {held} of {needed}."
    ),
    "verdict.overdue.grid": Text(
        "Afgørelse: overskredet siden {since} ({days} dag(e)); {held} af {needed}, næste frist {due}.",
        "Verdict: overdue since {since} ({days} day(s)); {held} of {needed}, next due {due}.",
    ),
    "verdict.pending": Text(
        "Afgørelse: afventer; {held} af {needed}, frist {due}.", "Verdict: pending; {held} of {needed}, due {due}."
    ),
    "verdict.pending.no-due": Text(
        "Afgørelse: afventer; {held} af {needed}, ingen frist endnu.",
        "Verdict: pending; {held} of {needed}, no due day yet.",
    ),
    "verdict.ended": Text(
        "Afgørelse: forløbet sluttede før fristen; intet blev forsømt ({held} af {needed}).",
        "Verdict: the course ended before the duty fell due; nothing was missed ({held} of {needed}).",
    ),
    "verdict.ended.before": Text(
        "Afgørelse: pligten ophørte før fristen; intet blev forsømt ({held} af {needed}).",
        "Verdict: the duty was over before it fell due; nothing was missed ({held} of {needed}).",
    ),
    "verdict.exempt": Text(
        "Afgørelse: fritaget på fristens dag {due}; {held} af {needed}.",
        "Verdict: exempt on the due day {due}; {held} of {needed}.",
    ),
    "verdict.not-required": Text(
        "Afgørelse: ikke påkrævet; {held} af {needed}.", "Verdict: not required; {held} of {needed}."
    ),
    "verdict.short": Text(
        "Afgørelse: ikke nået senest {due} ({held} af {needed}); det tæller i gruppens andel og er i sig selv intet "
        "brud over for borgeren.",
        "Verdict: not reached by {due} ({held} of {needed}); it counts in the group's share and is no breach of the "
        "citizen's right by itself.",
    ),
    "verdict.breached": Text("Afgørelse: ikke overholdt.", "Verdict: breached."),
    "verdict.unknown": Text(
        "Afgørelse: uvist; en oplysning, der afgør det, mangler.", "Verdict: unknown; a fact that decides is missing."
    ),
    "verdict.for-a-person": Text(
        "Afgørelse: ikke opfyldt, som det skulle, efter oplysningerne ({held} af {needed}).",
        "Verdict: not satisfied as it should be, by what is recorded ({held} of {needed}).",
    ),
    "verdict.uncertain": Text(
        "Afgørelse: usikkert; {held} af {needed}, frist {due}.", "Verdict: uncertain; {held} of {needed}, due {due}."
    ),
    # Reasons.
    "reason.assumed-first-contact": Text(
        "Forløbets egen første henvendelse er ikke oplyst; dets første dag er brugt i stedet.",
        "The course's own first contact is not recorded; its first day is used instead.",
    ),
    "reason.assumed-first-absence": Text(
        "Første fraværsdag er ikke oplyst; forløbets første dag er brugt i stedet.",
        "The first day of absence is not recorded; the course's first day is used instead.",
    ),
    "reason.assumed-registration": Text(
        "Tilmelding som jobsøgende er ikke oplyst; forløbets første dag er brugt i stedet.",
        "No registration as jobseeker is recorded; the course's first day is used instead.",
    ),
    "reason.assumed-full-time": Text(
        "Timer er ikke oplyst; fuld ledighed på ydelsen er antaget.",
        "No hours are given; full unemployment on the benefit is assumed.",
    ),
    "reason.assumed-full-time-insured": Text(
        "Forsikringsart er ikke oplyst; fuldtidsforsikret er antaget.",
        "The kind of insurance is not recorded; full-time is assumed.",
    ),
    "reason.hours-not-in": Text(
        "De oplyste timer når ikke frem til fristen endnu.", "The hours given do not reach the due day yet."
    ),
    "reason.event-missing": Text('Hændelsen "{detail}" er ikke oplyst.', 'The event "{detail}" is not recorded.'),
    "reason.fact-missing": Text("Ikke oplyst: {detail}.", "Not recorded: {detail}."),
    "reason.not-carried": Text(
        "Et møde opfylder ikke kravet til {detail}.", "A meeting lacks what is asked of {detail}."
    ),
    "reason.not-before": Text(
        "Intet af det, der skal ligge før, er holdt før {detail}.",
        "Nothing that must come before was held before {detail}.",
    ),
    "reason.event": Text('Hændelsen "{detail}" fjerner pligten.', 'The event "{detail}" takes the duty away.'),
    "reason.no-event": Text(
        'Pligten kræver hændelsen "{detail}", som ikke er noteret.',
        'The duty needs the event "{detail}", which is not recorded.',
    ),
    "reason.change-of-group": Text(
        "Forløbet begyndte med et skift af målgruppe uden ny henvendelse.",
        "The course began by a change of group without a new contact.",
    ),
    "reason.window-empty": Text(
        "Vinduet åbner først, når det er lukket.", "The window would open only after it has closed."
    ),
    "reason.advice": Text("Det er et råd og aldrig et brud.", "It is advice and never a breach."),
    "reason.no-due-day": Text("Ingen kilde giver pligten en frist.", "No source gives the duty a due day."),
    "reason.duty-over": Text("Pligtens sidste dag var {detail}.", "The duty's last day was {detail}."),
    "reason.exemption": Text('Fritagelsen er "{detail}".', 'The exemption is "{detail}".'),
    "reason.paused": Text(
        "Fristen er flyttet {detail} fritagne dage.", "The due day is moved by {detail} exempt days."
    ),
    "reason.too-long": Text("Der blev ikke holdt en senest {detail}.", "None was held by {detail}."),
    "reason.too-many": Text("Der måtte højst være {detail}.", "There should have been at most {detail}."),
    "reason.suspended": Text("Pligten var suspenderet fra {detail}.", "The duty was suspended from {detail}."),
    "reason.not-ended": Text(
        'Fritagelsen "{detail}" har ingen slutdato endnu.', 'The exemption "{detail}" has no last day yet.'
    ),
    "reason.not-held-yet": Text(
        'Fristen regnes fra en samtale ("{detail}"), der ikke er holdt endnu.',
        'It is counted from a meeting ("{detail}") that has not been held yet.',
    ),
    "reason.meeting": Text('Samtalen "{detail}" fjerner pligten.', 'The meeting "{detail}" takes the duty away.'),
    "reason.no-meeting": Text(
        'Uden samtalen "{detail}" er der ingen pligt.', 'Without the meeting "{detail}" there is no duty.'
    ),
    "reason.for-a-person": Text(
        "En medarbejder skal tage stilling; det er intet brud.", "A person has to decide; it is no breach."
    ),
    "reason.assumed-validity": Text(
        "Kilden siger ikke, fra hvornår planen gælder; dagen er antaget.",
        "The source does not say from when it holds; the day is assumed.",
    ),
    "reason.missed": Text("Perioden fra {detail} blev forsømt.", "The stretch from {detail} was missed."),
    "reason.transition": Text(
        "Loven ændrede sig undervejs, og versionerne giver ikke den enkelte borger samme ret.",
        "The law changed on the way, and the versions do not give the citizen the same right.",
    ),
    "reason.no-version": Text(
        "Den sidst kendte version er udløbet på fristens dag.", "The last known version has ended on the due day."
    ),
    "reason.earlier-course": Text(
        "Om borgeren har haft et forløb før, afgør, hvem pligten er for; den er ikke her.",
        "Whether the citizen has had a course before decides whom the duty is for; it is not here.",
    ),
    "reason.proposal": Text("Det er et forslag og ikke lov.", "This is a proposal and no law."),
    "reason.reading": Text(
        "Læses “{point}” som “{reading}” ({code}), er afgørelsen: {status}.",
        "With “{point}” read as “{reading}” ({code}) the verdict is: {status}.",
    ),
    "reason.reading.no-duty": Text("ingen pligt", "no duty"),
    "reason.law-may-change": Text(
        "En ny lov er planlagt før fristens dag.", "A new act is planned to be in force on the due day."
    ),
    "reason.rows-rejected": Text(
        "Rækker om borgeren kunne ikke bruges; se listen over afviste rækker.",
        "Rows about the citizen could not be used; see the rejected rows.",
    ),
}
