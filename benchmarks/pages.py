"""How fast are four real pages, as a ratio to a bare Django view in the same run?

Starts Samspil in a folder of its own, warms it up, then asks each address in turn from four
threads. Prints JSON: requests per second, median and 95th percentile in milliseconds, and the
ratio of medians to the bare view (``/sundhed/``, which asks the database nothing but a greeting).

    uv run python benchmarks/pages.py [--seconds 5]
"""

import argparse
import json
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from urllib.request import urlopen

PAGES = {
    "bare": "/sundhed/",
    "municipality": "/kommuner/615/",
    "municipalities": "/kommuner/",
    "indicator": "/indikatorer/absence_total/",
    "compare": "/sammenlign/?indikator=absence_total&kommune=615&kommune=630&gruppe=ligner-615",
    "sheet": "/kommuner/615/papir/",
    "sheet_pdf": "/kommuner/615/papir.pdf",
    "api_docs": "/api/",
    "partnerships": "/partnerskaber/",
}
THREADS = 4


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=5)
    seconds = parser.parse_args().seconds
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "samspil.cli", "up", "--port", str(port), "--data", folder]
        server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        base = f"http://127.0.0.1:{port}"
        try:
            wait_for(base + "/sundhed/")
            print(json.dumps(measure(base, seconds), indent=2))
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait()


def wait_for(address: str) -> None:
    ends = time.monotonic() + 120
    while time.monotonic() < ends:
        try:
            urlopen(address, timeout=2).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit("Samspil did not start")


def measure(base: str, seconds: float) -> dict[str, dict[str, float]]:
    """Ask the pages in turn, one page at a time, twice: the first round only warms up."""
    for page in PAGES.values():
        ask(base + page, 1.0)
    found = {name: ask(base + page, seconds) for name, page in PAGES.items()}
    bare = statistics.median(found["bare"])
    return {
        name: {
            "requests_per_second": round(len(times) / seconds, 1),
            "median_ms": round(1000 * statistics.median(times), 1),
            "p95_ms": round(1000 * statistics.quantiles(times, n=20)[-1], 1),
            "median_ratio_to_bare": round(statistics.median(times) / bare, 2),
        }
        for name, times in found.items()
    }


def ask(address: str, seconds: float) -> list[float]:
    times: list[float] = []
    ends = time.monotonic() + seconds

    def work() -> None:
        while time.monotonic() < ends:
            began = time.perf_counter()
            with urlopen(address) as answer:
                answer.read()
            times.append(time.perf_counter() - began)

    threads = [threading.Thread(target=work) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


if __name__ == "__main__":
    main()
