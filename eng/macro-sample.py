#!/usr/bin/env python3
"""Writes samples/macro: a synthetic economy, twelve synthetic firms as assess would show them, three scenarios. Standard library only.

Usage: macro-sample.py FOLDER
"""
import datetime
import math
import random
import sys
from pathlib import Path

folder = Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
rng = random.Random(20240607)
months, firms = 84, 12


def month_end(k):
    year, month = 2018 + k // 12, k % 12 + 1
    return datetime.date(year + month // 12, month % 12 + 1, 1) - datetime.timedelta(days=1)


def published(day):
    return (day + datetime.timedelta(days=1)).replace(day=17)


def normal_tail(z):
    return 0.5 * math.erfc(z / math.sqrt(2))


# The economy: growth with memory, and a dip of output every February.
season = [0.99, 0.94, 1.02, 1.0, 1.0, 1.01, 0.99, 0.99, 1.01, 1.0, 1.01, 1.04]
output, money, house = 100.0, 1800.0, 100.0
g, m, h = 0.004, 0.007, 0.003
levels, returns = [], []
for k in range(months):
    g = 0.004 + 0.75 * (g - 0.004) + 0.0045 * rng.gauss(0, 1)
    m = 0.007 + 0.50 * (m - 0.007) + 0.0025 * rng.gauss(0, 1)
    h = 0.003 + 0.80 * (h - 0.003) + 0.0030 * rng.gauss(0, 1)
    output, money, house = output * math.exp(g), money * math.exp(m), house * math.exp(h)
    levels.append((round(output * season[k % 12], 2), round(money, 1), round(house, 2)))
    returns.append(0.003 + 2.2 * (g - 0.004) + 3.0 * (h - 0.003) + 0.008 * rng.gauss(0, 1))

lines = ["date,known_on,industrial_output,money_supply,house_prices"]
for k in range(months):
    day = month_end(k)
    o, mm, hh = levels[k]
    if k in (14, 50):
        # First print, revised two months later.
        lines.append(f"{day},{published(day)},{round(o * 0.993, 2)},{mm},{hh}")
        lines.append(f"{day},{published(month_end(k + 2))},{o},{mm},{hh}")
    else:
        lines.append(f"{day},{published(day)},{o},{mm},{hh}")
(folder / "series.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")

rows = []
for i in range(firms):
    own = random.Random(1000 + i)
    beta = 0.6 + 0.8 * i / (firms - 1)
    sigma = 0.13 + 0.12 * own.random()
    gap = 0.38 + 0.32 * own.random()
    value = 10 ** (9 + own.random())
    debt = value * math.exp(-gap)
    mood = 0.0
    for k in range(months):
        step = beta * returns[k] + 0.025 * own.gauss(0, 1)
        value *= math.exp(step)
        debt *= math.exp(0.10 * (math.log(value) - gap - math.log(debt)))
        mood = 0.85 * mood - 0.6 * (returns[k] - 0.003) + 0.015 * own.gauss(0, 1)
        v, d, s = float(f"{value:.0f}"), float(f"{debt:.0f}"), float(f"{sigma * math.exp(mood):.6f}")
        dd = (math.log(v / d) + 0.025 - 0.5 * s * s) / s
        edf = normal_tail(dd)
        rows.append((f"MC{i + 1:02d}", month_end(k), f"{v:.0f}", f"{s:.6f}", f"{d:.0f}", f"{dd:.12g}", f"{math.log(edf):.12g}", f"{edf:.12g}"))
header = "firm,date,currency,defaultPoint,riskFreeRate,horizonYears,assetValue,assetVolatility,DDRiskNeutral,lnEDF,EDF,edfMap"
text = [header] + [f"{f},{day},CNY,{d},0.025,1,{v},{s},{dd},{ln},{edf},N(-DDRiskNeutral)" for f, day, v, s, d, dd, ln, edf in rows]
(folder / "rows.csv").write_text("\n".join(text) + "\n", encoding="utf-8")

# Twelve months on: monthly growth of output, money and houses, the market's asset return, volatility.
stories = {
    "baseline": ((0.004, 0.007, 0.001), 0.003, 1.0),
    "adverse": ((-0.003, 0.006, -0.004), -0.015, 1.15),
    "severe": ((-0.009, 0.004, -0.012), -0.030, 1.35),
}
lines = ["scenario,date,industrial_output,money_supply,house_prices,market_return,volatility_factor"]
for name, (growth, ret, factor) in stories.items():
    o, mm, hh = levels[-1][0] / season[(months - 1) % 12], levels[-1][1], levels[-1][2]
    for k in range(12):
        # The shock builds up over half a year and fades in the other half.
        weight = 1.0 if k < 6 else 0.35
        calm = stories["baseline"][0]
        o, mm, hh = (x * math.exp(c + weight * (w - c)) for x, c, w in zip((o, mm, hh), calm, growth))
        r = 0.003 + weight * (ret - 0.003)
        f = 1 + (factor - 1) * min(1, (k + 1) / 4) * (1 if k < 6 else 0.6)
        lines.append(f"{name},{month_end(months + k)},{o * season[k % 12]:.2f},{mm:.1f},{hh:.2f},{r:.4f},{f:.3f}")
(folder / "scenarios.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
