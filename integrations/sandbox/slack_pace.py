"""How fast messages may be posted: about one a second per channel (docs.slack.dev, "Rate limits")."""

import time
from collections import defaultdict, deque
from collections.abc import Callable

PACE_SECONDS = 5.0


class Pace:
    """Counts posts per channel in machine time; over one a second for five seconds is too fast."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._posts: dict[str, deque[float]] = defaultdict(deque)

    def too_fast(self, channel: str) -> bool:
        """Count one post; True once per burst when Slack's documented pace is broken."""
        now = self._now()
        posts = self._posts[channel]
        posts.append(now)
        while posts and now - posts[0] > PACE_SECONDS + 1:
            posts.popleft()
        if now - posts[0] > PACE_SECONDS and len(posts) > PACE_SECONDS + 2:
            posts.clear()
            return True
        return False
