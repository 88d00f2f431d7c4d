"""What is written into a goals repository: edits of single values, new files, whole skeletons; never a file itself."""
