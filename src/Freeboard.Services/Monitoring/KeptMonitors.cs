using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Freeboard.Provenance;
using Freeboard.Services.KeptFiles;
using Freeboard.Services.Runs;
using Freeboard.Services.Store;
using Freeboard.Services.Watchlists;

namespace Freeboard.Services.Monitoring;

/// <summary>A monitor as a store keeps it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Owner">Whose watchlist it keeps to; empty for all firms.</param>
/// <param name="Watchlist">The watchlist; empty for all firms.</param>
/// <param name="RulesText">Its rules as they were written; null for a monitor that has none here and never made a step.</param>
/// <param name="Last">What it said last; null before its first step.</param>
public sealed record KeptMonitor(string Name, string Owner, string Watchlist, string? RulesText, MonitorDigest? Last);

/// <summary>The monitors of a store for the dashboard: their rules, the watchlists they keep to, and steps over the newest run.</summary>
/// <remarks>Errors: <see cref="RunArchiveException"/>. Any number of threads; a step is written whole or not at all.</remarks>
/// <param name="store">The store, as <see cref="RunArchive.Open"/> takes it.</param>
/// <param name="files">Where rules are kept.</param>
/// <param name="lists">The watchlists.</param>
public sealed class KeptMonitors(string store, KeptFileBook files, WatchlistBook lists) : IDisposable
{
    // Whoever makes or changes a monitor looks first at what is kept, and nobody else changes it meanwhile.
    private readonly Lock turn = new();
    private readonly StorePool<MonitorService> pool = new(() => MonitorService.Open(store));


    /// <summary>The monitors, by name: those with rules, and those that made steps from the command line.</summary>
    public IReadOnlyList<KeptMonitor> List() => pool.Use<IReadOnlyList<KeptMonitor>>(service =>
        [.. files.List(KeptFileKind.Rules).Select(static f => f.Name).Union(service.Names(), StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(name => Of(service, name))]);

    /// <summary>A monitor; null when there is none of that name.</summary>
    /// <param name="name">Its name.</param>
    public KeptMonitor? Find(string name) => pool.Use(service => Of(service, name)) is { RulesText: not null } found ? found : null;

    /// <summary>The digest of a step; null when there is none.</summary>
    /// <param name="name">Name of the monitor.</param>
    /// <param name="step">Number of the step; null for the last.</param>
    public MonitorDigest? Digest(string name, int? step = null) => pool.Use(service => service.Digest(name, step));

    /// <summary>Every alert that a monitor raised or ended, oldest first.</summary>
    /// <param name="name">Name of the monitor.</param>
    public IReadOnlyList<MonitorEvent> Events(string name) => pool.Use(service => service.Events(name));

    /// <inheritdoc/>
    public void Dispose() => pool.Dispose();

    /// <summary>Keeps the rules of a monitor, when they are rules.</summary>
    /// <param name="name">Name of the monitor; it takes the place of what the text says.</param>
    /// <param name="text">The rules, JSON.</param>
    /// <param name="owner">Whose watchlist; also who keeps the rules.</param>
    /// <param name="watchlist">The watchlist; empty for all firms.</param>
    /// <returns>What is wrong with them; empty when they are kept.</returns>
    public IReadOnlyList<RowError> Keep(string name, string text, string owner, string watchlist) => Keep(name, text, _ => (owner, watchlist), out _)!;

    /// <summary>Keeps the rules of a monitor, when they are rules and what is kept is as it is thought to be.</summary>
    /// <param name="name">Name of the monitor; it takes the place of what the text says.</param>
    /// <param name="text">The rules, JSON.</param>
    /// <param name="decide">Told the kept monitor, null for none, while nobody else can change it; the owner and name of its watchlist, or null to keep nothing.</param>
    /// <param name="kept">The monitor as it is kept now; null when nothing was kept.</param>
    /// <returns>What is wrong with the rules; empty when they are kept, null when it was decided against.</returns>
    public IReadOnlyList<RowError>? Keep(string name, string text, Func<KeptMonitor?, (string Owner, string Watchlist)?> decide, out KeptMonitor? kept)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(decide);
        using Lock.Scope mine = turn.EnterScope();
        kept = null;
        if (decide(Find(name)) is not var (owner, watchlist))
        {
            return null;
        }

        IReadOnlyList<RowError> errors = Write(name, text, owner, watchlist);
        kept = errors.Count == 0 ? Find(name) : null;
        return errors;
    }

    private IReadOnlyList<RowError> Write(string name, string text, string owner, string watchlist)
    {
        string own = Named(text, name);
        MonitorRulesResult read = MonitorRules.Parse(Encoding.UTF8.GetBytes(own), name);
        if (read.Rules is null)
        {
            return read.Errors;
        }

        if (watchlist.Length > 0 && lists.Find(owner, watchlist) is not { Firms.Count: > 0 })
        {
            return [new RowError(name, 0, "watchlist", "RULES-WATCHLIST", $"'{watchlist}' is no watchlist with firms", "Save firms under that name in the screener, or watch all firms")];
        }

        files.Keep(KeptFileKind.Rules, name, Encoding.UTF8.GetBytes(own), owner);
        if (watchlist.Length > 0)
        {
            files.Keep(KeptFileKind.RulesWatchlist, name, Encoding.UTF8.GetBytes($"{owner}\n{watchlist}"), owner);
        }
        else
        {
            files.Delete(KeptFileKind.RulesWatchlist, name);
        }

        return [];
    }

    /// <summary>Goes over the days of the newest run that are new.</summary>
    /// <param name="name">Name of the monitor.</param>
    /// <param name="cancellationToken">Stops the work; nothing is kept.</param>
    /// <returns>What was found; null when there is no such monitor, no run, or no firm left on its watchlist.</returns>
    public MonitorOutcome? Step(string name, CancellationToken cancellationToken = default)
    {
        using MonitorService service = MonitorService.Open(store);
        if (Of(service, name) is not { RulesText: { } text } monitor || MonitorRules.Parse(Encoding.UTF8.GetBytes(text), name).Rules is not { } rules)
        {
            return null;
        }

        if (monitor.Watchlist.Length > 0)
        {
            // The list as it is now: what was taken out of it is watched no more.
            if (lists.Find(monitor.Owner, monitor.Watchlist) is not { Firms: { Count: > 0 } firms })
            {
                return null;
            }

            rules = rules with { Firms = firms };
        }

        using RunArchive archive = RunArchive.Open(store);
        return MonitorInput.Of(archive, null, service.NeededFrom(rules)) is { } input ? service.Run(rules, input, [], cancellationToken: cancellationToken) : null;
    }

    private KeptMonitor Of(MonitorService service, string name)
    {
        string[] list = files.Content(KeptFileKind.RulesWatchlist, name) is { } kept ? Encoding.UTF8.GetString(kept).Split('\n', 2) : ["", ""];
        string? text = files.Content(KeptFileKind.Rules, name) is { } rules ? Encoding.UTF8.GetString(rules) : service.RulesText(name);
        return new KeptMonitor(name, list[0], list[1], text, service.Digest(name));
    }

    /// <summary>The text with the monitor's name in it; as it is when it is no JSON object, which the reader of rules then says with its place.</summary>
    private static string Named(string text, string name)
    {
        try
        {
            if (JsonNode.Parse(text, null, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }) is JsonObject rules && rules["name"] is { } said && said.GetValueKind() == JsonValueKind.String && said.GetValue<string>() != name)
            {
                rules["name"] = name;
                return rules.ToJsonString(new JsonSerializerOptions { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n";
            }
        }
        catch (JsonException)
        {
        }

        return text;
    }
}
