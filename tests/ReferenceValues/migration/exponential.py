# exp(G t) of the generator in generator_CM_QOG.csv with 60 digits (Python's decimal), printed to 20: the yardstick of GeneratorMatrix.Over.
import csv, os
from decimal import Decimal, getcontext

getcontext().prec = 60
here = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(here, 'generator_CM_QOG.csv')) as f:
    raw = [[float(x) for x in row] for row in list(csv.reader(f))[1:]]
n = len(raw)
# The last row is zero up to 1e-59; each diagonal is minus the sum of the others, as the engine has it, summed in binary.
G = [[0.0 if abs(x) < 1e-50 else x for x in row] for row in raw]
for i in range(n):
    s = 0.0
    for j in range(n):
        if j != i:
            s += G[i][j]
    G[i][i] = -s
G = [[Decimal(x) for x in row] for row in G]


def mul(a, b):
    return [[sum(a[i][k] * b[k][j] for k in range(n)) for j in range(n)] for i in range(n)]


with open(os.path.join(here, 'exponential.csv'), 'w') as f:
    f.write('years,from,to,probability\n')
    for text in ('0.25', '1', '10'):
        squarings = 8
        A = [[x * Decimal(text) / 2 ** squarings for x in row] for row in G]
        P = [[Decimal(int(i == j)) for j in range(n)] for i in range(n)]
        T = [row[:] for row in P]
        for k in range(1, 60):
            T = [[x / k for x in row] for row in mul(T, A)]
            P = [[P[i][j] + T[i][j] for j in range(n)] for i in range(n)]
        for _ in range(squarings):
            P = mul(P, P)
        for i in range(n):
            for j in range(n):
                f.write(f'{text},{i},{j},{P[i][j]:.20e}\n')
