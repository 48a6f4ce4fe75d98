using System.Globalization;
using System.Text;

namespace Freeboard.Services.Tests;

/// <summary>A small folder of canonical files, made for one test and removed after it. Firm A is ordinary; each test spoils what it is about.</summary>
internal sealed class MarketFolder : IDisposable
{
    private readonly Dictionary<string, List<string>> files = new(StringComparer.Ordinal);

    public MarketFolder()
    {
        Path = Directory.CreateTempSubdirectory("freeboard-test-").FullName;
        files["firms.csv"] = ["firm,name,currency,kind"];
        files["prices.csv"] = ["firm,date,close"];
        files["shares.csv"] = ["firm,valid_from,known_on,tradable,restricted"];
        files["statements.csv"] = ["firm,period_end,announced,current_liabilities,noncurrent_liabilities"];
        files["rates.csv"] = ["date,tenor_years,rate"];
    }

    public string Path { get; }

    public static DateOnly FirstDay { get; } = new(2024, 1, 2);

    /// <summary>Weekdays from 2024-01-02 on.</summary>
    public static IEnumerable<DateOnly> Weekdays(int count)
    {
        DateOnly day = FirstDay;
        while (count > 0)
        {
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            {
                yield return day;
                count--;
            }

            day = day.AddDays(1);
        }
    }

    /// <summary>An ordinary firm: prices that swing by 2 % a day around 10, a million shares, debt of 4 million current and 2 million noncurrent, a rate of 1.5 %.</summary>
    public MarketFolder WithFirm(string firm, int days = 300, string kind = "general", string currency = "CNY", double swing = 0.02)
    {
        files["firms.csv"].Add($"{firm},{firm} Co,{currency},{kind}");
        int i = 0;
        foreach (DateOnly day in Weekdays(days))
        {
            double close = 10 * Math.Exp(swing * Math.Sin(i * 1.7) * (1 + (0.3 * Math.Cos(i * 0.37))));
            files["prices.csv"].Add(string.Create(CultureInfo.InvariantCulture, $"{firm},{day:yyyy-MM-dd},{close:R}"));
            i++;
        }

        files["shares.csv"].Add($"{firm},2023-06-30,2023-06-30,800000,200000");
        files["statements.csv"].Add($"{firm},2023-12-31,2024-03-28,4000000,2000000");
        return this;
    }

    public MarketFolder WithRates()
    {
        files["rates.csv"].Add("2023-12-29,1,0.015");
        return this;
    }

    public MarketFolder Add(string file, params string[] lines)
    {
        if (!files.TryGetValue(file, out List<string>? content))
        {
            files[file] = content = [];
        }

        content.AddRange(lines);
        return this;
    }

    public MarketFolder Replace(string file, string from, string to)
    {
        files[file] = [.. files[file].Select(line => line.Replace(from, to, StringComparison.Ordinal))];
        return this;
    }

    /// <summary>Changes the lines that hold a text.</summary>
    public MarketFolder Change(string file, string holding, Func<string, string> change)
    {
        files[file] = [.. files[file].Select(line => line.Contains(holding, StringComparison.Ordinal) ? change(line) : line)];
        return this;
    }

    public MarketFolder RemoveWhere(string file, Func<string, bool> predicate)
    {
        files[file].RemoveAll(line => predicate(line));
        return this;
    }

    public MarketFolder Without(string file)
    {
        files.Remove(file);
        return this;
    }

    public string Write()
    {
        foreach ((string file, List<string> lines) in files.Where(pair => pair.Value.Count > 1))
        {
            File.WriteAllText(System.IO.Path.Combine(Path, file), string.Join('\n', lines) + "\n", new UTF8Encoding(false));
        }

        return Path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
