using Freeboard.Volatility.Garch;

namespace Freeboard.Tests.Volatility.Garch;

/// <summary>The page docs/garch.md says what the code does.</summary>
public sealed class GarchDocsTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(ReferenceTable.RepositoryRoot, "docs", "garch.md"));

    [Fact]
    public void The_figures_of_the_snippet_are_what_the_call_gives()
    {
        GarchFit fit = GarchEstimator.Fit(GarchSeries.MarkPound, new GarchSpecification { Model = VarianceModel.Garch, StartUp = StartUp.Presample });
        GarchParameters p = fit.Parameters!;
        string figures = FormattableString.Invariant($"mu {p.Mean:f6}, omega {p.Omega:f6}, alpha {p.Alpha[0]:f6}, beta {p.Beta[0]:f6}, ln L {fit.LogLikelihood:f4}");
        Assert.Contains(figures, Page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_status_and_flag_has_its_row()
    {
        foreach (string word in Enum.GetNames<GarchStatus>().Concat(Enum.GetNames<GarchFindings>().Where(name => name != "None")))
        {
            Assert.Contains($"\n| {word} |", Page, StringComparison.Ordinal);
        }
    }
}
