using Freeboard.DefaultPoint;
using Freeboard.Equity;
using Freeboard.Money;
using Freeboard.Numerics;
using Freeboard.Numerics.Regression;
using Freeboard.Rates;
using Freeboard.Structural;

namespace Freeboard.Tests;

/// <summary>The figures beside the snippets of the docs pages are what the calls give.</summary>
public class DocsExamplesTests
{
    [Fact]
    public void Structural_page()
    {
        MertonSolution firm = TwoEquations.Solve(new MertonInputs
        {
            EquityValue = 3,
            EquityVolatility = 0.80,
            DefaultPoint = 10,
            RiskFreeRate = 0.05,
            HorizonYears = 1,
        });
        Assert.Equal(SolverStatus.Converged, firm.Status);
        Assert.Equal(12.3954, firm.AssetValue, 5e-5);
        Assert.Equal(0.2123, firm.AssetVolatility, 5e-5);
        Assert.Equal(1.1408, firm.D2, 5e-5);
        Assert.Equal(-2.0638, firm.LogDefaultProbability, 5e-5);
    }

    [Fact]
    public void Numerics_page()
    {
        Assert.Equal(1, StandardNormal.Cumulative(-30) / 4.906713927148187e-198, 1e-15);
        Assert.Equal(-5000000000000019.3, StandardNormal.LogCumulative(-1e8), 1.0);
    }

    [Fact]
    public void Default_point_page()
    {
        Assert.True(new WeightedDefaultPoint(0.75).TryApply(new Liabilities { Current = 100, NonCurrent = 40 }, out double defaultPoint));
        Assert.Equal(130, defaultPoint);
    }

    [Fact]
    public void Equity_page()
    {
        var shares = new ShareCapital { Tradable = 600, Restricted = 300, B = 60, H = 40 };
        EquityValue value = EquityValuation.Value(new SharePrices { Tradable = 5, H = 3 }, shares, new AtNetAssetsPerShare(), netAssets: 2000, netIncome: null);
        Assert.Equal(EquityValuationStatus.Valued, value.Status);
        Assert.Equal(4020, value.Total);
        Assert.Equal(ShareClasses.B, value.AtTradablePrice);
    }

    [Fact]
    public void Regression_page()
    {
        double[] prices = [3.1, 4.0, 4.4, 5.9, 6.1, 7.4];
        double[] naps = [1.8, 2.4, 2.9, 3.5, 4.2, 4.8];
        double[] p1 = [5.0, 6.1, 5.2, 8.4, 7.0, 9.1];
        var y = new RegressionColumn("price_restricted", prices);
        LeastSquaresFit fit = LeastSquares.Fit(y, [new("net_assets_per_share", naps), new("price_tradable", p1)]);
        CoefficientCovariance robust = RobustCovariance.Heteroskedasticity(fit, HeteroskedasticityWeight.HC3);
        Prediction paid = fit.ToModel(robust).Predict([3.1, 7.4]);
        (double low, double high) = paid.PredictionInterval(0.95);
        Assert.Equal(RegressionStatus.Fitted, fit.Status);
        Assert.True(low < paid.Mean && paid.Mean < high);
    }

    [Fact]
    public void Rates_page() => Assert.Equal(0.040566, RateConversion.SimpleAnnualToContinuous(0.0414), 5e-7);

    [Fact]
    public void Money_page()
    {
        MoneyAmount debt = new MoneyAmount(100, new CurrencyCode("USD")).ConvertTo(new CurrencyCode("CNY"), 7.2);
        Assert.Equal(720, debt.Amount, 1e-12);
        Assert.Equal("CNY", debt.Currency.Code);
    }

    /// <summary>Every status word has its row, in the docs of the chapter that it belongs to.</summary>
    [Fact]
    public void Status_words_are_all_explained()
    {
        HoldAll<Freeboard.Assessment.AssessmentStatus>("assessment.md");
        HoldAll<SolverStatus>("structural.md");
        HoldAll<Freeboard.Structural.Windows.EstimationStatus>("windows.md");
        HoldAll<Freeboard.Volatility.VolatilityStatus>("volatility.md");
        HoldAll<Freeboard.Volatility.Returns.ReturnSeriesStatus>("returns.md");
        HoldAll<Freeboard.Volatility.Forecast.ForecastStatus>("forecast.md");
        HoldAll<Freeboard.Volatility.Diagnostics.DiagnosticStatus>("diagnostics.md");
        HoldAll<EquityValuationStatus>("equity.md");
    }

    private static void HoldAll<T>(string page)
        where T : struct, Enum
    {
        string[] rows = [.. File.ReadAllLines(Path.Combine(ReferenceTable.RepositoryRoot, "docs", page)).Where(line => line.StartsWith("| ", StringComparison.Ordinal))];
        foreach (string word in Enum.GetNames<T>())
        {
            Assert.True(rows.Any(row => row.Split('|')[1].Split(',', StringSplitOptions.TrimEntries).Contains(word)), $"docs/{page} does not explain {word}.");
        }
    }
}
