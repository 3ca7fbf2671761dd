"""What stands behind `kontaktforloeb.prove`: a schedule against a law, decided for every way to follow it."""
