using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Freeboard.Learning;

namespace Freeboard.Services.Learning;

/// <summary>A trained network as bytes and back, to the bit: status, best epoch, losses epoch by epoch, parameters; little-endian.</summary>
internal static class TrainedNetworkCodec
{
    private const int Words = 4;

    internal static byte[] Pack(TrainedNetwork trained)
    {
        using MemoryStream stream = new();
        Span<byte> word = stackalloc byte[sizeof(int)];
        foreach (int value in (ReadOnlySpan<int>)[(int)trained.Status, trained.BestEpoch, trained.History.Count, trained.Network.Values.Length])
        {
            BinaryPrimitives.WriteInt32LittleEndian(word, value);
            stream.Write(word);
        }

        // NaN stands for a loss that there is none of; losses that are kept are finite.
        double[] losses = [.. trained.History.SelectMany(static epoch => (double[])[epoch.TrainingLoss ?? double.NaN, epoch.ValidationLoss ?? double.NaN])];
        stream.Write(MemoryMarshal.AsBytes<double>(losses));
        stream.Write(MemoryMarshal.AsBytes(trained.Network.Values));
        return stream.ToArray();
    }

    /// <summary>Reads one back.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="shape">The network's shape.</param>
    /// <exception cref="FormatException">They are no network of the shape.</exception>
    internal static TrainedNetwork Unpack(ReadOnlySpan<byte> bytes, NetworkShape shape)
    {
        if (bytes.Length < Words * sizeof(int))
        {
            throw new FormatException("it is cut short");
        }

        int status = Word(bytes, 0);
        int bestEpoch = Word(bytes, 1);
        long epochs = Word(bytes, 2);
        long values = Word(bytes, 3);
        if (!Enum.IsDefined((TrainingStatus)status) || epochs < 0 || values < 0 || bytes.Length != (Words * sizeof(int)) + (sizeof(double) * ((2 * epochs) + values)))
        {
            throw new FormatException("its sizes contradict each other");
        }

        ReadOnlySpan<double> numbers = MemoryMarshal.Cast<byte, double>(bytes[(Words * sizeof(int))..]);
        TrainingEpoch[] history = new TrainingEpoch[epochs];
        for (int e = 0; e < history.Length; e++)
        {
            history[e] = new TrainingEpoch(e, Loss(numbers[2 * e]), Loss(numbers[(2 * e) + 1]));
        }

        try
        {
            return new TrainedNetwork(new Network(shape, numbers[(2 * (int)epochs)..]), (TrainingStatus)status, bestEpoch, history);
        }
        catch (ArgumentException exception)
        {
            throw new FormatException(exception.Message.ReplaceLineEndings(" "), exception);
        }
    }

    private static int Word(ReadOnlySpan<byte> bytes, int place) => BinaryPrimitives.ReadInt32LittleEndian(bytes[(place * sizeof(int))..]);

    private static double? Loss(double value) => double.IsNaN(value) ? null : value;
}
