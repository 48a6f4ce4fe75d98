namespace Freeboard.Bayes;

/// <summary>A signal about one firm, and how often it is seen among those that default and among those that do not.</summary>
public readonly record struct BehaviouralSignal
{
    /// <summary>Makes a signal.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="givenDefault">P(signal | default within the horizon), in (0, 1].</param>
    /// <param name="givenSurvival">P(signal | none), in (0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">A probability is outside (0, 1].</exception>
    public BehaviouralSignal(string name, double givenDefault, double givenSurvival)
    {
        ArgumentNullException.ThrowIfNull(name);
        Name = name;
        GivenDefault = givenDefault is > 0 and <= 1 ? givenDefault : throw new ArgumentOutOfRangeException(nameof(givenDefault), givenDefault, "A probability must lie in (0, 1].");
        GivenSurvival = givenSurvival is > 0 and <= 1 ? givenSurvival : throw new ArgumentOutOfRangeException(nameof(givenSurvival), givenSurvival, "A probability must lie in (0, 1].");
    }

    /// <summary>Name.</summary>
    public string Name { get; }

    /// <summary>P(signal | default).</summary>
    public double GivenDefault { get; }

    /// <summary>P(signal | survival).</summary>
    public double GivenSurvival { get; }

    /// <summary>ln of the likelihood ratio: positive where the signal speaks for default.</summary>
    public double LogLikelihoodRatio => Math.Log(GivenDefault / GivenSurvival);

    /// <summary>A signal from counts, each share smoothed by Jeffreys' half: a signal never seen is not thereby impossible.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="defaulters">Firms that defaulted.</param>
    /// <param name="defaultersWith">Of these, with the signal.</param>
    /// <param name="survivors">Firms that did not.</param>
    /// <param name="survivorsWith">Of these, with the signal.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or a part larger than its whole.</exception>
    public static BehaviouralSignal FromCounts(string name, int defaulters, int defaultersWith, int survivors, int survivorsWith)
    {
        Check(defaulters, defaultersWith, nameof(defaultersWith));
        Check(survivors, survivorsWith, nameof(survivorsWith));
        return new BehaviouralSignal(name, (defaultersWith + 0.5) / (defaulters + 1.0), (survivorsWith + 0.5) / (survivors + 1.0));

        static void Check(int whole, int part, string name)
        {
            if (part < 0 || part > whole)
            {
                throw new ArgumentOutOfRangeException(name, part, $"Must lie in [0, {whole}].");
            }
        }
    }
}
