"""Sources x messages x lengths x formats, each measured twice: by the renderer's evidence and by eyes of its own."""
