"""What the renderer costs, against the least it could cost and against a straightforward program."""
