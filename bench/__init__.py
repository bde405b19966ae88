"""What pages cost, beside what the least possible costs: `make bench`. See docs/benchmarks.md."""
