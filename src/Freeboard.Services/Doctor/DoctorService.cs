using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;
using Freeboard.Services.Runs;

namespace Freeboard.Services.Doctor;

/// <summary>Looks at what the program depends on: runtime, processor, memory, cultures, code pages, clock, disks, rights, store.</summary>
/// <remarks>Nothing is changed but a file of a few bytes that is written into the temporary folder and beside the store, and removed again. A store is neither made nor brought up to date. Secrets are neither read nor named.</remarks>
public static class DoctorService
{
    private const long ShortOfMemory = 1L << 30;

    /// <summary>Looks.</summary>
    /// <param name="options">What is looked at.</param>
    /// <returns>What was found, in a fixed order.</returns>
    public static IReadOnlyList<DoctorRemark> Look(DoctorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return
        [
            DoctorRemark.Ok("version", $"freeboard {RunIdentity.Version}"),
            DoctorRemark.Ok("runtime", $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}"),
            DoctorRemark.Ok("system", RuntimeInformation.OSDescription.Trim()),
            Vectors(),
            DoctorRemark.Ok("processors", Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture)),
            Memory(),
            Cultures(),
            CodePages(),
            Zones(),
            Clock(options.Time),
            Folder("temporary-folder", Path.GetTempPath(), options.LeastFreeBytes, "Set TMPDIR to a folder that may be written and has room"),
            .. StoreDoctor.Look(options),
        ];
    }

    /// <summary>Whether a folder may be written, and how much room it has.</summary>
    internal static DoctorRemark Folder(string check, string folder, long leastFree, string cure)
    {
        string probe = Path.Combine(folder, $".freeboard-doctor-{Environment.ProcessId}");
        try
        {
            File.WriteAllText(probe, "freeboard");
            File.Delete(probe);
            if (Drive(() => (long?)new DriveInfo(folder).AvailableFreeSpace) is not { } free)
            {
                return DoctorRemark.Ok(check, $"{folder}: may be written; its mount is not seen here, nor how much is free");
            }

            string value = string.Create(CultureInfo.InvariantCulture, $"{folder}: {free >> 20} MiB free");
            return free < leastFree ? new DoctorRemark(check, DoctorStatus.Warning, value, "Free some space") : DoctorRemark.Ok(check, value);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new DoctorRemark(check, DoctorStatus.Fault, $"{folder}: {e.Message.Split('\n')[0].TrimEnd('.')}", cure);
        }
    }

    /// <summary>What is asked of a mount; nothing where the mount is not seen: in a changed root the kernel's list of mounts is of another one.</summary>
    internal static T? Drive<T>(Func<T?> ask)
    {
        try
        {
            return ask();
        }
        catch (DriveNotFoundException)
        {
            return default;
        }
    }

    private static DoctorRemark Vectors()
    {
        int bits = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;
        string value = string.Create(CultureInfo.InvariantCulture, $"{RunIdentity.InstructionSet}, vectors of {bits} bits");
        return bits >= 256 ? DoctorRemark.Ok("instruction-set", value) : new DoctorRemark("instruction-set", DoctorStatus.Warning, value, "The same figures come more slowly; a processor with AVX2 has vectors of 256 bits");
    }

    private static DoctorRemark Memory()
    {
        long bytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        string value = string.Create(CultureInfo.InvariantCulture, $"{bytes >> 20} MiB");
        return bytes >= ShortOfMemory ? DoctorRemark.Ok("memory", value) : new DoctorRemark("memory", DoctorStatus.Warning, value, "Large imports want 1 GiB");
    }

    private static DoctorRemark Cultures()
    {
        try
        {
            string comma = CultureInfo.GetCultureInfo("de-DE").NumberFormat.NumberDecimalSeparator;
            string chinese = CultureInfo.GetCultureInfo("zh-CN").DateTimeFormat.YearMonthPattern;
            return comma == "," && chinese.Contains('年', StringComparison.Ordinal)
                ? DoctorRemark.Ok("culture-data", $"present; this process runs under {(CultureInfo.CurrentCulture.Name is { Length: > 0 } name ? name : "the invariant culture")}")
                : new DoctorRemark("culture-data", DoctorStatus.Warning, "invariant only", "Chinese pages show some words in English: install libicu, and leave DOTNET_SYSTEM_GLOBALIZATION_INVARIANT unset");
        }
        catch (CultureNotFoundException)
        {
            return new DoctorRemark("culture-data", DoctorStatus.Warning, "invariant only", "Chinese pages show some words in English: install libicu, and leave DOTNET_SYSTEM_GLOBALIZATION_INVARIANT unset");
        }
    }

    private static DoctorRemark CodePages()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        byte[] bytes = Encoding.GetEncoding("GB18030").GetBytes("证券");
        return bytes is [0xD6, 0xA4, 0xC8, 0xAF] ? DoctorRemark.Ok("code-pages", "GB18030 present") : new DoctorRemark("code-pages", DoctorStatus.Fault, "GB18030 gives other bytes", "Install the program again");
    }

    private static DoctorRemark Zones() => DoctorRemark.Ok("time-zone", TimeZoneInfo.Local.Id);

    private static DoctorRemark Clock(TimeProvider time)
    {
        DateTimeOffset now = time.GetUtcNow();
        DateTimeOffset built = Environment.ProcessPath is { } program && File.Exists(program) ? File.GetLastWriteTimeUtc(program) : DateTimeOffset.UnixEpoch;
        string value = now.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

        // A clock before the program's own file has lost its battery; no figure depends on it, but sessions and keys do.
        return now >= built.AddDays(-1) ? DoctorRemark.Ok("clock", value) : new DoctorRemark("clock", DoctorStatus.Fault, $"{value}, before the program was made", "Set the clock: sessions, keys and the log need it; figures do not");
    }
}
