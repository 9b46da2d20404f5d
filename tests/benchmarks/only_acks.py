"""What a click is compared with: a Bolt app over Socket Mode that acknowledges and does nothing else.

`python -m tests.benchmarks.only_acks ADDRESS` connects to that sandbox, with as many workers as the product has.
"""

import sys
import threading
from concurrent.futures import ThreadPoolExecutor

from slack_bolt import Ack, App
from slack_bolt.adapter.socket_mode.websocket_client import SocketModeHandler
from slack_sdk import WebClient

from integrations.slack.client import WORKERS


def main(address: str) -> None:
    pool = ThreadPoolExecutor(WORKERS)
    app = App(client=WebClient("xoxb-sandbox", base_url=f"{address}/api/"), listener_executor=pool)

    @app.action("approve.v1")
    def pressed(ack: Ack) -> None:
        ack()

    SocketModeHandler(app, "xapp-sandbox", concurrency=WORKERS).connect()  # type: ignore[no-untyped-call]  # Bolt's
    threading.Event().wait()


if __name__ == "__main__":
    main(sys.argv[1])
