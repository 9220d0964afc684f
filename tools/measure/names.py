"""Names out of the sources for the measures: film titles, people, and how people spell them."""

import csv
import gzip
import os
import re

csv.field_size_limit(1 << 24)
NAME = re.compile(r"'name': '([^'\\]+)', 'order': [0-4],")
GROUP = re.compile(r"'name': '([^'\\]+)'")
DIRECTOR = re.compile(r"'job': 'Director', 'name': '([^'\\]+)'")


def titles(films):
    """The titles of movies_metadata.csv, in the order of the file."""
    with open(os.path.join(films, 'movies_metadata.csv'), encoding='utf-8', newline='') as f:
        return [r['title'].strip() for r in csv.DictReader(f) if r.get('title')]


def groups(films):
    """The companies and the sagas of movies_metadata.csv, each once."""
    companies, sagas = set(), set()
    with open(os.path.join(films, 'movies_metadata.csv'), encoding='utf-8', newline='') as f:
        for row in csv.DictReader(f):
            companies.update(GROUP.findall(row.get('production_companies') or ''))
            sagas.update(GROUP.findall(row.get('belongs_to_collection') or ''))
    return sorted(companies), sorted(sagas)


def people(films):
    """Actors (the first five of each film) and directors of credits.csv, plain or .gz."""
    actors, directors = [], []
    path = os.path.join(films, 'credits.csv')
    opened = open(path, encoding='utf-8', newline='') if os.path.exists(path) else gzip.open(path + '.gz', 'rt', encoding='utf-8', newline='')
    with opened as f:
        for row in csv.DictReader(f):
            actors += NAME.findall(row['cast'] or '')
            directors += DIRECTOR.findall(row['crew'] or '')
    return actors, directors


def spelt(random, text, typos=0.1):
    """A tenth of the names, or the share that is said, carry a typo (two letters swapped), as people write them."""
    if random.random() < typos and len(text) > 5:
        i = random.randrange(1, len(text) - 1)
        return text[:i] + text[i + 1] + text[i] + text[i + 2:]
    return text
