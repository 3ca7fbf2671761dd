"""The forms in which a table of results is written; `kontaktforloeb.caseload.write` is what the rest calls."""
