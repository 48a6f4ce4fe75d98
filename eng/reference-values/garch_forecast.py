#!/usr/bin/env python3
"""Makes tests/ReferenceValues/garch-forecast/values.csv with mpmath: expected variances of GARCH, GJR and EGARCH.

    python3 eng/reference-values/garch_forecast.py > tests/ReferenceValues/garch-forecast/values.csv

EGARCH: the recursion ln h_t = omega + sum alpha_i (|z_(t-i)| - c) + gamma_i z_(t-i) + sum beta_j ln h_(t-j) is unrolled symbolically into
ln h_(T+k) = m_k + sum over future shocks of (A |z| + G z), by running it with coefficient vectors in place of numbers; each shock's factor
E exp(A |z| + G z) is a numerical integral over the density of z on both half-lines. GARCH and GJR: the recursion on E e^2 = E h.
average: variance of the sum of the horizon's returns, a period; with an AR(1) mean by the double sum over shocks.
"""
import random

import mpmath as mp

mp.mp.dps = 30


def density(dist, nu):
    if dist == "normal":
        return lambda x: mp.exp(-x * x / 2) / mp.sqrt(2 * mp.pi)
    if dist == "ged":
        lam = mp.sqrt(mp.mpf(2) ** (-2 / nu) * mp.gamma(1 / nu) / mp.gamma(3 / nu))
        return lambda x: nu * mp.exp(-abs(x / lam) ** nu / 2) / (lam * mp.mpf(2) ** (1 + 1 / nu) * mp.gamma(1 / nu))
    c = mp.gamma((nu + 1) / 2) / mp.gamma(nu / 2) / mp.sqrt(mp.pi * (nu - 2))
    return lambda x: c * (1 + x * x / (nu - 2)) ** (-(nu + 1) / 2)


def factor(pdf, a, g):
    points = [0, 0.01, 0.3, 1, 3, 6, 12, 25, 60, 150, 500]
    return mp.quad(lambda x: mp.exp((a + g) * x) * pdf(x) + mp.exp((a - g) * x) * pdf(x), points)


def egarch(pdf, c, w, al, ga, be, nxt, last, z, horizon):
    p, q = len(al), len(be)
    # future shocks are numbered from 1; entry k of the path is ln h_(T+k) as (constant, {shock: (A, G)}).
    path = [None, (mp.log(nxt), {})]
    for k in range(2, horizon + 1):
        const, terms = w, {}
        for i in range(p):
            s = k - 1 - i
            if s >= 1:
                a, g = terms.get(s, (0, 0))
                terms[s] = (a + al[i], g + ga[i])
                const -= al[i] * c
            else:
                const += al[i] * (abs(z) - c) + ga[i] * z
        for j in range(q):
            s = k - 1 - j
            if s >= 1:
                const += be[j] * path[s][0]
                for shock, (a, g) in path[s][1].items():
                    oa, og = terms.get(shock, (0, 0))
                    terms[shock] = (oa + be[j] * a, og + be[j] * g)
            else:
                const += be[j] * mp.log(last)
        path.append((const, terms))
    cache = {}

    def f(a, g):
        key = (mp.nstr(a, 25), mp.nstr(g, 25))
        if key not in cache:
            cache[key] = factor(pdf, a, g)
        return cache[key]

    out = []
    for k in range(1, horizon + 1):
        const, terms = path[k]
        h = mp.exp(const)
        for a, g in terms.values():
            h *= f(a, g)
        out.append(h)
    uncond = None
    if abs(sum(be)) < 1:
        # psi weights of 1/(1 - beta(L)) applied to the shock polynomial
        # centred on E|z| itself, so that what the tail of the product leaves out is quadratic in the responses.
        size = 2 * mp.quad(lambda x: x * pdf(x), [0, 0.3, 1, 3, 6, 12, 25, 60, 150, 500])
        psi, log = [mp.mpf(1)], (w + sum(al) * (size - c)) / (1 - sum(be))
        m = 0
        while True:
            a = sum(al[i] * psi[m - i] for i in range(p) if 0 <= m - i < len(psi))
            g = sum(ga[i] * psi[m - i] for i in range(p) if 0 <= m - i < len(psi))
            log += mp.log(factor(pdf, a, g)) - a * size
            if abs(a) + abs(g) < mp.mpf(10) ** -10 and m > 3:
                break
            psi.append(sum(be[j] * psi[m - j] for j in range(q) if m - j >= 0))
            m += 1
        uncond = mp.exp(log)
    return out, uncond


