"""Caseloads: tables in, findings out, every row accounted for."""
