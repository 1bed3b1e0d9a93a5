"""The environment of a stage's function; `shared/settings.py` reads it back."""

from __future__ import annotations

import json

import pulumi

from infra.cookie_key import CookieSigning
from infra.settings import Settings
from infra.shared_resources import SharedResources
from infra.work_queue import WorkQueue
from shared.events import StageName

METRICS_NAMESPACE = "CreativeAutomation"

# Bytes, for glibc, in the variants stage: canvases come and go by the megabyte. By default glibc gives each back to
# the system and fetches it anew, page by page, which costs a tenth of a job (benchmarks/rendering/speed.py).
MALLOC_THRESHOLDS = {"MALLOC_TRIM_THRESHOLD_": "134217728", "MALLOC_MMAP_THRESHOLD_": "33554432"}


def environment(
    stage: StageName, settings: Settings, resources: SharedResources, work: WorkQueue
) -> dict[str, pulumi.Input[str]]:
    return {
        "S3_BUCKET_NAME": resources.bucket.bucket,
        "CAMPAIGNS_TABLE": resources.table.name,
        "EVENT_BUS_NAME": resources.bus.name,
        "QUEUE_URL": work.queue.url,
        "DLQ_URL": work.dlq.url,
        "TRIES": str(settings.of(stage).tries),
        "RETRY_BASE_SECONDS": str(settings.retry_base_seconds),
        "LOG_LEVEL": settings.log_level,
        "STACK": resources.stack,
        "POWERTOOLS_SERVICE_NAME": stage,
        "POWERTOOLS_METRICS_NAMESPACE": METRICS_NAMESPACE,
        **_own(stage, settings),
    }


def api_environment(
    settings: Settings, resources: SharedResources, signing: CookieSigning | None
) -> dict[str, pulumi.Input[str]]:
    return {
        "S3_BUCKET_NAME": resources.bucket.bucket,
        "EVENT_BUS_NAME": resources.bus.name,
        "CAMPAIGNS_TABLE": resources.table.name,
        "LOG_LEVEL": settings.log_level,
        "STACK": resources.stack,
        "POWERTOOLS_SERVICE_NAME": "api",
        "POWERTOOLS_METRICS_NAMESPACE": METRICS_NAMESPACE,
        **_rates(settings),
        **_signing(signing),
    }


def sweeper_environment(
    settings: Settings, resources: SharedResources, parser: WorkQueue
) -> dict[str, pulumi.Input[str]]:
    return {
        "PARSER_QUEUE_URL": parser.queue.url,
        "S3_BUCKET_NAME": resources.bucket.bucket,
        "CAMPAIGNS_TABLE": resources.table.name,
        "EVENT_BUS_NAME": resources.bus.name,
        "LOG_LEVEL": settings.log_level,
        "STACK": resources.stack,
        "POWERTOOLS_SERVICE_NAME": "sweeper",
        "POWERTOOLS_METRICS_NAMESPACE": METRICS_NAMESPACE,
        **daily_budget(settings),
    }


def _signing(signing: CookieSigning | None) -> dict[str, pulumi.Input[str]]:
    if signing is None:
        return {}
    return {"CONSOLE_URL": signing.url, "COOKIE_KEY_ID": signing.key_id, "COOKIE_SECRET": signing.secret_arn}


def _rates(settings: Settings) -> dict[str, str]:
    rates = settings.rates
    return {
        "RATE_GENERATION": str(rates.generation),
        "RATE_PROCESSING": str(rates.processing),
        "RATE_VARIANTS": str(rates.variants),
    }


def daily_budget(settings: Settings) -> dict[str, str]:
    return {"DAILY_BUDGET": str(settings.daily_budget)} if settings.daily_budget else {}


def _guardrail(settings: Settings) -> dict[str, str]:
    guardrail = settings.bedrock_guardrail
    return {"GUARDRAIL_ID": guardrail.id, "GUARDRAIL_VERSION": guardrail.version} if guardrail else {}


def _own(stage: StageName, settings: Settings) -> dict[str, str]:
    if stage == "parser":
        return _rates(settings)
    if stage == "generator":
        return {
            **daily_budget(settings),
            "BEDROCK_MODEL_ID": settings.bedrock_model_id,
            "BEDROCK_REGION": settings.model_regions[settings.bedrock_model_id],
            "FALLBACK_MODELS": json.dumps(settings.fallback_models),
            **_guardrail(settings),
            "MODEL_READ_TIMEOUT_SECONDS": str(settings.generator.model_read_timeout_seconds),
        }
    return dict(MALLOC_THRESHOLDS)
