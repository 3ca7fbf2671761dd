"""What people read: summaries of a run, and pages of rules."""
