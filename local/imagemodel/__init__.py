"""A stand-in for the image models of Amazon Bedrock: their wire formats, refusals and faults, pictures drawn here."""
