from __future__ import annotations

from benchmarks import import_time

if __name__ == "__main__":
    import_time.main()
