using Freeboard.Numerics;
using Freeboard.Numerics.Regression;

namespace Freeboard.Collections;

/// <summary>Which late accounts will stop being reachable: the probability of losing contact in a period, given contact at its start.</summary>
/// <remarks>
/// <para>Source: D. R. Cox, Journal of the Royal Statistical Society B 34 (1972), sec. 6: logit h(t | x) = a(t) + b'x; P. D. Allison, Sociological Methodology 13 (1982), for its fit by logistic regression on a row an account and period.</para>
/// <para>Censoring: an account that is cured, written off, sold or still late at the end of the data has rows up to its last period and says nothing of later ones. That is right when leaving depends on the columns only; an account that leaves because it is about to vanish breaks it, and no data of this kind can tell.</para>
/// <para>Level: a(t) is free in every period that holds at least so many losses, and so many rows without one; periods with fewer share a level with those before them. After the last period seen the last level holds.</para>
/// <para>Shape: rows x columns. Errors: tables that are none throw; what the data cannot say is a status. Accuracy: without columns the pieces are the life table's; effects of the simulator are found within their errors (docs/collections.md).</para>
/// </remarks>
/// <param name="Status">How the fit ended.</param>
/// <param name="Names">The columns.</param>
/// <param name="Baseline">Levels of risk by period, rising periods.</param>
/// <param name="Terms">A coefficient a column; empty without a fit.</param>
/// <param name="LogLikelihood">At the maximum; null without one.</param>
/// <param name="PeriodsAlone">Log-likelihood of the levels without columns; null when no row, or every row, is a loss.</param>
/// <param name="Rows">Rows.</param>
/// <param name="Lost">Rows in which contact was lost.</param>
public sealed record ContactHazard(LogitStatus Status, IReadOnlyList<string> Names, IReadOnlyList<ContactBaseline> Baseline, IReadOnlyList<LogitTerm> Terms, double? LogLikelihood, double? PeriodsAlone, int Rows, int Lost)
{
    /// <summary>Twice the gain of the log-likelihood by the columns; null without a fit.</summary>
    public double? LikelihoodRatio => LogLikelihood - PeriodsAlone is { } gain ? 2 * Math.Max(0, gain) : null;

    /// <summary>p value of "no column says anything", by chi-square with a degree of freedom a column; null without columns.</summary>
    public double? LikelihoodRatioProbability => LikelihoodRatio is { } ratio && Names.Count > 0 ? TailProbability.ChiSquare(ratio, Names.Count) : null;

    /// <summary>Fits.</summary>
    /// <param name="names">The columns; none is a life table.</param>
    /// <param name="rows">A value a column in each row, as known when the period began; finite.</param>
    /// <param name="periods">The period of each row: how long the account has been late, from 1.</param>
    /// <param name="isLost">Whether contact was lost in it.</param>
    /// <param name="leastLost">Losses, and rows without one, that a level needs; at least 1.</param>
    /// <exception cref="ArgumentException">Sizes differ, a period is below 1, or a value is not finite.</exception>
    public static ContactHazard Fit(IReadOnlyList<string> names, IReadOnlyList<IReadOnlyList<double>> rows, IReadOnlyList<int> periods, IReadOnlyList<bool> isLost, int leastLost = 5)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(periods);
        ArgumentNullException.ThrowIfNull(isLost);
        ArgumentOutOfRangeException.ThrowIfLessThan(leastLost, 1);
        if (rows.Count != periods.Count || rows.Count != isLost.Count || periods.Any(static t => t < 1))
        {
            throw new ArgumentException("There must be a period from 1 and an outcome for each row.", nameof(periods));
        }

        ContactBaseline[] pieces = Pieces(periods, isLost, leastLost);
        int lost = isLost.Count(static l => l);
        ContactHazard Without(LogitStatus status) => new(status, names, pieces, [], null, null, rows.Count, lost);
        if (lost == 0 || lost == rows.Count)
        {
            return Without(rows.Count == 0 ? LogitStatus.NotEnoughData : LogitStatus.NoVariation);
        }

        double alone = pieces.Sum(static p => Term(p.Lost, p.AtRisk) + Term(p.AtRisk - p.Lost, p.AtRisk));
        if (names.Count == 0)
        {
            return pieces.Any(static p => p.Lost == 0 || p.Lost == p.AtRisk)
                ? Without(LogitStatus.Separated)
                : new ContactHazard(LogitStatus.Converged, names, [.. pieces.Select(static p => p with { LogOdds = Math.Log(p.Lost / (double)(p.AtRisk - p.Lost)) })], [], alone, alone, rows.Count, lost);
        }

        LogitRegression fit = Regress(names, rows, periods, isLost, pieces);
        if (fit.Status != LogitStatus.Converged)
        {
            return Without(fit.Status);
        }

