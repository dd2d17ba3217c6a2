"""Does the API keep to its OpenAPI document, whatever is asked? The long form of the suite's test.

Starts Samspil in a folder of its own and lets schemathesis ask every address, rightly and wrongly.
Prints JSON: cases asked and failures by address; exit code 1 if anything failed.

    uv run python benchmarks/api.py [--cases 300] [--seed 1]
"""

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from urllib.request import urlopen

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import Case
from schemathesis.core.failures import FailureGroup


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("SAMSPIL_")}
    environment["SAMSPIL_API_REQUESTS"] = str(10**9)
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "samspil.cli", "up", "--no-demo"]
        command += ["--port", str(port), "--data", folder]
        server = subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            base = f"http://127.0.0.1:{port}"
            wait_for(base + "/sundhed/")
            found = ask(base, options.cases, options.seed)
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait()
    print(json.dumps(found, indent=2))
    sys.exit(any(row["failures"] for row in found.values()))


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


def ask(base: str, cases: int, number: int) -> dict[str, dict[str, object]]:
    """Ask every address in both ways; a failure is told and the next address is asked."""
    schema = schemathesis.openapi.from_url(f"{base}/api/v1/openapi.json")
    found: dict[str, dict[str, object]] = {}
    for operation in (result.ok() for result in schema.get_all_operations()):
        parameters = list(operation.iter_parameters())
        for mode in schemathesis.GenerationMode:
            if mode.value == "positive" or parameters:
                found[f"{operation.path} {mode.value}"] = asked(operation, mode, cases, number)
    return found


def asked(
    operation: object, mode: schemathesis.GenerationMode, cases: int, number: int
) -> dict[str, object]:
    count, failures = 0, []

    @seed(number)
    @settings(
        max_examples=cases,
        deadline=None,
        database=None,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def keeps(case: Case) -> None:
        nonlocal count
        count += 1
        case.call_and_validate()

    try:
        keeps()
    except FailureGroup as error:
        failures.append(str(error)[:600])
    return {"cases": count, "failures": failures}


if __name__ == "__main__":
    main()
