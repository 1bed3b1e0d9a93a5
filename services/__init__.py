"""The three stages of the pipeline; each runs as one Lambda function."""
