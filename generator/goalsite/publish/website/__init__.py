"""Pages in the hands of MkDocs, or as Markdown files that other engines build alike."""
