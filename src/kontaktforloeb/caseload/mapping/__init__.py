"""Column mapping: which columns of a user's file give which of ours, proposed, written down and applied."""
