"""Run the command line by `python -m kontaktforloeb`."""

from kontaktforloeb.cli import script

script()
