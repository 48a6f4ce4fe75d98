namespace Freeboard.Migration;

/// <summary>Years at risk and moves of one entity within a stretch of time: all that a constant rate looks at.</summary>
internal sealed class RiskTime
{
    internal List<(int State, double Years)> Years { get; } = [];

    /// <summary>Moves; to -1 when it went out of sight.</summary>
    internal List<(int From, int To)> Moves { get; } = [];

    internal static RiskTime Of(StateHistory history, double from, double to, int? defaultState)
    {
        RiskTime risk = new();
        for (int k = 0; k < history.Changes.Count; k++)
        {
            if (history.Changes[k].State is not { } state || state == defaultState)
            {
                continue;
            }

            bool last = k + 1 == history.Changes.Count;
            double leaves = last ? history.End : history.Changes[k + 1].Time;
            double years = Math.Min(leaves, to) - Math.Max(history.Changes[k].Time, from);
            if (years <= 0)
            {
                continue;
            }

            risk.Years.Add((state, years));
            int? next = last ? null : history.Changes[k + 1].State;

            // The end of what was watched is a withdrawal only when it comes before the end of the study.
            if (next != state && (last ? leaves < to : leaves <= to))
            {
                risk.Moves.Add((state, next ?? -1));
            }
        }

        return risk;
    }
}
