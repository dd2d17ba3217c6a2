"""Does the committee's sheet fit on one page for every municipality, printed and as PDF?

Starts Samspil in a folder of its own; for each municipality, sector and language asks for the
PDF, and (with --print, where Chromium is installed) prints the page. Prints JSON: how many
sheets, which took more than a page, and how long a PDF takes.

    uv run python benchmarks/sheets.py [--print]
"""

import argparse
import json
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator
from urllib.error import HTTPError
from urllib.request import Request, urlopen

LANGUAGES, SECTORS = ("da", "en"), ("school", "daycare")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--print", action="store_true", dest="prints")
    prints = parser.parse_args().prints
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("SAMSPIL_")}
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "samspil.cli", "up", "--port", str(port), "--data", folder]
        server = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
        base = f"http://127.0.0.1:{port}"
        try:
            wait_for(base + "/sundhed/")
            found = {"pdf": asked(base)} | ({"printed": printed(base)} if prints else {})
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait()
    print(json.dumps(found, indent=2))
    sys.exit(any(row["more_than_one_page"] for row in found.values()))


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


def sheets(base: str) -> Iterator[tuple[str, str, str]]:
    """Every municipality, examples included, in both sectors and languages."""
    with urlopen(f"{base}/kommuner/tal.json") as answer:
        codes = [place["code"] for place in json.load(answer)["municipalities"]]
    for code in codes:
        for sector in SECTORS:
            for language in LANGUAGES:
                yield code, sector, language


def pages_in(content: bytes) -> int:
    """Count the pages a file has, in its plain parts and in those that are packed."""
    whole = content
    for raw in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
        try:
            whole += zlib.decompress(raw)
        except zlib.error:
            continue
    return len(re.findall(rb"/Type\s*/Page\b", whole))


def asked(base: str) -> dict[str, object]:
    wrong, times = [], []
    for code, sector, language in sheets(base):
        address = f"{base}/kommuner/{code}/papir.pdf?omraade={sector}"
        request = Request(address, headers={"Cookie": f"samspil_sprog={language}"})
        began = time.perf_counter()
        try:
            with urlopen(request) as answer:
                content = answer.read()
        except HTTPError as error:
            wrong.append(f"{code} {sector} {language}: answered {error.code}")
            continue
        times.append(1000 * (time.perf_counter() - began))
        if pages_in(content) != 1:
            wrong.append(f"{code} {sector} {language}")
    return {
        "sheets": len(times),
        "more_than_one_page": wrong,
        "median_ms": round(statistics.median(times), 1),
        "p95_ms": round(statistics.quantiles(times, n=20)[-1], 1),
    }


def printed(base: str) -> dict[str, object]:
    from playwright.sync_api import sync_playwright

    wrong, count = [], 0
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        contexts = {language: browser.new_context() for language in LANGUAGES}
        pages = {}
        for language, context in contexts.items():
            context.add_cookies([{"name": "samspil_sprog", "value": language, "url": base}])
            pages[language] = context.new_page()
        for code, sector, language in sheets(base):
            pages[language].goto(f"{base}/kommuner/{code}/papir/?omraade={sector}")
            content = pages[language].pdf(prefer_css_page_size=True, print_background=True)
            count += 1
            if pages_in(content) != 1:
                wrong.append(f"{code} {sector} {language}")
        browser.close()
    return {"sheets": count, "more_than_one_page": wrong}


if __name__ == "__main__":
    main()
