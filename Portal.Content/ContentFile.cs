namespace Portal.Content;

/// <summary>One file of the library as it was stored.</summary>
/// <param name="Name">File name with extension, without folder: shown in every problem with the file.</param>
/// <param name="Text">The whole file; any line ending, with or without byte order mark.</param>
public sealed record ContentFile(string Name, string Text);
