"""Agent 12, account coverage: who at an account is written to, and who must not be."""
