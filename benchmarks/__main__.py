from __future__ import annotations

from benchmarks import import_time, render_corpus
from benchmarks.rendering import speed

if __name__ == "__main__":
    import_time.main()
    speed.main()
    render_corpus.main(part=1, parts=20)  # all of it takes half an hour
