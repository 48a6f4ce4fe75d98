using System.CommandLine;
using System.Globalization;
using Freeboard.Portfolio.Simulation;
using Freeboard.Services.Assess;
using Freeboard.Services.Grid;
using Freeboard.Services.Learning;
using Freeboard.Services.Portfolio;
using Freeboard.Validation.Sampling;

namespace Freeboard.Cli;

/// <summary><c>freeboard grid plan assess|portfolio|bootstrap|network</c>: a folder from which any machine makes its share.</summary>
internal static class GridPlanCommand
{
    public static Command Create(Terminal terminal) => new("plan", "Make a plan: manifest and snapshot in a folder, with what it will cost. Says when one machine is enough.")
    {
        Assess(terminal),
        Portfolio(terminal),
        Bootstrap(terminal),
        Network(terminal),
    };

    private static Command Assess(Terminal terminal)
    {
        Argument<string?> folder = new("FOLDER") { Description = "Folder of input files, as 'freeboard assess' takes it; its files are copied into the plan. Without it the facts in the store that --store names.", Arity = ArgumentArity.ZeroOrOne };
        Option<string?> store = new("--store") { Description = "Store whose facts are assessed: a snapshot of a SQLite file goes into the plan, a PostgreSQL database is read in its state of now.", HelpName = "STORE" };
        Option<bool> keepGoing = CommonOptions.KeepGoing();
        Option<bool> ignoreExtra = CommonOptions.IgnoreExtra();
        Option<int?> lag = new("--statement-lag") { Description = "Days after its period end on which a statement without an announcement date counts as announced.", HelpName = "DAYS" };
        AssessSettings settings = new();
        Command command = new("assess", "Firms of an assessment, with the settings of 'freeboard assess'.") { folder, store, keepGoing, ignoreExtra, lag };
        settings.AddTo(command);
        Place place = Place.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            string? files = parsed.GetValue(folder);
            string? facts = parsed.GetValue(store);
            if ((files is null) == (facts is null))
            {
                throw new SettingException("FOLDER", files ?? "", "name a folder of files, or --store STORE with facts that 'freeboard import' put there.");
            }

            AssessmentOptions options = settings.Read(parsed);
            InputOptions input = new() { KeepGoing = parsed.GetValue(keepGoing), IgnoreExtraColumns = parsed.GetValue(ignoreExtra) };
            input = AssessSettings.Checked("--statement-lag", parsed.GetValue(lag), days => input with { StatementLagDays = days });
            string[] documents = settings.DocumentsOf(parsed);
            return Task.FromResult(place.Say(terminal, parsed, options.Threads, to => facts is not null
                ? GridPlanner.OfStore(facts, options, documents, to, terminal.Time, cancellationToken)
                : GridPlanner.OfFolder(files!, input, options, documents, to, terminal.Time, cancellationToken)));
        });
        return command;
    }

    private static Command Portfolio(Terminal terminal)
    {
        Argument<string> file = new("FILE") { Description = "The portfolio, as 'freeboard portfolio simulate' takes it: obligor,ead,lgd,pd and rho or loading_1,loading_2,..." };
        Option<int> scenarios = new("--scenarios") { Description = "Scenarios.", DefaultValueFactory = _ => 1_000_000 };
        Option<ulong> seed = new("--seed") { Description = "Seed of the random streams.", DefaultValueFactory = _ => 1 };
        Option<string> levels = new("--levels") { Description = "Levels of value at risk and expected shortfall.", DefaultValueFactory = _ => "0.95,0.99,0.999,0.9997" };
        Option<string> copula = new("--copula") { Description = "gaussian, or t with --degrees.", DefaultValueFactory = _ => "gaussian" };
        Option<string?> degrees = new("--degrees") { Description = "Degrees of freedom of the t copula, at least 1.", HelpName = "NU" };
        Option<string> recovery = new("--recovery") { Description = "fixed, beta (column lgd_sd) or linked.", DefaultValueFactory = _ => "fixed" };
        CommonOptions.RefuseMistypedOption(file);
        copula.AcceptOnlyFromAmong("gaussian", "t");
        recovery.AcceptOnlyFromAmong("fixed", "beta", "linked");
        Command command = new("portfolio", "Scenarios of a portfolio's losses in default mode, plain method.") { file, scenarios, seed, levels, copula, degrees, recovery };
        Place place = Place.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            string path = Existing(parsed.GetValue(file)!);
            string? nu = parsed.GetValue(degrees);
            if ((parsed.GetValue(copula) == "t") != nu is not null)
            {
                throw new SettingException(nu is null ? "--copula" : "--degrees", nu ?? "t", nu is null ? "say how heavy its tails are: --degrees 5." : "it belongs to --copula t.");
            }

            if (parsed.GetValue(scenarios) is var count && count < 100)
            {
                throw new SettingException("--scenarios", count.ToString(CultureInfo.InvariantCulture), "give at least 100.");
            }

            PortfolioOptions options = new()
            {
                Scenarios = count,
                Seed = parsed.GetValue(seed),
                Levels = PortfolioSettings.Levels("--levels", parsed.GetValue(levels)!),
                DegreesOfFreedom = nu is null ? null : UncertaintyCommand.Number("--degrees", nu, static value => value is >= 1 and <= 1e6, "a number from 1 to 1,000,000"),
                Recovery = Enum.Parse<RecoveryModel>(parsed.GetValue(recovery)!, ignoreCase: true),
            };
            return Task.FromResult(place.Say(terminal, parsed, 0, to => GridPlanner.OfPortfolio(path, options, to, terminal.Time, cancellationToken)));
        });
        return command;
    }

    private static Command Bootstrap(Terminal terminal)
    {
        Argument<string> file = new("FILE") { Description = "Scored rows: firm,score,event; a higher score is riskier, event is 1 or 0." };
        Option<int> replicates = new("--replicates") { Description = "Samples of firms.", DefaultValueFactory = _ => FirmBootstrapOptions.Default.Replicates };
        Option<ulong> seed = new("--seed") { Description = "Seed of the draws.", DefaultValueFactory = _ => 1 };
        Option<double> level = new("--level") { Description = "Level of the interval.", DefaultValueFactory = _ => FirmBootstrapOptions.Default.Level };
        CommonOptions.RefuseMistypedOption(file);
        Command command = new("bootstrap", "Replicates of a bootstrap by firm of the area under the ROC curve.") { file, replicates, seed, level };
        Place place = Place.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            string path = Existing(parsed.GetValue(file)!);
            FirmBootstrapOptions options = AssessSettings.Checked("--replicates", parsed.GetValue(replicates), static count => new FirmBootstrapOptions { Replicates = count }) with { Seed = parsed.GetValue(seed) };
            options = AssessSettings.Checked("--level", parsed.GetValue(level), value => options with { Level = value });
            return Task.FromResult(place.Say(terminal, parsed, 0, to => GridPlanner.OfBootstrap(path, options, to, terminal.Time, cancellationToken)));
        });
        return command;
    }

    private static Command Network(Terminal terminal)
    {
        Argument<string> file = new("FILE") { Description = "CSV with a header of outcomes and features, as 'freeboard network train' takes it." };
        Option<bool> folds = new("--folds") { Description = "Train and judge once for each remainder of --test-every, as 'freeboard network compare' does." };
        CommonOptions.RefuseMistypedOption(file);
        NetworkSettings settings = new("5:0", "Rows for testing: every how many, and which remainders of the row's number from 0 (10:7,8,9); none. With --folds each remainder is a fold.");
        Command command = new("network", "Networks of an ensemble, with the settings of 'freeboard network train': the very model and table.") { file, folds };
        foreach (Option option in settings.OfResult)
        {
            command.Add(option);
        }

        Place place = Place.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            string path = Existing(parsed.GetValue(file)!);
            NetworkOptions options = settings.Read(parsed);
            return Task.FromResult(place.Say(terminal, parsed, 0, to => GridPlanner.OfNetwork(path, options, parsed.GetValue(folds), to, terminal.Time, cancellationToken)));
        });
        return command;
    }

    private static string Existing(string path) => File.Exists(path) ? path : throw new SettingException("FILE", path, "there is no such file.");

    /// <summary>Where a plan goes, and the row that says what it is.</summary>
    private sealed class Place
    {
        private readonly Option<string> folder = new("--plan") { Description = "Folder of the plan: new or empty, on a disk that all machines see.", HelpName = "PLAN", Required = true };
        private readonly Option<int?> shards = new("--shards") { Description = "How many shares; shares of about ten minutes when left out.", HelpName = "N" };
        private readonly OutputOptions output = new();

        public static Place AddTo(Command command)
        {
            Place place = new();
            command.Add(place.folder);
            command.Add(place.shards);
            place.output.AddTo(command);
            return place;
        }

        public int Say(Terminal terminal, ParseResult parsed, int threads, Func<GridDestination, PlannedGrid> plan)
        {
            string to = parsed.GetValue(folder)!;
            int? count = parsed.GetValue(shards);
            if (count is < 1 or > FirmShard.Most)
            {
                throw new SettingException("--shards", count.Value.ToString(CultureInfo.InvariantCulture), "give 1 to 1,000,000.");
            }

            RowOutput rows = output.Read(terminal, parsed);
            PlannedGrid planned = plan(new GridDestination(to, count));
            rows.Write(planned.Cost.TableOf(planned.Manifest, to, threads == 0 ? Environment.ProcessorCount : threads));
            return ExitCode.Ok;
        }
    }
}
