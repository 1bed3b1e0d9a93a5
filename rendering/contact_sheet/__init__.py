"""All variants of a campaign on one picture, for people who want to see them at a glance."""
