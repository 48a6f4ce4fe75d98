"""The series of ReturnSeries.cs: the same generator, the same recursion."""
import math
from statistics import NormalDist

MASK = (1 << 64) - 1


def uniforms(state):
    while True:
        state = (state + 0x9E3779B97F4A7C15) & MASK
        z = state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        z ^= z >> 31
        yield ((z >> 12) + 0.5) / (1 << 52)


def simulate(firm, days):
    u = uniforms((firm + 1) * 1000003)
    inverse = NormalDist().inv_cdf
    alpha, gamma, beta = 0.10 + 0.02 * (firm % 6), -0.03 * (firm % 4), 0.93 + 0.01 * (firm % 6)
    returns, v = [], 0.8
    for t in range(-100, days):
        normal = inverse(next(u))
        squares = -2 * math.log(next(u) * next(u) * next(u))
        z = normal / math.sqrt(squares / 4)
        if t >= 0:
            returns.append(0.04 + math.exp(0.5 * v) * z)
        v = 0.8 * (1 - beta) + alpha * (abs(z) - 0.765) + gamma * z + beta * v
    return returns
