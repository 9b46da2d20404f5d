"""New prospects: a stranger's inquiry becomes one card with account, contact, opportunity and follow-up (A-11, A-13)."""
