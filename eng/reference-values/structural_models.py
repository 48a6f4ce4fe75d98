#!/usr/bin/env python3
"""Makes the reference tables of the models beside the two equations with mpmath, from exact doubles.

    python3 eng/reference-values/structural_models.py sensitivity > tests/ReferenceValues/merton-sensitivity/values.csv
    python3 eng/reference-values/structural_models.py barrier > tests/ReferenceValues/barrier/values.csv
    python3 eng/reference-values/structural_models.py creditgrades > tests/ReferenceValues/credit-grades/values.csv
    python3 eng/reference-values/structural_models.py jump > tests/ReferenceValues/jump-diffusion/values.csv

Each by a route other than the product's: derivatives by central differences of a 60-digit root find of the plain equations; the barrier
and the jump model by numerical integration of the payoff against the density (absorbed density; conditional on the number of jumps);
CreditGrades' spread by quadrature of the survival curve.
"""
import random
import sys

import mpmath as mp

mp.mp.dps = 60


def cdf(z):
    return mp.erfc(-z / mp.sqrt(2)) / 2


def text(value):
    return mp.nstr(value, 22, min_fixed=1, max_fixed=0)


def call(v, k, w):
    d1 = mp.log(v / k) / w + w / 2
    return v * cdf(d1) - k * cdf(d1 - w), d1


def solve(e, sigma_e, d, r, t):
    """V, sigmaV: the second equation gives w = sigmaV sqrt T from d2, the first is then one rising equation in d2."""
    k = d * mp.exp(-r * t)
    s = sigma_e * mp.sqrt(t)

    def width(d2):
        return s * e / (e + k * cdf(d2))

    def residual(d2):
        w = width(d2)
        return mp.exp(w * d2 + w * w / 2) * cdf(d2 + w) - cdf(d2) - e / k

    low = mp.mpf(-40)
    w0 = s * e / (e + k)
    high = mp.log1p(e / k) / w0 - w0 / 2 + 1
    for _ in range(40):
        mid = (low + high) / 2
        if residual(mid) < 0:
            low = mid
        else:
            high = mid
    d2 = mp.findroot(residual, (low, high), solver="secant", tol=mp.mpf(10) ** -105, maxsteps=100, verify=False)
    w = width(d2)
    return k * mp.exp(w * d2 + w * w / 2), w / mp.sqrt(t)


def quantities(e, sigma_e, d, r, t):
    v, sigma = solve(e, sigma_e, d, r, t)
    w = sigma * mp.sqrt(t)
    d2 = (mp.log(v / d) + r * t) / w - w / 2
    return [v, sigma, d2, (1 - d / v) / w, mp.log(cdf(-d2))]


def sensitivity():
    names = ["V", "sigmaV", "d2", "kmv", "lnEdf"]
    inputs = ["E", "sigmaE", "D", "r", "T"]
    print(",".join(inputs + [f"{n}_{i}" for n in names for i in inputs]))
    rng = random.Random(20240611)
    cases = [(3.0, 0.8, 10.0, 0.05, 1.0), (2.0, 0.5, 5.0, 0.04, 1.0)]
    while len(cases) < 40:
        cases.append((round(10 ** rng.uniform(-2, 1.3), 6), round(rng.uniform(0.1, 1.2), 6), 1.0 + round(rng.uniform(0, 5), 6),
                      round(rng.uniform(-0.02, 0.12), 6), round(10 ** rng.uniform(-1, 1), 6)))
    for case in cases:
        x = [mp.mpf(c) for c in case]
        columns = []
        for i in range(5):
            h = mp.mpf(10) ** -18 * (x[i] if i != 3 else 1)
            up = quantities(*[x[j] + (h if j == i else 0) for j in range(5)])
            down = quantities(*[x[j] - (h if j == i else 0) for j in range(5)])
            columns.append([(a - b) / (2 * h) for a, b in zip(up, down)])
        cells = [repr(c) for c in case] + [text(columns[i][n]) for n in range(5) for i in range(5)]
        print(",".join(cells))


def barrier():
    print("V,sigmaV,D,H,g,r,T,equity,delta,pDefault,pPassage")
    rng = random.Random(20240612)
    for index in range(40):
        v = round(10 ** rng.uniform(0, 1), 6)
        d = round(v * rng.uniform(0.3, 1.3), 6)
        g = [0.0, 0.0, round(rng.uniform(0, 0.06), 6)][index % 3]
        t = round(10 ** rng.uniform(-0.7, 0.9), 6)
        # Barrier level at the horizon; below the assets today after growing backwards.
        h = round(v * rng.uniform(0.2, 0.97), 6)
        sigma = round(rng.uniform(0.06, 0.6), 6)
        r = round(rng.uniform(-0.01, 0.1), 6)
        V, S, D, H, G, R, T = [mp.mpf(z) for z in (v, sigma, d, h, g, r, t)]
        h0 = H * mp.exp(-G * T)
        if h0 >= V:
            continue
        nu = R - G - S * S / 2
        b = mp.log(h0 / V)
        sd = S * mp.sqrt(T)

        def density(y, start, normal=mp.npdf):
            # Log of assets over the moving barrier's growth, absorbed at b; start shifts the origin for the derivative.
            def n(z):
                return mp.exp(-((z - nu * T) / sd) ** 2 / 2) / (sd * mp.sqrt(2 * mp.pi))
            bb = b - start
            return n(y) - mp.exp(2 * nu * bb / S ** 2) * n(y - 2 * bb)

        def equity(start):
            low = max(b - start, mp.log(D / V) - G * T - start)
            top = nu * T + 18 * sd
            f = lambda y: (V * mp.exp(start + y + G * T) - D) * density(y, start)
            points = [low + (top - low) * j / 24 for j in range(25)]
            return mp.exp(-R * T) * mp.quad(f, points)

        mp.mp.dps = 40
        e = equity(mp.mpf(0))
        step = mp.mpf(10) ** -12
        delta = (equity(step) - equity(-step)) / (2 * step) / V
        survive_low = max(b, mp.log(D / V) - G * T)
        top = nu * T + 18 * sd
        alive = mp.quad(lambda y: density(y, 0), [survive_low + (top - survive_low) * j / 24 for j in range(25)])
        alive_all = mp.quad(lambda y: density(y, 0), [b + (top - b) * j / 24 for j in range(25)])
        print(",".join([repr(z) for z in (v, sigma, d, h, g, r, t)] + [mp.nstr(z, 16) for z in (e, delta, 1 - alive, 1 - alive_all)]))


