"""Servers that an organisation runs beside Briefwijzer, started for tests on free ports of this machine."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import pytest

from tests.support.limits import PROCESS_SECONDS


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def wait_until_answers(url: str, *, client: httpx.Client | None = None) -> None:
    """Wait until a server answers at `url` with status 200."""
    until = time.monotonic() + PROCESS_SECONDS
    while time.monotonic() < until:
        with suppress(httpx.TransportError):
            if (client or httpx).get(url).status_code == 200:
                return
        time.sleep(0.2)
    raise AssertionError(f"no answer from {url}")


@contextmanager
def postgres_server() -> Iterator[str]:
    """Run a PostgreSQL server for these tests alone, and give its address."""
    programs = _postgres_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed: make system-packages")
    as_user: list[str] = []
    home = Path(tempfile.mkdtemp(prefix="briefwijzer-pg-", dir="/tmp"))
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        try:
            user = pwd.getpwnam("postgres")
        except KeyError:
            pytest.skip("there is no user postgres to run PostgreSQL as: make system-packages")
        os.chown(home, user.pw_uid, user.pw_gid)
        as_user = ["runuser", "-u", "postgres", "--"]
    port = free_port()
    cluster = home / "cluster"

    def run(program: str, *options: str) -> None:
        subprocess.run(
            [*as_user, str(programs / program), "-D", str(cluster), *options],
            check=True, cwd=home, stdout=subprocess.DEVNULL, timeout=PROCESS_SECONDS,
        )  # fmt: skip

    run("initdb", "--auth=trust", "--username=briefwijzer", "--encoding=UTF8", "--no-sync")
    run("pg_ctl", "-w", "-l", str(home / "log"), "-o", f"-F -h 127.0.0.1 -p {port} -k {home}", "start")
    try:
        yield f"postgresql://briefwijzer@127.0.0.1:{port}/postgres"
    finally:
        run("pg_ctl", "-m", "immediate", "stop")
        shutil.rmtree(home, ignore_errors=True)


def _postgres_programs() -> Path | None:
    """Return the folder with PostgreSQL's own programs, initdb and pg_ctl."""
    on_path = shutil.which("pg_ctl")
    real = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return real[-1].parent if real else Path(on_path).resolve().parent if on_path else None


@contextmanager
def chroma_server(folder: Path) -> Iterator[str]:
    """Run the Chroma server that comes with the package over `folder`, and give its address."""
    port = free_port()
    program = Path(sys.executable).with_name("chroma")
    command = [program, "run", "--path", folder, "--host", "127.0.0.1", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        try:
            wait_until_answers(f"http://127.0.0.1:{port}/api/v2/heartbeat")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


@contextmanager
def nginx_server(template: Path, folder: Path, values: Mapping[str, str]) -> Iterator[None]:
    """Run nginx with the configuration that `template` is when `values` are filled in, as its image does; what it
    writes comes into `folder`.
    """
    program = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if program is None:
        pytest.skip("nginx is not installed: make system-packages")
    filled = template.read_text(encoding="utf-8")
    for name, value in values.items():
        filled = filled.replace(f"${{{name}}}", value)
    (folder / "site.conf").write_text(filled, encoding="utf-8")
    temporary = "".join(
        f"{kind}_temp_path {folder / kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    main = folder / "nginx.conf"
    main.write_text(
        f"{'user root;' if os.geteuid() == 0 else ''}\ndaemon off;\npid {folder / 'pid'};\nerror_log stderr warn;\n"
        f"events {{}}\nhttp {{\n{temporary}access_log off;\ninclude {folder / 'site.conf'};\n}}\n",
        encoding="utf-8",
    )
    with subprocess.Popen([program, "-p", folder, "-c", main]) as process:
        try:
            yield
        finally:
            process.terminate()


def self_signed(folder: Path, name: str) -> None:
    """Write a certificate for `name` and for 127.0.0.1 with its key into `folder`."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={name}",
         "-addext", f"subjectAltName=DNS:{name},IP:127.0.0.1",
         "-keyout", folder / "certificate.key", "-out", folder / "certificate.pem"],
        check=True, capture_output=True, timeout=PROCESS_SECONDS,
    )  # fmt: skip
