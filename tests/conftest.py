"""What every test shares: no test may reach beyond this machine."""

from __future__ import annotations

import socket
from pathlib import Path

import hypothesis
import pytest

hypothesis.settings.register_profile("no clock", deadline=None)
hypothesis.settings.load_profile("no clock")

LOOPBACK = {"127.0.0.1", "::1", "localhost", "0.0.0.0"}  # noqa: S104 - compared, not bound
SEEDS = Path(__file__).resolve().parent.parent.parent / "shared" / "seeds"


class LeftTheMachine(AssertionError):
    """A test tried to connect to another host."""


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail the test on any connection or name look-up that leaves the machine."""
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: object) -> None:
        if isinstance(address, tuple) and address[0] not in LOOPBACK:
            raise LeftTheMachine(f"a connection to {address} was tried")
        connect(self, address)

    def guarded_look_up(host: object, *rest: object, **options: object) -> object:
        name = host.decode() if isinstance(host, bytes) else host
        if name is not None and name not in LOOPBACK:
            raise LeftTheMachine(f"a name look-up of {name} was tried")
        return look_up(host, *rest, **options)

    monkeypatch.setattr(socket.socket, "connect", guarded_connect)
    monkeypatch.setattr(socket, "getaddrinfo", guarded_look_up)


@pytest.fixture(scope="session")
def seeds() -> Path:
    """Return the folder of the five original articles, where this machine has it."""
    if not SEEDS.is_dir():
        pytest.skip("the originals are not on this machine; the digests are tested instead")
    return SEEDS
