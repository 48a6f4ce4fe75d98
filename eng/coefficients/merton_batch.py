#!/usr/bin/env python3
"""Makes src/Freeboard/Structural/Batch/BatchCoefficients.cs: what the vector kernels of the two equations approximate with.

    python3 eng/coefficients/merton_batch.py > src/Freeboard/Structural/Batch/BatchCoefficients.cs

* Mills ratio M(t) for t >= 0: u = pieces t / (t + shift) maps the half line to [0, pieces); on each unit interval of u the
  smooth function M(t) (t + shift) is interpolated at Chebyshev nodes by a polynomial in r = u - i - 1/2. How many pieces
  there are is how many entries one permutation instruction can choose among: 16 and 4 doubles, 16 and 8 floats.
  The tables of 16 are for pieces that begin a little earlier, u = i - 2^-40 (2^-16 in float), so that a t of zero whose
  1 / (t + shift) was rounded upwards still falls into the first.
* (exp(r) - 1 - r) / r^2 on |r| <= ln2/2 and, beside a table of 2^(j/16), on |r| <= ln2/32;
  ln(1 + y) / y on sqrt(1/2) - 1 <= y <= sqrt(2) - 1.
* The guess of d2: a polynomial of total degree 6 in U and W, the images in [-1, 1] of 1/(1 + b1) and 1/(1 + w0), where
  w0 = s x/(1 + x), b1 = ln(1 + x)/w0 + w0/2. Fitted on -2.6 <= d2 <= 6.2, w < 1.5 by least squares with weights that follow
  the largest errors (Lawson), which tends to the smallest largest error.

Tables hold power by power, all pieces of one power together. Only mpmath is needed, no random numbers; the output is the
same on every machine. About a minute.
"""
import math
import operator
import struct
import sys

import mpmath as mp

mp.mp.dps = 50
DEGREE = 6


def mills(t):
    if t > 60:
        total, term = mp.mpf(0), 1 / t
        for n in range(30):
            total += term
            term *= -(2 * n + 1) / t ** 2
        return total
    return mp.sqrt(mp.pi / 2) * mp.exp(t * t / 2) * mp.erfc(t / mp.sqrt(2))


def interpolate(function, degree, half_width):
    count = degree + 1
    nodes = [half_width * mp.cos(mp.pi * (2 * j + 1) / (2 * count)) for j in range(count)]
    matrix = mp.matrix(count, count)
    for row, node in enumerate(nodes):
        for power in range(count):
            matrix[row, power] = node ** power
    return list(mp.lu_solve(matrix, mp.matrix([function(node) for node in nodes])))


def value(coefficients, r):
    total = mp.mpf(0)
    for c in reversed(coefficients):
        total = total * r + c
    return total


def mills_table(shift, pieces, degree, early=mp.mpf(0)):
    rows, worst = [], mp.mpf(0)
    for piece in range(pieces):
        def scaled(r):
            u = piece + mp.mpf(1) / 2 + r - early
            if pieces - u < mp.mpf(10) ** -30:
                return mp.mpf(1)
            t = shift * u / (pieces - u)
            return mills(t) * (t + shift)
        coefficients = interpolate(scaled, degree, mp.mpf(1) / 2)
        for j in range(21):
            r = mp.mpf(2 * j + 1) / 42 - mp.mpf(1) / 2
            worst = max(worst, abs(value(coefficients, r) / scaled(r) - 1))
        rows.append(coefficients)
    return [rows[piece][power] for power in range(degree + 1) for piece in range(pieces)], worst


def single(v):
    """The nearest float, written with the fewest digits that give it back."""
    bits = struct.pack("<f", float(v))
    for digits in range(1, 10):
        text = "%.*g" % (digits, struct.unpack("<f", bits)[0])
        if struct.pack("<f", float(text)) == bits:
            return text + "f"


def exponential(degree, half_width):
    function = lambda r: (mp.expm1(r) - r) / r ** 2 if abs(r) > mp.mpf(10) ** -15 else mp.mpf(1) / 2
    coefficients = interpolate(function, degree, half_width)
    worst = mp.mpf(0)
    for j in range(-100, 100):
        r = half_width * (mp.mpf(2 * j + 1) / 200)
        worst = max(worst, abs((r + r * r * value(coefficients, r)) / mp.expm1(r) - 1))
    return coefficients, worst


def cumulative(z):
    return 0.5 * math.erfc(-z / math.sqrt(2))


