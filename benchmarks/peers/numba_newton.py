#!/usr/bin/python3
"""Times the textbook 2-D Newton compiled by numba (Debian: python3-numba), tolerance 1e-10."""
import math

import numba
import numpy as np

from firms import RATE, firms, least_time, say


@numba.njit
def solve(e, s, d, r, t, tolerance):
    k = d * math.exp(-r * t)
    root = math.sqrt(t)
    v = e + k
    sigma = s * e / v
    for _ in range(100):
        width = sigma * root
        d1 = math.log(v / k) / width + 0.5 * width
        d2 = d1 - width
        n1 = 0.5 * math.erfc(-d1 * 0.7071067811865476)
        n2 = 0.5 * math.erfc(-d2 * 0.7071067811865476)
        density = math.exp(-0.5 * d1 * d1) * 0.3989422804014327
        f = v * n1 - k * n2 - e
        g = v * n1 * sigma - s * e
        fv, fs = n1, v * density * root
        gv, gs = n1 * sigma + density / root, v * n1 - v * density * d2
        determinant = fv * gs - fs * gv
        step_v = (f * gs - fs * g) / determinant
        step_s = (fv * g - f * gv) / determinant
        share = 1.0
        while v - share * step_v <= 0 or sigma - share * step_s <= 0:
            share *= 0.5
        v -= share * step_v
        sigma -= share * step_s
        if abs(step_v) < tolerance * v and abs(step_s) < tolerance * sigma:
            return v, sigma
    return math.nan, math.nan


@numba.njit
def solve_all(e, s, d, v, sigma):
    for i in range(e.size):
        v[i], sigma[i] = solve(e[i], s[i], d[i], RATE, 1.0, 1e-10)


ROWS = 16384
E, S, D = (np.array(column) for column in firms(ROWS))
V, SIGMA = np.empty(ROWS), np.empty(ROWS)
solve_all(E, S, D, V, SIGMA)
say("numba 2-D Newton, 1e-10", least_time(lambda: solve_all(E, S, D, V, SIGMA), 30), ROWS)
