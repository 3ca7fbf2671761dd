"""Which statements of a source document are checked, by which rule, and which example shows it."""
