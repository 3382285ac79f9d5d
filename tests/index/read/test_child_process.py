"""Whatever a process does that works on files, this one goes on, and knows what it did."""

import pytest

from index.read.child_process import (
    ChildCrashedError,
    ChildOutOfMemoryError,
    ChildProcess,
    ChildSaysTooMuchError,
    ChildTooSlowError,
)
from tests.support.limits import HANG_SECONDS

pytestmark = pytest.mark.slow


def test_every_way_to_fail_has_its_own_fault_and_the_next_question_is_answered() -> None:
    child = ChildProcess("tests.index.read.child")
    for request, fault in (
        ({"take": 3 << 30}, ChildOutOfMemoryError),
        ({"say": 10_000}, ChildSaysTooMuchError),
        ({"die": 1}, ChildCrashedError),
    ):
        with pytest.raises(fault):
            child.ask(request, seconds=HANG_SECONDS, most=5_000)
        assert child.ask({"say": 2}, seconds=HANG_SECONDS, most=5_000) == {"said": "aa"}
    with pytest.raises(ChildTooSlowError):
        child.ask({"wait": 600}, seconds=0.2)
    assert child.ask({"say": 2}, seconds=HANG_SECONDS) == {"said": "aa"}
    child.stop()
