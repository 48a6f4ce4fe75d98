using System.CommandLine;
using Freeboard.Services.Scoring;

namespace Freeboard.Cli;

/// <summary><c>freeboard score</c>: scorecards fitted, applied, and exported.</summary>
internal static class ScoreCommand
{
    public static Command Create(Terminal terminal) => new("score", "Scorecards: fit one to a table with outcomes, score rows with it, hold it against new rows, export it as SQL.")
    {
        ScoreFitCommand.Create(terminal),
        Apply(terminal),
        Report(terminal),
        Sql(terminal),
    };

    private static Command Apply(Terminal terminal)
    {
        Option<string> card = Card();
        Option<string?> id = new("--id") { Description = "A column to carry along; the number of the row, from 0, when left out.", HelpName = "COLUMN" };
        Option<int> reasons = new("--reasons") { Description = "How many reasons for points lost, 0 to 10.", HelpName = "N", DefaultValueFactory = _ => 3 };
        return TableCommand.Create(
            terminal,
            "score",
            "apply",
            "Score rows with a saved card: points, probability of being bad, reasons.",
            "of the card's variables",
            [card, id, reasons],
            (bytes, name, _, parsed, cancellationToken) => ScoreRows.Apply(
                bytes,
                name,
                Read("--card", parsed.GetValue(card)!),
                parsed.GetValue(id),
                parsed.GetValue(reasons) is >= 0 and <= 10 and int most ? most : throw new SettingException("--reasons", "", "give a whole number from 0 to 10."),
                cancellationToken),
            hasPage: false);
    }

    private static Command Report(Terminal terminal)
    {
        Option<string> card = Card();
        return TableCommand.Create(
            terminal,
            "score",
            "report",
            "Hold a saved card against another sample: measures where outcomes are known, and how far each variable has moved since the fit.",
            "of the card's variables, and of outcomes where they are known",
            [card],
            (bytes, name, _, parsed, cancellationToken) => ScoreCheck.Of(bytes, name, Read("--card", parsed.GetValue(card)!), cancellationToken),
            hasPage: false);
    }

    private static Command Sql(Terminal terminal)
    {
        Option<string> card = Card();
        Option<string> table = new("--table") { Description = "Name of the table that the query reads.", HelpName = "NAME", DefaultValueFactory = _ => "applicants" };
        Option<string?> id = new("--id") { Description = "A column to carry along.", HelpName = "COLUMN" };
        Command command = new("sql", "Write a saved card as one SQL query.") { card, table, id };
        command.SetAction(parsed =>
        {
            string name = parsed.GetValue(table)!;
            terminal.Out.Write(ScorecardSql.Of(
                Read("--card", parsed.GetValue(card)!).Card,
                name.Length > 0 ? name : throw new SettingException("--table", name, "name a table."),
                parsed.GetValue(id)));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Option<string> Card() => new("--card") { Description = "Card written by 'score fit --save'.", HelpName = "CARD", Required = true };

    /// <summary>Reads a card.</summary>
    /// <exception cref="SettingException">There is none, or it cannot be used.</exception>
    private static ScorecardFile Read(string option, string path)
    {
        if (!File.Exists(path))
        {
            throw new SettingException(option, path, "there is no such file; write it with 'freeboard score fit ... --save CARD'.");
        }

        return ScorecardFile.Parse(File.ReadAllText(path), out string fault) ?? throw new SettingException(option, path, $"it is no card: {fault}. Write it with 'freeboard score fit ... --save CARD'.");
    }
}
