"""A caseload as typed frames, for the bulk path."""

from kontaktforloeb.caseload.frames.giving import from_frames
from kontaktforloeb.caseload.frames.reading import read_frames
from kontaktforloeb.caseload.frames.shape import CITIZEN, Frames

__all__ = ["CITIZEN", "Frames", "from_frames", "read_frames"]
