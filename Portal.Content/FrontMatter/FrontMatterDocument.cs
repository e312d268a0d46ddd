namespace Portal.Content.FrontMatter;

/// <summary>A content file taken apart: the fields on top and the text below.</summary>
public sealed record FrontMatterDocument
{
    public required string FileName { get; init; }

    /// <summary>In the order of the file, each name once (upper and lower case are the same); empty when the front matter cannot be read.</summary>
    public required IReadOnlyList<FrontMatterField> Fields { get; init; }

    /// <summary>The text below the front matter with \n line endings, blank lines around it cut off.</summary>
    public required string Body { get; init; }

    /// <summary>Line of the file where <see cref="Body"/> begins, the first is 1.</summary>
    public required int BodyLine { get; init; }

    /// <summary>False when the front matter is missing, broken or uses what is not allowed; <see cref="Problems"/> says why.</summary>
    public required bool IsReadable { get; init; }

    public required IReadOnlyList<ContentProblem> Problems { get; init; }
}

/// <summary>A field with one of three kinds of value.</summary>
public sealed record FrontMatterField
{
    /// <summary>
    /// As written; in a group with the name of the group before it, as <c>contact.phone</c>. An item of a list has the name of the list.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>Line of the file, the first is 1.</summary>
    public required int Line { get; init; }

    public required FrontMatterKind Kind { get; init; }

    /// <summary>The value as text, never interpreted, for <see cref="FrontMatterKind.Text"/>; otherwise empty.</summary>
    public string Text { get; init; } = "";

    /// <summary>Items of a list or fields of a group; otherwise empty.</summary>
    public IReadOnlyList<FrontMatterField> Children { get; init; } = [];
}

/// <summary>What stands after the colon.</summary>
public enum FrontMatterKind
{
    /// <summary>One value.</summary>
    Text,

    /// <summary>Values in <c>[a, b]</c> or one per line after a hyphen.</summary>
    List,

    /// <summary>Fields in <c>{ a: 1 }</c> or one per line, indented.</summary>
    Group,
}
