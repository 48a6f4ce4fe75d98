namespace Freeboard.Collections;

/// <summary>The months of one simulated account, up to the loss of contact or whatever came before it.</summary>
/// <param name="Account">Its number, from 1.</param>
/// <param name="Months">A row of <see cref="ContactSimulator.Columns"/> a month, as known when the month began.</param>
/// <param name="Ending">How it ends; lost in its last month, or not.</param>
public sealed record ContactHistory(int Account, IReadOnlyList<IReadOnlyList<double>> Months, ContactEnding Ending);
