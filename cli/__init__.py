"""The `creative` command: a campaign from the brief to the pictures, on the local AWS or on AWS."""
