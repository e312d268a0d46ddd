namespace Portal.Data.Attachments;

/// <summary>Keeps the content of attached files in a folder outside the database and the web root. Its name on disk is the attachment's id alone.</summary>
/// <remarks>A file without a row is harmless: nobody can ask for it. It is left behind when the write of its row fails and the deletion, too.</remarks>
public sealed class AttachmentStore(string folder)
{
    /// <summary>Makes the folder and shows that it can be written.</summary>
    /// <exception cref="IOException">It cannot.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot.</exception>
    public void Start()
    {
        System.IO.Directory.CreateDirectory(folder);
        var probe = Path.Combine(folder, $"{Guid.NewGuid():n}.tmp");
        File.WriteAllBytes(probe, []);
        File.Delete(probe);
    }

    /// <summary>Writes under a temporary name and moves, so that what has the id is whole.</summary>
    public async Task WriteAsync(Guid id, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        var file = FileOf(id);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var temporary = $"{file}.{Guid.NewGuid():n}.tmp";
        try
        {
            await File.WriteAllBytesAsync(temporary, content, ct);
            File.Move(temporary, file);
        }
        catch
        {
            Delete(temporary);
            throw;
        }
    }

    /// <returns>Null when the content is not there, as after a restore of the database alone.</returns>
    public Stream? Open(Guid id)
    {
        try
        {
            return new FileStream(FileOf(id), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 64 * 1024, useAsync: true);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Deletes what no row speaks of any more; what cannot be deleted stays.</summary>
    public void Delete(Guid id) => Delete(FileOf(id));

    private static void Delete(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // An orphan, which nobody can ask for.
        }
    }

    // The last digits of an id are random; the first ones are its time.
    private string FileOf(Guid id) => Path.Combine(folder, $"{id:n}"[^2..], $"{id:n}");
}
