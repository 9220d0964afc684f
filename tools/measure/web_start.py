#!/usr/bin/env python3
"""How long `claqueta serve` takes from its start to the first 200, and how much memory it holds then.

    tools/measure/web_start.py claqueta --index I [--runs 5]
"""

import argparse
import socket
import statistics
import subprocess
import time

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("program")
parser.add_argument("--index", required=True)
parser.add_argument("--runs", type=int, default=5)
ARGS = parser.parse_args()
ASKED = b"GET /score_titulo/Toy%20Story HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def run():
    """Milliseconds to the first 200, and resident megabytes then."""
    addr = ("127.0.0.1", free_port())
    started = time.perf_counter()
    program = subprocess.Popen([ARGS.program, "serve", "--index", ARGS.index, "--addr", f"{addr[0]}:{addr[1]}"], stderr=subprocess.DEVNULL)
    try:
        while time.perf_counter() - started < 30 and program.poll() is None:
            try:
                with socket.create_connection(addr, timeout=5) as s:
                    s.sendall(ASKED)
                    if s.recv(100).startswith(b"HTTP/1.1 200"):
                        took = 1e3 * (time.perf_counter() - started)
                        resident = next(l for l in open(f"/proc/{program.pid}/status") if l.startswith("VmRSS"))
                        return took, int(resident.split()[1]) / 1024
            except OSError:
                time.sleep(0.001)
        raise SystemExit("it does not answer")
    finally:
        program.terminate()
        program.wait()


runs = [run() for _ in range(ARGS.runs)]
print(f"start to first 200: median {statistics.median(r[0] for r in runs):.0f} ms, worst {max(r[0] for r in runs):.0f} ms; {runs[-1][1]:.0f} MB")
