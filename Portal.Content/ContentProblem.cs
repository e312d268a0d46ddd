namespace Portal.Content;

/// <summary>Something in a content file that its author must mend.</summary>
public sealed record ContentProblem
{
    /// <summary>File name with extension.</summary>
    public required string File { get; init; }

    /// <summary>Line in the file, the first is 1. What is missing has the line of the group it belongs in.</summary>
    public required int Line { get; init; }

    /// <summary>
    /// Name in the front matter, <c>demands.noise</c> for a field in a group, <c>body</c> for the text below, empty for the file as such.
    /// </summary>
    public required string Field { get; init; }

    /// <summary>A Danish sentence that says what is wrong and what is allowed.</summary>
    public required string Message { get; init; }
}
