using Freeboard.Numerics;

namespace Freeboard.Structural.Sensitivity;

/// <summary>Analytic partial derivatives of V, sigmaV, the distances and ln EDF in every input of the two equations.</summary>
/// <remarks>
/// <para>Source: the implicit function theorem on E = V N(d1) - K N(d2), sigmaE E = V N(d1) sigmaV; derived in docs/sensitivity.md.</para>
/// <para>Method: the system depends on x = E/K and s = sigmaE sqrt T alone. With w = sigmaV sqrt T, lambda = phi(d1)/N(d1), h = d1 + lambda and
/// Var = 1 - lambda h = Var(Z | Z &lt; d1), at the solution d d2/d ln s = -h/Var, d ln w/d ln s = 1/Var, d d2/d ln x = (1 - h w N(d2)/x) / (s Var); the
/// chain rule gives the rest.</para>
/// <para>Units: see <see cref="InputGradient"/>. Errors: the status of the solution; never throws for the figures of a firm.</para>
/// <para>Accuracy: measured in the tests against 60-digit differences, see docs/sensitivity.md. The derivative of a distance in E at fixed
/// sigmaE cancels where sigmaV sqrt T is tiny: its relative error is about 1e-16 / w.</para>
/// </remarks>
public static class TwoEquationSensitivities
{
    /// <summary>Solves one firm and differentiates the solution.</summary>
    /// <param name="inputs">The figures; see <see cref="MertonInputs"/> for what is valid.</param>
    /// <param name="options">Settings of the solver; <see cref="SolverOptions.Default"/> when null.</param>
    /// <returns>The solution with its gradients; without gradients when it has not converged.</returns>
    public static MertonSensitivities Solve(in MertonInputs inputs, SolverOptions? options = null)
    {
        MertonSolution solution = TwoEquations.Solve(inputs, options);
        if (solution.Status != SolverStatus.Converged)
        {
            return new MertonSensitivities { Solution = solution };
        }

        Response response = new(inputs, solution);
        double e = inputs.EquityValue;
        double d = inputs.DefaultPoint;
        double r = inputs.RiskFreeRate;
        double t = inputs.HorizonYears;

        // How each input moves ln x, ln s, ln(K/D), ln D, and the step from w to sigmaV.
        Move byEquity = response.To(1 / e, 0, 0, 0, 0);
        Move byVolatility = response.To(0, 1 / inputs.EquityVolatility, 0, 0, 0);
        Move byDebt = response.To(-1 / d, 0, 0, 1 / d, 0);
        Move byRate = response.To(t, 0, -t, 0, 0);
        Move byHorizon = response.To(r, 0.5 / t, -r, 0, -0.5 / t);
        return new MertonSensitivities
        {
            Solution = solution,
            AssetValue = Collect(static m => m.AssetValue),
            AssetVolatility = Collect(static m => m.AssetVolatility),
            DistanceRiskNeutral = Collect(static m => m.D2),
            DistanceKmv = Collect(static m => m.Kmv),
            LogEdf = Collect(static m => m.LogEdf),
        };

        InputGradient Collect(Func<Move, double> part) => new()
        {
            EquityValue = part(byEquity),
            EquityVolatility = part(byVolatility),
            DefaultPoint = part(byDebt),
            RiskFreeRate = part(byRate),
            HorizonYears = part(byHorizon),
        };
    }

    private readonly record struct Move(double AssetValue, double AssetVolatility, double D2, double Kmv, double LogEdf);

    /// <summary>Derivatives of ln v, ln w and d2 in ln x and ln s, and what turns them into those of the reported quantities.</summary>
    private readonly struct Response
    {
        private readonly MertonSolution solution;
        private readonly double debtShare;
        private readonly double w;
        private readonly double kmv;
        private readonly double inverseMills;
        private readonly double distanceByX;
        private readonly double distanceByS;
        private readonly double widthByX;
        private readonly double widthByS;
        private readonly double valueByX;
        private readonly double valueByS;

        internal Response(in MertonInputs inputs, in MertonSolution solution)
        {
            this.solution = solution;
            double rootT = Math.Sqrt(inputs.HorizonYears);
            double x = EquityRatio.Of(inputs.EquityValue, inputs.DefaultPoint, inputs.RiskFreeRate * inputs.HorizonYears);
            double s = inputs.EquityVolatility * rootT;
            w = solution.AssetVolatility * rootT;
            double n2 = StandardNormal.Cumulative(solution.D2);
            double p = x + n2;
            (double lambda, double h) = TruncatedNormal.HazardAndMean(solution.D1);
            double variance = 1 / solution.ConditionNumber;
            debtShare = inputs.DefaultPoint / solution.AssetValue;
            kmv = (1 - debtShare) / w;
            inverseMills = 1 / StandardNormal.MillsRatio(solution.D2);
            distanceByX = (1 - (h * (w / x) * n2)) / (s * variance);
            distanceByS = -h / variance;
            widthByX = (n2 / p) - (lambda * distanceByX);
            widthByS = 1 / variance;
            valueByX = (x / p) - (lambda * w * widthByX);
            valueByS = -lambda * w / variance;
        }

        internal Move To(double logX, double logS, double logDiscount, double logDebt, double logScale)
        {
            double overDebt = (valueByX * logX) + (valueByS * logS) + logDiscount;
            double logWidth = (widthByX * logX) + (widthByS * logS);
            double d2 = (distanceByX * logX) + (distanceByS * logS);
            return new Move(
                solution.AssetValue * (overDebt + logDebt),
                solution.AssetVolatility * (logWidth + logScale),
                d2,
                (debtShare * overDebt / w) - (kmv * logWidth),
                -inverseMills * d2);
        }
    }
}
