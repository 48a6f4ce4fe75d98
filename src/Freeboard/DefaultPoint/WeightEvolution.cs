using Freeboard.Numerics;

namespace Freeboard.DefaultPoint;

/// <summary>The genetic search for the weights of the default point, as the literature runs it, with a seed: reproducible, and to be compared with <see cref="WeightGrid"/>.</summary>
/// <remarks>
/// <para>Method: real-coded. The first generation is uniform over the range. Parents win tournaments of two; a child lies uniformly on the line of its parents stretched by a quarter to
/// each side (blend crossover, Eshelman and Schaffer 1993), then takes a normal mutation whose deviation falls from a tenth of the range to a thousandth; the best member survives as it is.</para>
/// <para>With one weight a grid finds the same and shows the surface; the search earns its keep with two, where a grid has squared cost.</para>
/// <para>Errors: see <see cref="WeightStatus"/>.</para>
/// </remarks>
public static class WeightEvolution
{
    private const double Stretch = 0.25;
    private const double FirstMutation = 0.1;
    private const double LastMutation = 0.001;

    /// <summary>Searches.</summary>
    /// <param name="firms">The labelled firms.</param>
    /// <param name="options">Settings; <see cref="EvolutionOptions.Default"/> when null.</param>
    /// <param name="cancellationToken">Stops between two members.</param>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    public static EvolutionResult Search(LabelledLiabilities firms, EvolutionOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(firms);
        options ??= EvolutionOptions.Default;
        WeightSurface surface = new(firms, options.Criterion);
        if (surface.Objection() is var objection && objection != WeightStatus.NotRun)
        {
            return new EvolutionResult { Status = objection };
        }

        List<double> history = [];
        Member[] generation = [];
        for (int number = 0; number <= options.Generations; number++)
        {
            Member[] next = new Member[options.Population];
            for (int i = 0; i < next.Length; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (number > 0 && i == 0)
                {
                    next[i] = Best(generation);
                    continue;
                }

                // A stream a child: its genes do not depend on how many numbers its siblings drew.
                PhiloxStream stream = new(options.Seed, (uint)number, (uint)i);
                (double current, double nonCurrent) = number == 0 ? Founder(stream, options) : Child(generation, stream, options, number);
                if (surface.Distances(current, nonCurrent) is not { } distances || surface.Value(distances) is not { } value)
                {
                    return new EvolutionResult { Status = WeightStatus.InvalidInput };
                }

                next[i] = new Member(current, nonCurrent, value);
            }

            generation = next;
            history.Add(Best(generation).Value);
        }

        Member best = Best(generation);
        return new EvolutionResult
        {
            Status = best.NonCurrent == 0 || best.NonCurrent == options.To ? WeightStatus.BoundBinds : WeightStatus.Found,
            CurrentWeight = best.Current,
            NonCurrentWeight = best.NonCurrent,
            Value = best.Value,
            BestByGeneration = history,
            Evaluations = options.Population + (options.Generations * (options.Population - 1)),
        };
    }

    private static (double Current, double NonCurrent) Founder(PhiloxStream stream, EvolutionOptions options)
    {
        double nonCurrent = stream.NextUniform() * options.To;
        return (options.FreeCurrentWeight ? stream.NextUniform() * options.To : 1, nonCurrent);
    }

    private static (double Current, double NonCurrent) Child(Member[] generation, PhiloxStream stream, EvolutionOptions options, int number)
    {
        Member mother = Winner(generation, stream);
        Member father = Winner(generation, stream);
        double progress = options.Generations == 1 ? 1 : (number - 1.0) / (options.Generations - 1);
        double deviation = options.To * FirstMutation * Math.Pow(LastMutation / FirstMutation, progress);
        double nonCurrent = Gene(mother.NonCurrent, father.NonCurrent, stream, deviation, options.To);
        return (options.FreeCurrentWeight ? Gene(mother.Current, father.Current, stream, deviation, options.To) : 1, nonCurrent);
    }

    private static double Gene(double mother, double father, PhiloxStream stream, double deviation, double to)
    {
        double blend = ((1 + (2 * Stretch)) * stream.NextUniform()) - Stretch;
        return Math.Clamp(mother + (blend * (father - mother)) + (deviation * stream.NextNormal()), 0, to);
    }

    private static Member Winner(Member[] generation, PhiloxStream stream)
    {
        Member a = generation[stream.NextIndex(generation.Length)];
        Member b = generation[stream.NextIndex(generation.Length)];
        return b.Value > a.Value ? b : a;
    }

    private static Member Best(Member[] generation)
    {
        Member best = generation[0];
        foreach (Member member in generation)
        {
            best = member.Value > best.Value ? member : best;
        }

        return best;
    }

    private readonly record struct Member(double Current, double NonCurrent, double Value);
}
