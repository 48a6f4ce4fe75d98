using Freeboard.Services.Doctor;

namespace Freeboard.Services.Tests.Doctor;

/// <summary>A root that was changed (chroot) does not see the mount that it stands on.</summary>
public sealed class UnseenMountTests
{
    [Fact]
    public void A_mount_that_is_not_seen_is_nothing_known_and_no_fault()
    {
        Assert.Null(DoctorService.Drive<long?>(static () => throw new DriveNotFoundException()));
        Assert.Null(DoctorService.Drive<string>(static () => throw new DriveNotFoundException()));
        Assert.Equal("ext4", DoctorService.Drive(static () => "ext4"));
    }
}
