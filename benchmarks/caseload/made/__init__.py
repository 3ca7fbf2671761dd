"""A made caseload: seeded, of any size, with the shape of a Danish one and nobody in it."""
