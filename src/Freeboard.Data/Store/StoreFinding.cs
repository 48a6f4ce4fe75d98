namespace Freeboard.Data.Store;

/// <summary>One thing that was looked at in a store.</summary>
/// <param name="Check">A word for it: pages, references, tables, guards, imports, runs, segments, access-log.</param>
/// <param name="Sound">Whether it is as it should be.</param>
/// <param name="Detail">What was found, in a sentence.</param>
public sealed record StoreFinding(string Check, bool Sound, string Detail);
