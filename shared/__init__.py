"""What the stages have in common: the brief, events, campaign state, manifest, formats and costs."""
