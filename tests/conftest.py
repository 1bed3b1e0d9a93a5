from __future__ import annotations

import os

# Powertools reads its namespace and service when a stage's module is imported, as in the functions' environment.
os.environ.setdefault("POWERTOOLS_METRICS_NAMESPACE", "CreativeAutomation")
os.environ.setdefault("POWERTOOLS_SERVICE_NAME", "tests")
