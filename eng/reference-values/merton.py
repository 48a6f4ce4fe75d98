#!/usr/bin/env python3
"""Makes two reference tables of the Merton model with mpmath, from exact doubles.

    python3 eng/reference-values/merton.py forward > tests/ReferenceValues/merton-forward/values.csv
    python3 eng/reference-values/merton.py inverse > tests/ReferenceValues/merton-whole-domain/values.csv

forward: V, sigmaV, D, r, T -> E, sigmaE, value of the debt, spread, expected loss, by the plain textbook formulas in so many digits
that their cancellations do not matter. inverse: x = E (with D = 1, r = 0, T = 1) and s = sigmaE over the whole valid domain ->
V, sigmaV, d1, d2, ln N(-d2), by bisection and secant steps on the plain formulas. The columns ulp... give the summed effect of a
half-unit (2^-53) relative change in each input: relative for V, sigmaV, E, sigmaE, debt, spread, loss; absolute for d2 and lnPD.
"""
import random
import sys

import mpmath as mp

HALF_ULP = mp.mpf(2) ** -53


def cdf(z):
    return mp.erfc(-z / mp.sqrt(2)) / 2


def log_cdf(z):
    if z > 0:
        return mp.log1p(-mp.erfc(z / mp.sqrt(2)) / 2)
    if z > -1000:
        return mp.log(cdf(z))
    total = mp.mpf(0)
    for n in range(40):
        total += (-1) ** n * mp.fac2(2 * n - 1) / (-z) ** (2 * n + 1)
    return -z * z / 2 - mp.log(mp.sqrt(2 * mp.pi)) + mp.log(total)


def text(value):
    return mp.nstr(value, 22, min_fixed=1, max_fixed=0)


def forward_quantities(v, sigma, d, r, t):
    k = d * mp.exp(-r * t)
    w = sigma * mp.sqrt(t)
    d1 = (mp.log(v / d) + (r + sigma ** 2 / 2) * t) / w
    d2 = d1 - w
    equity = v * cdf(d1) - k * cdf(d2)
    put = k * cdf(-d2) - v * cdf(-d1)
    return [equity, sigma * v * cdf(d1) / equity, v * cdf(-d1) + k * cdf(d2), -mp.log1p(-put / k) / t, put / k]


def forward():
    mp.mp.dps = 700
    rng = random.Random(5)
    print("V,sigmaV,D,r,T,E,sigmaE,debt,spread,loss,ulpE,ulpSigmaE,ulpDebt,ulpSpread,ulpLoss")
    for i in range(300):
        d2 = rng.uniform(-30, 30)
        w = 10 ** rng.uniform(-4, 0.8)
        t = rng.choice([0.25, 1.0, 2.0, 10 ** rng.uniform(-2, 1.5)])
        r = rng.uniform(-0.05, 0.15)
        d = float(mp.mpf(10 ** rng.uniform(-3, 12)))
        sigma = float(w / mp.sqrt(t))
        v = float(d * mp.exp(-mp.mpf(r) * t + w * d2 + w * w / 2))
        inputs = [mp.mpf(z) for z in (v, sigma, d, r, t)]
        base = forward_quantities(*inputs)
        ulps = [mp.mpf(0)] * 5
        for j in range(5):
            moved = list(inputs)
            moved[j] *= 1 + HALF_ULP
            for n, value in enumerate(forward_quantities(*moved)):
                ulps[n] += abs(value / base[n] - 1)
        print(",".join([repr(z) for z in (v, sigma, d, r, t)] + [text(z) for z in base] + [mp.nstr(u, 4) for u in ulps]))


def residual(d2, x, s):
    n2 = cdf(d2)
    w = s * x / (x + n2)
    d1 = d2 + w
    value = mp.exp(w * d2 + w * w / 2) * cdf(d1) - n2
    return mp.log(value / x), w, d1


def solve(x, s, near=None):
    if near is None:
        w0 = s * x / (1 + x)
        high = mp.log1p(x) / w0 - w0 / 2
        high += mp.mpf(10) ** -9 * max(1, abs(high))
        low = min(mp.mpf(-40), mp.log(x) / s - s / 2 - 1)
        while high - low > mp.mpf(10) ** -9 * max(1, abs(low), abs(high)):
            # Far out a bisection in asinh reaches the scale of the answer sooner.
            middle = mp.sinh((mp.asinh(low) + mp.asinh(high)) / 2) if high - low > 100 else (low + high) / 2
            if residual(middle, x, s)[0] < 0:
                low = middle
            else:
                high = middle
        a, b = low, high
    else:
        a, b = near, near * (1 + mp.mpf(10) ** -20) + mp.mpf(10) ** -20
    fa, fb = residual(a, x, s)[0], residual(b, x, s)[0]
    for _ in range(40):
        if fb == fa or abs(b - a) < mp.mpf(10) ** -45 * max(1, abs(b)):
            break
        a, fa, b = b, fb, b - fb * (b - a) / (fb - fa)
        fb = residual(b, x, s)[0]
    w, d1 = residual(b, x, s)[1:]
    value = mp.exp(w * b + w * w / 2)
    return value, w, d1, b, log_cdf(-b)


def inverse():
    mp.mp.dps = 420
    rng = random.Random(11)
    pairs = [(10.0 ** a, 10.0 ** b) for a in (-300, -100, -20, -5, -1, 0, 1, 5, 20, 100, 300) for b in (-8, -4, -2, -1, 0, 0.5, 1, 2)]
    pairs += [(10 ** rng.uniform(-300, 300), 10 ** rng.uniform(-8, 2)) for _ in range(60)]
    pairs += [(10 ** rng.uniform(-12, 4), 10 ** rng.uniform(-2, 2)) for _ in range(160)]
    print("E,sigmaE,V,sigmaV,d1,d2,lnPD,ulpV,ulpSigmaV,ulpD2,ulpLnPD")
    for e, sigma in pairs:
        x, s = mp.mpf(e), mp.mpf(sigma)
        base = solve(x, s)
        ulps = [mp.mpf(0)] * 4
        for moved in ((x * (1 + HALF_ULP), s), (x, s * (1 + HALF_ULP))):
            v, w, _, d2, log_pd = solve(*moved, near=base[3])
            changes = (v / base[0] - 1, w / base[1] - 1, d2 - base[3], log_pd - base[4])
            ulps = [u + abs(c) for u, c in zip(ulps, changes)]
        print(",".join([repr(e), repr(sigma)] + [text(z) for z in base] + [mp.nstr(u, 4) for u in ulps]), flush=True)


if __name__ == "__main__":
    forward() if sys.argv[1:] == ["forward"] else inverse()
