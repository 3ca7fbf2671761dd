"""The command `demo`: the example caseload, checked, and one finding explained."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kontaktforloeb.commands.options import lang_option, messages
from kontaktforloeb.texts import Lang, day, say

if TYPE_CHECKING:
    from kontaktforloeb.findings import Finding

_AS_OF = date(2026, 11, 1)
"""The day that the example caseload is made for."""


def command_in(lang: Lang) -> click.Command:
    """Give the command in one language."""

    @click.command("demo", help=say("cli.demo", lang))
    @lang_option(lang)
    def command(**_: Any) -> None:
        with messages(lang):
            _show(lang)

    return command


def examples_folder() -> Path:
    """Give the folder of the example caseload: in the wheel, or in the repository that the library is run from."""
    package = Path(__file__).parents[1]
    inside = package / "_examples"
    return inside if inside.is_dir() else package.parents[1] / "examples" / "caseload"


def _show(lang: Lang) -> None:
    from kontaktforloeb.caseload.read import read_folder  # noqa: PLC0415 (help needs no engine)
    from kontaktforloeb.caseload.run import check_caseload  # noqa: PLC0415 (as above)
    from kontaktforloeb.commands.check import counting, say_summary  # noqa: PLC0415 (as above)
    from kontaktforloeb.commands.running import Run  # noqa: PLC0415 (as above)
    from kontaktforloeb.explain import explain  # noqa: PLC0415 (as above)
    from kontaktforloeb.report.summary import Tally  # noqa: PLC0415 (as above)
    from kontaktforloeb.rulebook.registry import load_rules  # noqa: PLC0415 (as above)

    folder = examples_folder()
    run = Run(_AS_OF, load_rules())
    read = read_folder(folder, run.rulebook)
    tally, example = Tally(), None
    click.echo(say("cli.demo-intro", lang, path=folder, as_of=day(_AS_OF, lang)))
    assessments = check_caseload(read, as_of=run.as_of, rulebook=run.rulebook)
    for assessment in counting(assessments, len(read.cases), tally, lang):
        if example is None and not assessment.facts.case.rejected_rows:
            example = next((finding for finding in assessment.findings if _to_show(finding)), None)
    say_summary(run, read, tally, lang)
    if example is not None:
        click.echo("\n".join(["", say("cli.demo-why", lang), "", explain(example, lang)]))
    click.echo("\n" + say("cli.demo-next", lang))


def _to_show(finding: Finding) -> bool:
    """Tell whether a finding is a good example: overdue, and the course still runs."""
    from kontaktforloeb.status import Status  # noqa: PLC0415 (as above)

    return finding.status is Status.OVERDUE and not finding.basis.course.over(finding.as_of)
