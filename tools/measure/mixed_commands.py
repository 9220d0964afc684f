#!/usr/bin/env python3
"""Prints N commands of all twelve kinds, evenly mixed, with titles and people drawn at random from the sources.

  mixed_commands.py --films DIR [-n 10000] [--seed 1]

Titles come from movies_metadata.csv, people from the first entries of each film in credits.csv(.gz). A tenth of the names
carry a typo (two letters swapped), as people write them.
"""
import argparse, random
import names

ap = argparse.ArgumentParser()
ap.add_argument('--films', required=True)
ap.add_argument('-n', type=int, default=10000)
ap.add_argument('--seed', type=int, default=1)
A = ap.parse_args()
R = random.Random(A.seed)
titles = names.titles(A.films)
actors, directors = names.people(A.films)
spelt = lambda text: names.spelt(R, text)
MONTHS = 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split()
DAYS = 'lunes martes miércoles jueves viernes sábado domingo'.split()
PLATFORMS = 'amazon disney hulu netflix'.split()
title = lambda: spelt(R.choice(titles))
maybe = lambda x: x if R.random() < 0.6 else ''
year = lambda: str(R.randint(1990, 2021))
KINDS = [
    lambda: f'/mes {R.choice(MONTHS)}', lambda: f'/dia {R.choice(DAYS)}', lambda: f'/score {title()}', lambda: f'/votos {title()}',
    lambda: f'/actor {spelt(R.choice(actors))}', lambda: f'/director {spelt(R.choice(directors))}', lambda: f'/recomendar {title()}',
    lambda: f"/duracion {maybe(year())} {maybe(R.choice(PLATFORMS))} {maybe(R.choice(['min', 'season']))}",
    lambda: f'/puntajes {maybe(R.choice(PLATFORMS))} {R.choice([2.5, 3, 3.5, 4])} {maybe(year())}',
    lambda: f'/plataforma {R.choice(PLATFORMS)}', lambda: f'/repetido {maybe(R.choice(PLATFORMS))} {maybe(year())}',
    lambda: f'/predecir {R.randint(1, 671)} {title()}',
]
for i in range(A.n):
    print(' '.join(R.choice(KINDS)().split()))
