using System.CommandLine;
using Freeboard.Learning;
using Freeboard.Services.Learning;
using Freeboard.Services.Tables;

namespace Freeboard.Cli;

/// <summary><c>freeboard network</c>: networks that may start from the EDF, trained, judged, applied, explained.</summary>
internal sealed class NetworkCommand
{
    private readonly Terminal terminal;

    private NetworkCommand(Terminal terminal) => this.terminal = terminal;

    public static Command Create(Terminal terminal)
    {
        NetworkCommand self = new(terminal);
        return new Command("network", "Neural networks on accounts and behaviour that may start from the EDF: trained, judged beside plainer models, applied, explained.")
        {
            self.Train(),
            self.Compare(),
            self.Apply(),
            self.Explain(),
            Simulate(terminal),
        };
    }

    private Command Train()
    {
        NetworkSettings settings = new("5:0", "Rows for testing: every how many, and which remainders of the row's number from 0 (10:7,8,9); none.");
        Option<string?> save = new("--save") { Description = "Write the model, with its provenance, for 'network apply' and 'network explain'.", HelpName = "MODEL" };
        return TableCommand.Create(
            terminal,
            "network",
            "train",
            "Train a network, or several and their mean, and judge it beside plainer models on rows that none has seen.",
            "of outcomes and features, auxiliary targets and the EDF",
            [.. settings.All, save],
            (bytes, name, _, parsed, cancellationToken) =>
            {
                string? path = parsed.GetValue(save);
                OutputPath.CheckModel("--save", path);
                NetworkOutcome outcome = NetworkTrain.Of(bytes, name, settings.Read(parsed), cancellationToken);
                if (path is not null && outcome.Report is { } report)
                {
                    OutputPath.Write(path, report.File.Save);
                }

                return Table(outcome);
            });
    }

    private Command Compare()
    {
        NetworkSettings settings = new("5:0,1,2,3,4", "Folds: every how many, and the remainders of the row's number that are a fold each (5:0,1).");
        return TableCommand.Create(
            terminal,
            "network",
            "compare",
            "Train and judge once for each fold: its rows are for testing, all others to learn from.",
            "of outcomes and features, auxiliary targets and the EDF",
            settings.All,
            (bytes, name, _, parsed, cancellationToken) => Table(NetworkTrain.Compare(bytes, name, settings.Read(parsed), cancellationToken)));
    }

    private Command Apply()
    {
        Option<string> model = Model();
        Option<string?> id = Id();
        return TableCommand.Create(
            terminal,
            "network",
            "apply",
            "Score rows by a saved network: probability, logit, what the networks of the ensemble give least and most.",
            "of the model",
            [model, id],
            (bytes, name, _, parsed, cancellationToken) => NetworkApply.Scores(bytes, name, Load(parsed.GetValue(model)!), parsed.GetValue(id), cancellationToken),
            hasPage: false);
    }

    private Command Explain()
    {
        Option<string> model = Model();
        Option<string?> id = Id();
        Option<string> method = new("--method") { Description = "gradients: what each column adds to each row's logit; permutation: how much worse the model is on the whole when a column is shuffled (needs outcomes).", DefaultValueFactory = _ => "gradients" };
        method.AcceptOnlyFromAmong("gradients", "permutation");
        Option<int> most = new("--most") { Description = "Columns shown of each row, the largest first; 0 for all.", HelpName = "N", DefaultValueFactory = _ => 0 };
        Option<int> repeats = new("--repeats") { Description = "Shuffles of a column, 1 to 1000.", HelpName = "N", DefaultValueFactory = _ => 5 };
        Option<string> seed = new("--seed") { Description = "Seed of the shuffles.", HelpName = "N", DefaultValueFactory = _ => "1" };
        return TableCommand.Create(
            terminal,
            "network",
            "explain",
            "Say why a saved network gives rows their scores, by integrated gradients or by permutation, with intervals.",
            "of the model",
            [model, id, method, most, repeats, seed],
            (bytes, name, _, parsed, cancellationToken) =>
            {
                NetworkModelFile file = Load(parsed.GetValue(model)!);
                return parsed.GetValue(method) == "permutation"
                    ? NetworkApply.Importance(bytes, name, file, NetworkSettings.Whole(parsed, repeats, 1, 1000), NetworkSettings.Seed(parsed.GetValue(seed)!), cancellationToken)
                    : NetworkApply.Shares(bytes, name, file, parsed.GetValue(id), NetworkSettings.Whole(parsed, most, 0, 100_000), cancellationToken);
            });
    }

    private static Command Simulate(Terminal terminal)
    {
        Option<int> firms = new("--firms") { Description = "Firm-years, 1 to 10,000,000.", HelpName = "N", DefaultValueFactory = _ => 20_000 };
        Option<string> seed = new("--seed") { Description = "Seed.", HelpName = "N", DefaultValueFactory = _ => "1" };
        Option<string> candour = new("--candour") { Description = "How much accounts tell of what the stock market does not know, 0 to 1.", HelpName = "SHARE", DefaultValueFactory = _ => "1" };
        return TableCommand.CreateWithoutFile(
            terminal,
            "network",
            new Command("simulate", "Firm-years of a simulated market with accounts: EDFs by Merton's model, ratios that tell of hidden debt and of profits to come, and what became of each."),
            [firms, seed, candour],
            parsed => new TableOutcome(
                NetworkRows.Of(new SimulatedMarketOptions
                {
                    Firms = NetworkSettings.Whole(parsed, firms, 1, 10_000_000),
                    Seed = NetworkSettings.Seed(parsed.GetValue(seed)!),
                    Candour = UncertaintyCommand.Number("--candour", parsed.GetValue(candour)!, static value => value is >= 0 and <= 1, "a number from 0 to 1"),
                }),
                [],
                0,
                0),
            hasPage: false);
    }

    private static Option<string> Model() => new("--model") { Description = "A model of 'network train --save'.", HelpName = "MODEL", Required = true };

    private static Option<string?> Id() => new("--id") { Description = "A column to carry along; the row's number when left out.", HelpName = "COLUMN" };

    private static TableOutcome Table(NetworkOutcome outcome) => outcome.Report is { } report
        ? new TableOutcome(NetworkRows.Of(report), [], 0, report.Models.Count(static model => model.Measures is null)) { Provenance = report.Provenance, Notes = report.Provenance.Notes }
        : new TableOutcome(null, outcome.Errors, outcome.ErrorCount, 0);

    private static NetworkModelFile Load(string path)
    {
        if (!File.Exists(path))
        {
            throw new SettingException("--model", path, "there is no such file; write it with 'freeboard network train ... --save MODEL'.");
        }

        NetworkModelFile file = NetworkModelFile.Parse(File.ReadAllText(path), out string fault) ?? throw new SettingException("--model", path, $"MODEL-UNUSABLE: {fault}. Write it with 'freeboard network train ... --save MODEL'.");
        return file with { FileName = Path.GetFileName(path) };
    }
}
