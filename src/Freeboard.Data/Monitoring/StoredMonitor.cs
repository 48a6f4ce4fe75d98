namespace Freeboard.Data.Monitoring;

/// <summary>One step of a monitor: the days it went over, by which rules, and what it said.</summary>
/// <param name="Monitor">Name of the monitor.</param>
/// <param name="Step">Number of the step, from 1, without gaps.</param>
/// <param name="LastDay">The last day that the monitor has gone over.</param>
/// <param name="Source">What the step read: a run's identifier, or a file's name and hash.</param>
/// <param name="Rules">The rules, JSON.</param>
/// <param name="Digest">What it said, JSON.</param>
public sealed record MonitorStep(string Monitor, int Step, DateOnly LastDay, string Source, string Rules, string Digest);

/// <summary>Where a trigger of one firm stood after a step.</summary>
/// <param name="Firm">Firm code.</param>
/// <param name="Rule">Name of the rule.</param>
/// <param name="RuleHash">Hash of the rule's text: a changed rule begins anew.</param>
/// <param name="Phase">Name of the phase.</param>
/// <param name="Since">First day of the phase.</param>
/// <param name="RaisedOn">First day of the open alert; null for none.</param>
/// <param name="LastDay">Last day with a figure.</param>
/// <param name="LastValue">The figure.</param>
public sealed record StoredTrigger(string Firm, string Rule, string RuleHash, string Phase, DateOnly? Since, DateOnly? RaisedOn, DateOnly? LastDay, double? LastValue);

/// <summary>An alert that began or ended.</summary>
/// <param name="Step">The step that found it.</param>
/// <param name="Firm">Firm code.</param>
/// <param name="Rule">Name of the rule.</param>
/// <param name="Change">Raised, Cleared, or Withdrawn when its rule was changed or removed.</param>
/// <param name="Day">The day.</param>
/// <param name="RaisedOn">First day of the alert.</param>
/// <param name="Value">The watched figure on the day; null when the alert was withdrawn.</param>
public sealed record StoredAlertEvent(int Step, string Firm, string Rule, string Change, DateOnly Day, DateOnly RaisedOn, double? Value);

/// <summary>An entry of the outbox.</summary>
/// <param name="Step">The step whose digest it is about.</param>
/// <param name="Attempt">0 when it was made due, then 1, 2, ...</param>
/// <param name="Outcome">due, delivered or failed.</param>
/// <param name="Note">What the target said; empty for nothing.</param>
public sealed record DeliveryEntry(int Step, int Attempt, string Outcome, string Note);
