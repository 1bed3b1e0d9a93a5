from __future__ import annotations

import os
import signal
from functools import cache

import botocore.session

from tests.moto_dynamodb import carry_out_one_call_at_a_time, copy_each_table_once

copy_each_table_once()
carry_out_one_call_at_a_time()

# Each boto3 session reads the descriptions of its services anew, half of the time of a command that a test runs.
botocore.session.create_loader = cache(botocore.session.create_loader)

# Powertools reads its namespace and service when a stage's module is imported, as in the functions' environment.
os.environ.setdefault("POWERTOOLS_METRICS_NAMESPACE", "CreativeAutomation")
os.environ.setdefault("POWERTOOLS_SERVICE_NAME", "tests")

# A shell's background job, as some CI runs us in, ignores SIGINT, and so would every program that the tests start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
