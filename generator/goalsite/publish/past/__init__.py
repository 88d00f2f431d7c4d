"""What git knows of the goals: the log, the files of the past, renames, authors; one pass, kept by object id."""
