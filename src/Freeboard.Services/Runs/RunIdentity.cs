using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;
using System.Text;
using Freeboard.Provenance;

namespace Freeboard.Services.Runs;

/// <summary>What makes a run that run: its identifier is a hash of inputs, parameters, version and instruction set.</summary>
public static class RunIdentity
{
    /// <summary>Version of the library, as in its assembly.</summary>
    public static string Version { get; } = typeof(AssemblyMarker).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    /// <summary>Processor architecture and the widest vector instructions it has. The mathematical library of the platform picks its routines by them, so results are byte-identical only on one of these.</summary>
    public static string InstructionSet { get; } = Describe();

    /// <summary>The identifier.</summary>
    /// <param name="inputs">Files read.</param>
    /// <param name="parameters">Settings.</param>
    /// <returns>Twelve hexadecimal digits in three groups, such as 7f3a-91c2-04be.</returns>
    public static string Compute(IReadOnlyList<InputFile> inputs, IReadOnlyList<RunParameter> parameters) => Compute(inputs, parameters, Version, InstructionSet);

    /// <summary>The identifier that a run of another version or on another instruction set has.</summary>
    /// <param name="inputs">Files read.</param>
    /// <param name="parameters">Settings.</param>
    /// <param name="version">The version.</param>
    /// <param name="instructionSet">The instruction set.</param>
    /// <returns>Twelve hexadecimal digits in three groups.</returns>
    internal static string Compute(IReadOnlyList<InputFile> inputs, IReadOnlyList<RunParameter> parameters, string version, string instructionSet)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(parameters);
        StringBuilder text = new();
        text.Append("freeboard ").Append(version).Append('\n').Append(instructionSet).Append('\n');
        foreach (RunParameter parameter in parameters.OrderBy(p => p.Name, StringComparer.Ordinal))
        {
            text.Append("parameter\0").Append(parameter.Name).Append('\0').Append(parameter.Value).Append('\n');
        }

        foreach (InputFile input in inputs.OrderBy(i => i.Name, StringComparer.Ordinal))
        {
            text.Append("input\0").Append(input.Name).Append('\0').Append(input.Sha256).Append('\n');
        }

        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
        return $"{hash[..4]}-{hash[4..8]}-{hash[8..12]}";
    }

    private static string Describe()
    {
        string architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        return architecture + (Avx512F.IsSupported ? "-avx512" : Avx2.IsSupported ? "-avx2" : "-base");
    }

    private sealed class AssemblyMarker;
}
