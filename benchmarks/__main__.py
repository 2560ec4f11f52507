"""Runs every benchmark, one after the other."""

from __future__ import annotations

import argparse

from benchmarks import calendar, digest, help_text, replay, speed, tick

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--small", action="store_true", help="a quick run on little data")
    small = parser.parse_args().small
    for benchmark in (calendar, help_text, replay, digest, tick):
        print(benchmark.measure(small=small), flush=True)
    speed.show(small=small)
