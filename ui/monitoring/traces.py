"""A span for each answer, sent as OpenTelemetry where its usual variables name a collector.

https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables
"""

from __future__ import annotations

import os
import time
from functools import cache
from typing import TYPE_CHECKING

from qa.records import Answer

if TYPE_CHECKING:
    from opentelemetry.trace import Tracer

_ENDPOINTS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
_SCOPE = "briefwijzer"


def trace_answer(answer: Answer, *, seconds: float) -> None:
    """Send the span of an answer that took `seconds` until now: its kind and times, no word of it."""
    tracer = _tracer()
    if tracer is None:
        return
    end = time.time_ns()
    span = tracer.start_span("answer", start_time=end - int(seconds * 1e9))
    span.set_attributes(
        {
            "briefwijzer.status": answer.status,
            "briefwijzer.mode": answer.mode,
            "briefwijzer.language": answer.language,
            "briefwijzer.sentences": len(answer.sentences),
            "briefwijzer.dropped": len(answer.dropped),
            **{f"briefwijzer.{name}_ms": float(spent) for name, spent in answer.timings_ms.items()},
        }
    )
    span.end(end)


@cache
def _tracer() -> Tracer | None:
    """Return what makes spans, None where no variable names a collector or one switches this off."""
    if os.environ.get("OTEL_SDK_DISABLED", "").lower() == "true" or not any(map(os.environ.get, _ENDPOINTS)):
        return None
    from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    name = os.environ.get("OTEL_SERVICE_NAME", _SCOPE)
    provider = TracerProvider(resource=Resource.create({"service.name": name}))  # ours alone: libraries send nothing
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return provider.get_tracer(_SCOPE)
