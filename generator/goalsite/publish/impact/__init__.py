"""What a change does to the goals (SPEC 8.3): two sides compared, told as Markdown, text and JSON."""
