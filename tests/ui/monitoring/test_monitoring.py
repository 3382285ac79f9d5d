"""A server as whoever runs it watches it: does it live, what does it count, what does it log and trace."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent import futures
from pathlib import Path
from typing import get_args

import grpc
import httpx
import pytest
from opentelemetry.proto.collector.trace.v1 import trace_service_pb2, trace_service_pb2_grpc
from prometheus_client.parser import text_string_to_metric_families

from index.errors import SettingsError
from index.run.run import index_paths
from index.search.library import open_library
from index.settings import Settings
from qa.records import Status
from tests.support.limits import HANG_SECONDS, PROCESS_SECONDS
from tests.support.paths import ROOT
from tests.support.web import served
from ui.monitoring.health_routes import health_routes
from ui.monitoring.metrics import REGISTRY, tell_metrics
from ui.serve import chat_app, empty_app
from ui.web.http import web_app

LETTER = "Gemeente Vlieterdam\n\nDatum: 24 maart 2023\n\nBeste ouders,\n\nDe zwemles kost tien euro per kind.\n"
QUESTION = "Hoeveel kost de zwemles?"


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory, tiny: str) -> Settings:
    home = tmp_path_factory.mktemp("home")
    (home / "zwemles.txt").write_text(LETTER, encoding="utf-8")
    settings = Settings(data=home / "data", embedder=tiny)
    index_paths([home / "zwemles.txt"], settings=settings)
    return settings


@pytest.fixture
def server(settings: Settings) -> Iterator[httpx.Client]:
    with served(chat_app(open_library(settings), settings, host="127.0.0.1")) as client:
        yield client


def answers_counted() -> float:
    counted = (sample for family in REGISTRY.collect() for sample in family.samples)
    return sum(each.value for each in counted if each.name == "briefwijzer_answers_total")


def test_a_server_is_ready_once_its_models_are_loaded_and_not_before(settings: Settings) -> None:
    open_library(settings).close()  # what is worked out of a new embedder is kept
    library = open_library(settings)
    with served(web_app(health_routes(library, settings))) as client:
        assert client.get("/healthz").json() == {"status": "ok"}
        early = client.get("/readyz")
        assert (early.status_code, early.json()["status"]) == (503, "De modellen worden nog geladen.")
        library.warm()
        assert client.get("/readyz").status_code == 200
        catalog = settings.data / "catalog.sqlite"
        away = catalog.rename(catalog.with_suffix(".weg"))
        catalog.write_bytes(b"geen catalogus" * 1000)
        try:
            broken = client.get("/readyz")
        finally:
            away.replace(catalog)
        assert broken.status_code == 503
        assert "catalogus" in broken.json()["status"]
        assert client.get("/healthz").status_code == 200
        assert client.get("/readyz").status_code == 200, "it recovers by itself"


def test_without_letters_it_lives_and_is_not_ready(tmp_path: Path) -> None:
    with served(empty_app(Settings(data=tmp_path), host="127.0.0.1")) as client:
        assert client.get("/healthz").status_code == 200
        assert client.get("/readyz").json() == {"status": "Er zijn nog geen brieven geïndexeerd."}


def test_answers_are_counted_by_kind_and_told_where_a_setting_says(server: httpx.Client) -> None:
    before = answers_counted()
    for question in (QUESTION, "hallo"):
        assert server.post("/api/ask", json={"question": question}).status_code == 200
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    tell_metrics(f"127.0.0.1:{port}")
    told = httpx.get(f"http://127.0.0.1:{port}/metrics").text
    families = {family.name: family for family in text_string_to_metric_families(told)}
    assert answers_counted() == before + 2
    assert {each.labels["status"] for each in families["briefwijzer_answers"].samples} <= set(get_args(Status))
    assert families["briefwijzer_letters"].samples[0].value == 1
    assert families["briefwijzer_questions_open"].samples[0].value == 0
    assert "zwemles" not in told
    assert server.get("/metrics").status_code == 404, "visitors do not reach it"
    with pytest.raises(SettingsError, match=f"127.0.0.1:{port}"):
        tell_metrics(f"127.0.0.1:{port}")


def test_a_log_as_json_has_one_object_a_line() -> None:
    program = "import logging\nfrom ui.monitoring.logs import log_as_json\nlog_as_json()\n" + (
        "logging.getLogger('ui.serve').warning('Één\\nregel: %s', 'ja')\n"
        "try:\n    1 / 0\nexcept ZeroDivisionError:\n    logging.getLogger('x').exception('stuk')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    first, second = map(json.loads, done.stderr.splitlines())
    assert (first["level"], first["logger"], first["message"]) == ("WARNING", "ui.serve", "Één\nregel: ja")
    assert first["time"][:2] == "20"
    assert "ZeroDivisionError" in second["exc_info"]


class Collector(trace_service_pb2_grpc.TraceServiceServicer):
    """A collector of OpenTelemetry that keeps what is sent."""

    def __init__(self) -> None:
        self.requests: list[trace_service_pb2.ExportTraceServiceRequest] = []
        self.came = threading.Event()

    def Export(self, request, context):  # noqa: N802
        self.requests.append(request)
        self.came.set()
        return trace_service_pb2.ExportTraceServiceResponse()


def test_a_collector_gets_a_span_of_each_answer_and_no_word_of_it(settings: Settings) -> None:
    collector = Collector()
    server = grpc.server(futures.ThreadPoolExecutor(1))
    trace_service_pb2_grpc.add_TraceServiceServicer_to_server(collector, server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    program = f"""
from qa.ask import ask
from index.run.run import index_paths
from index.search.library import open_library
from index.settings import Settings
from ui.monitoring.metrics import Measured
settings = Settings(data={str(settings.data)!r}, embedder={settings.embedder!r})
measured = Measured()
measured.answered(ask({QUESTION!r}, library=open_library(settings), settings=settings))
"""
    environment = {**os.environ, "OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{port}"}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True,
        timeout=PROCESS_SECONDS, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert collector.came.wait(HANG_SECONDS)
    server.stop(None).wait()
    (span,) = collector.requests[0].resource_spans[0].scope_spans[0].spans
    attributes = {each.key: each.value for each in span.attributes}
    assert span.name == "answer"
    assert attributes["briefwijzer.status"].string_value in ("answered", "partial", "not_found")
    assert attributes["briefwijzer.total_ms"].double_value > 0
    assert span.end_time_unix_nano > span.start_time_unix_nano
    assert b"zwemles" not in collector.requests[0].SerializeToString()
