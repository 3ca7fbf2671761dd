"""The benchmark of caseloads: made data, contenders that do the same work, ratios in one run."""
