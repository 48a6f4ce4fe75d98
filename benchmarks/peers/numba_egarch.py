#!/usr/bin/python3
"""Times EGARCH(1,1) by maximum likelihood in Python: likelihood and analytic score compiled by numba, scipy's BFGS from the best
point of a grid of 48, standard errors (Hessian by central differences of the score, outer product, sandwich). Normal and Student t."""
import math
import sys

try:
    import numba
    import numpy as np
    from scipy import optimize, special
except ImportError as missing:
    print("SKIPPED: %s. This peer needs numba, numpy and scipy (Debian: python3-numba python3-scipy)." % missing, file=sys.stderr)
    sys.exit(77)

from firms import least_time
from returns import simulate

NORMAL = math.sqrt(2 / math.pi)


@numba.njit
def scores(y, p, student, c, dc, constant, dconstant, s):
    """ln L and the scores of every day; p = mu, omega, alpha, gamma, beta[, nu]; h_1 = mean(e^2)."""
    n, k = y.size, p.size
    mu, omega, alpha, gamma, beta = p[0], p[1], p[2], p[3], p[4]
    nu = p[5] if student else 0.0
    square = total = 0.0
    for t in range(n):
        e = y[t] - mu
        square += e * e
        total += e
    v = math.log(square / n)
    d = np.zeros(6)
    d[0] = -2 * total / square
    likelihood = 0.0
    for t in range(n):
        if not abs(v) < 600:
            return -math.inf
        r = math.exp(-0.5 * v)
        z = (y[t] - mu) * r
        if student:
            m = nu - 2
            l1 = math.log1p(z * z / m)
            likelihood += constant - 0.5 * v - 0.5 * (nu + 1) * l1
            fz = -(nu + 1) * z / (m + z * z)
            fnu = dconstant - 0.5 * l1 + 0.5 * (nu + 1) * z * z / (m * (m + z * z))
        else:
            likelihood += constant - 0.5 * v - 0.5 * z * z
            fz, fnu = -z, 0.0
        state = -0.5 * (1 + fz * z)
        for i in range(k):
            s[t, i] = state * d[i]
        s[t, 0] -= fz * r
        if student:
            s[t, 5] += fnu
        sign = 1.0 if z >= 0 else -1.0
        kappa = alpha * sign + gamma
        share = beta - 0.5 * kappa * z
        for i in range(k):
            d[i] *= share
        d[0] -= kappa * r
        d[1] += 1
        d[2] += sign * z - c
        d[3] += z
        d[4] += v
        d[5] -= alpha * dc
        v = omega + alpha * (sign * z - c) + gamma * z + beta * v
    return likelihood


def shape(nu):
    c = 2 * math.sqrt(nu - 2) / ((nu - 1) * special.beta(nu / 2, 0.5))
    psi = special.digamma((nu + 1) / 2) - special.digamma(nu / 2)
    dc = c * (0.5 / (nu - 2) - 1 / (nu - 1) + 0.5 * psi)
    constant = math.lgamma((nu + 1) / 2) - math.lgamma(nu / 2) - 0.5 * math.log(math.pi * (nu - 2))
    return c, dc, constant, 0.5 * psi - 0.5 / (nu - 2)


def evaluate(y, p, student, s):
    if student:
        if not 2.01 < p[5] < 500:
            return -math.inf
        return scores(y, p, True, *shape(p[5]), s)
    return scores(y, p, False, NORMAL, 0.0, -0.5 * math.log(2 * math.pi), 0.0, s)


def fit(y, student):
    scale = y.std()
    x = y / scale
    s = np.empty((x.size, 6 if student else 5))
    grid = [(0.0, a, g, b) for b in (0.5, 0.8, 0.91, 0.96, 0.982, 0.994) for a in (0.06, 0.13, 0.22, 0.4) for g in (-0.6 * a, 0.1 * a)]
    start = max((np.array([x.mean(), *point] + [7.0] * student) for point in grid), key=lambda p: evaluate(x, p, student, s))

    def objective(p):
        value = evaluate(x, p, student, s) if abs(p[4]) < 1 else -math.inf
        if value == -math.inf:
            return 1e10, np.zeros_like(p)
        return -value / x.size, -s.sum(0) / x.size

    best = optimize.minimize(objective, start, jac=True, method="BFGS", options=dict(gtol=1e-7, maxiter=500)).x
    hessian = np.empty((best.size, best.size))
    for i in range(best.size):
        step = 1e-5 * max(abs(best[i]), 1e-2)
        above, below = best.copy(), best.copy()
        above[i] += step
        below[i] -= step
        evaluate(x, above, student, s)
        up = s.sum(0)
        evaluate(x, below, student, s)
        hessian[i] = (up - s.sum(0)) / (2 * step)
    likelihood = evaluate(x, best, student, s) - x.size * math.log(scale)
    inverse = np.linalg.inv(-0.5 * (hessian + hessian.T))
    outer = s.T @ s
    errors = [np.sqrt(np.abs(np.diag(m))) for m in (inverse, np.linalg.pinv(outer), inverse @ outer @ inverse)]
    return likelihood, best, errors


SERIES = [np.array(simulate(firm, 1000)) for firm in range(12)]
for name, student in (("EGARCH(1,1) normal", False), ("EGARCH(1,1) t", True)):
    likelihoods = [fit(y, student)[0] for y in SERIES]
    seconds = least_time(lambda: [fit(y, student) for y in SERIES], 5)
    print("numba, scipy BFGS, %-20s %8.1f fits a second   sum of ln L %.6f" % (name, len(SERIES) / seconds, sum(likelihoods)))
