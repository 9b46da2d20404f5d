"""A house without a model: needs no key, sends nothing, and never invents."""

from bot.findings import Finding
from bot.prompting import Answered, Prompt


class PlainWriter:
    """Answers every question with "I do not know", so that rules and people decide."""

    model = "none"
    host = ""

    def ask(self, prompt: Prompt) -> Answered:
        return Answered(prompt.unsure, self.model, 0, 0)

    def check(self) -> Finding:
        """For `doctor`."""
        return Finding(
            True, "model", "none is set (OPENAI_MODEL): rules only, and no text leaves for a model"
        )
