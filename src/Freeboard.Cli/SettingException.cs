namespace Freeboard.Cli;

/// <summary>A setting on the command line that cannot be used; the message names the option, the value and the cure.</summary>
internal sealed class SettingException(string option, string value, string cure)
    : Exception(value.Length > 0 ? $"{option} {value}: {cure}" : $"{option}: {cure}")
{
}