def samples():
    """(b1, w0, d2) over the fitted region: d2 on Chebyshev-like points, w evenly and evenly in its logarithm."""
    points = []
    for i in range(96):
        d2 = 1.8 - 4.4 * math.cos(math.pi * (i + 0.5) / 96)
        widths = [1.5 * (j + 0.5) / 30 for j in range(30)]
        widths += [math.exp(math.log(1e-4) + (j + 0.5) / 30 * math.log(1.5e4)) for j in range(30)]
        for w in widths:
            v = math.exp(w * d2 + 0.5 * w * w)
            x = v * cumulative(d2 + w) - cumulative(d2)
            if x <= 1e-7:
                continue
            s = w * v * cumulative(d2 + w) / x
            w0 = s * x / (1 + x)
            b1 = math.log1p(x) / w0 + 0.5 * w0
            if w0 < 1.3 and b1 - w0 < 5.6:
                points.append((b1, w0, d2))
    return points


def chebyshev(t):
    values = [1.0, t]
    while len(values) <= DEGREE:
        values.append(2 * t * values[-1] - values[-2])
    return values


def solve(matrix, right):
    n = len(right)
    rows = [matrix[i][:] + [right[i]] for i in range(n)]
    for column in range(n):
        pivot = max(range(column, n), key=lambda i: abs(rows[i][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        for i in range(column + 1, n):
            factor = rows[i][column] / rows[column][column]
            if factor:
                rows[i] = [a - factor * b for a, b in zip(rows[i], rows[column])]
    result = [0.0] * n
    for i in reversed(range(n)):
        result[i] = (rows[i][n] - sum(a * b for a, b in zip(rows[i][i + 1:n], result[i + 1:]))) / rows[i][i]
    return result


def guess():
    points = samples()
    us = [b1 / (1 + b1) for b1, _, _ in points]
    ts = [w0 / (1 + w0) for _, w0, _ in points]
    low, high, top = min(us), max(us), max(ts)
    columns = []
    chebyshev_u = [chebyshev(2 * (u - low) / (high - low) - 1) for u in us]
    chebyshev_w = [chebyshev(2 * t / top - 1) for t in ts]
    index = [(i, j) for i in range(DEGREE + 1) for j in range(DEGREE + 1 - i)]
    for i, j in index:
        columns.append([cu[i] * cw[j] for cu, cw in zip(chebyshev_u, chebyshev_w)])
    target = [d2 for _, _, d2 in points]
    weights = [1.0] * len(points)
    best = None
    for _ in range(20):
        weighted = [list(map(operator.mul, column, weights)) for column in columns]
        gram = [[0.0] * len(index) for _ in index]
        for a in range(len(index)):
            for b in range(a, len(index)):
                gram[a][b] = gram[b][a] = math.fsum(map(operator.mul, weighted[a], columns[b])) if a == b else sum(map(operator.mul, weighted[a], columns[b]))
            gram[a][a] *= 1 + 1e-13
        coefficients = solve(gram, [sum(map(operator.mul, column, target)) for column in weighted])
        errors = [abs(t - sum(map(operator.mul, coefficients, row))) for t, row in zip(target, zip(*columns))]
        worst = max(errors)
        if best is None or worst < best[0]:
            best = (worst, coefficients)
        mean = sum(errors) / len(errors)
        weights = [w * (e / mean + 1e-3) for w, e in zip(weights, errors)]
        total = sum(weights) / len(weights)
        weights = [w / total for w in weights]
    worst, coefficients = best
    powers = [[1.0], [0.0, 1.0]]
    while len(powers) <= DEGREE:
        next_powers = [0.0] + [2 * c for c in powers[-1]]
        for k, c in enumerate(powers[-2]):
            next_powers[k] -= c
        powers.append(next_powers)
    monomial = [[0.0] * (DEGREE + 1) for _ in range(DEGREE + 1)]
    for (i, j), c in zip(index, coefficients):
        for a, pa in enumerate(powers[i]):
            for b, pb in enumerate(powers[j]):
                monomial[a][b] += c * pa * pb
    scale = 2 / (high - low)
    return monomial, scale, scale - 1 - low * scale, 2 / top, 2 / top - 1, worst


def table(name, summary, values, text, kind, per_line):
    print("\n    /// <summary>%s</summary>" % summary)
    print("    internal static ReadOnlySpan<%s> %s =>\n    [" % (kind, name))
    for start in range(0, len(values), per_line):
        print("        " + ", ".join(text(v) for v in values[start:start + per_line]) + ",")
    print("    ];")


def constants(prefix, summary, values, text, kind):
    print()
    for power, v in enumerate(values):
        print("    /// <summary>%s, power %d.</summary>" % (summary, power))
        print("    internal const %s %s%d = %s;" % (kind, prefix, power, text(v)))


def main():
    double = lambda v: repr(float(v))
    mills16, error16 = mills_table(4, 16, 8, mp.mpf(2) ** -40)
    mills4, error4 = mills_table(4, 4, 12)
    float16, error_float16 = mills_table(3, 16, 3, mp.mpf(2) ** -16)
    float8, error_float8 = mills_table(3, 8, 4)
    exp_double, error_exp = exponential(9, mp.log(2) / 2 * mp.mpf("1.0001"))
    exp_float, error_exp_float = exponential(4, mp.log(2) / 2 * mp.mpf("1.001"))
    log_float = interpolate(lambda y: mp.log1p(y + mp.mpf("0.06")) / (y + mp.mpf("0.06")), 8, mp.mpf("0.36"))
    fine_double, error_fine = exponential(4, mp.log(2) / 32 * mp.mpf("1.0001"))
    fine_float, error_fine_float = exponential(1, mp.log(2) / 32 * mp.mpf("1.001"))
    powers = [mp.mpf(2) ** (mp.mpf(j) / 16) for j in range(16)]
    densities = [p / mp.sqrt(2 * mp.pi) for p in powers]
    monomial, scale, offset, width_scale, width_offset, error_guess = guess()
    print("<auto-generated>: guess %.2g" % error_guess, file=sys.stderr)
    print("// <auto-generated>")
    print("// Made by eng/coefficients/merton_batch.py; change the script, not this file.")
    print("// Largest errors before rounding: Mills ratio %s (16 pieces), %s (4); in float %s (16), %s (8);" % tuple(mp.nstr(e, 2) for e in (error16, error4, error_float16, error_float8)))
    print("// exp(r) - 1 %s, in float %s (relative), beside tables %s and %s; guess of d2 %.2g (absolute)." % (mp.nstr(error_exp, 2), mp.nstr(error_exp_float, 2), mp.nstr(error_fine, 2), mp.nstr(error_fine_float, 2), error_guess))
    print("// </auto-generated>")
    print("namespace Freeboard.Structural.Batch;\n")
    print("/// <summary>Tables and coefficients of the vector kernels.</summary>")
    print("internal static class BatchCoefficients\n{")
    print("    /// <summary>Shift of the double Mills tables.</summary>")
    print("    internal const double MillsShift = 4;\n")
    print("    /// <summary>Shift of the float Mills tables.</summary>")
    print("    internal const float MillsShiftSingle = 3;\n")
    print("    /// <summary>U = GuessOffset - GuessScale / (1 + b1).</summary>")
    print("    internal const float GuessScale = %s;\n" % single(scale))
    print("    /// <summary>See <see cref=\"GuessScale\"/>.</summary>")
    print("    internal const float GuessOffset = %s;\n" % single(offset))
    print("    /// <summary>W = GuessWidthOffset - GuessWidthScale / (1 + w0).</summary>")
    print("    internal const float GuessWidthScale = %s;\n" % single(width_scale))
    print("    /// <summary>See <see cref=\"GuessWidthScale\"/>.</summary>")
    print("    internal const float GuessWidthOffset = %s;" % single(width_offset))
    constants("Exp", "(exp(r) - 1 - r) / r^2", exp_double, double, "double")
    constants("ExpSingle", "(exp(r) - 1 - r) / r^2 in float", exp_float, single, "float")
    constants("ExpFine", "(exp(r) - 1 - r) / r^2 for r within ln2/32", fine_double, double, "double")
    constants("ExpFineSingle", "(exp(r) - 1 - r) / r^2 for r within ln2/32 in float", fine_float, single, "float")
    constants("LogSingle", "ln(1 + y) / y in y - 0.06", log_float, single, "float")
    for i in range(DEGREE + 1):
        constants("Guess%d" % i, "Guess, U^%d W" % i, monomial[i][:DEGREE + 1 - i], single, "float")
    table("Mills16", "Mills ratio, 16 pieces, degree 8.", mills16, double, "double", 8)
    table("Mills4", "Mills ratio, 4 pieces, degree 12.", mills4, double, "double", 4)
    table("Powers16", "2^(j/16).", powers, double, "double", 8)
    table("PowerCorrections16", "What the rounding of 2^(j/16) left out, relative.", [p / mp.mpf(float(p)) - 1 for p in powers], double, "double", 8)
    table("Densities16", "2^(j/16) / sqrt(2 pi).", densities, double, "double", 8)
    table("PowersSingle16", "2^(j/16) in float.", powers, single, "float", 8)
    table("DensitiesSingle16", "2^(j/16) / sqrt(2 pi) in float.", densities, single, "float", 8)
    table("MillsSingle16", "Mills ratio in float, 16 pieces, degree 3.", float16, single, "float", 8)
    table("MillsSingle8", "Mills ratio in float, 8 pieces, degree 4.", float8, single, "float", 8)
    print("}")


if __name__ == "__main__":
    main()
