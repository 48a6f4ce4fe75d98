#!/usr/bin/python3
"""Times scipy's fsolve (Debian: python3-scipy), as scripts use it: with ndtr (tuned) and with scipy.stats.norm.cdf."""
import math

from scipy.optimize import fsolve
from scipy.special import ndtr
from scipy.stats import norm

from firms import RATE, firms, least_time, say


def solve(e, s, d, cumulative):
    k = d * math.exp(-RATE)

    def residual(unknown):
        v, sigma = unknown
        d1 = math.log(v / k) / sigma + 0.5 * sigma
        n1 = cumulative(d1)
        return (v * n1 - k * cumulative(d1 - sigma)) / e - 1, v * n1 * sigma / (e * s) - 1

    v0 = e + k
    return fsolve(residual, (v0, s * e / v0), xtol=1e-10)


def run(rows, cumulative):
    for e, s, d in rows:
        try:
            solve(e, s, d, cumulative)
        except ValueError:
            # The unguarded method steps to a negative asset value on distressed firms.
            pass


ROWS = list(zip(*firms(400)))
say("fsolve, scipy.special.ndtr", least_time(lambda: run(ROWS, ndtr), 5), len(ROWS))
say("fsolve, scipy.stats.norm.cdf", least_time(lambda: run(ROWS[:60], norm.cdf), 3), 60)
