"""The cost table of docs/operations.md is what the benchmark prints."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter

import pytest

from benchmarks.aws_cost import Run, for_campaigns, for_the_stack, table
from tests.infra.recorded import ROOT, Graph

ONE = Run(
    asked=Counter(InvokeModel=3, PutObject=10, GetObject=20, TransactWriteItems=6, BatchGetItem=6),
    seconds={"parser": [1.0], "generator": [10.0] * 3, "variants": [5.0] * 3, "contact sheet": [2.0]},
    events=10,
    metrics=frozenset({"ModelCalls", "PicturesPaid"}),
    kept_bytes=10_000_000,
)
# What depends on the machine: seconds, and bytes of encoders.
MEASURED = {"Lambda", "S3", "**in all**"}


def rows_of(text: str) -> dict[str, list[str]]:
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")
    ]
    return {first: rest for first, *rest in cells}


def test_campaigns_cost_what_their_requests_and_seconds_cost() -> None:
    usd = {row.service: row.usd for row in for_campaigns(ONE, 100)}
    assert usd["Bedrock"] == pytest.approx(12.00)
    gb_seconds = 100 * (0.5 * 1 + 1 * 30 + 2 * 15 + 2 * 2)
    assert usd["Lambda"] == pytest.approx(gb_seconds * 0.0000166667 + 800 * 0.20e-6)
    assert usd["S3"] == pytest.approx(100 * (10 * 5e-6 + 20 * 0.4e-6) + 3 * 0.023)
    assert usd["EventBridge"] == pytest.approx(0.001)


def test_an_idle_stack_pays_for_pollers_alarms_and_what_it_keeps(dev: Graph) -> None:
    usd = {row.service: round(row.usd, 2) for row in for_the_stack(ONE, dev)}
    assert usd["SQS, idle"] == 0.78
    assert usd["CloudWatch alarms"] == round(0.10 * len(dev.all("MetricAlarm")), 2)
    assert usd["CloudWatch metrics"] == 0.60
    assert usd["ECR"] > 0


def test_the_last_row_adds_up(dev: Graph) -> None:
    campaigns, stack = for_campaigns(ONE, 100), for_the_stack(ONE, dev)
    total = sum(row.usd for row in [*campaigns, *stack])
    assert table(campaigns, stack).splitlines()[-1].endswith(f"**{total:.2f}** |")


def test_the_document_shows_what_the_benchmark_prints() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "benchmarks.aws_cost"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    printed = rows_of(run.stdout)
    section = (ROOT / "docs/operations.md").read_text().split("## What AWS may cost")[1].split("\n## ")[0]
    shown = rows_of(section)
    assert shown.keys() == printed.keys()
    for service in printed.keys() - MEASURED:
        assert shown[service] == printed[service], "run python -m benchmarks.aws_cost"
