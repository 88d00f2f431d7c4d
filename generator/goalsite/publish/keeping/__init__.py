"""What one run keeps for the next: parsed files, templates, pages, verdicts; each by the digest of all it came from."""
