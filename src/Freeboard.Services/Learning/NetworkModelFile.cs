using System.Security.Cryptography;
using System.Text;
using Freeboard.Learning;
using Freeboard.Provenance;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Learning;

/// <summary>A trained model with where it came from: what <c>network train --save</c> writes and <c>network apply</c> and <c>network explain</c> read.</summary>
/// <remarks>JSON, schema <c>freeboard-network/1</c> (docs/learning.md), 17 significant digits, no time of day: the same data and settings give the same bytes on one instruction set.</remarks>
public sealed record NetworkModelFile
{
    /// <summary>Name of the schema.</summary>
    public const string Schema = "freeboard-network/1";

    /// <summary>The model.</summary>
    public required NetworkModel Model { get; init; }

    /// <summary>Columns of files that it takes.</summary>
    public required IReadOnlyList<NetworkColumn> Columns { get; init; }

    /// <summary>The column of outcomes that it learnt.</summary>
    public required string Target { get; init; }

    /// <summary>The value of bad rows.</summary>
    public required string Bad { get; init; }

    /// <summary>The column of EDFs; null without the skip.</summary>
    public string? Edf { get; init; }

    /// <summary>Words for missing values beside the empty cell.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>Version of the library that trained it.</summary>
    public required string Version { get; init; }

    /// <summary>Instruction set that it was trained on.</summary>
    public required string InstructionSet { get; init; }

    /// <summary>The run that trained it.</summary>
    public required string RunId { get; init; }

    /// <summary>Files that it was trained on.</summary>
    public IReadOnlyList<InputFile> Inputs { get; init; } = [];

    /// <summary>Settings of the training.</summary>
    public IReadOnlyList<RunParameter> Options { get; init; } = [];

    /// <summary>Name of the file that it was read from, for provenance.</summary>
    /// <value>The default value is network.json.</value>
    public string FileName { get; init; } = "network.json";

    /// <summary>The model as an input of what is made with it.</summary>
    internal InputFile AsInput => new(FileName, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToJson()))), "network", Model.Ensemble.Members.Count, 0);

    /// <summary>The file's text, ending with a line feed.</summary>
    public string ToJson() => NetworkModelWriter.Write(this);

    /// <summary>Writes the file; an existing one is replaced only when the new one is whole.</summary>
    /// <param name="path">Where to.</param>
    public void Save(string path) => WholeFile.WriteText(path, ToJson());

    /// <summary>Reads a model.</summary>
    /// <param name="text">The JSON.</param>
    /// <param name="fault">What is wrong, in one clause; empty when nothing is.</param>
    /// <returns>The model; null when something is wrong.</returns>
    public static NetworkModelFile? Parse(string text, out string fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        return NetworkModelReader.Read(text, out fault);
    }
}
