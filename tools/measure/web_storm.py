#!/usr/bin/env python3
"""Sends a running `claqueta serve` requests of every kind and counts what comes back: any bytes in path and query, values
that nearly mean something, huge and broken bodies, several requests at once, half requests, clients that are slow, go away or
speak no HTTP.

    tools/measure/web_storm.py http://127.0.0.1:8080 [requests, default 100000]

Ends with exit code 1 when any answer is a server error or has a status that docs/api.md does not name, when what is sent
together is not answered in its order, or when the program does not answer as before afterwards.
"""

import asyncio
import collections
import json
import random
import sys
from urllib.parse import quote, quote_from_bytes, urlsplit

HOME = urlsplit(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8080")
TOTAL = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
CLIENTS = 48
WORDS = ["Toy Story", "Tom Hanks", "enero", "lunes", "netflix", "disney+", "2018", "3,5", "3.5", "min", "season", "42", "pf:7",
         "862", "as123", "es", "AR", "Pixar", "PG-13", "movie", "1", "0", "-1", "NaN", "1e999", "", " ", "/", "?", "%", "..",
         "\0", "\r\n", "<script>", "'; drop", "ñandú", "千と千尋", "🎬" * 40, "a" * 3000]
PATHS, PARAMETERS = [], ["titulo", "id", "nombre", "year", "platform", "score", "q", "limite", "pagina", "anio", "tipo"]
random.seed(7)
counts = collections.Counter()
# What is no HTTP, or has too long a head, is answered by the server's HTTP library: 400, 414, 431.
DOCUMENTED = {200, 304, 400, 404, 405, 408, 413, 414, 422, 429, 431}


def value() -> str:
    if random.random() < 0.25:
        return quote_from_bytes(random.randbytes(random.randrange(40)), safe="")
    return quote("".join(random.choices(WORDS, k=random.choice([1, 1, 1, 2]))), safe="")


def address() -> str:
    kind = random.random()
    if kind < 0.1:
        path = "/" + "".join(chr(random.randrange(33, 127)) for _ in range(random.randrange(60)))
    else:
        path = "".join(value() if part.startswith("{") else part for part in random.choice(PATHS))
    if random.random() < 0.5:
        path += "?" + "&".join(f"{random.choice(PARAMETERS)}={value()}" for _ in range(random.randrange(4)))
    return path.replace(" ", "%20").replace("#", "%23")


def message() -> bytes:
    kind = random.random()
    if kind < 0.15:
        method = random.choice(["HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "BREW"])
        return f"{method} {address()} HTTP/1.1\r\nhost: x\r\n\r\n".encode("latin-1")
    if kind < 0.4:
        body = random.choice([
            lambda: json.dumps({"text": random.choice(WORDS), "session": random.choice([None, "x", "0" * 32])}).encode(),
            lambda: random.randbytes(random.randrange(200)),
            lambda: b'{"text":"' + b"x" * random.randrange(100_000) + b'"}',
            lambda: b"[" * 5000,
        ])()
        return f"POST /chat HTTP/1.1\r\nhost: x\r\ncontent-length: {len(body)}\r\n\r\n".encode() + body
    if kind < 0.42:
        return random.randbytes(random.randrange(1, 300)) + b"\r\n\r\n"
    if kind < 0.43:
        return f"GET /{'a' * 70_000} HTTP/1.1\r\nhost: x\r\n\r\n".encode()
    headers = "".join(f"x-{i}: {'y' * 50}\r\n" for i in range(random.choice([0, 0, 0, 3, 90])))
    return f"GET {address()} HTTP/1.1\r\nhost: x\r\n{headers}\r\n".encode("latin-1")


async def answer(reader, body=True) -> tuple[int, dict, bytes]:
    """Status, headers and body of the next answer."""
    head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 20)
    headers = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:] if b": " in line)
    length = int(headers.get(b"content-length", 0)) if body else 0
    return int(head.split(b" ", 2)[1]), headers, await asyncio.wait_for(reader.readexactly(length), 20)


