using Freeboard.Provenance;

namespace Freeboard.Services.Sample;

/// <summary>Writes a synthetic market with known truth: files that an assessment reads like any other folder, and beside them the truth they came from.</summary>
/// <remarks>
/// <para>Method: every firm's assets follow a geometric Brownian motion (a third of the firms with Merton's jumps) with market and industry
/// factors; its equity is the Merton call with a constant horizon of one year, struck at a default point that moves smoothly and that the
/// stock market knows daily, while the files show it only in quarterly statements, announced late. Price is equity over all shares.</para>
/// <para>Units: CNY, shares, decimals; prices have at least four decimals, finer than any exchange's tick, so that rounding does not spoil the truth.</para>
/// <para>Deterministic: the same options give the same bytes; every firm has random streams of its own, so a larger market holds a smaller one unchanged.</para>
/// </remarks>
public static class SyntheticMarket
{
    /// <summary>Version of the generator; it rises whenever the same options give other bytes.</summary>
    public const int GeneratorVersion = 1;

    /// <summary>Writes a market into a folder.</summary>
    /// <param name="directory">The folder: not there yet, empty, or holding a former sample and nothing else.</param>
    /// <param name="options">Which market.</param>
    /// <param name="cancellationToken">Stops between two firms; nothing half done is left behind.</param>
    /// <returns>The files written; or the error SAMPLE-DIRECTORY-NOT-EMPTY or SAMPLE-NOT-A-DIRECTORY, and nothing was touched.</returns>
    /// <exception cref="ArgumentException">The folder name is empty.</exception>
    /// <exception cref="ArgumentNullException">The options are null.</exception>
    /// <exception cref="IOException">The disk refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static SyntheticMarketResult Write(string directory, SyntheticMarketOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        ArgumentNullException.ThrowIfNull(options);
        IReadOnlyList<RowError> errors = SampleDirectory.Check(directory);
        if (errors.Count > 0)
        {
            return new SyntheticMarketResult([], errors);
        }

        cancellationToken.ThrowIfCancellationRequested();
        using SampleDirectory target = SampleDirectory.Open(directory);
        SampleWorld world = new(options);
        using (SampleFiles files = new(target.Staging))
        {
            files.WriteWorld(world);
            files.WriteMarker(options);
            for (int i = 0; i < options.Firms; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                files.WriteFirm(world, SampleFirm.Make(world, i));
            }
        }

        return new SyntheticMarketResult(target.Finish(), []);
    }
}
