#!/usr/bin/env python3
"""Writes a ratings file of the size and shape of the full MovieLens dump, to measure training at that size.

  tools/ratings_at_scale.py OUT.csv [--ratings 26000000] [--users 270000] [--items 45000] [--links links.csv] [--seed 1]

userId,movieId,rating,timestamp, by user. How many films a person rates is log-normal (half rate fewer than 30, a few
thousands), how often a film is rated falls with its rank as in the original (the first hundredth of the films have nearly
half of the ratings), and what is rated carries taste: a mean per person and film and two hidden factors, on half stars.
With --links the films are those of that file, so that an index can be built from
it. Standard library only; about two minutes."""
import argparse, csv, itertools, math, random

ap = argparse.ArgumentParser()
ap.add_argument('out')
ap.add_argument('--links')
for name, default in (('ratings', 26_000_000), ('users', 270_000), ('items', 45_000), ('seed', 1)):
    ap.add_argument('--' + name, type=int, default=default)
A = ap.parse_args()
R = random.Random(A.seed)

shares = list(itertools.accumulate((rank + 30) ** -1.15 for rank in range(A.items)))
known = [int(row['movieId']) for row in csv.DictReader(open(A.links))] if A.links else range(1, 4 * A.items)
ids = R.sample(known, A.items)
films = [(str(ids[i]), R.gauss(3.5, .45), R.gauss(0, .5), R.gauss(0, .5)) for i in range(A.items)]
counts = [math.exp(R.gauss(3.4, 1.45)) for _ in range(A.users)]
scale = A.ratings / sum(counts)
written = 0
with open(A.out, 'w', buffering=1 << 20) as out:
    out.write('userId,movieId,rating,timestamp\n')
    for user in range(1, A.users + 1):
        wanted = min(max(1, round(counts[user - 1] * scale)), A.items // 8, A.ratings - written)
        chosen = set(R.choices(range(A.items), cum_weights=shares, k=wanted))
        while len(chosen) < wanted:
            chosen.update(R.choices(range(A.items), cum_weights=shares, k=wanted - len(chosen)))
        own, p, q, at = R.gauss(0, .4), R.gauss(0, 1), R.gauss(0, 1), 850_000_000 + R.randrange(650_000_000)
        noise = R.gauss
        lines = []
        for i in chosen:
            film, mean, x, y = films[i]
            halves = round(2 * (mean + own + p * x + q * y + noise(0, .8)))
            lines.append(f'{user},{film},{min(max(halves, 1), 10) / 2},{at + i}\n')
        out.writelines(lines)
        written += wanted
print(f'{written} ratings of {A.users} users and {A.items} films')
