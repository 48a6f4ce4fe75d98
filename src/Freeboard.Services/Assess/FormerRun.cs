using Freeboard.Data.Facts;
using Freeboard.Data.Store;

namespace Freeboard.Services.Assess;

/// <summary>An earlier run under the same settings, and from which day on each firm's facts are no longer those it saw.</summary>
internal sealed class FormerRun
{
    private readonly IReadOnlyDictionary<string, SegmentPlace> places;
    private readonly AffectedFacts affected;
    private readonly DateOnly? otherMarketDays;

    private FormerRun(IReadOnlyDictionary<string, SegmentPlace> places, AffectedFacts affected, DateOnly? otherMarketDays, bool sameDays)
    {
        this.places = places;
        this.affected = affected;
        this.otherMarketDays = otherMarketDays;
        SameDays = sameDays;
    }

    /// <summary>Whether it assessed the same days.</summary>
    public bool SameDays { get; }

    /// <summary>The newest one that is complete; null when there is none, or its facts are not known to the store.</summary>
    public static FormerRun? Find(SegmentStore segments, FactStore facts, string settingsHash, string daysHash)
    {
        if (segments.LatestComplete(settingsHash) is not { } basis)
        {
            return null;
        }

        string now = facts.StateHash;
        IReadOnlyList<DateOnly> days = facts.TradingDates();
        AffectedFacts affected = facts.AffectedSince(basis.StateHash);
        facts.Show(basis.StateHash);
        IReadOnlyList<DateOnly> formerDays = facts.TradingDates();
        facts.Show(now);
        return new FormerRun(segments.Places(basis.RunId), affected, FirstDifference(days, formerDays), basis.DaysHash == daysHash);
    }

    /// <summary>Where its rows of a firm are; null when it has none.</summary>
    public SegmentPlace? PlaceOf(string firm) => places.TryGetValue(firm, out SegmentPlace place) ? place : null;

    /// <summary>The first day on which the firm's rows may differ; null when none may.</summary>
    public DateOnly? FirstAffected(string firm) => affected.FirstDay(firm) is { } own && !(otherMarketDays < own) ? own : otherMarketDays;

    /// <summary>Sessions of the market enter volatilities and windows, so that another session touches every firm from its day on.</summary>
    private static DateOnly? FirstDifference(IReadOnlyList<DateOnly> now, IReadOnlyList<DateOnly> then)
    {
        int same = 0;
        while (same < now.Count && same < then.Count && now[same] == then[same])
        {
            same++;
        }

        DateOnly first = same < now.Count ? now[same] : DateOnly.MaxValue;
        DateOnly other = same < then.Count ? then[same] : DateOnly.MaxValue;
        return same == now.Count && same == then.Count ? null : first < other ? first : other;
    }
}
