"""What shares, loads and scores say."""

from __future__ import annotations

from collections.abc import Mapping

from kontaktforloeb.texts.text import Text

TEXTS: Mapping[str, Text] = {
    "answer.kept": Text("overholdt", "kept"),
    "answer.not-kept": Text("ikke overholdt", "not kept"),
    "answer.no-norm": Text("ingen norm", "no norm"),
    "answer.open": Text("uvist", "open"),
    "outcome.pending": Text("afventer", "pending"),
    "outcome.ended": Text("sluttet før fristen", "ended before due"),
    "outcome.exempt": Text("fritaget", "exempt"),
    "outcome.not-required": Text("ikke påkrævet", "not required"),
    "outcome.outside-cohort": Text("uden for gruppen", "outside the cohort"),
    "outcome.other-version": Text("efter en anden version", "under another version"),
    "measure.share": Text("{id} {title}: {hits} af {counted}: {answer}", "{id} {title}: {hits} of {counted}: {answer}"),
    "measure.given": Text("{id} {title}: {answer} (oplyst)", "{id} {title}: {answer} (as given)"),
    "measure.not-given": Text(
        "{id} {title}: uvist; data kan ikke vise det, og svaret er ikke oplyst",
        "{id} {title}: open; the data cannot show it, and no answer is given",
    ),
    "measure.unknown": Text(
        "uvist hos {count}: mindst {least}, højst {most}", "unknown of {count}: {least} at least, {most} at most"
    ),
    "measure.left-out": Text("ikke talt med: {reasons}", "left out: {reasons}"),
    "measure.load": Text("{id} {title}: {answer}", "{id} {title}: {answer}"),
    "measure.unit": Text("{unit}: {counts}: {answer}", "{unit}: {counts}: {answer}"),
    "measure.mean": Text("i gennemsnit {mean}", "{mean} on average"),
    "measure.gap": Text("længste mellemrum {first} til {last}", "longest time between two {first} to {last}"),
    "measure.short": Text("{count} for kort(e)", "{count} too short"),
    "measure.no-minutes": Text("{count} uden minutter", "{count} without minutes"),
    "measure.no-unit": Text(
        "uden kendt medarbejder, team eller dag: {count}", "of no known adviser, team or day: {count}"
    ),
    "measure.score": Text("{id} {title}: {figure}", "{id} {title}: {figure}"),
    "measure.no-score": Text(
        "{id} {title}: uvist; der mangler svar på {missing}", "{id} {title}: open; no answer to {missing}"
    ),
    "measure.published": Text(
        "{id}: vist {shown}, genberegnet {figure}: {verdict}", "{id}: shown {shown}, recomputed {figure}: {verdict}"
    ),
    "published.agrees": Text("stemmer", "agrees"),
    "published.differs": Text("stemmer ikke", "differs"),
}
