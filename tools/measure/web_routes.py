#!/usr/bin/env python3
"""Every function of a running `claqueta serve` alone under 64 connections, with wrk: once with one hundred addresses that
repeat, once with addresses that do not, so that nothing can come from answers kept; then all mixed.

    tools/measure/web_routes.py --films DIR [--typos 0.1] [--seconds 4] [--connections 64] [--pause MS] [--only TEXT]
        [http://127.0.0.1:8080]

With a pause, each connection waits so long before it asks again: 12 ms make some 5,000 requests a second of 64.
Titles, people, companies and sagas (half of these are titles, most of no saga) are drawn from the sources in DIR, a tenth
(or what --typos says) with a typo. Letters are percent-encoded at random, so that every address is new to the program, though
a month, a platform, or a name of a source with fewer names than are asked for, comes again.
"""

import argparse
import os
import random
import re
import subprocess
import tempfile
import urllib.request
from urllib.parse import quote

import names

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--films", required=True)
parser.add_argument("--seconds", type=int, default=4)
parser.add_argument("--connections", type=int, default=64)
parser.add_argument("--threads", type=int, default=1)
parser.add_argument("--typos", type=float, default=0.1)
parser.add_argument("--pause", type=int)
parser.add_argument("--only", default="")
parser.add_argument("home", nargs="?", default="http://127.0.0.1:8080")
ARGS = parser.parse_args()
MANY = 60_000
R = random.Random(7)
LOAD = os.path.join(os.path.dirname(os.path.abspath(__file__)), "web_load.lua")

TITLES = sorted({t for t in names.titles(ARGS.films) if t})
ACTORS, DIRECTORS = (sorted(set(some)) for some in names.people(ARGS.films))
MONTHS = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
DAYS = "lunes martes miércoles jueves viernes sábado domingo".split()
PLATFORMS = ["amazon", "disney", "hulu", "netflix"]
LANGUAGES = ["es", "en", "fr", "japonés", "coreano", "italiano", "alemán", "portugués"]
COUNTRIES = ["AR", "Argentina", "México", "Spain", "US", "Francia", "Japón", "Chile", "India", "Brasil"]
COMPANIES, SAGAS = names.groups(ARGS.films)
AGES = ["PG-13", "R", "TV-MA", "TV-14", "16+", "18+", "all", "G"]


def encoded(text):
    """The same text, with some of its letters percent-encoded."""
    return "".join("%" + format(ord(c), "02X") if ord(c) < 128 and R.random() < 0.4 else quote(c, safe="") for c in text)


def one(of):
    """One of few, some letters in the other case."""
    return lambda: encoded("".join(c.swapcase() if R.random() < 0.3 else c for c in R.choice(of)))


def name(of):
    return lambda: encoded(names.spelt(R, R.choice(of), ARGS.typos))


def number(first, last):
    return lambda: str(R.randint(first, last))


