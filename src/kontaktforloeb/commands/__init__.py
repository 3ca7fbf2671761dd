"""The commands of the command line, a group in each module."""
