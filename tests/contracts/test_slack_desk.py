"""The desk on a real Slack wire and a real outbox: what must arrive arrives, at Slack's pace."""

import logging
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from slack_sdk import WebClient

from blocks.pieces import header, say
from blocks.surface import BadBlocks, Drawn, message
from bot.model import Notice
from bot.outboxes import Card
from bot.transaction import Tx
from bot.values import Person
from integrations.crm.wire import WireExchange
from integrations.slack.client import hook, web_client
from integrations.slack.desk import SlackDesk
from integrations.slack.pace import BURST, Pace
from store.database import machine_now, open_database, rows
from store.memory import SqlMemory
from store.migrate import migrate
from store.tables import card_outbox, notices
from tests.blocks.specimens import proposal, standing
from tests.sandbox.slack_town import PRIYA, Page, server, serving

DM = "D0PRIYA"
BROKEN = [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}]


class Idle:
    """An engine that runs nothing."""

    def submit(self, tx: Tx, execution: str) -> None:
        """Nothing is carried out here."""

    def live(self, executions: Collection[str]) -> frozenset[str]:
        return frozenset(executions)


@dataclass
class Bench:
    """A desk at work, and everything around it that a test may touch."""

    memory: SqlMemory
    page: Page
    address: str
    text: str = "Set the next step"
    blocks: list[dict[str, Any]] | None = None
    unfit: str = ""
    now: float = 0.0
    seen: list[WireExchange] = field(default_factory=list)

    def draw(self, card: Card) -> Drawn | None:
        if self.unfit:
            raise BadBlocks(self.unfit)
        if self.blocks is not None:
            return Drawn(self.text, self.blocks)
        return message(self.text, [header(self.text), say(f"{len(card.items)} item")])

    def desk(self, client: WebClient | None = None) -> SlackDesk:
        own = client or web_client("xoxb-sandbox", f"{self.address}/api/", watch=self.seen.append)
        return SlackDesk(own, self.memory, self.draw, lambda: self.now)

    def propose(self, *names: str) -> None:
        with self.memory.begin() as tx:
            for name in names:
                of = proposal(id=name, record={"kind": "deal", "id": name})
                self.memory.proposals.add(tx, standing(of=of))
                self.memory.desk.show(tx, name, "P")

    def redraw(self, name: str) -> None:
        with self.memory.begin() as tx:
            self.memory.desk.redraw(tx, name)

    def tell(self, key: str, **more: str) -> None:
        with self.memory.begin() as tx:
            self.memory.desk.tell(tx, Notice(key, "test", f"about {key}", **more))

    def why_later(self) -> list[str]:
        with self.memory.begin() as tx:
            waits = card_outbox.c.wanted > card_outbox.c.sent
            found = rows(tx).scalars(sa.select(card_outbox.c.why).where(waits)).all()
            return [*found, *rows(tx).scalars(sa.select(notices.c.why).where(notices.c.told_at.is_(None)))]

    def time_passes(self) -> None:
        """Every claim and every pause in the outbox has run out."""
        self.now += 3600
        with self.memory.begin() as tx:
            rows(tx).execute(sa.update(card_outbox).values(ready_at=machine_now()))
            rows(tx).execute(sa.update(notices).values(ready_at=machine_now()))

    def messages(self) -> list[Any]:
        return self.page.messages(PRIYA, DM)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database to copy."""
    path = tmp_path_factory.mktemp("desk") / "template.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture
def bench(template: Path, tmp_path: Path) -> Iterator[Bench]:
    path = tmp_path / "desk.db"
    path.write_bytes(template.read_bytes())
    database = open_database(f"sqlite:///{path}")
    memory = SqlMemory(database, Idle())
    with memory.begin() as tx:
        memory.people.put(tx, [Person("P", "Priya", "priya@northwind.example", "UTC", PRIYA, "71")])
    with serving(server().routes()) as address:
        yield Bench(memory, Page(address), address)
    database.close()


def test_a_card_opens_the_direct_message_and_its_updates_find_it_again(bench: Bench) -> None:
    bench.propose("p1")
    assert bench.desk().drain() == 1

    bench.text = "Done"
    bench.redraw("p1")
    bench.redraw("p1")
    assert bench.desk().drain() == 1

    (seen,) = bench.messages()
    assert seen["text"] == "Done"
    assert seen["edited"]
    with bench.memory.begin() as tx:
        kept = bench.memory.desk.by_message(tx, DM, seen["ts"])
        assert kept is not None
        assert kept.items == ("p1",)
        assert bench.memory.desk.waiting(tx, 5) == ()


def test_a_notice_is_told_once_to_a_person_or_a_channel(bench: Bench) -> None:
    bench.tell("k1", person="P")
    bench.tell("k1", person="P")
    bench.tell("k2", channel="C0SALESSLA")

    assert bench.desk().drain() == 2
    bench.time_passes()
    assert bench.desk().drain() == 0

    assert [m["text"] for m in bench.messages()] == ["about k1"]
    assert [m["text"] for m in bench.page.messages(PRIYA, "C0SALESSLA")] == ["about k2"]


def test_more_than_a_burst_in_one_channel_waits_its_turn_and_nothing_is_lost(bench: Bench) -> None:
    names = [f"p{n}" for n in range(8)]
    bench.propose(*names)
    desk = bench.desk()

    assert desk.drain() == int(BURST)
    assert set(bench.why_later()) == {"pacing"}

    bench.time_passes()
    assert desk.drain() == 3
    assert len(bench.messages()) == 8
    assert not [w for w in bench.page.warnings() if "more than one message a second" in w]


def test_a_429_is_waited_out_without_sleeping_and_holds_back_only_that_method(bench: Bench) -> None:
    bench.propose("p1")
    desk = bench.desk()
    desk.drain()
    bench.page.post("faults", rate_limit={"method": "chat.update", "times": 1, "retry_after": 7})
    bench.text = "Done"
    bench.redraw("p1")

    assert desk.drain() == 0
    assert bench.why_later() == ["Slack asked for 7 s of patience"]
    bench.tell("k1", person="P")
    assert desk.drain() == 1

    bench.time_passes()
    assert desk.drain() == 1
    assert [m["text"] for m in bench.messages()] == ["Done", "about k1"]


def test_a_message_that_is_gone_is_posted_anew(bench: Bench) -> None:
    bench.propose("p1")
    desk = bench.desk()
    desk.drain()
    (first,) = bench.messages()
    WebClient("xoxb-sandbox", f"{bench.address}/api/").chat_delete(channel=DM, ts=first["ts"])

    bench.redraw("p1")
    assert desk.drain() == 1

    (second,) = bench.messages()
    assert second["ts"] != first["ts"]


def test_what_is_not_known_to_have_arrived_is_posted_again(bench: Bench) -> None:
    bench.propose("p1")
    nobody = web_client("xoxb-sandbox", "http://127.0.0.1:9/api/")

    assert bench.desk(nobody).drain() == 0
    assert "not known to have arrived" in bench.why_later()[0]

    bench.time_passes()
    assert bench.desk().drain() == 1
    assert len(bench.messages()) == 1


def test_a_revoked_token_stops_the_drain_is_said_once_and_keeps_everything(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    bench.propose("p1", "p2", "p3")
    bench.tell("k1", person="P")
    bench.page.post("faults", revoke_token=True)
    desk = bench.desk()

    assert desk.drain() == 0
    assert desk.refused == "token_revoked"
    assert bench.why_later() == ["token_revoked"] * 4
    bench.time_passes()
    assert desk.drain() == 0
    assert caplog.text.count("Slack refuses our token") == 1

    bench.page.post("faults", revoke_token=False)
    bench.time_passes()
    assert desk.drain() == 4
    assert desk.refused is None
    assert len(bench.messages()) == 4


def test_blocks_that_slack_refuses_are_logged_with_the_pointer_and_said_in_words(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    bench.blocks = BROKEN
    bench.propose("p1")

    with caplog.at_level(logging.ERROR):
        assert bench.desk().drain() == 1

    assert "/blocks/0/text" in caplog.text
    (seen,) = bench.messages()
    assert "Set the next step" in seen["text"]
    assert "/actions" in seen["text"]


def test_a_card_that_we_cannot_draw_is_said_in_words_too(bench: Bench) -> None:
    bench.unfit = "/blocks: a block_id stands twice"
    bench.propose("p1")

    assert bench.desk().drain() == 1
    assert "a block_id stands twice" in bench.messages()[0]["text"]


def test_a_card_of_someone_without_a_slack_user_waits_and_says_why(bench: Bench) -> None:
    with bench.memory.begin() as tx:
        bench.memory.people.put(tx, [Person("N", "Nobody", "n@northwind.example", "UTC")])
        bench.memory.proposals.add(tx, standing(of=proposal(id="p1")))
        bench.memory.desk.show(tx, "p1", "N")

    assert bench.desk().drain() == 0
    assert bench.why_later() == ["its person has no Slack user"]


def test_every_call_can_be_watched_without_our_token(bench: Bench) -> None:
    bench.propose("p1")
    bench.desk().drain()
    bench.page.post("faults", revoke_token=True)
    bench.redraw("p1")
    bench.desk().drain()

    posted, updated = bench.seen
    assert posted.url == f"{bench.address}/api/chat.postMessage"
    assert isinstance(posted.request, dict)
    assert posted.request["channel"] == PRIYA
    assert isinstance(posted.response, dict)
    assert posted.response["ok"] is True
    assert isinstance(updated.response, dict)
    assert updated.response["error"] == "token_revoked"
    assert "xoxb" not in str(bench.seen)


def test_an_answer_by_response_url_can_be_watched(bench: Bench) -> None:
    status = hook(bench.seen.append)(f"{bench.address}/hooks/unknown", {"text": "hello"})

    (seen,) = bench.seen
    assert (seen.status, seen.request) == (status, {"text": "hello"})
    assert seen.url == f"{bench.address}/hooks/[hidden]"


@pytest.fixture
def clock() -> tuple[Pace, Callable[[float], None]]:
    at = [0.0]

    def move(seconds: float) -> None:
        at[0] += seconds

    return Pace(lambda: at[0]), move


def test_a_channel_gets_a_burst_and_then_one_message_a_second(
    clock: tuple[Pace, Callable[[float], None]],
) -> None:
    pace, move = clock

    waits = [pace.wait("D1", "chat.postMessage") for _ in range(7)]
    assert waits[:5] == [0.0] * 5
    assert waits[5] == pytest.approx(1.0)
    assert pace.wait("D2", "chat.postMessage") == 0.0

    move(1.0)
    assert pace.wait("D1", "chat.postMessage") == 0.0
    assert pace.wait("D1", "chat.postMessage") > 0.0


def test_a_pause_holds_back_one_method_in_every_channel(
    clock: tuple[Pace, Callable[[float], None]],
) -> None:
    pace, move = clock
    pace.pause("chat.update", 5.0)

    assert pace.wait("D1", "chat.update") == pytest.approx(5.0)
    assert pace.wait("D2", "chat.update") == pytest.approx(5.0)
    assert pace.wait("D1", "chat.postMessage") == 0.0
    move(5.0)
    assert pace.wait("D1", "chat.update") == 0.0
