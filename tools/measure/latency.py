#!/usr/bin/env python3
"""Percentiles of `elapsed_us` in the JSON lines on stdin, over all and by intent."""
import collections, json, sys

by = collections.defaultdict(list)
for line in sys.stdin:
    answer = json.loads(line)
    for key in ('ALL', answer.get('intent', 'search')):
        by[key].append(answer['elapsed_us'])
for key, v in sorted(by.items()):
    v.sort()
    print(f'{key:16} n={len(v):6} p50={v[len(v) // 2]:6} p99={v[int(len(v) * .99)]:6} max={v[-1]:7} us')
