"""Where the tables of a caseload can come from: files, workbooks, databases, memory."""
