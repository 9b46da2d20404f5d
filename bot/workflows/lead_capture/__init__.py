"""New prospects: a stranger's inquiry becomes one card: account, contact, opportunity, answer (A-11, A-13)."""
