#!/usr/bin/python3
"""Times the 2-D Newton on whole numpy columns (Debian: python3-numpy, python3-scipy), until every firm's step is below 1e-10."""
import numpy as np
from scipy.special import ndtr

from firms import RATE, firms, least_time, say


def solve(e, s, d):
    k = d * np.exp(-RATE)
    v = e + k
    sigma = s * e / v
    for _ in range(100):
        d1 = np.log(v / k) / sigma + 0.5 * sigma
        d2 = d1 - sigma
        n1, n2 = ndtr(d1), ndtr(d2)
        density = np.exp(-0.5 * d1 * d1) * 0.3989422804014327
        f = v * n1 - k * n2 - e
        g = v * n1 * sigma - s * e
        fs, gv, gs = v * density, n1 * sigma + density, v * n1 - v * density * d2
        determinant = n1 * gs - fs * gv
        step_v = (f * gs - fs * g) / determinant
        step_s = (n1 * g - f * gv) / determinant
        v = np.maximum(v - step_v, 0.1 * v)
        sigma = np.maximum(sigma - step_s, 0.1 * sigma)
        if np.all(np.abs(step_v) < 1e-10 * v) and np.all(np.abs(step_s) < 1e-10 * sigma):
            break
    return v, sigma


ROWS = 16384
E, S, D = (np.array(column) for column in firms(ROWS))
with np.errstate(all="ignore"):
    say("numpy 2-D Newton on columns, 1e-10", least_time(lambda: solve(E, S, D), 10), ROWS)
