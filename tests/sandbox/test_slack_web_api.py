"""The Web API as the official client meets it."""

import json
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler

from integrations.sandbox.slack_pace import Pace
from tests.sandbox.slack_town import LEE, PRIYA, SAM, Page, actions, button, client_of, server, serving


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serving(server().routes()) as running:
        yield running


@pytest.fixture
def client(address: str) -> WebClient:
    return client_of(address)


@pytest.fixture
def page(address: str) -> Page:
    return Page(address)


def refused(call: Any, **arguments: Any) -> dict[str, Any]:
    with pytest.raises(SlackApiError) as caught:
        call(**arguments)
    return dict(caught.value.response.data)


def test_auth_test_names_team_bot_and_granted_scopes(client: WebClient) -> None:
    answer = client.auth_test()

    assert (answer["team_id"], answer["user_id"], answer["bot_id"]) == (
        "T0DEALHAND",
        "U0DEALHAND",
        "B0DEALHAND",
    )
    assert "chat:write" in answer.headers["x-oauth-scopes"].split(",")


def test_a_wrong_token_is_invalid_auth_and_none_at_all_not_authed(address: str) -> None:
    wrong = WebClient(token="xoxb-other", base_url=f"{address}/api/")
    none = WebClient(base_url=f"{address}/api/")

    assert refused(wrong.auth_test)["error"] == "invalid_auth"
    assert refused(none.auth_test)["error"] == "not_authed"


def test_bot_and_app_tokens_do_not_stand_in_for_each_other(client: WebClient) -> None:
    assert (
        refused(client.apps_connections_open, app_token="xoxb-sandbox")["error"] == "not_allowed_token_type"
    )
    assert client.apps_connections_open(app_token="xapp-sandbox")["url"].startswith("ws://127.0.0.1:")


def test_an_unknown_method_says_so(client: WebClient) -> None:
    assert refused(client.api_call, api_method="chat.shout")["error"] == "unknown_method"


def test_a_missing_scope_is_named(client: WebClient) -> None:
    answer = refused(client.conversations_history, channel="C0SALESSLA")

    assert (answer["error"], answer["needed"]) == ("missing_scope", "channels:history")


def test_posting_to_a_person_opens_the_direct_message(client: WebClient, page: Page) -> None:
    answer = client.chat_postMessage(channel=LEE, text="Hello <https://x.example|there> & more")

    assert answer["channel"] == "D0LEE"
    assert page.messages(LEE, "D0LEE")[-1]["text"] == "Hello <https://x.example|there> & more"


def test_messages_rise_in_time_and_blocks_get_ids(client: WebClient) -> None:
    block = {"type": "section", "text": {"type": "mrkdwn", "text": "*a*"}}

    first = client.chat_postMessage(channel="#general", text="a", blocks=[block])
    second = client.chat_postMessage(channel="C0GENERAL", text="b")

    assert second["ts"] > first["ts"]
    assert first["message"]["blocks"][0]["block_id"]


def test_an_update_keeps_blocks_it_does_not_send_and_marks_the_message_edited(
    client: WebClient, page: Page
) -> None:
    posted = client.chat_postMessage(channel=SAM, text="a", blocks=[actions(button("go"))])

    client.chat_update(channel=posted["channel"], ts=posted["ts"], text="b")

    shown = next(m for m in page.messages(SAM, "D0SAM") if m["ts"] == posted["ts"])
    assert (shown["text"], shown["edited"], len(shown["blocks"])) == ("b", True, 1)


def test_an_update_needs_the_channel_id_and_an_existing_message(client: WebClient) -> None:
    posted = client.chat_postMessage(channel=SAM, text="a")

    assert refused(client.chat_update, channel=SAM, ts=posted["ts"], text="b")["error"] == "channel_not_found"
    assert refused(client.chat_update, channel="D0SAM", ts="1.2", text="b")["error"] == "message_not_found"


