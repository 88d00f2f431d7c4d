"""What changed about the goals, read from meaning (SPEC 8): changes, moved goalposts, impact."""
