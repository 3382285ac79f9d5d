"""What lies in deploy/ is true: the settings, files, ports, names and folders that it speaks of are there and agree."""

from __future__ import annotations

import fnmatch
import re
from typing import Any

import pytest
import yaml

from index.settings import Settings
from tests.support.paths import ROOT

DEPLOY = ROOT / "deploy"
COMPOSE_TEXT = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load(COMPOSE_TEXT)
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = {name: each for name, each in SERVICES.items() if each["image"] == "briefwijzer"}
DOCKERFILE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
NGINX = (DEPLOY / "nginx.conf.template").read_text(encoding="utf-8")
PAGES_PORT = "7860"


def test_the_services_are_those_of_the_chapter() -> None:
    assert set(SERVICES) == {"proxy", "web-1", "web-2", "index", "catalog", "vectors"}
    assert set(OURS) == {"web-1", "web-2", "index", "vectors"}
    chapter = (ROOT / "docs" / "running.md").read_text(encoding="utf-8")
    assert [name for name in SERVICES if name not in chapter] == []


@pytest.mark.parametrize("file", ["Dockerfile", "compose.yaml", "nginx.conf.template"])
def test_the_settings_that_are_named_are_there(file: str) -> None:
    named = set(re.findall(r"BRIEFWIJZER_([A-Z_]+)", (DEPLOY / file).read_text(encoding="utf-8")))
    assert named
    assert {name.lower() for name in named} <= set(Settings.model_fields)


def test_the_files_that_are_copied_are_there_and_let_in() -> None:
    copied = {
        name
        for line in re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE)
        for name in line.split()[:-1]
    }  # fmt: skip
    let_in = [line[1:] for line in _lines("Dockerfile.dockerignore") if line.startswith("!")]
    assert copied >= {"index", "qa", "ui", "pyproject.toml", "constraints.txt"}
    assert [name for name in copied if not (ROOT / name).exists()] == []
    assert [name for name in copied if not any(fnmatch.fnmatch(name, each) for each in let_in)] == []
    assert _lines("Dockerfile.dockerignore")[0] == "*"


def test_the_image_runs_for_a_user_without_rights_and_is_looked_after() -> None:
    last = DOCKERFILE.rpartition("\nFROM ")[2]
    assert re.search(r"^USER briefwijzer$", last, re.MULTILINE)
    assert f"EXPOSE {PAGES_PORT}" in last
    assert f"http://127.0.0.1:{PAGES_PORT}/healthz" in last
    assert re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE) == ["python:3.11-slim-bookworm"] * 2


def test_every_image_has_a_version() -> None:
    others = [each["image"] for name, each in SERVICES.items() if name not in OURS]
    assert all(re.search(r":\d", image) for image in others), others


def test_no_secret_stands_in_the_file_and_nothing_starts_without_them() -> None:
    for name, value in _environment():
        if re.search("PASSWORD|SECRET|KEY|TOKEN|DATABASE_URL", name):
            assert "${POSTGRES_PASSWORD:?" in value, name
    for named in re.findall(r"\$\{(POSTGRES_PASSWORD|SITE|LETTERS)\b(..)", COMPOSE_TEXT):
        assert named[1] == ":?", named
    assert {each["file"] for each in COMPOSE["secrets"].values()} == {"./certificate.pem", "./certificate.key"}
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert {"/deploy/settings.env", "/deploy/certificate.*", ".env"} <= set(ignored)


def test_the_proxy_knows_the_processes_and_they_know_the_proxy() -> None:
    proxy = SERVICES["proxy"]
    address = proxy["networks"]["pages"]["ipv4_address"]
    webs = [each for name, each in SERVICES.items() if name.startswith("web-")]
    assert [each["environment"]["BRIEFWIJZER_PROXIES"] for each in webs] == [address] * len(webs)
    filled_in = proxy["environment"]
    assert {filled_in[f"WEB_{n}"] for n in range(1, len(webs) + 1)} == {f"web-{n}:{PAGES_PORT}" for n in (1, 2)}
    assert set(re.findall(r"\$\{([A-Z_0-9]+)\}", NGINX)) == set(filled_in)
    assert [each.rpartition(":")[2] for each in proxy["ports"]] == [filled_in["HTTP"], filled_in["HTTPS"]]
    own = [each["networks"]["pages"]["ipv4_address"] for each in (proxy, *webs)]
    assert len(set(own)) == len(own)


def test_the_proxy_lets_through_what_the_desk_takes_and_holds_nothing_back() -> None:
    at_once = 4 * Settings.model_fields["max_file_mb"].default
    [most] = re.findall(r"client_max_body_size (\d+)m;", NGINX)
    assert at_once < int(most) <= at_once + 10
    for line in (
        "proxy_buffering off;",
        "proxy_set_header X-Forwarded-For $remote_addr;",
        "proxy_set_header X-Forwarded-Proto $scheme;",
    ):
        assert line in NGINX


def test_the_stores_are_reached_by_name_and_by_nobody_outside() -> None:
    for name in ("web-1", "web-2", "index"):
        own = SERVICES[name]["environment"]
        assert own["BRIEFWIJZER_CHROMA_URL"] == "http://vectors:8000"
        assert own["BRIEFWIJZER_DATABASE_URL"].endswith("@catalog/briefwijzer")
        assert "data:/data" in SERVICES[name]["volumes"]
    assert SERVICES["vectors"]["entrypoint"][:2] == ["chroma", "run"]
    assert [name for name, each in SERVICES.items() if "ports" in each] == ["proxy"]
    for name, each in SERVICES.items():
        reached = [network for network in each["networks"] if not (COMPOSE["networks"][network] or {}).get("internal")]
        assert reached == (["outside"] if name == "proxy" else []), name


def _environment() -> list[tuple[str, str]]:
    return [pair for each in SERVICES.values() for pair in (each.get("environment") or {}).items()]


def _lines(file: str) -> list[str]:
    text = (DEPLOY / file).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
