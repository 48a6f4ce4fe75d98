#!/usr/bin/env python3
"""Makes tests/ReferenceValues/standard-normal/values.csv with mpmath (the arguments are the exact doubles printed).

    python3 eng/reference-values/standard_normal.py > tests/ReferenceValues/standard-normal/values.csv
"""
import random

import mpmath as mp

mp.mp.dps = 80


def tail(t):
    """1 - N(t) for any t."""
    return mp.erfc(t / mp.sqrt(2)) / 2


def main():
    rng = random.Random(20240131)
    points = {0.0, -0.0, 1e-300, -1e-300, 1e-17, -1e-17, 0.5, -0.5, 1.0, -1.0, -0.9999999, -1.0000001, 5.0, -5.0, 8.2, 8.4, -37.5, 37.5,
              -38.5, 40.0, -40.0, -100.0, -1e4, -1e8, -7e10, 20.0, 1e4}
    points |= {rng.uniform(-38, 38) for _ in range(300)}
    points |= {rng.uniform(-3, 3) for _ in range(100)}
    points |= {-(10 ** rng.uniform(1.5, 11)) for _ in range(40)}
    print("z,density,cumulative,logCumulative,millsRatio,firstMoment,secondMoment,thirdMoment")
    for z in sorted(points):
        # The moments cancel t^2, t^4 and t^6 times; the working precision follows.
        mp.mp.dps = 80 + (int(8 * mp.log10(abs(z))) if abs(z) > 1 else 0)
        x = mp.mpf(z)
        density = mp.exp(-x * x / 2) / mp.sqrt(2 * mp.pi)
        log_density = -x * x / 2 - mp.log(mp.sqrt(2 * mp.pi))
        big = abs(x) > 1e5
        cumulative = mp.mpf(0) if big and x < 0 else tail(-x)
        if x >= 0:
            log_cumulative = mp.log1p(-tail(x)) if x < 1e3 else mp.mpf(0)
        else:
            log_cumulative = log_density + mp.log(mills(-x))
        m0 = mills(x) if x > -38.4 else None
        columns = [density, cumulative, log_cumulative, m0]
        if x >= 0:
            m0 = mills(x)
            m1 = 1 - x * m0
            m2 = m0 - x * m1
            m3 = 2 * m1 - x * m2
            columns += [m1, m2, m3]
        else:
            columns += [None, None, None]
        texts = ["" if c is None else mp.nstr(c, 25, min_fixed=1, max_fixed=0) for c in columns]
        print(",".join([repr(z)] + texts))


def mills(t):
    if t < 1e3:
        return tail(t) * mp.sqrt(2 * mp.pi) * mp.exp(t * t / 2)
    total = mp.mpf(0)
    for n in range(60):
        total += (-1) ** n * mp.fac2(2 * n - 1) / t ** (2 * n + 1)
    return total


if __name__ == "__main__":
    main()
