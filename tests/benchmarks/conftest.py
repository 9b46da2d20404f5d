"""Benchmarks print; they assert only that what they measured happened."""

import pytest

from tests.benchmarks.machine import described


@pytest.fixture(scope="session", autouse=True)
def _machine() -> None:
    print(f"\nMeasured on: {described()}")  # noqa: T201  # what a benchmark is for
