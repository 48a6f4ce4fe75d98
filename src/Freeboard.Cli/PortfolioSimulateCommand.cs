using System.CommandLine;
using Freeboard.Services.Portfolio;
using Freeboard.Services.Tables;

namespace Freeboard.Cli;

/// <summary><c>freeboard portfolio simulate</c>: the loss distribution in default mode.</summary>
internal static class PortfolioSimulateCommand
{
    public static Command Create(Terminal terminal)
    {
        PortfolioSettings settings = new();
        OutputOptions output = new();
        Option<string> levels = new("--levels") { Description = "Levels of value at risk and expected shortfall.", DefaultValueFactory = _ => "0.95,0.99,0.999,0.9997" };
        Option<string?> contributions = new("--contributions") { Description = "Write each obligor's contributions at every level to a file of its own.", HelpName = "FILE" };
        Command command = new("simulate", "Losses in default mode: expected loss, deviation, VaR and ES with their errors.");
        settings.AddTo(command);
        command.Add(levels);
        command.Add(contributions);
        output.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            string path = settings.PathOf(parsed);
            string? parts = parsed.GetValue(contributions);
            RowOutput rows = output.Read(terminal, parsed, ("the input", path), ("the file of contributions", parts));
            RowOutput? partRows = parts is null ? null : FileOf(terminal, parts, path);
            double[] wanted = PortfolioSettings.Levels("--levels", parsed.GetValue(levels)!);
            if (PortfolioSettings.Compute(terminal, path, settings.Read(parsed, wanted, parts is not null), cancellationToken) is not { } report)
            {
                return Task.FromResult(ExitCode.DataRejected);
            }

            partRows?.Write(PortfolioRows.Contributions(report), cancellationToken);
            rows.Write(PortfolioRows.Levels(report), cancellationToken);
            return Task.FromResult(report.Measures is null ? ExitCode.Partial : ExitCode.Ok);
        });
        return command;
    }

    /// <summary>A file of rows named by another option than --out.</summary>
    private static RowOutput FileOf(Terminal terminal, string file, string input)
    {
        if (file.Length == 0 || Directory.Exists(file) || Path.GetFullPath(file).StartsWith("/dev/", StringComparison.Ordinal))
        {
            throw new SettingException("--contributions", file, "name a file that can be written.");
        }

        if (input != "-" && Path.GetFullPath(file) == Path.GetFullPath(input))
        {
            throw new SettingException("--contributions", file, "it is the input of this command; name another file.");
        }

        return new RowOutput(terminal, file, RowFormats.OfFile(file) ?? RowFormat.Csv, byteOrderMark: false);
    }
}