async def one(reader, writer) -> bool:
    """One request; whether the connection can be used again."""
    said = message()
    writer.write(said)
    await asyncio.wait_for(writer.drain(), 20)
    status, headers, _ = await answer(reader, not said.startswith(b"HEAD"))
    counts[status] += 1
    return headers.get(b"connection") != b"close" and b"content-length" in headers


async def together(reader, writer) -> bool:
    """Several requests before the first is answered; the answers come in their order."""
    asked = [random.choice(["862", "597", "155", "13", "680"]) for _ in range(random.randrange(2, 30))]
    writer.write(b"".join(f"GET /score_titulo?id={id} HTTP/1.1\r\nhost: x\r\n\r\n".encode() for id in asked))
    for id in asked:
        status, _, body = await answer(reader)
        counts[status] += 1
        if status == 200 and str(json.loads(body)["id"]) != id:
            counts["out of order"] += 1
    return True


async def slowly(reader, writer) -> bool:
    """A message that comes byte by byte, or stops in the middle."""
    said = b'POST /chat HTTP/1.1\r\nhost: x\r\ncontent-length: 15\r\n\r\n{"text":"hola"}'
    upto = random.choice([len(said), random.randrange(1, len(said))])
    for i in range(upto):
        writer.write(said[i : i + 1])
        await writer.drain()
        await asyncio.sleep(random.random() / 50)
    if upto < len(said):
        counts["stopped in the middle"] += 1
        return False
    status, _, _ = await answer(reader)
    counts[status] += 1
    return True


async def client(left: list) -> None:
    reader = writer = None
    while left[0] > 0:
        left[0] -= 1
        try:
            if writer is None:
                reader, writer = await asyncio.open_connection(HOME.hostname, HOME.port)
            trouble = random.random()
            if trouble < 0.002:
                writer.write(b"GET /health HTTP/1.1\r\nx: ")
                await asyncio.sleep(random.random())
                counts["went away"] += 1
                reuse = False
            elif trouble < 0.005:
                reuse = await slowly(reader, writer)
            elif trouble < 0.02:
                reuse = await together(reader, writer)
            else:
                reuse = await one(reader, writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.TimeoutError) as error:
            counts[type(error).__name__] += 1
            reuse = False
        if not reuse and writer is not None:
            writer.close()
            reader = writer = None
    if writer is not None:
        writer.close()


async def fetch(path: str) -> tuple[int, bytes]:
    reader, writer = await asyncio.open_connection(HOME.hostname, HOME.port)
    writer.write(f"GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n".encode())
    answer = await asyncio.wait_for(reader.read(), 30)
    writer.close()
    head, body = answer.split(b"\r\n\r\n", 1)
    return int(head.split(b" ", 2)[1]), body


async def main() -> int:
    before = await fetch("/score_titulo/Toy%20Story")
    document = json.loads((await fetch("/openapi.json"))[1])
    for path in document["paths"]:
        parts = path.replace("{", "\0{").replace("}", "}\0").split("\0")
        PATHS.append([part for part in parts if part])
    left = [TOTAL]
    await asyncio.gather(*(client(left) for _ in range(CLIENTS)))
    after = await fetch("/score_titulo/Toy%20Story")
    print(json.dumps({str(k): n for k, n in sorted(counts.items(), key=lambda c: str(c[0]))}))
    errors = sum(n for status, n in counts.items() if isinstance(status, int) and status >= 500)
    strange = sum(n for status, n in counts.items() if isinstance(status, int) and status < 500 and status not in DOCUMENTED)
    print(
        f"{sum(counts.values())} requests, {errors} server errors, {strange} undocumented statuses, "
        f"{counts['out of order']} out of order, the same answer as before: {after == before}"
    )
    return 1 if errors or strange or counts["out of order"] or after != before else 0


sys.exit(asyncio.run(main()))
