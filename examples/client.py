#!/usr/bin/env python3
"""Talks to `claqueta serve`: a question or two by address, then a conversation. Needs nothing but Python."""

import json
import sys
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

HOME = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8080"


def ask(path: str, body: dict | None = None):
    data = json.dumps(body).encode() if body else None
    try:
        return json.load(urlopen(Request(HOME + path, data, {"content-type": "application/json"}), timeout=10))
    except HTTPError as error:  # 404 and 422 say what to do, in `mensaje`
        return json.load(error)
    except OSError as error:  # nobody is there, or nobody answers
        sys.exit(f"no answer from {HOME}: {error} (is `claqueta serve` running?)")


print(ask("/votos_titulo/" + quote("Toy Story", safe=""))["mensaje"])
print("\n".join(ask("/recomendacion/" + quote("Toy Story", safe=""))))
turn = ask("/chat", {"text": "recomiéndame algo como Toy Story"})
print(turn["text"])
print(ask("/chat", {"text": "la segunda", "session": turn["session"]})["text"])
