"""Rule files: what they may say, how they are read, checked and chosen. Nothing outside knows that they are TOML."""
