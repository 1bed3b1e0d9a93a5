from __future__ import annotations

from benchmarks import import_time
from benchmarks.rendering import speed

if __name__ == "__main__":
    import_time.main()
    speed.main()