        double first = fit.Terms[0].Coefficient;
        return new ContactHazard(
            LogitStatus.Converged,
            names,
            [.. pieces.Select((p, k) => p with { LogOdds = k == 0 ? first : first + fit.Terms[k].Coefficient })],
            [.. fit.Terms.Skip(pieces.Length)],
            fit.LogLikelihood,
            alone,
            rows.Count,
            lost);
    }

    /// <summary>Whether the columns say as much late as early: the fit against one in which each effect may drift with the logarithm of the period.</summary>
    /// <param name="rows">The rows of the fit.</param>
    /// <param name="periods">Their periods.</param>
    /// <param name="isLost">Their outcomes.</param>
    /// <returns>The test; null where either has no answer.</returns>
    /// <exception cref="ArgumentException">They are not the rows of the fit.</exception>
    public ContactDrift? Drift(IReadOnlyList<IReadOnlyList<double>> rows, IReadOnlyList<int> periods, IReadOnlyList<bool> isLost)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(periods);
        ArgumentNullException.ThrowIfNull(isLost);
        if (rows.Count != Rows || periods.Count != Rows || isLost.Count != Rows)
        {
            throw new ArgumentException("They are not the rows of the fit.", nameof(rows));
        }

        if (Status != LogitStatus.Converged || Names.Count == 0)
        {
            return null;
        }

        double middle = periods.Average(static t => Math.Log(t));
        LogitRegression wider = Regress(
            [.. Names, .. Names.Select(static name => name + " x period")],
            [.. rows.Select((row, i) => (double[])[.. row, .. row.Select(value => value * (Math.Log(periods[i]) - middle))])],
            periods,
            isLost,
            [.. Baseline]);
        return wider.LogLikelihood - LogLikelihood is { } gain ? new ContactDrift(2 * Math.Max(0, gain), Names.Count, TailProbability.ChiSquare(2 * Math.Max(0, gain), Names.Count)) : null;
    }

    /// <summary>Probability of losing contact in a period, given contact at its start.</summary>
    /// <param name="period">The period, from 1.</param>
    /// <param name="row">A value a column.</param>
    /// <exception cref="InvalidOperationException">There is no fit.</exception>
    /// <exception cref="ArgumentException">There are more or fewer values than columns, or the period is below 1.</exception>
    public double Hazard(int period, IReadOnlyList<double> row)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (Status != LogitStatus.Converged)
        {
            throw new InvalidOperationException($"There is no fit: {Status}.");
        }

        if (row.Count != Names.Count || period < 1)
        {
            throw new ArgumentException($"There must be {Names.Count} values and a period from 1.", nameof(row));
        }

        double t = Baseline[PieceOf(Baseline, period)].LogOdds!.Value;
        for (int c = 0; c < row.Count; c++)
        {
            t += Terms[c].Coefficient * row[c];
        }

        return 1 / (1 + Math.Exp(-t));
    }

    /// <summary>Probability of losing contact within several periods, the account still late and its columns as they are.</summary>
    /// <param name="period">The first period.</param>
    /// <param name="row">A value a column.</param>
    /// <param name="horizon">How many periods, at least 1.</param>
    /// <param name="growing">Places of columns that rise by one each period while the account stays late; null for none.</param>
    /// <exception cref="InvalidOperationException">There is no fit.</exception>
    /// <exception cref="ArgumentException">There are more or fewer values than columns, or a number of periods is below 1.</exception>
    public double LostWithin(int period, IReadOnlyList<double> row, int horizon, IReadOnlyList<int>? growing = null)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        double[] now = [.. row];

        // In logarithms: a product of many survivals near 1 would lose the small probability that is asked for.
        double log = 0;
        for (int t = 0; t < horizon; t++)
        {
            log += StandardNormal.LogOnePlus(-Hazard(period + t, now));
            foreach (int c in growing ?? [])
            {
                now[c]++;
            }
        }

        return -ExpMinusOne.Of(log);
    }

    private static LogitRegression Regress(IReadOnlyList<string> names, IReadOnlyList<IReadOnlyList<double>> rows, IReadOnlyList<int> periods, IReadOnlyList<bool> isLost, ContactBaseline[] pieces)
    {
        double[][] table = new double[rows.Count][];
        for (int i = 0; i < table.Length; i++)
        {
            if (rows[i].Count != names.Count)
            {
                throw new ArgumentException($"Row {i} has {rows[i].Count} values for {names.Count} columns.", nameof(rows));
            }

            double[] row = new double[pieces.Length - 1 + names.Count];
            int piece = PieceOf(pieces, periods[i]);
            if (piece > 0)
            {
                row[piece - 1] = 1;
            }

            for (int c = 0; c < names.Count; c++)
            {
                row[pieces.Length - 1 + c] = rows[i][c];
            }

            table[i] = row;
        }

        return LogitRegression.Fit([.. pieces.Skip(1).Select(static p => $"from period {p.From}"), .. names], table, [.. isLost.Select(static l => l ? 1.0 : 0)]);
    }

    private static ContactBaseline[] Pieces(IReadOnlyList<int> periods, IReadOnlyList<bool> isLost, int least)
    {
        List<ContactBaseline> pieces = [];
        (int From, int AtRisk, int Lost) open = (0, 0, 0);
        int last = 0;
        foreach (ContactLife life in ContactLife.Of(periods, isLost))
        {
            open = (open.AtRisk == 0 ? life.Period : open.From, open.AtRisk + life.AtRisk, open.Lost + life.Lost);
            last = life.Period;
            if (open.Lost >= least && open.AtRisk - open.Lost >= least)
            {
                pieces.Add(new ContactBaseline(open.From, last, open.AtRisk, open.Lost, null));
                open = (0, 0, 0);
            }
        }

        if (open.AtRisk > 0 && pieces.Count > 0)
        {
            ContactBaseline before = pieces[^1];
            pieces[^1] = before with { To = last, AtRisk = before.AtRisk + open.AtRisk, Lost = before.Lost + open.Lost };
        }
        else if (open.AtRisk > 0)
        {
            pieces.Add(new ContactBaseline(open.From, last, open.AtRisk, open.Lost, null));
        }

        return [.. pieces];
    }

    private static int PieceOf(IReadOnlyList<ContactBaseline> pieces, int period)
    {
        int piece = 0;
        while (piece + 1 < pieces.Count && pieces[piece + 1].From <= period)
        {
            piece++;
        }

        return piece;
    }

    private static double Term(double count, double of) => count > 0 ? count * Math.Log(count / of) : 0;
}
