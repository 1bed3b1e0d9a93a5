"""Logs and metrics of every stage: JSON logs with the campaign as correlation id, CloudWatch metrics by EMF.

Service and namespace come from POWERTOOLS_SERVICE_NAME and POWERTOOLS_METRICS_NAMESPACE, the level from LOG_LEVEL.
"""

from __future__ import annotations

import os

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit

__all__ = ["count", "logger", "metrics"]

logger = Logger()
metrics = Metrics()
# Dimensions are few and fixed: a campaign id as a dimension would make a metric (and a bill) per campaign.
metrics.set_default_dimensions(stack=os.environ.get("STACK", "none"))


def count(name: str, value: float = 1) -> None:
    metrics.add_metric(name=name, unit=MetricUnit.Count, value=value)
