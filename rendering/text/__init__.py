"""Sets text: faces, scripts, line breaks, direction, fitting and drawing."""
