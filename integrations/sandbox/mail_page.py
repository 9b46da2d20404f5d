"""What the page's Mail tab asks: the boxes, a mail, and what people outside do with the mail they get."""

from collections.abc import Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from integrations.sandbox.clock import iso
from integrations.sandbox.front import Front
from integrations.sandbox.mail_post import OUTBOX, Letter, PostOffice
from integrations.sandbox.mail_story import answer_as

Json = dict[str, Any]


class MailPage:
    """The page requests about mail.

    Args:
        post: the post office.
        front: presses a mail's link as its recipient's mail program does.
    """

    def __init__(self, post: PostOffice, front: Front) -> None:
        self._post, self._front = post, front

    def routes(self) -> list[BaseRoute]:
        """GET boxes, list, mail; POST write, answer, unsubscribe. A refusal is 400 with `{"error": words}`."""
        table: dict[str, Callable[[Json], object]] = {
            "boxes": self.boxes,
            "list": self.listed,
            "mail": self.mail,
        }
        posts: dict[str, Callable[[Json], object]] = {
            "write": self.write,
            "answer": self.answer,
            "unsubscribe": self.unsubscribe,
        }
        return [
            *(Route(f"/page/mail/{n}", _endpoint(f), methods=["GET"]) for n, f in table.items()),
            *(Route(f"/page/mail/{n}", _endpoint(f), methods=["POST"]) for n, f in posts.items()),
        ]

    def boxes(self, _asked: Json) -> Json:
        """Every mailbox, with what an ordinary mail program needs to open it, and the outbox."""
        servers = self._post.servers
        boxes = [
            {
                "key": box.key,
                "name": box.name,
                "address": box.address,
                "password": box.password,
                "read_by_app": self._post.is_read_by_the_app(box.key),
                **self._counts(box.key),
            }
            for box in self._post.mailboxes
        ]
        return {
            "away": self._post.is_away,
            "host": "127.0.0.1",
            "imap_port": servers.imap_port,
            "smtp_port": servers.smtp_port,
            "boxes": boxes,
            "outbox": self._counts(OUTBOX),
        }

    def _counts(self, box: str) -> Json:
        letters = self._post.letters(box)
        return {"count": len(letters), "unseen": sum(not letter.seen for letter in letters)}

    def listed(self, asked: Json) -> list[Json]:
        """`?box=`: its mails, newest first."""
        return [_line(letter) for letter in self._post.letters(str(asked.get("box")))]

    def mail(self, asked: Json) -> Json:
        """`?id=`: one mail, whole; it counts as seen from now on."""
        letter = self._post.letter(str(asked.get("id")))
        letter.seen = True
        words = letter.words
        way = {
            "url": words.unsubscribe_url,
            "mailto": words.unsubscribe_mailto,
            "one_click": words.one_click,
            "said": letter.unsubscribed,
        }
        return {
            **_line(letter),
            "sender": words.sender,
            "text": words.text,
            "headers": [*words.headers],
            "may_answer": letter.box == OUTBOX,
            "unsubscribe": way if words.unsubscribe_url or words.unsubscribe_mailto else None,
        }

    def write(self, asked: Json) -> Json:
        """A stranger writes: `{"name", "from", "to", "subject", "text"}`."""
        sender, text = str(asked.get("from", "")).strip(), str(asked.get("text", ""))
        if "@" not in sender:
            raise ValueError("From must be a mail address")
        if not text.strip():
            raise ValueError("write something first")
        name, subject = str(asked.get("name", "")).strip(), str(asked.get("subject", "")).strip()
        return {"message_id": self._post.write(sender, name, str(asked.get("to", "")), subject, text)}

    def answer(self, asked: Json) -> Json:
        """The recipient of a mail answers: `{"id", "text"}`."""
        letter = self._post.letter(str(asked.get("id")))
        return {"message_id": answer_as(self._post, letter, str(asked.get("text", "")))}

    def unsubscribe(self, asked: Json) -> Json:
        """The recipient presses their mail program's Unsubscribe: one POST (RFC 8058), or a mail to the address."""
        letter = self._post.letter(str(asked.get("id")))
        words = letter.words
        if words.one_click:
            said = self._front.one_click(words.unsubscribe_url)
        elif words.unsubscribe_mailto:
            address, _, _ = words.unsubscribe_mailto.partition("?")
            self._post.write(letter.to, "", address, "unsubscribe", "unsubscribe")
            said = f"a mail went to {address}"
        else:
            raise ValueError("this mail has no way out that a mail program could press")
        self._post.came_of(letter, said)
        return {"said": said}


def _line(letter: Letter) -> Json:
    words = letter.words
    return {
        "id": letter.id,
        "box": letter.box,
        "from": words.sender_name,
        "from_address": words.sender_address,
        "to": letter.to,
        "subject": words.subject,
        "snippet": words.snippet,
        "at": iso(letter.at),
        "seen": letter.seen,
    }


def _endpoint(run: Callable[[Json], object]) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> Response:
        try:
            asked = await request.json() if request.method == "POST" else dict(request.query_params)
            answer = await run_in_threadpool(run, asked if isinstance(asked, dict) else {})
        except ValueError as refused:
            return JSONResponse({"error": str(refused)}, 400)
        return JSONResponse(answer)

    return endpoint
