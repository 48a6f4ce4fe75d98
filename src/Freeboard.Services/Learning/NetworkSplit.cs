namespace Freeboard.Services.Learning;

/// <summary>Rows by their part: to learn from, to stop by, to calibrate on, to judge on.</summary>
/// <remarks>Of the units (rows, or groups such as firms) that are not for testing, every tenth from the first stops the training and, where there is a calibration, every tenth from the sixth calibrates.</remarks>
internal sealed record NetworkSplit(int[] Train, int[] Validation, int[] Calibration, int[] Test)
{
    private const int Tenth = 10;
    private const int CalibrationPlace = 5;

    /// <summary>All rows that are not for testing.</summary>
    internal int[] Learnt => [.. Train.Concat(Validation).Concat(Calibration).Order()];

    /// <summary>One split, or one for each remainder.</summary>
    internal static IEnumerable<NetworkSplit> All(int[] units, NetworkOptions options, bool folds)
    {
        IEnumerable<IReadOnlyList<int>> tests = folds ? options.TestRemainders.Select(static r => (IReadOnlyList<int>)[r]) : [options.TestRemainders];
        return tests.Select(remainders => Of(units, options.TestEvery, remainders, options.Calibration != CalibrationKind.None));
    }

    internal static NetworkSplit Of(int[] units, int every, IReadOnlyList<int> remainders, bool calibrates)
    {
        bool IsTest(int unit) => every > 0 && remainders.Contains(unit % every);
        Dictionary<int, int> rank = [];
        foreach (int unit in units)
        {
            if (!IsTest(unit) && !rank.ContainsKey(unit))
            {
                rank[unit] = rank.Count;
            }
        }

        int[] Rows(Func<int, bool> belongs) => [.. Enumerable.Range(0, units.Length).Where(row => belongs(units[row]))];
        bool Stops(int unit) => rank[unit] % Tenth == 0;
        bool Calibrates(int unit) => calibrates && rank[unit] % Tenth == CalibrationPlace;
        return new NetworkSplit(
            Rows(u => !IsTest(u) && !Stops(u) && !Calibrates(u)),
            Rows(u => !IsTest(u) && Stops(u)),
            Rows(u => !IsTest(u) && Calibrates(u)),
            Rows(IsTest));
    }
}
