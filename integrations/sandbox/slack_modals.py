"""Submitting and closing modals, and what the app's answer does to the stack."""

from integrations.sandbox import slack_payloads as payloads
from integrations.sandbox.slack_delivery import Courier, Delivery
from integrations.sandbox.slack_input import entered, input_errors, values
from integrations.sandbox.slack_interactions import answer
from integrations.sandbox.slack_state import OpenView, Workspace
from integrations.sandbox.slack_views import checked_view, push, replace
from integrations.sandbox.slack_words import Json, SlackError


class Modals:
    """The stack of modals on each person's screen."""

    def __init__(self, workspace: Workspace, courier: Courier) -> None:
        self._workspace = workspace
        self._courier = courier

    def stack(self, person: str) -> list[OpenView]:
        """The open modals, the top one last."""
        return self._workspace.stacks.get(person, [])

    async def submit(self, person: str, view_id: str, state: Json) -> Json:
        """Press Submit; `errors` in the answer maps block_id to words, from the client or from the app."""
        with self._workspace.lock:
            shown = self._shown(person, view_id)
            blocks = shown.view["blocks"]
            shown.state = values(blocks, shown.state | entered(blocks, state))
            shown.errors = input_errors(blocks, shown.state)
            if shown.errors:
                self._workspace.changed()
                return _refused("invalid_input", shown.errors)
            payload = payloads.submission(self._workspace, shown)
        what = f"submission {shown.view.get('callback_id', '')}"
        ack = await self._courier.hand_over(Delivery("interactive", payload, what, answerable=True))
        if not ack.acked:
            return answer(ack)
        said = ack.body if isinstance(ack.body, dict) else {}
        try:
            self._obey(shown, said)
        except SlackError as wrong:
            detail = "; ".join([wrong.error, *wrong.messages])
            self._workspace.warn(f"{what}: the answer was not usable: {detail}")
            return answer(ack) | {"ok": False, "error": "bad_response_action"}
        if shown.errors:
            return answer(ack) | {"ok": False, "error": "validation_errors", "errors": shown.errors}
        return answer(ack)

    async def close(self, person: str, view_id: str, *, whole_stack: bool = False) -> Json:
        """Press Cancel or the cross; the app hears of it where the view asks for it (notify_on_close)."""
        with self._workspace.lock:
            shown = self._shown(person, view_id)
            cleared = whole_stack or bool(shown.view.get("clear_on_close"))
            gone = [*self.stack(person)] if cleared else [shown]
            self._take_away(shown, cleared=cleared)
            told = [v for v in gone if v.view.get("notify_on_close")]
            notices = [payloads.closing(self._workspace, v, cleared=cleared) for v in told]
        result: Json = {"ok": True, "acked": True, "ack_ms": 0.0, "error": None}
        for notice in notices:
            what = f"closing {notice['view']['callback_id']}"
            result = answer(await self._courier.hand_over(Delivery("interactive", notice, what)))
        return result

    def _shown(self, person: str, view_id: str) -> OpenView:
        for shown in self.stack(person):
            if shown.id == view_id:
                return shown
        raise SlackError("not_found")

    def _take_away(self, shown: OpenView, *, cleared: bool) -> None:
        stack = self._workspace.stacks.get(shown.person, [])
        if cleared:
            stack.clear()
        elif shown in stack:
            del stack[stack.index(shown) :]
        self._workspace.changed()

    def _obey(self, shown: OpenView, said: Json) -> None:
        """Carry out a response_action (docs.slack.dev, "Modals", "Handling submissions")."""
        with self._workspace.lock:
            match said.get("response_action"):
                case None:
                    self._take_away(shown, cleared=False)
                case "clear":
                    self._take_away(shown, cleared=True)
                case "update":
                    replace(self._workspace, shown, checked_view(said.get("view")))
                case "push":
                    push(self._workspace, shown.person, checked_view(said.get("view")))
                case "errors":
                    self._show_errors(shown, said.get("errors"))
                case other:
                    raise SlackError("invalid_arguments", f"[ERROR] unknown response_action: {other}")

    def _show_errors(self, shown: OpenView, errors: object) -> None:
        inputs = {b["block_id"] for b in shown.view["blocks"] if b["type"] == "input"}
        if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
            raise SlackError("invalid_arguments", "[ERROR] errors must name the block_id of input blocks")
        shown.errors = {str(block): str(words) for block, words in errors.items()}
        self._workspace.changed()


def _refused(error: str, errors: dict[str, str]) -> Json:
    return {"ok": False, "acked": False, "ack_ms": 0.0, "error": error, "errors": errors}
