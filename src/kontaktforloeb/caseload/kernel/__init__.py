"""The columnar twin of `kontaktforloeb.evaluate`: whole caseloads in numpy arrays, the same verdicts.

It is read from the input to the output: `facts` (tables as arrays), `courses`, `cohort` (courses of one group, planned
together), `anchors` and `duties` (the twin of `plan`), `judging` (of `evaluate`), `output`, and `run`, which goes
through the citizens in chunks. A citizen whose facts the arrays cannot hold is judged by `check` itself.
"""
