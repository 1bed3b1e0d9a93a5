"""Figures behind what the project promises of speed and memory. `make bench` runs all of them."""
