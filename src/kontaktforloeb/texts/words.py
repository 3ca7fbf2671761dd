"""The words of the closed lists, as a reader knows them."""

from __future__ import annotations

from collections.abc import Mapping

from kontaktforloeb.texts.text import Text

TEXTS: Mapping[str, Text] = {
    "status.met": Text("opfyldt", "met"),
    "status.late": Text("opfyldt for sent", "late"),
    "status.overdue": Text("overskredet", "overdue"),
    "status.pending": Text("afventer", "pending"),
    "status.ended": Text("forløbet sluttede før fristen", "ended"),
    "status.exempt": Text("fritaget", "exempt"),
    "status.not-required": Text("ikke påkrævet", "not required"),
    "status.short": Text("ikke nået (gruppepligt)", "short"),
    "status.breached": Text("ikke overholdt", "breached"),
    "status.unknown": Text("uvist", "unknown"),
    "status.uncertain": Text("usikkert", "uncertain"),
    "level.krav": Text("lovkrav", "required by law"),
    "level.norm": Text("lokal norm", "local norm"),
    "level.raad": Text("råd", "advice"),
    "certainty.law": Text("læst i loven", "read in the law"),
    "certainty.official": Text("officiel kilde", "official source"),
    "certainty.secondary": Text("sekundær kilde", "secondary source"),
    "certainty.derived": Text("udledt", "derived"),
    "certainty.open": Text("åbent spørgsmål", "open question"),
    "meeting-status.booket": Text("kun booket", "only booked"),
    "meeting-status.aflyst": Text("aflyst", "cancelled"),
    "meeting-status.udeblevet": Text("borgeren udeblev", "the citizen did not come"),
    "field.type": Text("mødetypen", "its type"),
    "field.held_by": Text("hvem der holdt den", "who held it"),
    "field.with": Text("hvem der deltog", "who took part"),
    "field.form": Text("formen", "its form"),
    "field.not_form": Text("formen", "its form"),
    "field.individual": Text("at den var en gruppesamtale", "that it was a group meeting"),
    "field.topics": Text("emnerne", "its topics"),
    "field.own_adviser": Text("rådgiveren", "its adviser"),
    "field.value": Text("værdien", "its value"),
    "field.agreements": Text("aftalerne", "its agreements"),
}
