namespace Freeboard.Calibration;

/// <summary>What an expected default frequency is the frequency of: an event, and the time within which it counts. It travels with every map.</summary>
public sealed record LabelDefinition
{
    /// <summary>The label of the model itself, which no data were asked for.</summary>
    public static LabelDefinition Model { get; } = new() { Event = LabelEvent.ModelDefault, HorizonMonths = 12, Text = "assets below the default point after one year, as the model has it" };

    /// <summary>The event.</summary>
    public required LabelEvent Event { get; init; }

    /// <summary>Months after the day of the distance within which the event counts: in (t, t + months]. In 1..600.</summary>
    public required int HorizonMonths
    {
        get;
        init => field = value is >= 1 and <= 600 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in 1..600 months.");
    }

    /// <summary>The definition in a clause, as its source gives it: what counts, and what does not.</summary>
    /// <value>The default is empty.</value>
    public string Text { get; init; } = "";
}
