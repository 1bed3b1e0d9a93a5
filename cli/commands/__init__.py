"""One file per command; `cli.main` imports each only when it runs, so that `creative --help` is quick."""
