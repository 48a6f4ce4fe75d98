using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Freeboard.Provenance;
using Freeboard.Services.Grid;
using Freeboard.Services.Runs;
using Freeboard.Services.Tables;

namespace Freeboard.Cli;

/// <summary>The command <c>freeboard</c>: finds the sub-command, runs it, and turns what went wrong into a message and an exit code.</summary>
internal static class CommandLineApplication
{
    public static int Run(string[] args, Terminal terminal, CancellationToken cancellationToken = default)
    {
        // A plain command in place of a root command: the latter would be called after the assembly, not freeboard.
        Command root = new("freeboard", "Credit risk of listed companies: how far is each firm from default?")
        {
            new HelpOption(),
            new VersionOption(),
            ImportCommand.Create(terminal),
            AssessCommand.Create(terminal),
            MergeCommand.Create(terminal),
            GridCommand.Create(terminal),
            SolveCommand.Create(terminal),
            EstimateCommand.Create(terminal),
            VolatilityCommand.Create(terminal),
            EquityCommand.Create(terminal),
            DefaultPointCommand.Create(terminal),
            FirmYearsCommand.Create(terminal),
            EdfCommand.Create(terminal),
            RunsCommand.Create(terminal),
            StoreCommand.Create(terminal),
            ShowCommand.Create(terminal),
            ReportCommand.Create(terminal),
            UncertaintyCommand.Create(terminal),
            BayesCommand.Create(terminal),
            MacroCommand.Create(terminal),
            MigrationCommand.Create(terminal),
            PortfolioCommand.Create(terminal),
            CollectionsCommand.Create(terminal),
            NetworkCommand.Create(terminal),
            ScoreCommand.Create(terminal),
            ExplainCommand.Create(terminal),
            SampleCommand.Create(terminal),
            ValidateCommand.Create(terminal),
            MonitorCommand.Create(terminal),
            ReplicateCommand.Create(terminal),
            ServeCommand.Create(terminal),
            BenchCommand.Create(terminal),
            DoctorCommand.Create(terminal),
        };

        // A word that begins with @ is a word, as a firm's code may; it names no file of more arguments.
        ParseResult parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            foreach (ParseError error in parsed.Errors)
            {
                terminal.Fail($"freeboard: {Describe(error)}");
            }

            terminal.Fail($"Try '{PathOf(parsed.CommandResult)} --help'.");
            return ExitCode.Usage;
        }

        try
        {
            InvocationConfiguration configuration = new() { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false };
            if (GridTaskCommand.HandlesTermination(parsed))
            {
                // It finishes what it has in hand, however long that takes; the cluster has its own patience.
                configuration.ProcessTerminationTimeout = null;
            }

            int code = parsed.InvokeAsync(configuration, cancellationToken)
                .GetAwaiter().GetResult();
            terminal.Out.Flush();
            return code;
        }
        catch (OperationCanceledException)
        {
            terminal.EndProgress();
            terminal.Fail("freeboard: interrupted; nothing was written.");
            return ExitCode.Interrupted;
        }
        catch (SettingException exception)
        {
            terminal.EndProgress();
            terminal.Fail($"freeboard: {exception.Message}");
            terminal.Fail($"Try '{PathOf(parsed.CommandResult)} --help'.");
            return ExitCode.Usage;
        }
        catch (OutputException exception)
        {
            terminal.EndProgress();
            terminal.Fail(exception.Message);
            return ExitCode.DataRejected;
        }
        catch (RunBundleException exception)
        {
            terminal.EndProgress();
            terminal.Fail($"freeboard: {exception.Message}");
            return ExitCode.DataRejected;
        }
        catch (GridException exception)
        {
            terminal.EndProgress();
            terminal.Fail($"freeboard: {exception.Message}");
            return ExitCode.DataRejected;
        }
        catch (GridInputException exception)
        {
            terminal.EndProgress();
            PrintErrors(terminal, exception.Errors, exception.ErrorCount);
            terminal.Fail("freeboard: the input was rejected; nothing was written.");
            return ExitCode.DataRejected;
        }
        catch (RunArchiveException exception)
        {
            terminal.EndProgress();
            terminal.Fail($"freeboard: {exception.Message}");
            return exception.AddressRefused ? ExitCode.Usage : exception.MayRetry ? ExitCode.RetryLater : ExitCode.DataRejected;
        }
        catch (Exception exception) when (FileFault.Is(exception))
        {
            terminal.EndProgress();
            terminal.Fail($"freeboard: FILE-FAULT {FileFault.ReasonOf(exception)}");
            return ExitCode.DataRejected;
        }
    }

    /// <summary>An error of the command line in the user's words: the library names the type of .NET that a text could not become.</summary>
    private static string Describe(ParseError error)
    {
        (string Name, Type Type, IReadOnlyList<Token> Tokens)? place = error.SymbolResult switch
        {
            OptionResult option => (option.Option.Name, option.Option.ValueType, option.Tokens),
            ArgumentResult { Parent: OptionResult option } => (option.Option.Name, option.Option.ValueType, option.Tokens),
            ArgumentResult argument => (argument.Argument.Name, argument.Argument.ValueType, argument.Tokens),
            _ => null,
        };
        if (place is not { } at || !error.Message.Contains("System.", StringComparison.Ordinal))
        {
            return error.Message;
        }

        Type type = Nullable.GetUnderlyingType(at.Type) ?? at.Type;
        string cure = type == typeof(int) || type == typeof(long) ? "give a whole number, such as 250" : type == typeof(double) ? "give a number with a decimal point, such as 0.015" : "this cannot be read";
        return $"{at.Name} {string.Join(' ', at.Tokens.Select(token => token.Value))}: {cure}.";
    }

    /// <summary>The words that lead to a command: freeboard equity fit.</summary>
    private static string PathOf(CommandResult result) => result.Parent is CommandResult parent ? $"{PathOf(parent)} {result.Command.Name}" : "freeboard";

    /// <summary>Prints the errors of an input, the first ones whole, and how many there are.</summary>
    public static void PrintErrors(Terminal terminal, IReadOnlyList<RowError> errors, int total, int shown = 50)
    {
        foreach (RowError error in errors.Take(shown))
        {
            terminal.Fail(error.ToString());
        }

        if (total > shown)
        {
            terminal.Fail($"... and {total - shown} more.");
        }
    }
}