def test_a_deleted_message_is_gone(client: WebClient, page: Page) -> None:
    posted = client.chat_postMessage(channel=SAM, text="short-lived")

    client.chat_delete(channel="D0SAM", ts=posted["ts"])

    assert posted["ts"] not in [m["ts"] for m in page.messages(SAM, "D0SAM")]


def test_an_ephemeral_message_is_for_one_pair_of_eyes_and_cannot_be_updated(
    client: WebClient, page: Page
) -> None:
    ts = client.chat_postEphemeral(channel="C0GENERAL", user=PRIYA, text="psst")["message_ts"]

    assert [m["ephemeral"] for m in page.messages(PRIYA, "C0GENERAL") if m["ts"] == ts] == [True]
    assert ts not in [m["ts"] for m in page.messages(SAM, "C0GENERAL")]
    assert refused(client.chat_update, channel="C0GENERAL", ts=ts, text="x")["error"] == "message_not_found"
    outsider = refused(client.chat_postEphemeral, channel="D0PRIYA", user=SAM, text="x")
    assert outsider["error"] in ("user_not_in_channel", "channel_not_found")


def test_a_reply_belongs_to_a_thread_that_exists(client: WebClient) -> None:
    parent = client.chat_postMessage(channel=SAM, text="a")["ts"]

    reply = client.chat_postMessage(channel="D0SAM", text="b", thread_ts=parent)

    assert reply["message"]["thread_ts"] == parent
    answer = refused(client.chat_postMessage, channel="D0SAM", text="b", thread_ts="9.9")
    assert answer["error"] == "thread_not_found"


def test_text_is_demanded_and_bounded(client: WebClient) -> None:
    nothing = refused(client.api_call, api_method="chat.postMessage", json={"channel": SAM})

    assert nothing["error"] == "no_text"
    assert refused(client.chat_postMessage, channel=SAM, text="x" * 40_001)["error"] == "msg_too_long"


def test_bad_blocks_are_refused_with_a_pointer(client: WebClient) -> None:
    block = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}

    answer = refused(client.chat_postMessage, channel=SAM, text="a", blocks=[block])

    assert answer["error"] == "invalid_blocks"
    words = "[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
    assert answer["response_metadata"]["messages"] == [words]


def test_a_second_table_in_one_message_is_refused(client: WebClient) -> None:
    table = {"type": "table", "rows": [[{"type": "raw_text", "text": "a"}]]}

    answer = refused(client.chat_postMessage, channel=SAM, text="a", blocks=[table, table])

    assert answer["error"] == "invalid_attachments"


def test_people_are_found_by_id_and_by_mail(client: WebClient) -> None:
    found = client.users_lookupByEmail(email="Priya@northwind.example")["user"]

    assert (found["id"], found["tz"], found["profile"]["email"]) == (
        PRIYA,
        "America/New_York",
        "priya@northwind.example",
    )
    assert client.users_info(user=PRIYA)["user"]["real_name"] == "Priya Nair"
    assert refused(client.users_lookupByEmail, email="no@x.example")["error"] == "users_not_found"
    assert refused(client.users_info, user="U0NOBODY")["error"] == "user_not_found"


def test_lists_come_in_pages(client: WebClient) -> None:
    ids = [user["id"] for batch in client.users_list(limit=2) for user in batch["members"]]

    assert {PRIYA, SAM, LEE, "U0DEALHAND"} <= set(ids)
    assert len(ids) == len(set(ids))


def test_channels_can_be_listed_opened_and_described(client: WebClient) -> None:
    names = {c["name"] for c in client.conversations_list()["channels"]}
    members = client.conversations_members(channel="C0SALESSLA")["members"]

    assert names == {"sales-sla", "general"}
    assert client.conversations_open(users=PRIYA)["channel"]["id"] == "D0PRIYA"
    assert client.conversations_info(channel="C0SALESSLA")["channel"]["is_member"]
    assert PRIYA in members
    assert any(m["text"] == "h" for m in _history(client, "h"))


