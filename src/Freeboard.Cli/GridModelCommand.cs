using System.CommandLine;
using System.Globalization;
using Freeboard.Services.Grid;

namespace Freeboard.Cli;

/// <summary><c>freeboard grid model</c>: what runs too large for this machine would take, from measured points.</summary>
internal static class GridModelCommand
{
    public static Command Create(Terminal terminal)
    {
        Option<string> nodes = new("--nodes") { Description = "Numbers of nodes.", HelpName = "N,N,...", DefaultValueFactory = _ => "1,4,16,64" };
        Option<int> cores = new("--cores") { Description = "Cores of a node.", DefaultValueFactory = _ => 32 };
        Option<double> disk = new("--disk") { Description = "Megabytes a second of the shared disk, all nodes together.", DefaultValueFactory = _ => 500 };
        Option<double> firms = new("--firms") { Description = "Firms of the assessment.", DefaultValueFactory = _ => 80_000 };
        Option<double> years = new("--years") { Description = "Years of daily closes.", DefaultValueFactory = _ => 30 };
        Option<double> obligors = new("--obligors") { Description = "Obligors of the portfolio.", DefaultValueFactory = _ => 1e6 };
        Option<double> scenarios = new("--scenarios") { Description = "Scenarios of its losses.", DefaultValueFactory = _ => 1e9 };
        Option<string?> points = new("--points") { Description = "Measured points, as eng/grid-points.sh prints them: name,value,unit; those that come with the program when left out.", HelpName = "FILE" };
        Option<bool> show = new("--show-points") { Description = "Print the measured points in place of the model." };
        OutputOptions output = new();
        Command command = new("model", "Say what large runs would take on a cluster: hours, nodes, bytes, from measured points.") { nodes, cores, disk, firms, years, obligors, scenarios, points, show };
        output.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            RowOutput rows = output.Read(terminal, parsed);
            IReadOnlyList<MeasuredPoint> measured = parsed.GetValue(points) is { } file
                ? File.Exists(file) ? MeasuredPoint.Read(File.ReadAllBytes(file), Path.GetFileName(file)) : throw new SettingException("--points", file, "there is no such file.")
                : MeasuredPoint.Own;
            if (parsed.GetValue(show))
            {
                rows.Write(MeasuredPoint.TableOf(measured), cancellationToken);
                terminal.Say(parsed.GetValue(points) is null ? $"Measured {MeasuredPoint.Machine}." : "Measured as the file says.");
                return Task.FromResult(ExitCode.Ok);
            }

            double Positive(Option<double> option) => parsed.GetValue(option) is var value && value > 0 && double.IsFinite(value) ? value : throw new SettingException(option.Name, value.ToString(CultureInfo.InvariantCulture), "give a positive number.");
            int[] counts = [.. parsed.GetValue(nodes)!.Split(',').Select(static text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count is >= 1 and <= 100_000 ? count : throw new SettingException("--nodes", text, "give numbers of nodes joined by commas: 1,16,64."))];
            int perNode = parsed.GetValue(cores) is var few && few is >= 1 and <= 10_000 ? few : throw new SettingException("--cores", parsed.GetValue(cores).ToString(CultureInfo.InvariantCulture), "give 1 to 10,000.");
            ClusterShape[] clusters = [.. counts.Select(count => new ClusterShape(count, perNode, Positive(disk) * 1e6))];
            FarEnd[] cases =
            [
                .. clusters.Select(cluster => FarEnd.Assessment(Positive(firms), Positive(years), cluster, measured)),
                .. clusters.Select(cluster => FarEnd.Portfolio(Positive(obligors), Positive(scenarios), 1, cluster, measured)),
                .. clusters.Select(cluster => FarEnd.Portfolio(Positive(obligors), Positive(scenarios), 10, cluster, measured)),
            ];
            rows.Write(FarEnd.TableOf(cases), cancellationToken);
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }
}