def linear(w, al, ga, be, nxt, last, z, horizon):
    h = {0: last, 1: nxt}
    for k in range(2, horizon + 1):
        v = w
        for i, (a, g) in enumerate(zip(al, ga)):
            s = k - 1 - i
            v += (a + g / 2) * h[s] if s >= 1 else (a + (g if z < 0 else 0)) * z * z * last
        for j, b in enumerate(be):
            v += b * h[k - 1 - j]
        h[k] = v
    persistence = sum(al) + sum(ga) / 2 + sum(be)
    return [h[k] for k in range(1, horizon + 1)], w / (1 - persistence) if persistence < 1 else None


def average(path, phi):
    horizon = len(path)
    total = mp.mpf(0)
    for j in range(1, horizon + 1):
        weight = sum(phi ** m for m in range(0, horizon - j + 1))
        total += weight ** 2 * path[j - 1]
    return total / horizon


def text(value):
    return "" if value is None else mp.nstr(value, 20)


def main():
    rng = random.Random(4)
    print("model,dist,shape,centring,p,q,phi,omega,alpha1,alpha2,gamma1,gamma2,beta1,beta2,next,last,z,horizon,final,average,unconditional")
    rows = []
    for model in ("garch", "gjr", "egarch"):
        dists = ("normal", "ged") if model == "egarch" else ("normal",)
        for dist in dists:
            for p in (1, 2):
                for q in (1, 2):
                    for rep in range(2):
                        rows.append((model, dist, p, q, rep))
    for model, dist, p, q, rep in rows:
        r = lambda lo, hi: mp.mpf(repr(round(rng.uniform(lo, hi), 6)))
        shape = r(1.05, 1.9) if dist == "ged" else None
        centring = "own" if rep == 0 else "normal"
        phi = r(-0.3, 0.3) if rep == 1 else mp.mpf(0)
        horizon = rng.choice([1, 2, 5, 30])
        horizon = 30 if rep == 0 else horizon + 1
        nxt, last, z = r(0.3, 3), r(0.3, 3), r(-2.5, 2.5)
        if model == "egarch":
            al = [r(0.05, 0.3)] + ([r(-0.1, 0.1)] if p == 2 else [])
            ga = [r(-0.2, 0.1)] + ([r(-0.1, 0.1)] if p == 2 else [])
            be = [r(0.6, 0.9)] if q == 1 else [r(0.3, 0.6), r(-0.2, 0.3)]
            w = r(-0.1, 0.1)
            pdf = density(dist, shape)
            c = mp.sqrt(2 / mp.pi) if centring == "normal" else 2 * mp.quad(lambda x: x * pdf(x), [0, 0.3, 1, 3, 6, 12, 25, 60, 150, 500])
            path, uncond = egarch(pdf, c, w, al, ga, be, nxt, last, z, horizon)
        else:
            al = [r(0.02, 0.1)] + ([r(0, 0.05)] if p == 2 else [])
            ga = [r(0, 0.15) if model == "gjr" else mp.mpf(0)] + ([r(0, 0.1) if model == "gjr" else mp.mpf(0)] if p == 2 else [])
            be = [r(0.6, 0.88)] if q == 1 else [r(0.3, 0.5), r(0.1, 0.4)]
            w = r(0.01, 0.1)
            path, uncond = linear(w, al, ga, be, nxt, last, z, horizon)
        pad = lambda v: [text(x) for x in v] + [""] * (2 - len(v))
        if uncond is not None:
            uncond = uncond / (1 - phi) ** 2
        print(",".join([model, dist, text(shape), centring, str(p), str(q), text(phi), text(w)] + pad(al) + pad(ga) + pad(be)
                       + [text(nxt), text(last), text(z), str(horizon), text(path[-1]), text(average(path, phi)), text(uncond)]))


if __name__ == "__main__":
    main()
