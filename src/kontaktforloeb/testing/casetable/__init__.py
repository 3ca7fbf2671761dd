"""The case table: small made-up citizens with the expected findings, for engines in any language."""
