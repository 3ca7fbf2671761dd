"""Two exports of one caseload, or two files of findings: what changed between them, and why."""
