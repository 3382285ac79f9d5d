"""Who is answered when: so many questions at the same time, the others as their addresses take turns; and who asks too
often.
"""

from __future__ import annotations

import threading
from collections import Counter, OrderedDict, deque

from index.errors import OverloadedError, TooManyRequestsError
from ui.web.rate import MinuteRate

_PER_ADDRESS = 20  # a school has one address, its parents ask at home
MOST_PLACES = 100
"""In all."""


class FairQueue:
    """Lets `at_once` in at the same time. Of those that wait, the first of each address comes before the second of any.

    An address may have `per_address` places, all together `in_all`: those that wait and those that are in. It may ask
    for one `per_minute` times a minute.
    """

    def __init__(
        self, at_once: int, *, per_minute: int, per_address: int = _PER_ADDRESS, in_all: int = MOST_PLACES
    ) -> None:
        self._free = at_once
        self._rate = MinuteRate(per_minute)
        self._per_address = per_address
        self._in_all = in_all
        self._taken: Counter[str] = Counter()
        self._waiting: OrderedDict[str, deque[QueuePlace]] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def busy(self) -> bool:
        """Whether anybody waits or is in."""
        with self._lock:
            return bool(self._taken)

    def join(self, address: str, *, counted: bool = True) -> QueuePlace:
        """Return a place, which must be left; it counts as a question of this minute unless a page asks by itself.

        Raises TooManyRequestsError or OverloadedError when there is none.
        """
        with self._lock:
            if self._taken[address] >= self._per_address:
                raise TooManyRequestsError(
                    f"Vanaf uw adres wachten al {self._per_address} vragen op een antwoord.",
                    help="Wacht tot een daarvan klaar is en stel uw vraag dan nog eens.",
                )
            if self._taken.total() >= self._in_all:
                raise OverloadedError(
                    "Er worden nu te veel vragen tegelijk gesteld.", help="Stel uw vraag over een minuut nog eens."
                )
            if counted:
                self._rate.count(address)
            place = QueuePlace(self, address)
            self._taken[address] += 1
            self._waiting.setdefault(address, deque()).append(place)
            self._let_in()
            return place

    def withdraw(self, place: QueuePlace) -> None:
        """Leave if it is not its turn yet."""
        with self._lock:
            if place in self._waiting.get(place.address, ()):
                self._waiting[place.address].remove(place)
                self._gone(place)

    def leave(self, place: QueuePlace) -> None:
        """Make room for the next one."""
        self.withdraw(place)
        with self._lock:
            if place.is_in:
                place.is_in = False
                self._free += 1
                self._gone(place)
                self._let_in()

    def _gone(self, place: QueuePlace) -> None:
        self._taken[place.address] -= 1
        if not self._taken[place.address]:
            del self._taken[place.address]
        if not self._waiting.get(place.address, True):
            del self._waiting[place.address]
        place.decided.set()

    def _let_in(self) -> None:
        while self._free and self._waiting:
            address, places = self._waiting.popitem(last=False)
            place = places.popleft()
            if places:
                self._waiting[address] = places
            self._free -= 1
            place.is_in = True
            place.decided.set()


class QueuePlace:
    """A place in the queue. Its methods may be called from any thread, and more than once."""

    def __init__(self, queue: FairQueue, address: str) -> None:
        self._queue = queue
        self.address = address
        self.is_in = False
        self.decided = threading.Event()

    def wait(self) -> None:
        """Wait until it is its turn, or withdrawn."""
        self.decided.wait()

    def withdraw(self) -> None:
        """Leave if it is not its turn yet: what is being done goes on."""
        self._queue.withdraw(self)

    def leave(self) -> None:
        """Make room for the next one."""
        self._queue.leave(self)
