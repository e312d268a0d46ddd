using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Portal.Web.Infrastructure.Pdf;

/// <summary>Printed files, to be given again without printing: one folder for each thing, each file encrypted and bound to its name.</summary>
/// <remarks>
/// A file's name follows from the page that was printed, so that what has changed is printed anew; who may have it is asked before, every time.
/// With several nodes the folder is shared, or <see cref="Forget"/> reaches one node only.
/// </remarks>
public sealed class PdfCache(PortalSettings settings, IDataProtectionProvider protection, TimeProvider clock, ILogger<PdfCache> logger)
{
    /// <summary>A file that nobody has asked for so long is deleted.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    private static readonly TimeSpan SweptEvery = TimeSpan.FromDays(1);

    private long _sweptAt;
    private long _generation;

    /// <summary>Goes up when something is forgotten: what was begun before is not kept.</summary>
    public long Generation => Interlocked.Read(ref _generation);

    /// <returns>Null when it is not there, or cannot be read.</returns>
    public async Task<byte[]?> FindAsync(Guid ownerId, string name, CancellationToken ct)
    {
        var file = FileOf(ownerId, name);
        try
        {
            if (!File.Exists(file))
            {
                return null;
            }

            var content = ProtectorOf(ownerId, name).Unprotect(await File.ReadAllBytesAsync(file, ct));
            File.SetLastWriteTimeUtc(file, clock.GetUtcNow().UtcDateTime);
            return content;
        }
        catch (CryptographicException)
        {
            // Written with keys that are gone, or not by the portal.
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.PdfFolderFailed(logger, e);
            return null;
        }
    }

    /// <param name="generation">The <see cref="Generation"/> at which the printing began.</param>
    public async Task KeepAsync(Guid ownerId, string name, byte[] content, long generation, CancellationToken ct)
    {
        if (generation != Generation)
        {
            return;
        }

        var file = FileOf(ownerId, name);
        var whileWriting = $"{file}.{Guid.NewGuid():n}";
        try
        {
            MakeFolder(settings.PdfFolder);
            MakeFolder(FolderOf(ownerId));
            await File.WriteAllBytesAsync(whileWriting, ProtectorOf(ownerId, name).Protect(content), ct);
            File.SetLastWriteTimeUtc(whileWriting, clock.GetUtcNow().UtcDateTime);
            File.Move(whileWriting, file, overwrite: true);
            if (generation != Generation)
            {
                File.Delete(file);
            }

            Sweep();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.PdfFolderFailed(logger, e);
        }
    }

    /// <summary>Deletes everything that was printed of one thing.</summary>
    /// <exception cref="IOException">A file cannot be deleted.</exception>
    public void Forget(Guid ownerId)
    {
        Interlocked.Increment(ref _generation);
        var folder = FolderOf(ownerId);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Only this user may open it.
    private static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private void Sweep()
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var before = Interlocked.Read(ref _sweptAt);
        if (now.Ticks - before < SweptEvery.Ticks || Interlocked.CompareExchange(ref _sweptAt, now.Ticks, before) != before)
        {
            return;
        }

        foreach (var file in Directory.EnumerateFiles(settings.PdfFolder, "*", SearchOption.AllDirectories).Where(file => now - File.GetLastWriteTimeUtc(file) > KeptFor))
        {
            File.Delete(file);
        }
    }

    private string FolderOf(Guid ownerId) => Path.Combine(settings.PdfFolder, ownerId.ToString("n"));

    private string FileOf(Guid ownerId, string name) => Path.Combine(FolderOf(ownerId), name);

    private IDataProtector ProtectorOf(Guid ownerId, string name) => protection.CreateProtector("Portal.Pdf", ownerId.ToString("n"), name);
}
