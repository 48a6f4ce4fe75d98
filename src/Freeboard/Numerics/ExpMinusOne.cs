namespace Freeboard.Numerics;

/// <summary>exp(y) - 1 without the loss at small y.</summary>
internal static class ExpMinusOne
{
    /// <summary>exp(y) - 1; relative accuracy a few units in the last place for every y.</summary>
    /// <remarks>Kahan's form: (u - 1) y / ln u with u = exp(y); the roundings of u cancel in the quotient.</remarks>
    internal static double Of(double y) => Of(y, Math.Exp(y));

    /// <summary>exp(y) - 1 when u = exp(y) is at hand.</summary>
    internal static double Of(double y, double u)
    {
        if (u == 1)
        {
            return y;
        }

        double difference = u - 1;
        return Math.Abs(y) > 1 || difference == -1 ? difference : difference * (y / Math.Log(u));
    }

    /// <summary>(exp(y) - 1) / y, 1 at y = 0, when u = exp(y) is at hand.</summary>
    internal static double OverArgument(double y, double u) => y == 0 ? 1 : Of(y, u) / y;
}
