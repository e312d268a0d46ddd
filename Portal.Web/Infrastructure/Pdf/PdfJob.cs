namespace Portal.Web.Infrastructure.Pdf;

/// <summary>Something to print: a partial view, its model, and what the file may be called.</summary>
public sealed record PdfJob
{
    /// <summary>What it is about; see <see cref="PdfPrinter.Forget"/>.</summary>
    public required Guid OwnerId { get; init; }

    /// <summary>Which paper of it: part and versions in lower-case letters, digits and hyphens, such as <c>both-1-2</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Title of the file: the kind of document only. Everybody who gets hold of the file reads it, so no names and no numbers of people.</summary>
    public required string Title { get; init; }

    /// <summary>Path of the partial view that draws the paper, such as <c>/Pages/Certificates/_PrintedCertificate.cshtml</c>. One heading of level 1, no links.</summary>
    public required string ViewName { get; init; }

    public required object Model { get; init; }
}

/// <summary>Why there is no file.</summary>
public enum PdfProblem
{
    /// <summary>No browser is installed, or printing is switched off.</summary>
    NoBrowser,

    /// <summary>Others were printing for too long.</summary>
    Busy,

    /// <summary>The browser failed, or took too long.</summary>
    Failed,
}

/// <summary>A printed file, or why there is none.</summary>
public sealed record PdfResult
{
    public byte[]? File { get; init; }

    public PdfProblem? Problem { get; init; }

    public static PdfResult Of(byte[] file) => new() { File = file };

    public static PdfResult Without(PdfProblem problem) => new() { Problem = problem };
}

/// <summary>How much printing there may be.</summary>
public sealed record PdfLimits
{
    /// <summary>Browsers at a time.</summary>
    public int AtOnce { get; init; } = 2;

    /// <summary>How long a request waits for its turn.</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a browser may take.</summary>
    public TimeSpan Print { get; init; } = TimeSpan.FromSeconds(20);
}
