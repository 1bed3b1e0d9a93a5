"""What the last landed version reads: its models and its rows, trimmed to their fields, standing on nothing of today's.

From: "Rooms of their own: briefs/ reads them, rendering/ draws; what others wrote is read leniently" (d5fb791).
To renew once a version is deployed, and not before: copy what changed in shared/ (events, context, manifest, problems,
campaigns/) into this package, name the commit here, run `python -m tests.contract.samples`.
"""
