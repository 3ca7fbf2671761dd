"""A caseload as typed frames, for the bulk path."""

from kontaktforloeb.caseload.frames.giving import from_frames
from kontaktforloeb.caseload.frames.owned import CITIZEN, Owned
from kontaktforloeb.caseload.frames.reading import read_frames
from kontaktforloeb.caseload.frames.shape import Frames

__all__ = ["CITIZEN", "Frames", "Owned", "from_frames", "read_frames"]
