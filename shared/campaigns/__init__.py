"""The state of campaigns in DynamoDB: the truth that the manifest projects. Here: what the table is made with."""

from __future__ import annotations

from typing import Final

STATUS_INDEX: Final = "campaigns-by-status"

# What a list shows. Not the whole brief: each settled product changes these, and the index would copy it each time.
LISTED: Final = ("campaign_name", "pending_count", "ready_count", "failed_count", "updated_at")

# Keys of the leases of recipes and of the tries of messages begin with these, and keys of campaigns never do: a slug
# has no slash.
RECIPE_PREFIX: Final = "recipe/"
MESSAGE_PREFIX: Final = "message/"

# The key of what the sweeper has to look after; no campaign's id has a capital.
SWEEPER_KEY: Final = "SWEEPER"

# Keys of the days' budgets, likewise: no slug has a capital.
BUDGET_PREFIX: Final = "BUDGET#"

# Keys of briefs of which there is no campaign (yet, or any more), likewise.
BRIEF_PREFIX: Final = "BRIEF#"

# Keys of what is over, with the campaign's id behind it: no slug has a slash.
HISTORY_PREFIX: Final = "history/"