TITLE, PERSON, DIRECTOR = name(TITLES), name(ACTORS), name(DIRECTORS)
COMPANY, SAGA = name(COMPANIES), name(SAGAS + R.sample(TITLES, len(SAGAS)))
YEAR, PLATFORM = number(1950, 2021), one(PLATFORMS)
ROUTES = [
    ("/cantidad_filmaciones_mes", lambda: "/" + one(MONTHS)()),
    ("/cantidad_filmaciones_dia", lambda: "/" + one(DAYS)()),
    ("/score_titulo", lambda: "/" + TITLE()),
    ("/votos_titulo", lambda: "/" + TITLE()),
    ("/get_actor", lambda: "/" + PERSON()),
    ("/get_director", lambda: "/" + DIRECTOR()),
    ("/recomendacion", lambda: "/" + TITLE()),
    ("/recomendacion/", lambda: TITLE() + f"?detalle=1&pagina={R.randint(1, 10)}"),
    ("/get_max_duration", lambda: f"?year={YEAR()}&platform={PLATFORM()}&duration_type={one(['min', 'season'])()}"),
    ("/get_score_count", lambda: f"?platform={PLATFORM()}&score={R.uniform(0.5, 5):.3f}&year={YEAR()}"),
    ("/get_count_platform", lambda: "/" + PLATFORM()),
    ("/get_actor?", lambda: f"platform={PLATFORM()}&year={YEAR()}"),
    ("/prediccion", lambda: f"/{R.randint(1, 671)}/" + TITLE()),
    ("/peliculas_idioma", lambda: "/" + one(LANGUAGES)()),
    ("/peliculas_duracion", lambda: "/" + TITLE()),
    ("/franquicia", lambda: "/" + SAGA()),
    ("/peliculas_pais", lambda: "/" + one(COUNTRIES)()),
    ("/productoras_exitosas", lambda: "/" + COMPANY()),
    ("/prod_per_country", lambda: f"?tipo={one(['movie', 'show'])()}&pais={one(COUNTRIES)()}&anio={YEAR()}"),
    ("/get_contents", lambda: "/" + one(AGES)()),
    ("/ficha", lambda: "/" + TITLE()),
    ("/donde", lambda: "/" + TITLE()),
    ("/reparto", lambda: "/" + TITLE()),
    ("/filmografia", lambda: "/" + PERSON()),
    ("/buscar", lambda: "?q=" + encoded(names.spelt(R, R.choice(TITLES), ARGS.typos)[: R.randint(4, 14)])),
]


def told(name):
    """A figure of the program, as it says itself."""
    text = urllib.request.urlopen(ARGS.home + "/metrics").read().decode()
    return float(re.search(rf"^{name} (\S+)$", text, re.M)[1])


def measured(addresses):
    """Requests a second, p50 and p99 in milliseconds, processor time of the program for each request in microseconds."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("\n".join(addresses) + "\n")
        file.flush()
        command = ["wrk", f"-t{ARGS.threads}", f"-c{ARGS.connections}", f"-d{ARGS.seconds}s", "--latency", "-s", LOAD, ARGS.home, "--", "@" + file.name]
        before = told("process_cpu_seconds_total")
        pause = {"PAUSE": str(ARGS.pause)} if ARGS.pause else {}
        said = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ | pause).stdout
        used = told("process_cpu_seconds_total") - before
    milliseconds = {"us": 1e-3, "ms": 1.0, "s": 1e3}
    p50, p99 = (float(n) * milliseconds[unit] for n, unit in re.findall(r"^ +(?:50|99)% +([\d.]+)(us|ms|s)$", said, re.M))
    rate = float(re.search(r"Requests/sec: +([\d.]+)", said)[1])
    requests = int(re.search(r"(\d+) requests in", said)[1])
    return rate, p50, p99, 1e6 * used / requests


def line(what, few, many):
    figures = [f"{rate:>8.0f} {p50:>6.2f} {p99:>6.2f} {cpu:>5.0f}" for rate, p50, p99, cpu in (few, many)]
    print(f"{what:<28} {figures[0]}   {figures[1]}", flush=True)


print(f"{'':<28} repeated                       new addresses")
print(f"{'':<28} {'1/s':>8} {'p50 ms':>6} {'p99 ms':>6} {'CPU µs':>5}  {'1/s':>8} {'p50 ms':>6} {'p99 ms':>6} {'CPU µs':>5}")
mixed = []
for path, make in ROUTES:
    addresses = list(dict.fromkeys(path + make() for _ in range(MANY)))
    mixed += addresses[: MANY // len(ROUTES)]
    if ARGS.only in path:
        line(path, measured(addresses[:100]), measured(addresses))
if not ARGS.only:
    R.shuffle(mixed)
    line("all, mixed", measured(mixed[:500]), measured(mixed))
print(f"resident memory: {told('process_resident_memory_bytes') / 1e6:.0f} MB")
