"""The firms of BenchmarkFirms.cs: the same recurrences."""
import math

RATE = 0.03


def cumulative(z):
    return 0.5 * math.erfc(-z / math.sqrt(2))


def firms(count):
    """Lists of E, sigmaE, D; r is RATE and T one year."""
    e, s, d = [], [], []
    for i in range(1, count + 1):
        d2 = -1 + 9 * ((i * 0.6180339887498949) % 1)
        w = 0.02 * 40 ** ((i * 0.7548776662466927) % 1)
        point = 10 ** (6 * ((i * 0.5698402909980532) % 1))
        k = point * math.exp(-RATE)
        v = k * math.exp(w * (d2 + 0.5 * w))
        equity = v * cumulative(d2 + w) - k * cumulative(d2)
        e.append(equity)
        s.append(w * v * cumulative(d2 + w) / equity)
        d.append(point)
    return e, s, d


def least_time(work, repetitions):
    """Thread CPU seconds of the fastest repetition."""
    import time
    best = math.inf
    for _ in range(repetitions):
        start = time.thread_time()
        work()
        best = min(best, time.thread_time() - start)
    return best


def say(name, seconds, rows):
    print("%-46s %12.1f ns a solve %14.0f a second" % (name, seconds / rows * 1e9, rows / seconds))
