using Freeboard.Data.Store;

namespace Freeboard.Services.Doctor;

/// <summary>What can be said of a store without changing it.</summary>
internal static class StoreDoctor
{
    private static readonly string[] SharedFileSystems = ["nfs", "nfs4", "cifs", "smb2", "smbfs", "9p", "fuse.sshfs", "lustre", "ceph", "gpfs", "beegfs"];

    public static IEnumerable<DoctorRemark> Look(DoctorOptions options)
    {
        StoreAddress? address = null;
        DoctorRemark? refused = null;
        try
        {
            address = StoreAddress.Parse(options.Store);
        }
        catch (StoreException e)
        {
            refused = new DoctorRemark("store", DoctorStatus.Fault, e.Code, e.Cure);
        }

        if (address is null)
        {
            return [refused!];
        }

        List<DoctorRemark> remarks = [Store(address, options.Time, out bool accounts)];
        if (address.Kind == StoreKind.Sqlite)
        {
            string folder = Path.GetDirectoryName(Path.GetFullPath(address.Place))!;
            if (Directory.Exists(folder))
            {
                remarks.Add(DoctorService.Folder("store-folder", folder, options.LeastFreeBytes, "Get the right to write there: a store keeps its log beside it"));
                remarks.Add(FileSystem(folder));
            }

            if (File.Exists(address.Place) && !OperatingSystem.IsWindows())
            {
                remarks.Add(Rights(address.Place, accounts));
            }
        }

        return remarks;
    }

    private static DoctorRemark Store(StoreAddress address, TimeProvider time, out bool accounts)
    {
        accounts = false;
        try
        {
            StoreSight? sight = StoreSight.Of(address);
            accounts = sight?.Accounts > 0;
            if (sight is null)
            {
                return DoctorRemark.Ok("store", $"none at {address} yet; the first import or assess makes it");
            }

            string value = FormattableString.Invariant($"{address}: schema {sight.SchemaVersion} of {sight.NewestVersion}, {sight.Server}, {sight.Runs} runs, {sight.Imports} imports");
            return sight.LastWrite > time.GetUtcNow().AddMinutes(5)
                ? new DoctorRemark("store", DoctorStatus.Warning, $"{value}; last written in the future", "Set the clock: this machine's, or that of the machine that wrote")
                : sight.SchemaVersion < sight.NewestVersion
                    ? new DoctorRemark("store", DoctorStatus.Warning, value, "The next command that writes brings it up to date; take a backup first (freeboard store backup)")
                    : DoctorRemark.Ok("store", value);
        }
        catch (StoreException e)
        {
            return new DoctorRemark("store", e.MayRetry ? DoctorStatus.Warning : DoctorStatus.Fault, e.Message[..^(e.Cure.Length + 1)].TrimEnd(), e.Cure);
        }
    }

    private static DoctorRemark FileSystem(string folder)
    {
        if (DoctorService.Drive(() => new DriveInfo(folder).DriveFormat) is not { } kind)
        {
            return DoctorRemark.Ok("store-file-system", "its mount is not seen here");
        }

        return SharedFileSystems.Contains(kind, StringComparer.OrdinalIgnoreCase)
            ? new DoctorRemark("store-file-system", DoctorStatus.Warning, kind, "SQLite's log wants a disk of this machine: keep the store there, or use PostgreSQL")
            : DoctorRemark.Ok("store-file-system", kind);
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static DoctorRemark Rights(string path, bool accounts)
    {
        UnixFileMode mode = File.GetUnixFileMode(path);
        bool written = (mode & UnixFileMode.OtherWrite) != 0;
        bool read = (mode & UnixFileMode.OtherRead) != 0;
        string value = written || read ? $"every user of this machine may {(written ? "write" : "read")} the store" : "not open to every user";
        return written || (read && accounts)
            ? new DoctorRemark("store-rights", DoctorStatus.Warning, value, accounts ? "chmod o-rwx it: it holds the hashes of passwords and keys" : "chmod o-w it")
            : DoctorRemark.Ok("store-rights", value);
    }
}
