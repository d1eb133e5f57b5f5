"""Speed, each act against the bare thing on the same machine in the same run. `make bench` writes `docs/benchmarks.md`."""
