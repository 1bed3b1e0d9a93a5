"""A stand-in for the image models of Amazon Bedrock: wire formats, refusals, faults, pictures by the prompt."""
