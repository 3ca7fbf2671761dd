"""A caseload as typed frames, for the bulk path."""

from kontaktforloeb.caseload.frames.giving import from_frames
from kontaktforloeb.caseload.frames.order import CITIZEN, in_order, rows_between
from kontaktforloeb.caseload.frames.reading import read_frames
from kontaktforloeb.caseload.frames.shape import Frames

__all__ = ["CITIZEN", "Frames", "from_frames", "in_order", "read_frames", "rows_between"]
