"""What is never answered by the bot: it is brought before people, with everything they need."""