def _history(client: WebClient, text: str) -> list[dict[str, Any]]:
    client.chat_postMessage(channel=PRIYA, text=text)
    return list(client.conversations_history(channel="D0PRIYA")["messages"])


def test_a_permalink_points_at_the_message(client: WebClient) -> None:
    posted = client.chat_postMessage(channel=SAM, text="a")

    link = client.chat_getPermalink(channel="D0SAM", message_ts=posted["ts"])["permalink"]

    assert link.endswith(f"/archives/D0SAM/p{posted['ts'].replace('.', '')}")


def test_forms_with_json_inside_and_an_injected_team_are_understood(address: str) -> None:
    block = {"type": "divider"}
    form = {"channel": PRIYA, "text": "form", "team_id": "T0DEALHAND", "blocks": json.dumps([block])}
    headers = {"Authorization": "Bearer xoxb-sandbox"}
    request = urllib.request.Request(
        f"{address}/api/chat.postMessage", urllib.parse.urlencode(form).encode(), headers
    )

    with urllib.request.urlopen(request, timeout=10) as response:
        answer = json.loads(response.read())

    assert answer["message"]["blocks"][0]["type"] == "divider"


def test_broken_json_is_a_business_error_not_a_crash(address: str) -> None:
    headers = {"Authorization": "Bearer xoxb-sandbox", "Content-Type": "application/json"}
    request = urllib.request.Request(f"{address}/api/chat.postMessage", b"{not json", headers)

    with urllib.request.urlopen(request, timeout=10) as response:
        assert json.loads(response.read()) == {"ok": False, "error": "invalid_json"}


def test_a_rate_limit_is_429_with_retry_after_and_passes(client: WebClient, page: Page) -> None:
    page.post("faults", rate_limit={"method": "chat.getPermalink", "times": 2, "retry_after": 0})
    ts = client.chat_postMessage(channel=SAM, text="a")["ts"]

    with pytest.raises(SlackApiError) as caught:
        client.chat_getPermalink(channel="D0SAM", message_ts=ts)
    client.retry_handlers.append(RateLimitErrorRetryHandler(max_retry_count=1))
    answer = client.chat_getPermalink(channel="D0SAM", message_ts=ts)

    assert caught.value.response.status_code == 429
    assert caught.value.response.headers["Retry-After"] == "0"
    assert answer["ok"]


def test_requests_are_listed_without_the_token(client: WebClient, page: Page) -> None:
    client.chat_postMessage(channel=SAM, text="counted")

    posts = [r for r in page.get("requests") if r["args"].get("text") == "counted"]

    assert posts == [
        {"method": "chat.postMessage", "args": {"channel": SAM, "text": "counted"}, "ok": True, "error": None}
    ]


def test_a_revoked_token_fails_until_it_is_given_back() -> None:
    with serving(server().routes()) as address:
        client, page = client_of(address), Page(address)

        page.post("faults", revoke_token=True)
        assert refused(client.auth_test)["error"] == "token_revoked"

        page.post("faults", revoke_token=False)
        assert client.auth_test()["ok"]


def test_slowness_delays_every_call_until_cleared() -> None:
    with serving(server().routes()) as address:
        client, page = client_of(address), Page(address)

        page.post("faults", slow_seconds=0.2)
        started = time.monotonic()
        client.auth_test()
        took = time.monotonic() - started
        page.post("faults", clear=True)

        assert took >= 0.2


def test_a_channel_flooded_for_more_than_five_seconds_is_noticed_and_a_burst_is_not() -> None:
    moment = [0.0]
    pace = Pace(lambda: moment[0])

    burst = [pace.too_fast("C1") for _ in range(5)]
    moment[0] = 60.0
    steady = []
    for _ in range(20):
        moment[0] += 1.0
        steady.append(pace.too_fast("C1"))
    flood = []
    for _ in range(20):
        moment[0] += 0.5
        flood.append(pace.too_fast("C1"))

    assert (any(burst), any(steady), any(flood)) == (False, False, True)