def creditgrades():
    print("S,sigmaS,Dps,L,lambda,R,r,t,survival,spread")
    rng = random.Random(20240613)
    mp.mp.dps = 30
    for _ in range(30):
        s = round(10 ** rng.uniform(0, 2), 4)
        sigma = round(rng.uniform(0.15, 1.0), 4)
        dps = round(s * 10 ** rng.uniform(-1, 1), 4)
        l = round(rng.uniform(0.2, 0.9), 4)
        lam = round(rng.choice([0.0, 0.1, 0.3, 0.5]), 4)
        rec = round(rng.uniform(0, 0.6), 4)
        r = round(rng.choice([0.0, 0.01, 0.05, -0.01]), 4)
        t = round(10 ** rng.uniform(-0.5, 1), 4)
        S, G, D, L, Lam, Rec, Rate, T = [mp.mpf(z) for z in (s, sigma, dps, l, lam, rec, r, t)]
        ratio = (S + L * D) / (L * D) * mp.exp(Lam ** 2)
        asset = G * S / (S + L * D)

        def q(u):
            a = mp.sqrt(asset ** 2 * u + Lam ** 2)
            if a == 0:
                return mp.mpf(1)
            return cdf(-a / 2 + mp.log(ratio) / a) - ratio * cdf(-a / 2 - mp.log(ratio) / a)

        def lost(u):
            # 1 - q(u) as a sum of positive terms: a safe firm keeps its digits.
            a = mp.sqrt(asset ** 2 * u + Lam ** 2)
            return mp.mpf(0) if a == 0 else cdf(a / 2 - mp.log(ratio) / a) + ratio * cdf(-a / 2 - mp.log(ratio) / a)

        # Pieces that shrink towards 0, where the curve is steep.
        ends = [mp.mpf(0)] + [T * mp.mpf(2) ** (j - 12) for j in range(13)]
        # Scaled to size 1, because the quadrature judges its error in absolute terms.
        gone = lost(T) * mp.quad(lambda u: mp.exp(-Rate * u) * lost(u) / lost(T), ends)
        certain = T if Rate == 0 else -mp.expm1(-Rate * T) / Rate
        annuity = certain - gone
        protection = lost(T) * mp.exp(-Rate * T) + Rate * gone
        print(",".join([repr(z) for z in (s, sigma, dps, l, lam, rec, r, t)] + [mp.nstr(q(T), 20), mp.nstr((1 - Rec) * protection / annuity, 17)]))


def jump():
    print("V,sigma,D,r,T,intensity,mean,deviation,equity,delta,pDefault")
    rng = random.Random(20240614)
    mp.mp.dps = 40
    for _ in range(30):
        v = round(10 ** rng.uniform(-0.3, 1), 6)
        d = 1.0 + round(rng.uniform(0, 1), 6)
        sigma = round(rng.uniform(0.05, 0.5), 6)
        r = round(rng.uniform(-0.01, 0.1), 6)
        t = round(10 ** rng.uniform(-0.7, 0.8), 6)
        lam = round(10 ** rng.uniform(-2, 1), 6)
        m = round(rng.uniform(-0.4, 0.2), 6)
        dev = round(rng.uniform(0.01, 0.4), 6)
        V, S, D, R, T, L, M, DEV = [mp.mpf(z) for z in (v, sigma, d, r, t, lam, m, dev)]
        k = mp.exp(M + DEV ** 2 / 2) - 1
        e = mp.mpf(0)
        delta = mp.mpf(0)
        pd = mp.mpf(0)
        weight = mp.exp(-L * T)
        for n in range(400):
            # Given n jumps, ln V_T is normal: price by its mean and variance under the physical count, without the textbook's change of intensity.
            mean = mp.log(V) + (R - L * k - S * S / 2) * T + n * M
            var = S * S * T + n * DEV ** 2
            forward = mp.exp(mean + var / 2)
            price, d1 = call(forward, D, mp.sqrt(var))
            e += weight * price * mp.exp(-R * T)
            delta += weight * forward / V * cdf(d1) * mp.exp(-R * T)
            pd += weight * cdf(-(d1 - mp.sqrt(var)))
            weight *= L * T / (n + 1)
        print(",".join([repr(z) for z in (v, sigma, d, r, t, lam, m, dev)] + [mp.nstr(z, 20) for z in (e, delta, pd)]))


globals()[sys.argv[1]]()
