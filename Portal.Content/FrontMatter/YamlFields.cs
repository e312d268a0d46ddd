using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Portal.Content.FrontMatter;

/// <summary>
/// The plain part of YAML: text, lists and groups, one level down. Read as events, because a document is built, aliases, tags and
/// depth and all, before it can be refused; events stop at the first trick.
/// </summary>
internal sealed class YamlFields(string fileName, string yaml, int linesBefore, List<ContentProblem> problems)
{
    private const int MaxFields = 100;

    private readonly Parser _events = new(new StringReader(yaml));

    /// <exception cref="RefusedYamlException">Not YAML, or YAML of a kind the library does not allow.</exception>
    public List<FrontMatterField> Read()
    {
        try
        {
            return Document();
        }
        // Besides its own exception the scanner throws others on some broken lists, for which the last thing it read is the place.
        catch (Exception e) when (e is not RefusedYamlException and not OutOfMemoryException)
        {
            var line = e is YamlException { Start.Line: > 0 } yamlError ? (int)yamlError.Start.Line + linesBefore : LineOf(_events.Current);
            throw new RefusedYamlException(
                line, "Linjen kan ikke læses. Skriv »felt: værdi«, og sæt anførselstegn om en tekst med kolon, # eller klammer.");
        }
    }

    private List<FrontMatterField> Document()
    {
        _events.Consume<StreamStart>();
        if (_events.Accept<StreamEnd>(out _))
        {
            return [];
        }

        _events.Consume<DocumentStart>();
        Refuse(!_events.Accept<MappingStart>(out _), "Felterne skal stå som »felt: værdi«, et på hver linje.");
        var fields = Group("");
        _events.Consume<DocumentEnd>();
        Refuse(!_events.Accept<StreamEnd>(out _), "Der må ikke stå mere efter linjen med tre punktummer.");
        return fields;
    }

    private List<FrontMatterField> Group(string prefix)
    {
        Next<MappingStart>();
        var fields = new List<FrontMatterField>();
        for (var read = 1; !_events.TryConsume<MappingEnd>(out _); read++)
        {
            Refuse(read > MaxFields, $"Der må højst være {MaxFields} felter.");
            Refuse(_events.Accept<MappingStart>(out _) || _events.Accept<SequenceStart>(out _), "Et feltnavn skal være et enkelt ord.");
            var key = Next<Scalar>();
            var field = Value(prefix + key.Value, LineOf(key), isInside: prefix.Length > 0);
            if (fields.Find(f => f.Name.Equals(field.Name, StringComparison.OrdinalIgnoreCase)) is { } first)
            {
                problems.Add(new()
                {
                    File = fileName,
                    Line = field.Line,
                    Field = field.Name,
                    Message = $"Feltet »{field.Name}« står også i linje {first.Line}. Det må kun stå én gang.",
                });
                continue;
            }

            fields.Add(field);
        }

        return fields;
    }

    private FrontMatterField Value(string name, int line, bool isInside)
    {
        if (_events.Accept<MappingStart>(out _) || _events.Accept<SequenceStart>(out _))
        {
            Refuse(isInside, $"Feltet »{name}« må ikke indeholde lister eller grupper i flere lag.");
        }

        if (_events.Accept<MappingStart>(out _))
        {
            return new() { Name = name, Line = line, Kind = FrontMatterKind.Group, Children = Group(name + ".") };
        }

        if (_events.Accept<SequenceStart>(out _))
        {
            return new() { Name = name, Line = line, Kind = FrontMatterKind.List, Children = Items(name) };
        }

        return new() { Name = name, Line = line, Kind = FrontMatterKind.Text, Text = Next<Scalar>().Value };
    }

    private List<FrontMatterField> Items(string name)
    {
        Next<SequenceStart>();
        var items = new List<FrontMatterField>();
        while (!_events.TryConsume<SequenceEnd>(out _))
        {
            items.Add(Value(name, LineOf(_events.Current), isInside: true));
        }

        return items;
    }

    private T Next<T>()
        where T : NodeEvent
    {
        const string NoTricks = "Genveje med & og * og typer med ! kan ikke bruges. Skriv værdien helt ud, eventuelt i anførselstegn.";
        Refuse(_events.Accept<AnchorAlias>(out _), NoTricks);
        Refuse(_events.Accept<NodeEvent>(out var node) && !(node.Anchor.IsEmpty && node.Tag.IsEmpty), NoTricks);
        return _events.Consume<T>();
    }

    private void Refuse(bool isWrong, string message)
    {
        if (isWrong)
        {
            throw new RefusedYamlException(LineOf(_events.Current), message);
        }
    }

    private int LineOf(ParsingEvent? at) => (int)(at?.Start.Line ?? 1) + linesBefore;
}

/// <summary>Front matter that is not read.</summary>
/// <param name="line">Line of the file, the first is 1.</param>
/// <param name="message">A Danish sentence for the author.</param>
internal sealed class RefusedYamlException(int line, string message) : Exception(message)
{
    public int Line => line;
}
