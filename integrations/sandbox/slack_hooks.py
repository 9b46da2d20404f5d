"""response_url: five answers within thirty minutes to one press or command.

Source: docs.slack.dev, "Handling user interaction", "Message responses".
"""

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from integrations.sandbox.slack_api import refusal
from integrations.sandbox.slack_call import arguments
from integrations.sandbox.slack_interactions import Interactions
from integrations.sandbox.slack_messages import checked_blocks, checked_text
from integrations.sandbox.slack_rights import Hook
from integrations.sandbox.slack_state import Workspace
from integrations.sandbox.slack_words import Json, SlackError

GONE = ("invalid_url", "expired_url", "used_url")


class Hooks:
    """Answers POST /hooks/{id}."""

    def __init__(self, workspace: Workspace, interactions: Interactions) -> None:
        self._workspace = workspace
        self._interactions = interactions

    async def endpoint(self, request: Request) -> Response:
        """Serve one answer: "ok", 404 for a dead address, 400 for a body Slack would not show."""
        try:
            said = await arguments(request)
            with self._workspace.lock:
                self._carry_out(self._workspace.rights.use_hook(request.path_params["hook"]), said)
        except SlackError as refused:
            return JSONResponse(refusal(refused), 404 if refused.error in GONE else 400)
        return PlainTextResponse("ok")

    def _carry_out(self, hook: Hook, said: Json) -> None:
        """Replace, delete or add; after a command there is nothing to replace, so it always adds."""
        if hook.ts is None or not (said.get("replace_original") or said.get("delete_original")):
            self._interactions.show(said, hook.person, hook.channel)
            return
        message = self._workspace.message(hook.channel, hook.ts, person=hook.person)
        if said.get("delete_original"):
            self._workspace.remove(message)
            return
        blocks = checked_blocks(said)
        text = checked_text(said, blocks)
        self._workspace.rewrite(message, text, blocks or [], self._workspace.new_ts())
