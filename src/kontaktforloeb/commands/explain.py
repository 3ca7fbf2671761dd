"""The command `explain`: why the findings on one citizen say what they say."""

from __future__ import annotations

from typing import Any

import click

from kontaktforloeb.commands.options import messages
from kontaktforloeb.commands.running import Run, choices, source_options
from kontaktforloeb.errors import UnknownNameError, masked
from kontaktforloeb.texts import Lang, say


def command_in(lang: Lang) -> click.Command:
    """Give the command in one language."""

    @click.command("explain", help=say("cli.explain", lang))
    @click.argument("caseload", metavar="CASELOAD")
    @click.argument("citizen")
    @choices(lang)
    @source_options(lang)
    @click.option("--requirement", help=say("cli.requirement", lang))
    def command(caseload: str, citizen: str, requirement: str | None, **given: Any) -> None:
        with messages(lang):
            click.echo(_explained(caseload, citizen, requirement, given, lang))

    return command


def _explained(caseload: str, citizen: str, requirement: str | None, given: dict[str, Any], lang: Lang) -> str:
    from kontaktforloeb.caseload.snapshots.known import known_lines  # noqa: PLC0415 (as above)
    from kontaktforloeb.caseload.sourced import Source  # noqa: PLC0415 (help needs no reader)
    from kontaktforloeb.checking import check  # noqa: PLC0415 (as above)
    from kontaktforloeb.explain import explain  # noqa: PLC0415 (as above)
    from kontaktforloeb.known import as_known_on, how_much_was_known  # noqa: PLC0415 (as above)

    run = Run.of(given, lang)
    case = Source.of(caseload, given["columns"], given["query"]).case(citizen, run.rulebook)
    if case is None:
        # No nearest word: it would be another citizen's id.
        raise UnknownNameError(what="citizen with a spell that can be used", name=masked(citizen))
    if run.known_on is not None:
        how_much = how_much_was_known(case, run.known_on, run.rulebook.vocabulary)
        case = as_known_on(case, run.known_on, run.rulebook.vocabulary)
        click.echo("\n".join(known_lines(how_much, run.known_on, run.as_of, lang)) + "\n")
    assessment = check(
        case, as_of=run.as_of, rulebook=run.rulebook, rules=run.rules, schedule=run.schedule,
        conventions=run.conventions, readings=run.readings,
    )  # fmt: skip
    findings = [found for found in assessment.findings if requirement in (None, found.requirement)]
    if requirement is not None and not findings:
        known = [finding.requirement for finding in assessment.findings]
        raise UnknownNameError(what="finding on the requirement", name=requirement, known=known)
    return "\n\n".join([explain(finding, lang) for finding in findings] or [say("cli.no-duty", lang)])
