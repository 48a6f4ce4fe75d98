namespace Freeboard.Reporting.Layout;

/// <summary>What a page is about that shows no run.</summary>
/// <param name="Command">The command that makes its figures again.</param>
/// <param name="Method">What stands in the line under each figure: model, estimator.</param>
public sealed record PageSubject(string Command, string Method);
